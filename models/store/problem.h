#pragma once

#include <tl/expected.hpp>

#include <QString>

namespace Store {

/// Why something could not be kept in or read from the file of snapshots.
struct Problem
{
    enum class Kind {
        NewerVersion, ///< a later Tenantry wrote the file; it is left as it is
        Foreign, ///< the file is another program's; it is left as it is
        Damaged, ///< the file cannot be understood; it was set aside
        Busy, ///< another process wrote for too long
        Unwritable, ///< the folder or the disk refuses
        Unreadable, ///< everything else that the database refuses
        Outdated, ///< a later state of the Auth0 tenant is stored already
        NotFound, ///< no such snapshot or Auth0 tenant
    };
    Kind kind = Kind::Unreadable;
    QString happened; ///< one sentence each, translated, plain text
    QString why;
    QString advice;

    QString text() const { return happened + u' ' + why + u' ' + advice; }
    friend bool operator==(const Problem &, const Problem &) = default;
};

template <typename T> using Outcome = tl::expected<T, Problem>;

} // namespace Store
