// What a SnapshotStore tells of two snapshots of one Auth0 tenant. Bodies are stored once, so that those which stayed
// as they were are not even read.

#include "store/database.h"
#include "store/snapshotplace.h"
#include "store/snapshotstore.h"

using namespace Qt::StringLiterals;

namespace Store {

Outcome<void> SnapshotStore::eachDifference(qint64 before, qint64 after, Part part, const TakeDifference &take) const
{
    const Reading reading(*m_database);
    const Outcome<SnapshotPlace> old = placeOf(*m_database, before, part);
    const Outcome<SnapshotPlace> now = placeOf(*m_database, after, part);
    if (!old || !now) {
        return tl::make_unexpected(old ? now.error() : old.error());
    }
    if (old->isRead && now->isRead) {
        Statement rows(
            *m_database,
            u"SELECT object.name, past.body, present.body FROM object "
            "LEFT JOIN version AS one ON one.object = object.id AND one.since <= ? AND (one.until IS NULL OR "
            "one.until > ?) LEFT JOIN version AS other ON other.object = object.id AND other.since <= ? AND "
            "(other.until IS NULL OR other.until > ?) LEFT JOIN content AS past ON past.id = one.content LEFT JOIN "
            "content AS present ON present.id = other.content WHERE object.tenant = ? AND object.part = ? AND "
            "one.content IS NOT other.content ORDER BY object.id"_s);
        rows.run(old->place, old->place, now->place, now->place, now->tenant, int(part));
        const auto bodyIn = [&](int column) {
            return rows.isNull(column) ? std::nullopt : std::optional(bodyOf(rows.bytes(column)));
        };
        while (rows.next() && take(rows.text(0), bodyIn(1), bodyIn(2))) { }
    }
    return m_database->hasFailed() ? Outcome<void>(problem()) : Outcome<void>();
}

Outcome<void> SnapshotStore::eachPairDifference(qint64 before, qint64 after, Part relation,
                                                const TakePairDifference &take) const
{
    const Reading reading(*m_database);
    const Outcome<SnapshotPlace> old = placeOf(*m_database, before, relation);
    const Outcome<SnapshotPlace> now = placeOf(*m_database, after, relation);
    if (!old || !now) {
        return tl::make_unexpected(old ? now.error() : old.error());
    }
    if (old->isRead && now->isRead) {
        // A pair may have come and gone several times, each time a row: which of them were there, the sums tell.
        Statement rows(
            *m_database,
            u"SELECT owner.name, member.name, sum(edge.since <= ? AND (edge.until IS NULL OR edge.until > ?)) AS past, "
            "sum(edge.since <= ? AND (edge.until IS NULL OR edge.until > ?)) AS present FROM object AS owner JOIN edge "
            "ON edge.owner = owner.id JOIN object AS member ON member.id = edge.member WHERE owner.tenant = ? AND "
            "owner.part = ? GROUP BY edge.owner, edge.member HAVING past <> present"_s);
        rows.run(old->place, old->place, now->place, now->place, now->tenant, int(ownerPart(relation)));
        while (rows.next() && take(rows.text(0), rows.text(1), rows.number(3) > 0)) { }
    }
    return m_database->hasFailed() ? Outcome<void>(problem()) : Outcome<void>();
}

Outcome<QByteArray> SnapshotStore::object(qint64 snapshot, Part part, const QString &id) const
{
    const Reading reading(*m_database);
    const Outcome<SnapshotPlace> place = placeOf(*m_database, snapshot, part);
    if (!place) {
        return tl::make_unexpected(place.error());
    }
    Statement row(*m_database,
                  u"SELECT content.body FROM object JOIN version ON version.object = object.id AND version.since <= ? "
                  "AND (version.until IS NULL OR version.until > ?) JOIN content ON content.id = version.content WHERE "
                  "object.tenant = ? AND object.part = ? AND object.name = ?"_s);
    row.run(place->place, place->place, place->tenant, int(part), id);
    const QByteArray body = row.next() ? bodyOf(row.bytes(0)) : QByteArray();
    return m_database->hasFailed() ? Outcome<QByteArray>(problem()) : Outcome<QByteArray>(body);
}

} // namespace Store
