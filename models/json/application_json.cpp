#include "json/application_json.h"

#include "json/objects.h"

namespace Json {

Outcome<Domain::Application> readApplication(const QByteArray &text)
{
    const auto object = parseObject(text, "client_id");
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    Domain::Application application;
    application.id = Domain::ApplicationId(stringAt(*object, "client_id"));
    application.name = stringAt(*object, "name");
    application.description = stringAt(*object, "description");
    application.type = stringAt(*object, "app_type");
    application.isFirstParty = boolAt(*object, "is_first_party");
    application.isGlobal = boolAt(*object, "global").value_or(false);
    application.grantTypes = stringsAt(*object, "grant_types");
    application.callbacks = stringsAt(*object, "callbacks");
    application.allowedLogoutUrls = stringsAt(*object, "allowed_logout_urls");
    application.original = text;
    return application;
}

} // namespace Json
