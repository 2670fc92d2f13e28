#include "api/requests/supportrequests.h"

#include "api/requests/reading.h"
#include "api/translation.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

/// Auth0's largest page.
constexpr int pageSize = 100;

Json::Outcome<QByteArray> asSent(const QByteArray &text)
{
    return text;
}

Request<Page<QByteArray>> listOf(const char *key, WireRequest wire)
{
    return {std::move(wire), pageOf<QByteArray>(key, &asSent)};
}

Request<void> removal(const QString &pathTemplate, const QStringList &arguments, const QString &scope)
{
    return {write(Verb::Delete, pathTemplate, arguments, {}, {{scope}}), nothing()};
}

Outcome<Secret> readTicket(const WireReply &reply)
{
    const Json::Outcome<Json::Value> object = Json::parse(reply.body);
    const QString address = object ? Json::stringAt(*object, "ticket") : QString();
    if (address.isEmpty()) // without the parser's words, which could quote what they should not
        return tl::make_unexpected(
            badResponse({Json::ParseError::Kind::WrongShape, 0, tr("It is not an object with \"ticket\"")}));
    return Secret(address.toUtf8());
}

} // namespace

Request<Page<QByteArray>> listUserBlocks(const Domain::UserId &id)
{
    WireRequest wire = get(u"/user-blocks/{id}"_s, {id.text()}, {{u"read:users"_s}});
    wire.query.append({u"consider_brute_force_enablement"_s, u"true"_s});
    return listOf("blocked_for", std::move(wire));
}

Request<void> removeUserBlocks(const Domain::UserId &id)
{
    return removal(u"/user-blocks/{id}"_s, {id.text()}, u"update:users"_s);
}

Request<Page<QByteArray>> listAuthenticationMethods(const Domain::UserId &id)
{
    WireRequest wire = get(u"/users/{id}/authentication-methods"_s, {id.text()}, {{u"read:authentication_methods"_s}});
    addPage(wire, {Paging::Offset, pageSize, 0, {}});
    return listOf("authenticators", std::move(wire));
}

Request<void> removeAuthenticationMethods(const Domain::UserId &id)
{
    return removal(u"/users/{id}/authentication-methods"_s, {id.text()}, u"delete:authentication_methods"_s);
}

Request<void> removeAuthenticationMethod(const Domain::UserId &id, const QString &method)
{
    return removal(u"/users/{id}/authentication-methods/{authentication_method_id}"_s, {id.text(), method},
                   u"delete:authentication_methods"_s);
}

Request<Page<QByteArray>> listSessions(const Domain::UserId &id)
{
    WireRequest wire = get(u"/users/{user_id}/sessions"_s, {id.text()}, {{u"read:sessions"_s}});
    addPage(wire, {Paging::Checkpoint, pageSize, 0, {}});
    return listOf("sessions", std::move(wire));
}

Request<Page<QByteArray>> listRefreshTokens(const Domain::UserId &id)
{
    WireRequest wire = get(u"/users/{user_id}/refresh-tokens"_s, {id.text()}, {{u"read:refresh_tokens"_s}});
    addPage(wire, {Paging::Checkpoint, pageSize, 0, {}});
    return listOf("tokens", std::move(wire));
}

Request<void> removeSessions(const Domain::UserId &id)
{
    return removal(u"/users/{user_id}/sessions"_s, {id.text()}, u"delete:sessions"_s);
}

Request<void> removeRefreshTokens(const Domain::UserId &id)
{
    return removal(u"/users/{user_id}/refresh-tokens"_s, {id.text()}, u"delete:refresh_tokens"_s);
}

Request<void> sendVerificationMail(const Domain::UserId &id, const Domain::ApplicationId &application)
{
    Json::Value body{{"user_id", id.text().toStdString()}};
    if (!application.isEmpty())
        body["client_id"] = application.text().toStdString();
    return {write(Verb::Post, u"/jobs/verification-email"_s, {}, Json::write(body), {{u"update:users"_s}}), nothing()};
}

Request<Secret> createPasswordTicket(const PasswordTicket &ticket)
{
    Json::Value body{{"user_id", ticket.user.text().toStdString()}};
    if (!ticket.application.isEmpty())
        body["client_id"] = ticket.application.text().toStdString();
    if (ticket.lifetime.count() > 0)
        body["ttl_sec"] = ticket.lifetime.count();
    if (ticket.marksVerified)
        body["mark_email_as_verified"] = true;
    return {write(Verb::Post, u"/tickets/password-change"_s, {}, Json::write(body), {{u"create:user_tickets"_s}}),
            &readTicket};
}

Request<void> sendPasswordMail(const Domain::ApplicationId &application, const QString &connection,
                               const QString &email)
{
    const Json::Value body{{"client_id", application.text().toStdString()},
                           {"email", email.toStdString()},
                           {"connection", connection.toStdString()}};
    WireRequest wire = write(Verb::Post, u"/dbconnections/change_password"_s, {}, Json::write(body), {});
    wire.surface = Surface::Authentication;
    return {wire, nothing()};
}

} // namespace Api
