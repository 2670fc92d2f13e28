#pragma once

#include "session/tenantsession.h"

#include <map>
#include <set>

namespace Items {

/// How many objects a session holds, by kind, and its connections by their kind as well. A value that is brought up to
/// date by update(), which looks at what came since: a list of n pages costs one walk, not n.
class SessionTally
{
public:
    void update(const Session::TenantSession &session);
    /// The next update() walks all connections again: some may have gone, or be others under the same id.
    void forget();

    /// Objects of a kind, those of one kind of connection where `connectionKind` names it ("database"). Nothing where
    /// it is not known: never read, refused, offline. While a first list comes in: those that came.
    std::optional<qint64> count(Query::Kind kind, const QString &connectionKind) const;
    /// True of a count that misses something: the list was never read to its end, or Auth0 gives no more of it.
    bool isAtLeast(Query::Kind kind) const;
    /// Connections looked at so far; for tests of growth.
    quint64 connectionsSeen() const { return m_connectionsSeen; }

private:
    void countConnections(const QList<Query::RecordPtr> &connections);

    std::map<Query::Kind, qint64> m_counts; ///< of the kinds that are known
    std::set<Query::Kind> m_incomplete;
    QHash<QString, qint64> m_connectionKinds; ///< of the first m_counted connections
    qsizetype m_counted = 0;
    quint64 m_connectionsSeen = 0;
};

} // namespace Items
