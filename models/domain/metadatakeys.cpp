#include "domain/metadatakeys.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace Domain {

bool isReservedMetadataKey(const QString &key)
{
    static const QSet<QString> keys{u"__tenant"_s,
                                    u"_id"_s,
                                    u"blocked"_s,
                                    u"clientID"_s,
                                    u"created_at"_s,
                                    u"email_verified"_s,
                                    u"email"_s,
                                    u"globalClientID"_s,
                                    u"global_client_id"_s,
                                    u"identities"_s,
                                    u"lastIP"_s,
                                    u"lastLogin"_s,
                                    u"loginsCount"_s,
                                    u"metadata"_s,
                                    u"multifactor_last_modified"_s,
                                    u"multifactor"_s,
                                    u"updated_at"_s,
                                    u"user_id"_s};
    return keys.contains(key);
}

bool isMetadataKey(QStringView key)
{
    return !key.contains(u'.') && !key.contains(u'$');
}

} // namespace Domain
