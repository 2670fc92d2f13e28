#pragma once

#include "store/database.h"

#include <memory>

namespace Store {

/// Which file a path leads to: another one may come to lie there. On Windows an open file stays where it is.
struct FileIdentity
{
    quint64 device = 0;
    quint64 number = 0;
    friend bool operator==(const FileIdentity &, const FileIdentity &) = default;
};

/// An open file of snapshots, of the present schema.
struct SnapshotFile
{
    std::unique_ptr<Database> database;
    FileIdentity identity;
    bool isFrozen = false; ///< one that snapshots were exported to: a stranger's, which is read and never set aside
    QString setAside; ///< where a damaged file lies that was in its place; empty: there was none
};

/// Opens the file, made where it is missing, for its owner alone: 0600, which SQLite gives to its journals as well.
/// A damaged file is set aside first; one of a later version, or of another program, is left as it is.
Outcome<SnapshotFile> openSnapshotFile(const QString &path);

/// Moves a damaged file and its journals to a name that says when; the answer is that name, or a problem. It is empty
/// where the path leads to another file by now, which is left.
Outcome<QString> setAsideDamaged(const QString &path, const FileIdentity &damaged);

} // namespace Store
