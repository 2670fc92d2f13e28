#pragma once

#include <span>
#include <string_view>

namespace Sandbox {

/// One customer of the vendor and how each region holds it. Letters of `eu` and `us`:
/// D database connection, d a second one for suppliers, K one with the customer's own user store, F one with a flexible
/// policy, B one that carries both generations, E enterprise connection, A application, M app_metadata, O organization.
struct CustomerRow
{
    std::string_view name;
    std::string_view slug;
    std::string_view domain;
    std::string_view eu;
    std::string_view us;
    unsigned users; ///< in the region that holds it first
    std::string_view enterprise; ///< strategy of its enterprise connection, if E
};

std::span<const CustomerRow> customerTable();

/// The letters by which a region ("eu", "us", "staging", "wayne") holds the customer; empty if it does not.
std::string_view lettersFor(const CustomerRow &row, std::string_view region);

} // namespace Sandbox
