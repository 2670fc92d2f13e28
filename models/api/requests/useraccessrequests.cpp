#include "api/requests/useraccessrequests.h"

#include "api/requests/reading.h"
#include "api/requests/supportrequests.h"
#include "json/useraccess_json.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

template <typename T>
Request<Page<T>> as(const Request<Page<QByteArray>> &request, const char *key,
                    Json::Outcome<T> (*read)(const QByteArray &))
{
    return {request.wire, pageOf(key, read)};
}

} // namespace

Request<Page<Domain::UserBlock>> readUserBlocks(const Domain::UserId &id)
{
    return as(listUserBlocks(id), "blocked_for", &Json::readUserBlock);
}

Request<Page<Domain::SignInMethod>> readSignInMethods(const Domain::UserId &id)
{
    return as(listAuthenticationMethods(id), "authenticators", &Json::readSignInMethod);
}

Request<Page<Domain::UserSession>> readUserSessions(const Domain::UserId &id)
{
    return as(listSessions(id), "sessions", &Json::readUserSession);
}

Request<Page<Domain::UserSession>> readRefreshTokens(const Domain::UserId &id)
{
    return as(listRefreshTokens(id), "tokens", &Json::readUserSession);
}

Request<Page<Domain::Role>> listUserRoles(const Domain::UserId &id)
{
    // Either read:role_members, or both of the others: what is missing is told as what most tokens have.
    WireRequest wire = get(u"/users/{id}/roles"_s, {id.text()},
                           {{u"read:users"_s, u"read:role_members"_s}, {u"read:roles"_s, u"read:role_members"_s}});
    addPage(wire, {Paging::Offset, 100, 0, {}});
    return {wire, pageOf("roles", &Json::readRole)};
}

} // namespace Api
