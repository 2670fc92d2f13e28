#include "json/useraccess_json.h"

#include "json/objects.h"

namespace Json {

namespace {

Outcome<Value> anyObject(const QByteArray &text)
{
    Outcome<Value> value = parse(text);
    if (value && !value->is_object()) {
        return tl::make_unexpected(ParseError{ParseError::Kind::WrongShape, 0, QStringLiteral("It is not an object")});
    }
    return value;
}

/// The device that was seen last, else the one of the beginning.
QString deviceText(const Value &object, const char *last, const char *initial)
{
    const Value *device = memberAt(object, "device");
    const QString text = device ? stringAt(*device, last) : QString();
    return device && text.isEmpty() ? stringAt(*device, initial) : text;
}

QDateTime earlier(const QDateTime &one, const QDateTime &other)
{
    return !one.isValid() || (other.isValid() && other < one) ? other : one;
}

} // namespace

QList<Domain::UserIdentity> identitiesOf(const QByteArray &user)
{
    QList<Domain::UserIdentity> identities;
    const auto object = parse(user);
    const Value *list = object ? memberAt(*object, "identities") : nullptr;
    if (!list || !list->is_array()) {
        return identities;
    }
    for (const Value &entry : *list) {
        Domain::UserIdentity identity;
        identity.connection = stringAt(entry, "connection");
        identity.provider = stringAt(entry, "provider");
        identity.userId = stringAt(entry, "user_id");
        if (const Value *id = memberAt(entry, "user_id"); id && id->is_number()) {
            identity.userId = toQString(id->dump());
        }
        identity.isSocial = boolAt(entry, "isSocial").value_or(false);
        identities.append(identity);
    }
    return identities;
}

Outcome<Domain::SignInMethod> readSignInMethod(const QByteArray &text)
{
    const auto object = anyObject(text);
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    Domain::SignInMethod method;
    method.id = stringAt(*object, "id");
    method.type = stringAt(*object, "type");
    method.name = stringAt(*object, "name");
    method.address = stringAt(*object, "phone_number");
    if (method.address.isEmpty()) {
        method.address = stringAt(*object, "email");
    }
    method.isConfirmed = boolAt(*object, "confirmed").value_or(true);
    method.createdAt = timeAt(*object, "created_at");
    method.lastUsedAt = timeAt(*object, "last_auth_at");
    return method;
}

Outcome<Domain::UserSession> readUserSession(const QByteArray &text)
{
    const auto object = anyObject(text);
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    Domain::UserSession session;
    session.id = stringAt(*object, "id");
    if (const QString client = stringAt(*object, "client_id"); !client.isEmpty()) {
        session.applications.append(Domain::ApplicationId(client));
    }
    if (const Value *clients = memberAt(*object, "clients"); clients && clients->is_array()) {
        for (const Value &client : *clients) {
            session.applications.append(Domain::ApplicationId(stringAt(client, "client_id")));
        }
    }
    session.ip = deviceText(*object, "last_ip", "initial_ip");
    session.userAgent = deviceText(*object, "last_user_agent", "initial_user_agent");
    session.createdAt = timeAt(*object, "created_at");
    session.lastUsedAt = timeAt(*object, "last_interacted_at");
    if (!session.lastUsedAt.isValid()) {
        session.lastUsedAt = timeAt(*object, "last_exchanged_at");
    }
    session.expiresAt = earlier(timeAt(*object, "idle_expires_at"), timeAt(*object, "expires_at"));
    return session;
}

Outcome<Domain::UserBlock> readUserBlock(const QByteArray &text)
{
    const auto object = anyObject(text);
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    return Domain::UserBlock{stringAt(*object, "identifier"), stringAt(*object, "ip"), stringAt(*object, "connection")};
}

Outcome<Domain::Role> readRole(const QByteArray &text)
{
    const auto object = anyObject(text);
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    return Domain::Role{stringAt(*object, "id"), stringAt(*object, "name"), stringAt(*object, "description")};
}

} // namespace Json
