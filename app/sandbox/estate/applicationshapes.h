#pragma once

#include "sandbox/tenantstate.h"

#include <span>
#include <string>
#include <string_view>

namespace Sandbox {

/// One application of the vendor.
struct ApplicationRow
{
    std::string_view name;
    std::string_view type; ///< spa | native | regular_web | non_interactive
    unsigned databases; ///< how many database connections are enabled, in the order the estate lists them
    std::string_view others; ///< names of further connections, separated by spaces
    bool lock; ///< shows Lock instead of Universal Login
    std::string_view host; ///< of its callbacks; empty for machines
};

/// The vendor's applications in one region ("eu", "us", "staging", "wayne").
std::span<const ApplicationRow> applicationTable(std::string_view region);

/// An application as GET /clients sends it.
Json applicationObject(const ApplicationRow &row, std::string_view tenant, std::string id, std::string secret);

/// The "All Applications" object every Auth0 tenant has; only is_global=false hides it.
Json globalApplication(std::string_view tenant, std::string id, std::string secret);

} // namespace Sandbox
