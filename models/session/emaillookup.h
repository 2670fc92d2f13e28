#pragma once

#include "api/listing.h"
#include "domain/user.h"

namespace Session {

/// How much of an address is known.
enum class EmailPart { Whole, Beginning };

/// The query in Auth0's Lucene syntax that finds an address in whatever letters, and that of a linked identity.
QString emailQuery(const QString &email, EmailPart part = EmailPart::Whole);

/// Everybody with an e-mail address in an Auth0 tenant, for listAll(): first those found at once by the address as it
/// is written and in lower case, as databases keep it; then those whom only a search finds, since their provider
/// writes the address otherwise or since it is that of a linked identity. That may lag behind (auth0.md 4.5). Each user
/// comes once.
Api::ListSource<Domain::User> usersWithEmail(const QString &email, EmailPart part = EmailPart::Whole);

} // namespace Session
