#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/text.h"

#include <algorithm>
#include <charconv>

namespace Sandbox {

namespace {

constexpr std::size_t mostLogs = 100; // per answer

struct Term
{
    std::string field, value;
};
/// Terms that must all hold; a term without a field is looked for everywhere.
using Group = std::vector<Term>;

/// `q=type:sapi AND client_id:"abc" OR date:[2026-11-20 TO *]`: groups of which one must hold.
std::vector<Group> groups(const std::string &query)
{
    std::vector<Group> found(1);
    std::string word;
    bool quoted = false, ranged = false;
    const auto finish = [&] {
        const auto colon = word.find(':');
        if (word == "OR")
            found.emplace_back();
        else if (!word.empty() && word != "AND")
            found.back().push_back(colon == std::string::npos ? Term{{}, word}
                                                              : Term{word.substr(0, colon), word.substr(colon + 1)});
        word.clear();
    };
    for (std::size_t i = 0; i < query.size(); ++i) {
        const char c = query[i];
        ranged = (ranged || c == '[') && c != ']';
        if (quoted && c == '\\' && i + 1 < query.size())
            word += query[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (c == ' ' && !quoted && !ranged)
            finish();
        else
            word += c;
    }
    finish();
    if (found.size() == 1 && found.front().empty())
        found.clear();
    return found;
}

/// `[2026-11-20 TO *]`, both ends included, of dates and of times.
bool isWithin(const std::string &value, const std::string &range)
{
    const std::string ends = range.substr(1, range.size() - 2);
    const auto to = ends.find(" TO ");
    if (to == std::string::npos)
        return false;
    const std::string from = ends.substr(0, to), until = ends.substr(to + 4);
    return (from == "*" || value.substr(0, from.size()) >= from)
        && (until == "*" || value.substr(0, until.size()) <= until);
}

bool holds(const Term &term, const Json &log)
{
    if (term.field.empty())
        return log.dump(-1, ' ', false, Json::error_handler_t::replace).find(term.value) != std::string::npos;
    const auto member = log.find(term.field);
    if (member == log.end())
        return false;
    const std::string value = member->is_string() ? member->get<std::string>()
                                                  : member->dump(-1, ' ', false, Json::error_handler_t::replace);
    if (term.value.starts_with('[') && term.value.ends_with(']'))
        return isWithin(value, term.value);
    if (term.value.ends_with('*'))
        return value.starts_with(term.value.substr(0, term.value.size() - 1));
    return value == term.value;
}

/// Newest first, or as `sort=date:1` asks: by date only, which is the order of the log.
Response search(TenantState &state, const Request &request)
{
    const auto &logs = state.logs.items();
    const bool oldestFirst = request.queryValue("sort") == "date:1";
    std::string query = request.queryValue("q");
    if (query.empty())
        query = request.queryValue("search");
    const std::vector<Group> wanted = groups(query);
    PagedItems items;
    items.size = logs.size();
    const auto at = [&logs, oldestFirst](std::size_t i) -> const Json & {
        return oldestFirst ? logs[i] : logs[logs.size() - 1 - i];
    };
    if (!wanted.empty())
        items.matches = [&wanted, at](std::size_t i) {
            return std::any_of(wanted.begin(), wanted.end(), [&](const Group &group) {
                return std::all_of(group.begin(), group.end(), [&](const Term &term) { return holds(term, at(i)); });
            });
        };
    items.write = [&request, at](std::size_t i, std::string &out) {
        out += projected(at(i), request, {}).dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    return offsetResponse(request, {.key = "logs"}, items);
}

/// `from` and `take`: everything after that log id, oldest first; other parameters are ignored. The next address
/// stands in the Link header, the same one when nothing is left.
Response checkpoint(TenantState &state, const Request &request)
{
    const auto &logs = state.logs.items();
    const std::string from = request.queryValue("from");
    const std::string takeText = request.queryValue("take", "50");
    std::size_t take = 0;
    std::from_chars(takeText.data(), takeText.data() + takeText.size(), take);
    if (take == 0 || take > mostLogs)
        return invalidQuery("Query validation error: 'Value " + takeText
                            + " is out of range 1 to 100' on property take.");
    auto position = std::upper_bound(logs.begin(), logs.end(), from, [](const std::string &id, const Json &log) {
        return id < log.at("log_id").get_ref<const std::string &>();
    });
    Response response;
    response.body = "[";
    std::string last = from;
    for (std::size_t taken = 0; taken < take && position != logs.end(); ++taken, ++position) {
        response.body += (taken == 0 ? "" : ",") + position->dump(-1, ' ', false, Json::error_handler_t::replace);
        last = position->at("log_id").get<std::string>();
    }
    response.body += ']';
    response.headers.emplace("Link",
                             '<' + request.baseUrl + "/api/v2/logs?from=" + percentEncoded(last)
                                 + "&take=" + std::to_string(take) + ">; rel=\"next\"");
    return response;
}

Response list(TenantState &state, const Request &request)
{
    return request.query.contains("from") || request.query.contains("take") ? checkpoint(state, request)
                                                                            : search(state, request);
}

Response get(TenantState &state, const Request &request)
{
    const Json *log = state.logs.find(request.param("id"));
    return log == nullptr ? notFound("Log not found.", "log_not_found") : jsonResponse(200, *log);
}

} // namespace

Routes logRoutes()
{
    const ScopeSets read{{"read:logs"}, {"read:logs_users"}};
    return {
        {"GET", "logs", "Search log events", read, RateFamily::LogsRead, list},
        {"GET", "logs/{id}", "Get a log event", read, RateFamily::LogsRead, get},
    };
}

} // namespace Sandbox
