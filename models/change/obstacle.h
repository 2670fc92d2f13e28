#pragma once

#include "json/leaves.h"

#include <tl/expected.hpp>

namespace Change {

/// Why an edit is not sent. `reason` is for a person.
struct Obstacle
{
    enum class Kind {
        Conflict, ///< somebody else changed the same leaves meanwhile; see `conflicts`
        NoOptions, ///< the connection came without its options: a missing scope (DESIGN 3.5)
        NotEditable, ///< not a setting that Tenantry changes
        Unsafe, ///< what must be sent back would not survive it
        Invalid, ///< Auth0 would refuse the result
    };
    Kind kind = Kind::Invalid;
    QString reason;
    QList<Json::LeafConflict> conflicts;

    friend bool operator==(const Obstacle &, const Obstacle &) = default;
};

template <typename T> using Outcome = tl::expected<T, Obstacle>;

} // namespace Change
