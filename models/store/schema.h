#pragma once

#include <QList>
#include <QStringList>

namespace Store {

class Database;

/// What leads from one version of the schema to the next: statements, in order.
using Migration = QStringList;

/// From an empty file to the present schema: the file's version is how many of them it has had. Those that were ever
/// released never change; a new version appends one.
const QList<Migration> &migrations();

/// Brings the file to the last version of `steps`, all or nothing. False where the database failed.
bool migrate(Database &database, const QList<Migration> &steps);

} // namespace Store
