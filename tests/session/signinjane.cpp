#include "session/signinjane.h"

#include "session/diagnosisreading.h"
#include "session/tenantsession.h"

#include <QTest>

#include <algorithm>

namespace SignInJane {

Jane::Jane(Sandbox::TenantState &own)
    : tenant(own)
{
    tenant.logs = Sandbox::Collection("log_id");
    for (const Object &one : tenant.clients.items()) {
        if (one.at("name") == "Ledgerline Supplier Network") {
            application = one.at("client_id");
        }
    }
    for (const Object &one : tenant.connections.items()) {
        const bool isPlain
            = one.at("strategy") == "auth0" && !one.at("options").contains("enabledDatabaseCustomization");
        if (isPlain && tenant.enabledClients.clientsOf(one.at("id")).contains(application)) {
            connection = one.at("id");
        }
    }
    organization = tenant.organizations.items().front().at("id");
    tenant.organizationConnections[organization]
        = {{{"connection_id", connection}, {"assign_membership_on_login", false}}};
    tenant.organizationMembers[organization].insert(user);
    add(user, email.toStdString());
}

Jane::Jane(const Jane &who, Sandbox::TenantState &there)
    : tenant(there)
    , application(who.application)
    , organization(who.organization)
    , connection(who.connection)
    , user(who.user)
    , email(who.email)
{ }

const Object &Jane::social() const
{
    const auto &all = tenant.connections.items();
    return *std::find_if(all.begin(), all.end(), [](const Object &one) { return one.at("strategy") != "auth0"; });
}

void Jane::leaveNoConnection(bool notEvenHers)
{
    for (const Object &one : tenant.connections.items()) {
        if (notEvenHers || one.at("id") != connection) {
            tenant.enabledClients.disable(one.at("id"), application);
        }
    }
}

void Jane::add(const std::string &id, const std::string &address)
{
    tenant.users.append(
        {{"user_id", id},
         {"email", address},
         {"email_verified", true},
         {"name", address},
         {"created_at", "2026-01-01T00:00:00.000Z"},
         {"updated_at", "2026-01-01T00:00:00.000Z"},
         {"identities",
          {{{"connection", database().at("name")}, {"provider", "auth0"}, {"user_id", "jane"}, {"isSocial", false}}}}});
}

void Jane::link(bool isEnabled)
{
    const Object &other = social();
    object()["email"] = "jane.doe@acme.example";
    object()["identities"].push_back({{"connection", other.at("name")},
                                      {"provider", other.at("strategy")},
                                      {"user_id", "1"},
                                      {"isSocial", true},
                                      {"profileData", {{"email", email.toStdString()}}}});
    isEnabled ? tenant.enabledClients.enable(other.at("id"), application)
              : tenant.enabledClients.disable(other.at("id"), application);
    tenant.enabledClients.enable(other.at("id"), tenant.clients.items().back().at("client_id"));
}

void Jane::log(const std::string &type, const std::string &description, const std::string &connectionName)
{
    const std::string id = "9002026112812000000000000000000000000000000000000000" + std::to_string(tenant.logs.size());
    tenant.logs.append({{"log_id", id},
                        {"_id", id},
                        {"date", "2026-11-28T12:0" + std::to_string(tenant.logs.size()) + ":00.000Z"},
                        {"type", type},
                        {"description", description},
                        {"connection", connectionName.empty() ? database().at("name") : Object(connectionName)},
                        {"client_id", application},
                        {"ip", "192.0.2.7"},
                        {"user_id", user},
                        {"user_name", email.toStdString()}});
}

std::unique_ptr<Sandbox::Server> serve(const Sandbox::TenantState &tenant,
                                       const std::vector<Sandbox::ApiClient> &clients)
{
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients = clients;
    auto server = std::make_unique<Sandbox::Server>(std::move(options), std::vector{tenant});
    server->start();
    return server;
}

Api::Outcome<Analysis::SignInFacts> read(Session::TenantSession &session, const Jane &jane, bool inOrganization)
{
    Session::SignInQuestion question{jane.email, Domain::ApplicationId(QString::fromStdString(jane.application))};
    question.lockMark = true;
    if (inOrganization) {
        question.organization = Domain::OrganizationId(QString::fromStdString(jane.organization));
    }
    std::optional<Api::Outcome<Analysis::SignInFacts>> facts;
    QObject context;
    (new Session::DiagnosisReading(session.client(), question, &context,
                                   [&facts](const Api::Outcome<Analysis::SignInFacts> &outcome) { facts = outcome; }))
        ->start();
    (void)QTest::qWaitFor([&facts] { return facts.has_value(); }, 20000);
    return facts.value_or(tl::make_unexpected(Api::ApiError{}));
}

QStringList idsOf(const Analysis::Diagnosis &diagnosis)
{
    QStringList ids;
    for (const Analysis::Cause &cause : diagnosis.causes) {
        ids.append(cause.id);
    }
    return ids;
}

} // namespace SignInJane
