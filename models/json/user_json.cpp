#include "json/user_json.h"

#include "json/objects.h"

namespace Json {

Outcome<Domain::User> readUser(const QByteArray &text)
{
    const auto object = parseObject(text, "user_id");
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    Domain::User user;
    user.id = Domain::UserId(stringAt(*object, "user_id"));
    user.email = stringAt(*object, "email");
    user.name = stringAt(*object, "name");
    user.username = stringAt(*object, "username");
    if (const Value *identities = memberAt(*object, "identities");
        identities && identities->is_array() && !identities->empty()) {
        user.connection = stringAt(identities->front(), "connection");
    }
    user.emailVerified = boolAt(*object, "email_verified");
    user.blocked = boolAt(*object, "blocked").value_or(false);
    user.createdAt = timeAt(*object, "created_at");
    user.lastLogin = timeAt(*object, "last_login");
    user.loginsCount = intAt(*object, "logins_count");
    user.original = text;
    return user;
}

Outcome<Domain::LogEvent> readLogEvent(const QByteArray &text)
{
    auto object = parseObject(text, "log_id");
    if (!object && object.error().kind == ParseError::Kind::WrongShape) {
        object = parseObject(text, "_id");
    }
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    Domain::LogEvent event;
    event.id = stringAt(*object, "log_id");
    if (event.id.isEmpty()) {
        event.id = stringAt(*object, "_id");
    }
    event.date = timeAt(*object, "date");
    event.type = stringAt(*object, "type");
    event.description = stringAt(*object, "description");
    event.connection = stringAt(*object, "connection");
    event.application = Domain::ApplicationId(stringAt(*object, "client_id"));
    event.applicationName = stringAt(*object, "client_name");
    event.user = Domain::UserId(stringAt(*object, "user_id"));
    event.userName = stringAt(*object, "user_name");
    event.ip = stringAt(*object, "ip");
    event.original = text;
    return event;
}

} // namespace Json
