#pragma once

#include "sandbox/message.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>

namespace Sandbox {

/// What an endpoint allows in its list parameters.
struct PagingRules
{
    std::string key; ///< member of the envelope: "connections"
    std::size_t maxPerPage = 100;
    std::size_t defaultPerPage = 50;
    std::size_t maxTake = 100;
    std::size_t defaultTake = 50;
    std::size_t offsetCap = 1000; ///< 400 invalid_paging beyond; 0: no cap
    bool nextOnEveryNonEmptyPage = false; ///< as organization members do
    bool limitIsCount = false; ///< `limit` says how many items came, as enabled_connections do
};

/// An ordered run of objects that can be paged: by position and by a sequence number that survives changes.
struct PagedItems
{
    std::size_t size = 0;
    std::function<std::uint64_t(std::size_t)> sequenceAt;
    std::function<std::size_t(std::uint64_t)> indexAfter;
    std::function<bool(std::size_t)> matches; ///< empty: all
    std::function<void(std::size_t, std::string &)> write; ///< appends the item's JSON
};

/// Answers a list request by page/per_page/include_totals or from/take, whichever the query asks for.
Response pagedResponse(const Request &request, const PagingRules &rules, const PagedItems &items);
/// For endpoints that know from/take only.
Response checkpointResponse(const Request &request, const PagingRules &rules, const PagedItems &items);
/// For endpoints that know page/per_page only.
Response offsetResponse(const Request &request, const PagingRules &rules, const PagedItems &items);

/// Items of a collection, projected by `fields` and `include_fields` of the request; `extras` are members that Auth0
/// sends whatever was asked for. `hide` (may be empty) removes members that the token may not see.
PagedItems pagedCollection(const Collection &collection, const Request &request, std::vector<std::string> extras,
                           std::function<void(Json &)> hide = {});
PagedItems pagedIds(const IdSet &ids, std::function<void(const std::string &, std::string &)> write);

/// The object as `fields` and `include_fields` of the request ask for it.
Json projected(const Json &object, const Request &request, const std::vector<std::string> &extras);

/// Opaque to clients: the sequence number of the last item of a page.
std::string cursorFor(std::uint64_t sequence);
std::optional<std::uint64_t> sequenceOf(const std::string &cursor);

} // namespace Sandbox
