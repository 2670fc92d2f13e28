#include "session/customdomains.h"

#include "api/wire.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Session {

QStringList verifiedDomains(const QList<QByteArray> &objects)
{
    QStringList domains;
    for (const QByteArray &text : objects) {
        const auto object = Json::parse(text);
        const QString domain = object ? Json::stringAt(*object, "domain") : QString();
        if (Api::isHostName(domain) && Json::stringAt(*object, "status") == "ready"_L1) {
            domains.append(domain);
        }
    }
    domains.removeDuplicates();
    domains.sort(Qt::CaseInsensitive);
    return domains;
}

} // namespace Session
