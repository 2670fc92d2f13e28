#include "json/clientcredential_json.h"

#include "json/objects.h"

namespace Json {

Outcome<Domain::ClientCredential> readClientCredential(const QByteArray &text)
{
    const auto object = parseObject(text, "id");
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    const auto time
        = [&object](const char *member) { return QDateTime::fromString(stringAt(*object, member), Qt::ISODateWithMs); };
    return Domain::ClientCredential{stringAt(*object, "id"), stringAt(*object, "name"), stringAt(*object, "kid"),
                                    time("created_at"), time("expires_at")};
}

} // namespace Json
