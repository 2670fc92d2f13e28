#pragma once

#include "analysis/signinfacts.h"

/// Jane of Acme, who can sign in to the portal, and what can be made wrong with that.
namespace SignInScene {

using namespace Qt::StringLiterals;

inline const QString email = u"jane@acme.example"_s;

Domain::Connection connection(const QByteArray &name, const QByteArray &strategy = "auth0",
                              const QByteArray &more = R"("options":{"disable_signup":false})");
Analysis::FoundUser user(const QByteArray &more = R"("email_verified":true)",
                         const QByteArray &identities
                         = R"([{"connection":"acme-users","provider":"auth0","user_id":"1"}])",
                         const QByteArray &address = "jane@acme.example");
/// Jane, whose address is that of a Google account; her own, in the database, is another.
Analysis::FoundUser linked();
Domain::Application application(const QByteArray &more = R"("app_type":"regular_web")");
/// At the `minute`th of an hour.
Domain::LogEvent logged(const QString &type, int minute, const QString &connection = u"acme-users"_s,
                        const QString &description = {});
Domain::OrganizationConnection inOrganization(const QString &name, bool assigns = false, bool signup = false);

/// Nothing is wrong.
Analysis::SignInFacts healthy();
/// Through an organization that she is a member of.
void enter(Analysis::SignInFacts &facts);
/// Nobody has her address.
void forget(Analysis::SignInFacts &facts);
/// 51 databases, that of Jane the last.
void fillLock(Analysis::SignInFacts &facts);

} // namespace SignInScene
