#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace Sandbox {

/// Rate limits as Auth0 publishes them for its plans.
enum class Plan { Free, Professional, Enterprise, Unlimited };

/// An application that may fetch tokens for the Management API.
struct ApiClient
{
    std::string clientId;
    std::string clientSecret; ///< empty: private_key_jwt only
    std::vector<std::string> scopes; ///< empty: every scope
    std::string publicKeyPem; ///< for private_key_jwt (RS256); empty: client secret only
};

/// How a sandbox runs. What it holds is given to Server beside it.
struct Options
{
    std::uint16_t port = 0; ///< of the first Auth0 tenant, the others follow; 0: any free port each
    bool tls = false; ///< with a CA of its own, whose certificate Server::certificatePath() names
    Plan plan = Plan::Unlimited;
    double clockRate = 1.0; ///< seconds of the server's clock per real second
    std::chrono::milliseconds latency{0}; ///< added to every answer
    /// Younger users are in no answer to a search, and in no list of members: Auth0 keeps both up to date a little
    /// later.
    std::chrono::seconds searchLag{0};
    std::chrono::seconds tokenLifetime{86400}; ///< Auth0's default
    std::vector<ApiClient> clients; ///< beside the one with every scope that Server makes itself
    bool recordRequests = false; ///< keep what arrives for Server::requests()
    std::function<std::chrono::system_clock::time_point()>
        clock; ///< for tests; replaces the system's clock and its rate
};

/// "professional" -> Plan::Professional
std::optional<Plan> planFromName(const std::string &name);

} // namespace Sandbox
