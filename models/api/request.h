#pragma once

#include "api/outcome.h"
#include "api/wire.h"

#include <functional>

namespace Api {

/// A request and what its answer means. `parse` sees 2xx replies only; it is pure and may run on another thread.
template <typename T> struct Request
{
    using Value = T;

    WireRequest wire;
    std::function<Outcome<T>(const WireReply &)> parse;

    /// The same request at another priority: listings and batches go as background.
    Request at(Priority priority) const
    {
        Request copy = *this;
        copy.wire.priority = priority;
        return copy;
    }

    /// Equal on the wire; parsers cannot be compared.
    friend bool operator==(const Request &left, const Request &right) { return left.wire == right.wire; }
};

} // namespace Api
