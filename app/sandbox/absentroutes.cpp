#include "sandbox/routes.h"

#include "sandbox/paging.h"

namespace Sandbox {

namespace {

/// What pages a list of nothing.
const Collection &nothing()
{
    static const Collection none("id");
    return none;
}

/// Actions have an envelope of their own, which counts whether asked to or not.
Response actions(TenantState &, const Request &request)
{
    const std::string page = request.queryValue("page", "0");
    const std::string perPage = request.queryValue("per_page", "50");
    const auto isNumber = [](const std::string &text) {
        return !text.empty() && text.size() < 5 && text.find_first_not_of("0123456789") == std::string::npos;
    };
    if (!isNumber(page) || !isNumber(perPage))
        return invalidQuery("Expected type integer on property page or per_page");
    return jsonResponse(
        200, {{"actions", Json::array()}, {"total", 0}, {"page", std::stoi(page)}, {"per_page", std::stoi(perPage)}});
}

Response directoryProvisionings(TenantState &, const Request &request)
{
    return checkpointResponse(request, {.key = "directory_provisionings"}, pagedCollection(nothing(), request, {}));
}

} // namespace

Routes absentRoutes()
{
    return {
        {"GET", "actions/actions", "Get actions", {{"read:actions"}}, RateFamily::None, actions},
        {"GET",
         "connections-directory-provisionings",
         "Get a list of directory provisioning configurations",
         {{"read:directory_provisionings"}},
         RateFamily::None,
         directoryProvisionings},
    };
}

} // namespace Sandbox
