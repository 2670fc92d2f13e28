#pragma once

#include "analysis/snapshot.h"
#include "change/plan.h"

#include <QHash>

namespace Cli {

/// Puts these among the connections that are known to be enabled for the application.
void enable(Analysis::Snapshot &snapshot, const QString &application, const QStringList &connections);

/// "Portal: database connections 49 -> 51 of Lock's 50 (over: ...)", for what is foretold of a plan. `gained` is below
/// 0 where they get fewer.
QString lockNote(const QString &application, qsizetype databases, qsizetype gained);

/// The names of applications by id, each with its id where two share one; those without a name are left out.
QHash<QString, QString> namesOf(const QList<Query::RecordPtr> &applications);
/// Says at an item that turns a connection on or off for applications which these are, by name: the leaves name ids
/// alone. `names` are of namesOf(), made once for all items. What is said there already is not said again.
void noteNames(Change::PlanItem &item, const QHash<QString, QString> &names);

} // namespace Cli
