#pragma once

#include "session/restoration.h"
#include "session/snapshotparts.h"
#include "store/snapshotstore.h"

#include <memory>

namespace Session {

/// Where the snapshots of an Auth0 tenant are. A value.
struct TimelinePlace
{
    QString file; ///< empty: nowhere
    QString tenant; ///< as snapshots call it
    Json::SecretKeys secrets;
};

/// The snapshots of a tenant, or why they cannot be told.
struct Timeline
{
    QList<Store::SnapshotInfo> snapshots; ///< the oldest first
    QString problem; ///< for a person; empty: none
    QString setAside; ///< where a damaged file lies that was in its place; empty: there was none
};

/// What a session holds at one moment, to be compared with snapshots. Cheap to take; a value.
struct HeldNow
{
    explicit HeldNow(const TenantSession &session);

    SnapshotParts parts;
    std::map<Analysis::Need, QString> gaps;
};

/// A snapshot beside a later one, or beside what is held now.
struct TimelineWish
{
    Store::SnapshotInfo before;
    std::optional<Store::SnapshotInfo> after; ///< nothing: now
};

/// What lies between the two. A value that is cheap to copy.
struct TimelineComparison
{
    std::shared_ptr<const QList<Analysis::ObjectDifference>> objects; ///< never nullptr
    Analysis::DifferenceCounts counts;
    QStringList notCompared; ///< a sentence each
    QString problem; ///< why nothing could be compared, for a person; empty: none
};

// These read the file, and block: for a worker thread. None of them makes a file.

Timeline readTimeline(const TimelinePlace &place);
TimelineComparison compareInTimeline(const TimelinePlace &place, const TimelineWish &wish, const HeldNow &now);
/// The same as restorationOf().
Store::Outcome<Restoration> restoreFromTimeline(const TimelinePlace &place, const Store::SnapshotInfo &before,
                                                const QList<Analysis::ObjectDifference> &chosen, const HeldNow &now,
                                                const RelationsRead &relations);
/// Writes the snapshots to a file of their own; see Store::SnapshotStore::exportTo().
Store::Outcome<void> exportFromTimeline(const TimelinePlace &place, const QList<qint64> &snapshots,
                                        const QString &path);

} // namespace Session
