#include "analysis/signinscene.h"

#include "json/application_json.h"
#include "json/connection_json.h"
#include "json/organization_json.h"
#include "json/user_json.h"

using namespace Qt::StringLiterals;

using Analysis::FoundUser;
using Analysis::SignInFacts;

namespace SignInScene {

Domain::Connection connection(const QByteArray &name, const QByteArray &strategy, const QByteArray &more)
{
    return *Json::readConnection(R"({"id":"con_)" + name + R"(","name":")" + name + R"(","strategy":")" + strategy
                                 + "\"," + more + "}");
}

FoundUser user(const QByteArray &more, const QByteArray &identities, const QByteArray &address)
{
    FoundUser found;
    found.user = *Json::readUser(R"({"user_id":"auth0|1","email":")" + address + "\",\"identities\":" + identities + ","
                                 + more + "}");
    found.match = Analysis::matchOf(found.user, email).value();
    found.blocks.emplace();
    found.factors.emplace();
    found.logs.emplace();
    return found;
}

FoundUser linked()
{
    return user(R"("email_verified":true)",
                R"([{"connection":"acme-users","provider":"auth0","user_id":"1"},
                    {"connection":"google-oauth2","profileData":{"email":"jane@acme.example"}}])",
                "jane.doe@acme.example");
}

Domain::Application application(const QByteArray &more)
{
    return *Json::readApplication(R"({"client_id":"app_portal","name":"Portal",)" + more + "}");
}

Domain::LogEvent logged(const QString &type, int minute, const QString &connection, const QString &description)
{
    Domain::LogEvent event;
    event.id = u"log%1-%2"_s.arg(type).arg(minute);
    event.date = QDateTime(QDate(2026, 11, 28), QTime(12, minute), Qt::UTC);
    event.type = type;
    event.connection = connection;
    event.description = description;
    event.application = Domain::ApplicationId(u"app_portal"_s);
    event.user = Domain::UserId(u"auth0|1"_s);
    event.ip = u"192.0.2.7"_s;
    return event;
}

Domain::OrganizationConnection inOrganization(const QString &name, bool assigns, bool signup)
{
    return {Domain::ConnectionId(u"con_"_s + name), assigns, std::nullopt, signup};
}

SignInFacts healthy()
{
    SignInFacts facts;
    facts.email = email;
    facts.spellings = {email};
    facts.application = application();
    facts.users = {user()};
    facts.enabled = {connection("acme-users"), connection("acme-saml", "samlp")};
    facts.logs = {logged(u"fp"_s, 1), logged(u"s"_s, 2)};
    facts.settings = R"({"default_directory":""})";
    return facts;
}

void enter(SignInFacts &facts)
{
    facts.organization = *Json::readOrganization(R"({"id":"org_acme","name":"acme"})");
    facts.organizationConnections = {inOrganization(u"acme-users"_s)};
    for (FoundUser &one : facts.users) {
        one.organizations = {u"org_acme"_s};
    }
}

void forget(SignInFacts &facts)
{
    facts.users.clear();
    facts.logs.emplace();
}

void fillLock(SignInFacts &facts)
{
    QList<Domain::Connection> many;
    for (int i = 0; i < 50; ++i) {
        many.append(connection("db-" + QByteArray::number(i)));
    }
    facts.enabled = many + QList{connection("acme-users")};
}

} // namespace SignInScene
