#pragma once

#include "sandbox/route.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Sandbox {

/// A route and the path parameters that led to it. The route is owned by the router.
struct RouteMatch
{
    const Route *route = nullptr; ///< nullptr: no such path, or not with this method
    bool pathKnown = false;
    std::map<std::string, std::string> params;
};

/// Finds the operation for a method and an undecoded path.
class Router
{
public:
    explicit Router(Routes routes);

    /// `path` as sent, without the query. Each segment is decoded once, after the split: an id with a slash or a
    /// percent sign in it stays one segment.
    RouteMatch find(const std::string &method, std::string_view path) const;
    /// Every scope that a route names, and those that open single members.
    std::vector<std::string> allScopes() const;

private:
    struct Entry
    {
        Route route;
        std::vector<std::string> segments;
    };
    std::vector<Entry> m_entries;
};

/// True if the caller holds one of the sets whole.
bool scopesSuffice(const ScopeSets &sets, const std::set<std::string, std::less<>> &held);
/// "read:clients,read:client_summary", as the 403 lists them.
std::string expectedScopes(const ScopeSets &sets);

} // namespace Sandbox
