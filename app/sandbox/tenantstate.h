#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace Sandbox {

/// JSON as Auth0 sends it: members keep their order.
using Json = nlohmann::ordered_json;

/// Objects of one kind in the order of their creation, found by id in constant time. Owns its objects.
/// References stay valid until the next append() or remove().
class Collection
{
public:
    explicit Collection(std::string idKey)
        : m_idKey(std::move(idKey))
    { }

    const std::vector<Json> &items() const { return m_items; }
    std::size_t size() const { return m_items.size(); }
    const std::string &idKey() const { return m_idKey; }

    /// The object with this id, or nullptr. Owned by the collection.
    Json *find(std::string_view id);
    const Json *find(std::string_view id) const;
    /// Position in items() of the object with this id.
    std::optional<std::size_t> indexOf(std::string_view id) const;
    /// Appends an object that carries its id under idKey(); replaces an object with the same id in place.
    Json &append(Json object);
    bool remove(std::string_view id);
    /// Removes all objects of which `gone` says so, in one pass.
    void removeIf(const std::function<bool(const Json &)> &gone);
    void reserve(std::size_t count);

    /// Rises with each new object and is never given twice, so a paging cursor survives appends and removals.
    std::uint64_t sequenceAt(std::size_t index) const { return m_sequences[index]; }
    /// Position of the first object that came after this sequence number; size() if there is none.
    std::size_t indexAfter(std::uint64_t sequence) const;

private:
    std::string m_idKey;
    std::vector<Json> m_items;
    std::vector<std::uint64_t> m_sequences; // ascending, one per item
    std::uint64_t m_lastSequence = 0;
    std::unordered_map<std::string, std::size_t> m_index;
};

/// A set of ids that remembers the order in which they came.
class IdSet
{
public:
    const std::vector<std::string> &ids() const { return m_ids; }
    std::size_t size() const { return m_ids.size(); }
    bool contains(const std::string &id) const { return m_set.contains(id); }
    /// False if it was there already.
    bool insert(const std::string &id);
    /// False if it was not there.
    bool erase(const std::string &id);
    /// Takes out every id that `gone` holds, in one pass.
    void eraseAll(const std::unordered_set<std::string> &gone);

    /// As in Collection.
    std::uint64_t sequenceAt(std::size_t index) const { return m_sequences[index]; }
    std::size_t indexAfter(std::uint64_t sequence) const;

private:
    std::vector<std::string> m_ids;
    std::vector<std::uint64_t> m_sequences;
    std::uint64_t m_lastSequence = 0;
    std::unordered_set<std::string> m_set;
};

/// The application x connection map, quick to read from both sides: 2,000 applications over 100,000 connections are
/// asked for one application at a time.
class ClientMap
{
public:
    /// False if the application was enabled for the connection already.
    bool enable(const std::string &connectionId, const std::string &clientId);
    bool disable(const std::string &connectionId, const std::string &clientId);
    void removeConnection(const std::string &connectionId);
    void removeClient(const std::string &clientId);

    const IdSet &clientsOf(const std::string &connectionId) const;
    const IdSet &connectionsOf(const std::string &clientId) const;

private:
    std::unordered_map<std::string, IdSet> m_clients;
    std::unordered_map<std::string, IdSet> m_connections;
};

/// Everything one Auth0 tenant of the sandbox holds, as raw JSON. A value: it can be copied, saved and compared.
struct TenantState
{
    std::string name; ///< as Auth0 names a tenant: "acme-saas-eu"
    std::string domain; ///< "acme-saas-eu.eu.auth0.com"
    std::string environment; ///< development | staging | production, as Auth0's environment tag
    Json settings = Json::object(); ///< GET /tenants/settings
    Json branding = Json::object(); ///< GET /branding

    Collection connections{"id"};
    Collection clients{"client_id"};
    Collection organizations{"id"};
    Collection users{"user_id"};
    Collection roles{"id"};
    Collection customDomains{"custom_domain_id"};
    Collection logs{"log_id"}; ///< in the order of log_id
    Collection jobs{"id"};
    Collection clientGrants{"id"};
    Collection resourceServers{"id"};

    /// Never served inside an object.
    ClientMap enabledClients;
    /// client id -> its credentials as GET /clients/{id}/credentials lists them: public keys and certificates.
    std::unordered_map<std::string, std::vector<Json>> clientCredentials;
    /// organization id -> its enabled_connections entries {connection_id, assign_membership_on_login, ...}.
    std::unordered_map<std::string, std::vector<Json>> organizationConnections;
    /// organization id -> the ids of its client grants.
    std::unordered_map<std::string, IdSet> organizationGrants;
    /// organization id -> user ids.
    std::unordered_map<std::string, IdSet> organizationMembers;
    /// organization id -> user id -> role ids.
    std::unordered_map<std::string, std::map<std::string, IdSet>> organizationMemberRoles;
    /// user id -> role ids.
    std::unordered_map<std::string, IdSet> userRoles;
    /// user id -> authentication methods / sessions / refresh tokens as Auth0 lists them.
    std::unordered_map<std::string, std::vector<Json>> authenticationMethods, sessions, refreshTokens;
    /// user id -> brute-force blocks {identifier, ip, connection}.
    std::unordered_map<std::string, std::vector<Json>> blocks;
    /// GET /stats/daily entries, oldest first.
    std::vector<Json> dailyStats;
};

} // namespace Sandbox
