#pragma once

#include "store/snapshotfile.h"

#include <QList>

namespace Store {

/// Opens a file of exported snapshots for reading alone. A stranger wrote it: it is refused unless its schema is the
/// present one to the letter, so that no trigger or view of it is ever run, and its figures are such as a store has.
Outcome<SnapshotFile> openExportFile(const QString &path);

/// Writes snapshots of the store at `source` to `path`, for its owner alone: whole, or not at all.
Outcome<void> writeExportFile(const QString &source, const QString &path, const QList<qint64> &snapshots);

} // namespace Store
