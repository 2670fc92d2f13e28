#pragma once

#include "analysis/snapshot.h"
#include "change/plan.h"

namespace Cli {

/// Puts these among the connections that are known to be enabled for the application.
void enable(Analysis::Snapshot &snapshot, const QString &application, const QStringList &connections);

/// "Portal: database connections 49 -> 51 of Lock's 50 (over: ...)", for what is foretold of a plan. `gained` is below
/// 0 where they get fewer.
QString lockNote(const QString &application, qsizetype databases, qsizetype gained);

/// Says at an item that turns a connection on or off for applications which these are, by name, with the id where two
/// share one: the leaves name ids alone. What is said there already is not said again.
void noteNames(Change::PlanItem &item, const QList<Query::RecordPtr> &applications);

} // namespace Cli
