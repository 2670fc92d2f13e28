#pragma once

#include "sandbox/usersearch.h"

namespace Sandbox {

/// One node of a parsed user query: a list of clauses, or one condition on a field.
struct UserQuery::Node
{
    enum class Kind {
        Everything, ///< `*`, or no query at all
        Clauses, ///< any of `should` (unless a `must` is there), all of `must`, none of `mustNot`
        Term, ///< the whole value, or with wildcards
        Range,
        Exists,
    };
    struct Bound
    {
        std::string value; ///< empty: open
        bool inclusive = true;
    };

    Kind kind = Kind::Everything;
    std::vector<std::shared_ptr<const Node>> must, should, mustNot;
    std::vector<std::string> path; ///< empty: a word without a field
    std::string value; ///< folded already if the field is
    std::string pattern; ///< with `*` and `?` marked by kAnyRun and kAnyOne; empty: no wildcard
    Bound from, to;

    static constexpr char kAnyRun = '\x01';
    static constexpr char kAnyOne = '\x02';
};

/// Fields that Auth0 normalises: their case does not matter.
bool isFoldedField(const std::vector<std::string> &path);
/// Lower case as Auth0's index folds it; ASCII here, which is what a test can rely on.
std::string folded(std::string_view text);

bool matchesNode(const UserQuery::Node &node, const Json &user, const TenantState &tenant);

} // namespace Sandbox
