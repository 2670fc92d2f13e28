#pragma once

#include <tl/expected.hpp>

#include <QString>

namespace Settings {

/// Why something could not be read from or kept in the settings.
struct Problem
{
    enum class Kind {
        NewerVersion, ///< a later Tenantry wrote the file; it is left as it is
        Unreadable, ///< the file is there, but cannot be read or understood; it is left as it is
        Unwritable, ///< the folder or the file cannot be written
        Invalid, ///< a value that cannot be kept, see message
        NameTaken, ///< another profile has this name
        NotFound, ///< no such profile or filter
    };
    Kind kind = Kind::Invalid;
    QString message; ///< what happened, why, what to do; translated, plain text

    friend bool operator==(const Problem &, const Problem &) = default;
};

template <typename T> using Outcome = tl::expected<T, Problem>;

} // namespace Settings
