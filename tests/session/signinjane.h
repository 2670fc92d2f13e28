#pragma once

#include "analysis/diagnosis.h"
#include "api/outcome.h"
#include "sandbox/server.h"

namespace Session {
class TenantSession;
}

/// Jane of Acme in a sandbox, with whom nothing is wrong, and what can be planted there.
namespace SignInJane {

using Object = Sandbox::Json; // Json is a room of the client

struct Jane
{
    Sandbox::TenantState &tenant;
    std::string application;
    std::string organization;
    std::string connection; ///< the database that holds her
    std::string user = "auth0|jane";
    QString email = QStringLiteral("jane@acme.example");

    /// Makes her.
    explicit Jane(Sandbox::TenantState &own);
    /// The same, in another state of the tenant.
    Jane(const Jane &who, Sandbox::TenantState &there);

    Object &database() { return *tenant.connections.find(connection); }
    Object &client() { return *tenant.clients.find(application); }
    Object &object() { return *tenant.users.find(user); }
    const Object &social() const; ///< a connection that is no database
    /// Enables none but her database for the application, and not even that.
    void leaveNoConnection(bool notEvenHers);
    void add(const std::string &id, const std::string &address);
    /// The address is that of an identity in a social connection; her own is another.
    void link(bool isEnabled);
    void log(const std::string &type, const std::string &description = {}, const std::string &connectionName = {});
};

std::unique_ptr<Sandbox::Server> serve(const Sandbox::TenantState &tenant,
                                       const std::vector<Sandbox::ApiClient> &clients = {});
/// Why she cannot sign in to the application, which shows Lock.
Api::Outcome<Analysis::SignInFacts> read(Session::TenantSession &session, const Jane &jane, bool inOrganization);
QStringList idsOf(const Analysis::Diagnosis &diagnosis);

} // namespace SignInJane
