#include "sandbox/routes.h"

#include "sandbox/text.h"

#include <algorithm>
#include <regex>

namespace Sandbox {

namespace {

/// 20261120 -> 2026-11-20, so that it compares with an entry's date.
std::optional<Response> dayOf(const Request &request, const char *name, std::string &day)
{
    static const std::regex form("2[0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])");
    const std::string text = request.queryValue(name);
    if (text.empty())
        return std::nullopt;
    if (!std::regex_match(text, form)) {
        return invalidQuery("Query validation error: 'String does not match pattern: YYYYMMDD' on property "
                            + std::string(name) + '.');
    }
    day = text.substr(0, 4) + '-' + text.substr(4, 2) + '-' + text.substr(6, 2);
    return std::nullopt;
}

Response daily(TenantState &state, const Request &request)
{
    std::string from, to = "9";
    for (const auto &[name, day] : {std::pair("from", &from), std::pair("to", &to)}) {
        if (const auto error = dayOf(request, name, *day))
            return *error;
    }
    Json found = Json::array();
    for (const Json &entry : state.dailyStats) {
        const std::string day = entry.at("date").get_ref<const std::string &>().substr(0, 10);
        if (day >= from && day <= to)
            found.push_back(entry);
    }
    return jsonResponse(200, found);
}

/// People who signed in within 30 days of the last sign-in: the estate's own time stands still.
Response activeUsers(TenantState &state, const Request &)
{
    std::vector<std::string> signIns;
    for (const Json &user : state.users.items()) {
        if (const auto last = user.find("last_login"); last != user.end() && last->is_string())
            signIns.push_back(*last);
    }
    std::sort(signIns.begin(), signIns.end());
    if (signIns.empty() || signIns.back().size() < 10)
        return jsonResponse(200, 0);
    using namespace std::chrono;
    const std::string &newest = signIns.back();
    const auto number = [&](std::size_t at, std::size_t length) { return std::stoi(newest.substr(at, length)); };
    const year_month_day last{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                              day{static_cast<unsigned>(number(8, 2))}};
    const std::string since = isoTime(system_clock::time_point(sys_days(last)) - days(30));
    const auto first = std::lower_bound(signIns.begin(), signIns.end(), since);
    return jsonResponse(200, signIns.end() - first);
}

} // namespace

Routes statsRoutes()
{
    return {
        {"GET", "stats/daily", "Get daily stats", {{"read:stats"}}, RateFamily::None, daily},
        {"GET", "stats/active-users", "Get active users count", {{"read:stats"}}, RateFamily::None, activeUsers},
    };
}

} // namespace Sandbox
