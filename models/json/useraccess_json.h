#pragma once

#include "domain/useraccess.h"
#include "json/parseerror.h"

namespace Json {

/// The accounts of a user as Auth0 sends it; none where it is no object or has no list of them.
QList<Domain::UserIdentity> identitiesOf(const QByteArray &user);

/// What Auth0 keeps beside a user, each as it sends it. They fail only where the text is no object.
Outcome<Domain::SignInMethod> readSignInMethod(const QByteArray &text);
/// A session or a refresh token.
Outcome<Domain::UserSession> readUserSession(const QByteArray &text);
Outcome<Domain::UserBlock> readUserBlock(const QByteArray &text);
Outcome<Domain::Role> readRole(const QByteArray &text);

} // namespace Json
