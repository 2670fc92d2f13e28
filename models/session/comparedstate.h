#pragma once

#include "analysis/snapshot.h"
#include "analysis/statecomparison.h"
#include "store/snapshotstore.h"

#include <memory>

namespace Session {

/// One side of a comparison: a snapshot, or what was read just now. A value; a snapshot's store belongs to the thread
/// that opened it.
struct ComparedState
{
    QString title; ///< for people: "acme, 2026-11-01T10:00:00Z"
    QString tenant; ///< as snapshots call it; empty where nobody knows
    QString name; ///< as the operator calls it
    std::shared_ptr<const Store::SnapshotStore> store; ///< nullptr: `held`
    Store::SnapshotInfo snapshot; ///< of the store
    Store::TenantState held;
    bool isExport = false; ///< of auth0-deploy-cli
    Analysis::LeftOutByKind leftOut; ///< what such an export says that it does not hold

    /// Whether a part is there, and why not.
    Store::PartInfo part(Store::Part part) const;
    Store::Outcome<void> eachObject(Store::Part part, const Store::SnapshotStore::TakeObject &take) const;
    Store::Outcome<void> eachPair(Store::Part relation, const Store::SnapshotStore::TakePair &take) const;
};

/// What two states come to.
struct StateDifferences
{
    QList<Analysis::ObjectDifference> objects;
    QStringList notCompared; ///< what one side has not, parts and objects, and why: a sentence each
    Analysis::Needs lacking; ///< the parts among it
    bool betweenTenants = false; ///< objects were matched by their names
};

/// Compares two states as Analysis::StateComparison does. Of two snapshots of one store and one Auth0 tenant only what
/// is stored otherwise is read; else one side is held as bytes while the other passes by. What an export left out is
/// not compared. Blocks: for a worker thread.
Store::Outcome<StateDifferences> compareStates(const ComparedState &before, const ComparedState &after,
                                               const Json::SecretKeys &secrets);

} // namespace Session
