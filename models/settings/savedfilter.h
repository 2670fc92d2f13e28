#pragma once

#include <QString>

namespace Settings {

/// A filter line that the user gave a name.
struct SavedFilter
{
    QString name; ///< unique among the filters of one kind
    QString kind; ///< the table it is for: `connections`, `applications`, `organizations`…
    QString text; ///< in the filter language

    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

} // namespace Settings
