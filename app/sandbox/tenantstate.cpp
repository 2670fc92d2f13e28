#include "sandbox/tenantstate.h"

#include <algorithm>

namespace Sandbox {

namespace {

std::size_t positionAfter(const std::vector<std::uint64_t> &sequences, std::uint64_t sequence)
{
    return static_cast<std::size_t>(std::upper_bound(sequences.begin(), sequences.end(), sequence) - sequences.begin());
}

const IdSet &lookUp(const std::unordered_map<std::string, IdSet> &map, const std::string &id)
{
    static const IdSet none;
    const auto found = map.find(id);
    return found == map.end() ? none : found->second;
}

} // namespace

const Json *Collection::find(std::string_view id) const
{
    const auto index = indexOf(id);
    return index ? &m_items[*index] : nullptr;
}

Json *Collection::find(std::string_view id)
{
    const auto index = indexOf(id);
    return index ? &m_items[*index] : nullptr;
}

std::optional<std::size_t> Collection::indexOf(std::string_view id) const
{
    const auto found = m_index.find(std::string(id));
    return found == m_index.end() ? std::nullopt : std::optional(found->second);
}

Json &Collection::append(Json object)
{
    const std::string id = object.at(m_idKey).get<std::string>();
    if (Json *existing = find(id)) {
        *existing = std::move(object);
        return *existing;
    }
    m_index.emplace(id, m_items.size());
    m_items.push_back(std::move(object));
    m_sequences.push_back(++m_lastSequence);
    return m_items.back();
}

bool Collection::remove(std::string_view id)
{
    const auto index = indexOf(id);
    if (!index)
        return false;
    m_items.erase(m_items.begin() + static_cast<std::ptrdiff_t>(*index));
    m_sequences.erase(m_sequences.begin() + static_cast<std::ptrdiff_t>(*index));
    m_index.erase(std::string(id));
    for (std::size_t i = *index; i < m_items.size(); ++i)
        m_index[m_items[i].at(m_idKey).get_ref<const std::string &>()] = i;
    return true;
}

void Collection::removeIf(const std::function<bool(const Json &)> &gone)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (gone(m_items[i]))
            continue;
        if (kept != i) {
            m_items[kept] = std::move(m_items[i]);
            m_sequences[kept] = m_sequences[i];
        }
        ++kept;
    }
    m_items.resize(kept);
    m_sequences.resize(kept);
    m_index.clear();
    for (std::size_t i = 0; i < kept; ++i)
        m_index.emplace(m_items[i].at(m_idKey).get_ref<const std::string &>(), i);
}

void Collection::reserve(std::size_t count)
{
    m_items.reserve(count);
    m_sequences.reserve(count);
    m_index.reserve(count);
}

std::size_t Collection::indexAfter(std::uint64_t sequence) const
{
    return positionAfter(m_sequences, sequence);
}

bool IdSet::insert(const std::string &id)
{
    if (!m_set.insert(id).second)
        return false;
    m_ids.push_back(id);
    m_sequences.push_back(++m_lastSequence);
    return true;
}

bool IdSet::erase(const std::string &id)
{
    if (m_set.erase(id) == 0)
        return false;
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    m_sequences.erase(m_sequences.begin() + (found - m_ids.begin()));
    m_ids.erase(found);
    return true;
}

void IdSet::eraseAll(const std::unordered_set<std::string> &gone)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_ids.size(); ++i) {
        if (gone.contains(m_ids[i])) {
            m_set.erase(m_ids[i]);
            continue;
        }
        if (kept != i) {
            m_ids[kept] = std::move(m_ids[i]);
            m_sequences[kept] = m_sequences[i];
        }
        ++kept;
    }
    m_ids.resize(kept);
    m_sequences.resize(kept);
}

std::size_t IdSet::indexAfter(std::uint64_t sequence) const
{
    return positionAfter(m_sequences, sequence);
}

bool ClientMap::enable(const std::string &connectionId, const std::string &clientId)
{
    m_connections[clientId].insert(connectionId);
    return m_clients[connectionId].insert(clientId);
}

bool ClientMap::disable(const std::string &connectionId, const std::string &clientId)
{
    const auto clients = m_clients.find(connectionId);
    if (clients == m_clients.end() || !clients->second.erase(clientId))
        return false;
    m_connections[clientId].erase(connectionId);
    return true;
}

void ClientMap::removeConnection(const std::string &connectionId)
{
    for (const std::string &clientId : clientsOf(connectionId).ids())
        m_connections[clientId].erase(connectionId);
    m_clients.erase(connectionId);
}

void ClientMap::removeClient(const std::string &clientId)
{
    for (const std::string &connectionId : connectionsOf(clientId).ids())
        m_clients[connectionId].erase(clientId);
    m_connections.erase(clientId);
}

const IdSet &ClientMap::clientsOf(const std::string &connectionId) const
{
    return lookUp(m_clients, connectionId);
}

const IdSet &ClientMap::connectionsOf(const std::string &clientId) const
{
    return lookUp(m_connections, clientId);
}

} // namespace Sandbox
