#include "sandbox/router.h"

#include "sandbox/text.h"

#include <algorithm>

namespace Sandbox {

namespace {

constexpr std::string_view prefix = "/api/v2/";

/// Scopes that open members of an object, not operations.
const std::vector<std::string> fieldScopes{
    "read:connections_options",  "update:connections_options", "read:client_keys",    "read:client_credentials",
    "update:client_keys",        "update:client_credentials",  "read:client_summary", "read:user_idp_tokens",
    "update:users_app_metadata", "read:organizations_summary"};

bool isParameter(const std::string &segment)
{
    return segment.size() > 2 && segment.front() == '{';
}

} // namespace

Router::Router(Routes routes)
{
    for (Route &route : routes) {
        std::vector<std::string> segments = split(route.path, '/');
        m_entries.push_back({std::move(route), std::move(segments)});
    }
}

RouteMatch Router::find(const std::string &method, std::string_view path) const
{
    RouteMatch match;
    if (!path.starts_with(prefix))
        return match;
    const std::vector<std::string> segments = split(path.substr(prefix.size()), '/');
    for (const Entry &entry : m_entries) {
        if (entry.segments.size() != segments.size())
            continue;
        std::map<std::string, std::string> params;
        bool fits = true;
        for (std::size_t i = 0; fits && i < segments.size(); ++i) {
            const std::string &wanted = entry.segments[i];
            if (isParameter(wanted)) {
                fits = !segments[i].empty();
                params.emplace(wanted.substr(1, wanted.size() - 2), percentDecoded(segments[i]));
            } else {
                fits = wanted == segments[i];
            }
        }
        if (!fits)
            continue;
        match.pathKnown = true;
        if (entry.route.method == method) {
            match.route = &entry.route;
            match.params = std::move(params);
            return match;
        }
    }
    return match;
}

std::vector<std::string> Router::allScopes() const
{
    std::set<std::string> scopes(fieldScopes.begin(), fieldScopes.end());
    for (const Entry &entry : m_entries) {
        for (const auto &set : entry.route.scopes)
            scopes.insert(set.begin(), set.end());
    }
    return {scopes.begin(), scopes.end()};
}

bool scopesSuffice(const ScopeSets &sets, const std::set<std::string, std::less<>> &held)
{
    const auto holds = [&held](const std::vector<std::string> &set) {
        return std::all_of(set.begin(), set.end(), [&held](const std::string &scope) { return held.contains(scope); });
    };
    return sets.empty() || std::any_of(sets.begin(), sets.end(), holds);
}

std::string expectedScopes(const ScopeSets &sets)
{
    std::vector<std::string> named;
    for (const auto &set : sets) {
        for (const std::string &scope : set) {
            if (std::find(named.begin(), named.end(), scope) == named.end())
                named.push_back(scope);
        }
    }
    std::string text;
    for (const std::string &scope : named)
        text += (text.empty() ? "" : ",") + scope;
    return text;
}

} // namespace Sandbox
