#pragma once

#include "sandbox/tenantstate.h"

#include <tl/expected.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Sandbox {

/// The Lucene subset that GET /users takes as `q` (search engine v3): field:value, quotes, * and ?, [a TO b], {a TO b},
/// > >= < <=, AND OR NOT && || ! + -, parentheses, _exists_:field, organization_id:"…", nested fields with dots, words
/// without a field. Values are case-sensitive but for the normalised profile fields; null, [] and {} are not indexed;
/// user_metadata knows neither wildcards nor ranges and is never met by a word without a field (Auth0's user search
/// query syntax).
class UserQuery
{
public:
    /// The error is the message of the 400 invalid_query_string.
    static tl::expected<UserQuery, std::string> parse(std::string_view text);

    bool matches(const Json &user, const TenantState &tenant) const;

    struct Node;

private:
    explicit UserQuery(std::shared_ptr<const Node> root)
        : m_root(std::move(root))
    { }

    std::shared_ptr<const Node> m_root; // immutable, so copies may share it
};

} // namespace Sandbox
