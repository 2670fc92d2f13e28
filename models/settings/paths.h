#pragma once

#include <QString>

namespace Settings {

/// The folders the program keeps its own files in. A value, so that tests bring their own.
struct Paths
{
    QString config; ///< what the user chose: `$XDG_CONFIG_HOME/tenantry`
    QString state; ///< where the user left off: `$XDG_STATE_HOME/tenantry`
    QString data; ///< what the program gathered: `$XDG_DATA_HOME/tenantry`

    /// The user's own templates of password policies (TemplateFiles).
    QString templates() const;
    /// The journal of changes (Change::readJournal), of the window and the command line alike.
    QString journal() const;
    /// The file of snapshots (Store::SnapshotStore), of the window and the command line alike.
    QString snapshots() const;
    /// The folder of the users that were counted (UserCountStore), of the window and the command line alike.
    QString userCounts() const;

    /// The folders of the XDG Base Directory Specification. The state folder is worked out here because Qt names it
    /// only since 6.7. Relative paths in the variables are ignored, as the specification asks.
    static Paths standard();

    friend bool operator==(const Paths &, const Paths &) = default;
};

} // namespace Settings
