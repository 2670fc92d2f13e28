#pragma once

#include "analysis/snapshot.h"
#include "change/plan.h"
#include "session/connectionmap.h"

namespace Session {

class TenantSession;

/// The map as a snapshot has it: of each of these applications the connections that are enabled for it.
QHash<QString, QStringList> enabledConnections(const QList<Query::RecordPtr> &applications, const ConnectionMap &map);

/// What a session holds at one moment. Cheap to take, since all of it is shared; a worker makes a snapshot of it. A
/// value.
class SnapshotParts
{
public:
    explicit SnapshotParts(const TenantSession &session);

    /// What the session holds of its Auth0 tenant, for checks. What was never read is absent, with the reason where
    /// Auth0 gave one. Walks the whole application x connection map.
    Analysis::Snapshot snapshot() const;

private:
    Analysis::Snapshot m_parts; ///< all but the map
    std::optional<ConnectionMap> m_map;
};

/// The list that objects of this kind stand in; nullptr for a relation. Owned by the snapshot.
Analysis::Snapshot::Records *recordsOf(Analysis::Snapshot &snapshot, Change::ObjectKind kind);
/// An object as tables and checks see it, of its text; nothing for a relation, or where the text is not of that kind.
std::optional<Query::Record> recordOf(Change::ObjectKind kind, const Domain::TenantProfile &tenant,
                                      const QByteArray &text);

/// The same once the edits are applied: the objects with their leaves, the relations with their ids. An edit that does
/// not fit what was seen is left out, since it would be a conflict. Parses what is edited, so it belongs on a worker.
Analysis::Snapshot afterEdits(Analysis::Snapshot snapshot, const QList<Change::PlanItem> &items);

} // namespace Session
