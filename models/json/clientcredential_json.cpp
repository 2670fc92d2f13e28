#include "json/clientcredential_json.h"

#include "json/objects.h"

namespace Json {

Outcome<Domain::ClientCredential> readClientCredential(const QByteArray &text)
{
    const auto object = parseObject(text, "id");
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    return Domain::ClientCredential{stringAt(*object, "id"), stringAt(*object, "name"), stringAt(*object, "kid"),
                                    timeAt(*object, "expires_at")};
}

} // namespace Json
