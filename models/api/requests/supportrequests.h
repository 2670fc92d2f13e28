#pragma once

#include "api/page.h"
#include "api/request.h"
#include "api/secret.h"
#include "domain/id.h"

#include <chrono>

namespace Api {

/// The addresses from which brute-force protection holds a user off, each as the JSON that Auth0 sent: none where the
/// protection is off by now. Another thing than the administrator's block, which is a member of the user.
Request<Page<QByteArray>> listUserBlocks(const Domain::UserId &id);
/// Lifts all of them.
Request<void> removeUserBlocks(const Domain::UserId &id);

/// What a user signs in with besides a password (MFA, passkeys), each as the JSON that Auth0 sent; up to 100.
Request<Page<QByteArray>> listAuthenticationMethods(const Domain::UserId &id);
/// They do not come back: the user sets new ones up.
Request<void> removeAuthenticationMethods(const Domain::UserId &id);
Request<void> removeAuthenticationMethod(const Domain::UserId &id, const QString &method);

/// The sessions and refresh tokens of a user, each as the JSON that Auth0 sent; up to 100.
Request<Page<QByteArray>> listSessions(const Domain::UserId &id);
Request<Page<QByteArray>> listRefreshTokens(const Domain::UserId &id);
/// Answered by 202: Auth0 removes them a moment later.
Request<void> removeSessions(const Domain::UserId &id);
Request<void> removeRefreshTokens(const Domain::UserId &id);

/// Has Auth0 send the mail that verifies a user's address: a job. `application`: whose name the mail bears; empty:
/// Auth0's default.
Request<void> sendVerificationMail(const Domain::UserId &id, const Domain::ApplicationId &application = {});

/// How a password-change ticket is to be. A value.
struct PasswordTicket
{
    Domain::UserId user;
    Domain::ApplicationId application{}; ///< where it leads back to; empty: nowhere
    std::chrono::seconds lifetime{0}; ///< 0: Auth0's own five days
    bool marksVerified = false; ///< using it verifies the e-mail address
};
/// The address at which the user sets a new password: whoever has it can. No mail is sent.
Request<Secret> createPasswordTicket(const PasswordTicket &ticket);

/// The Authentication API's mail for a forgotten password, to a user of a database connection. It answers the same
/// whether or not there is such a user.
Request<void> sendPasswordMail(const Domain::ApplicationId &application, const QString &connection,
                               const QString &email);

} // namespace Api
