// What a SnapshotStore reads: row by row, so that a large tenant is never held twice.

#include "store/database.h"
#include "store/snapshotplace.h"
#include "store/snapshotstore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Store {

namespace {

/// Places of a tenant's snapshots whose `part` was read.
QList<std::pair<qint64, QDateTime>> snapshotsThatTell(Database &database, const QString &tenant, Part part)
{
    QList<std::pair<qint64, QDateTime>> list;
    Statement find(database,
                   u"SELECT place, at FROM snapshot JOIN tenant ON tenant.id = snapshot.tenant JOIN "
                   "part ON part.snapshot = snapshot.id AND part.part = ? AND part.is_read "
                   "WHERE domain = ? ORDER BY place"_s);
    find.run(int(part), tenant);
    while (find.next()) {
        list.append({find.number(0), QDateTime::fromMSecsSinceEpoch(find.number(1), Qt::UTC)});
    }
    return list;
}

/// What holds from one snapshot to another, counted at each: a step up where it begins, a step down where it ends.
class Tally
{
public:
    explicit Tally(const QList<std::pair<qint64, QDateTime>> &snapshots)
        : m_snapshots(snapshots)
    { }

    void add(const QString &name, qint64 since, std::optional<qint64> until)
    {
        QList<qint64> &steps = m_steps[name];
        steps.resize(m_snapshots.size() + 1);
        ++steps[placeOf(since)];
        if (until) {
            --steps[placeOf(*until)];
        }
    }

    /// At each snapshot in turn.
    QList<qint64> counts(const QString &name) const
    {
        QList<qint64> counts = m_steps.value(name, QList<qint64>(m_snapshots.size() + 1));
        for (qsizetype i = 1; i < counts.size(); ++i) {
            counts[i] += counts.at(i - 1);
        }
        return counts;
    }
    QStringList names() const { return m_steps.keys(); }

private:
    qsizetype placeOf(qint64 snapshot) const
    {
        return std::lower_bound(m_snapshots.begin(), m_snapshots.end(), snapshot,
                                [](const auto &entry, qint64 id) { return entry.first < id; })
            - m_snapshots.begin();
    }

    const QList<std::pair<qint64, QDateTime>> &m_snapshots;
    QHash<QString, QList<qint64>> m_steps;
};

void tally(Tally &tally, Statement &rows)
{
    while (rows.next()) {
        tally.add(rows.text(0), rows.number(1), rows.isNull(2) ? std::nullopt : std::optional(rows.number(2)));
    }
}

} // namespace

Outcome<void> SnapshotStore::eachObject(qint64 snapshot, Part part, const TakeObject &take) const
{
    const Reading reading(*m_database);
    const Outcome<SnapshotPlace> place = placeOf(*m_database, snapshot, part);
    if (!place) {
        return tl::make_unexpected(place.error());
    }
    if (place->isRead) {
        Statement rows(*m_database,
                       u"SELECT object.name, content.body FROM object "
                       "JOIN version ON version.object = object.id AND version.since <= ? AND (version.until IS NULL "
                       "OR version.until > ?) JOIN content ON content.id = version.content WHERE object.tenant = ? "
                       "AND object.part = ? ORDER BY object.id"_s);
        rows.run(place->place, place->place, place->tenant, int(part));
        while (rows.next() && take(rows.text(0), bodyOf(rows.bytes(1)))) { }
    }
    return m_database->hasFailed() ? Outcome<void>(problem()) : Outcome<void>();
}

Outcome<void> SnapshotStore::eachPair(qint64 snapshot, Part relation, const TakePair &take) const
{
    const Reading reading(*m_database);
    const Outcome<SnapshotPlace> place = placeOf(*m_database, snapshot, relation);
    if (!place) {
        return tl::make_unexpected(place.error());
    }
    if (place->isRead) {
        Statement rows(*m_database,
                       u"SELECT owner.name, member.name FROM object AS owner "
                       "JOIN edge ON edge.owner = owner.id AND edge.since <= ? AND (edge.until IS NULL OR edge.until "
                       "> ?) JOIN object AS member ON member.id = edge.member WHERE owner.tenant = ? AND "
                       "owner.part = ? ORDER BY owner.id, member.id"_s);
        rows.run(place->place, place->place, place->tenant, int(ownerPart(relation)));
        while (rows.next() && take(rows.text(0), rows.text(1))) { }
    }
    return m_database->hasFailed() ? Outcome<void>(problem()) : Outcome<void>();
}

Outcome<QHash<QString, QList<Domain::DatedCount>>> SnapshotStore::databaseCounts(const QString &tenant) const
{
    const Reading reading(*m_database);
    const auto snapshots = snapshotsThatTell(*m_database, tenant, Part::Enabled);
    Tally enabled(snapshots);
    Statement pairs(*m_database,
                    u"SELECT owner.name, edge.since, edge.until FROM object AS owner "
                    "JOIN edge ON edge.owner = owner.id JOIN object AS member ON member.id = edge.member "
                    "AND member.class = 'auth0' WHERE owner.tenant = (SELECT id FROM tenant WHERE domain = ?) "
                    "AND owner.part = ?"_s);
    pairs.run(tenant, int(Part::Applications));
    tally(enabled, pairs);
    Tally present(snapshots);
    Statement applications(*m_database,
                           u"SELECT object.name, version.since, version.until FROM object JOIN version ON "
                           "version.object = object.id WHERE object.tenant = (SELECT id FROM tenant WHERE domain = ?) "
                           "AND object.part = ?"_s);
    applications.run(tenant, int(Part::Applications));
    tally(present, applications);
    if (m_database->hasFailed()) {
        return problem();
    }
    QHash<QString, QList<Domain::DatedCount>> result;
    const QStringList names = present.names();
    for (const QString &name : names) {
        const QList<qint64> isThere = present.counts(name);
        const QList<qint64> counts = enabled.counts(name);
        QList<Domain::DatedCount> &dated = result[name];
        for (qsizetype i = 0; i < snapshots.size(); ++i) {
            if (isThere.at(i) > 0) {
                dated.append({snapshots.at(i).second, counts.at(i)});
            }
        }
    }
    return result;
}

} // namespace Store
