#include "store/snapshotrows.h"

#include "store/database.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Store {

qint64 tenantNumber(Database &database, const QString &tenant)
{
    Statement find(database, u"SELECT id FROM tenant WHERE domain = ?"_s);
    find.run(tenant);
    return find.next() ? find.number(0) : 0;
}

qint64 tenantNumberMade(Database &database, const TenantState &state, NameOf name)
{
    const QString keep = u"DO NOTHING"_s;
    const QString take = u"DO UPDATE SET name = excluded.name"_s;
    Statement add(database,
                  u"INSERT INTO tenant (domain, name) VALUES (?, ?) ON CONFLICT (domain) "_s
                      + (name == NameOf::TheFirst ? keep : take));
    add.run(state.tenant, state.name);
    return tenantNumber(database, state.tenant);
}

qint64 lastPlace(Database &database, qint64 tenant)
{
    Statement find(database, u"SELECT coalesce(max(place), 0) + ? FROM snapshot WHERE tenant = ?"_s);
    find.run(placeStep, tenant);
    return find.next() ? find.number(0) : 0;
}

qint64 begin(Database &database, qint64 tenant, qint64 place, const TenantState &state)
{
    Statement add(database,
                  u"INSERT INTO snapshot (tenant, at, added, changed, gone, place) VALUES (?, ?, 0, 0, 0, ?)"_s);
    add.run(tenant, state.at.toMSecsSinceEpoch(), place);
    return add.insertedId();
}

bool isRead(const TenantState &state, Part part)
{
    if (state.objects.count(part) > 0) {
        return true;
    }
    return state.relations.count(part) > 0 && state.objects.count(ownerPart(part)) > 0
        && state.objects.count(Part::Connections) > 0;
}

SnapshotInfo infoOf(const TenantState &state, qint64 id, const std::function<qint64(Part)> &count)
{
    SnapshotInfo info{id, state.tenant, state.name, state.at.toUTC(), 0, 0, 0, {}};
    const auto note = [&state](Part part) {
        const auto found = state.notRead.find(part);
        return found == state.notRead.end() ? QString() : found->second;
    };
    for (int part = 0; part <= int(Part::OrganizationConnections); ++part) {
        const bool wasRead = isRead(state, Part(part));
        info.parts[Part(part)] = {wasRead, count(Part(part)), wasRead ? QString() : note(Part(part))};
    }
    return info;
}

void conclude(Database &database, const SnapshotInfo &info)
{
    Statement figures(database, u"UPDATE snapshot SET added = ?, changed = ?, gone = ? WHERE id = ?"_s);
    figures.run(info.added, info.changed, info.gone, info.id);
    Statement add(database, u"INSERT INTO part (snapshot, part, is_read, count, note) VALUES (?, ?, ?, ?, ?)"_s);
    for (const auto &[part, told] : info.parts) {
        add.run(info.id, int(part), int(told.isRead), told.count, told.note);
    }
}

QList<SnapshotInfo> listed(Database &database, const QString &tenant)
{
    QList<SnapshotInfo> list;
    QHash<qint64, qsizetype> places;
    const QString of = tenant.isEmpty() ? u" WHERE ? = ''"_s : u" WHERE tenant.domain = ?"_s;
    Statement snapshots(database,
                        u"SELECT snapshot.id, domain, name, at, added, changed, gone FROM snapshot JOIN "
                        "tenant ON tenant.id = snapshot.tenant"_s
                            + of + u" ORDER BY at, place, snapshot.id"_s);
    snapshots.run(tenant);
    while (snapshots.next()) {
        places.insert(snapshots.number(0), list.size());
        list.append({snapshots.number(0),
                     snapshots.text(1),
                     snapshots.text(2),
                     QDateTime::fromMSecsSinceEpoch(snapshots.number(3), Qt::UTC),
                     snapshots.number(4),
                     snapshots.number(5),
                     snapshots.number(6),
                     {}});
    }
    Statement parts(database,
                    u"SELECT snapshot.id, part, is_read, count, note FROM part JOIN snapshot ON snapshot.id = "
                    "part.snapshot JOIN tenant ON tenant.id = snapshot.tenant"_s
                        + of);
    parts.run(tenant);
    while (parts.next()) {
        const auto place = places.constFind(parts.number(0));
        if (place != places.cend() && isPart(parts.number(1))) {
            list[*place].parts[Part(parts.number(1))] = {parts.number(2) != 0, parts.number(3), parts.text(4)};
        }
    }
    return list;
}

} // namespace Store
