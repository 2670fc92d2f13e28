#pragma once

#include "store/database.h"

#include <memory>

namespace Store {

/// An open file of snapshots, of the present schema.
struct SnapshotFile
{
    std::unique_ptr<Database> database;
    QString setAside; ///< where a damaged file lies that was in its place; empty: there was none
};

/// Opens the file, made where it is missing, for its owner alone: 0600, which SQLite gives to its journals as well.
/// A damaged file is set aside first; one of a later version, or of another program, is left as it is.
Outcome<SnapshotFile> openSnapshotFile(const QString &path);

/// Moves a damaged file and its journals to a name that says when; the answer is that name, or a problem.
Outcome<QString> setAsideDamaged(const QString &path);

} // namespace Store
