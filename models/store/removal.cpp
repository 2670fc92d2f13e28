#include "store/removal.h"

#include "store/database.h"
#include "store/tenantstate.h"

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace Store {

namespace {

/// What began after the tenant's latest snapshot was of one that is gone; what ended after it is there again.
void returnTo(Database &database, qint64 tenant, qint64 latest)
{
    const QString ofTenant = u" IN (SELECT id FROM object WHERE tenant = ?)"_s;
    for (const auto &[table, key] : {std::pair(u"version"_s, u"object"_s), std::pair(u"edge"_s, u"owner"_s)}) {
        Statement(database, u"DELETE FROM %1 WHERE since > ? AND %2"_s.arg(table, key) + ofTenant).run(latest, tenant);
        Statement(database, u"UPDATE %1 SET until = NULL WHERE until > ? AND %2"_s.arg(table, key) + ofTenant)
            .run(latest, tenant);
    }
}

/// Rows that no snapshot is left for.
void dropUnseen(Database &database, qint64 tenant)
{
    for (const auto &[table, key] : {std::pair(u"version"_s, u"object"_s), std::pair(u"edge"_s, u"owner"_s)}) {
        Statement(database,
                  u"DELETE FROM %1 WHERE until IS NOT NULL AND %2 IN (SELECT id FROM object WHERE tenant = ?) AND NOT "
                  "EXISTS (SELECT 1 FROM snapshot WHERE snapshot.tenant = ? AND snapshot.place >= %1.since AND "
                  "snapshot.place < %1.until)"_s.arg(table, key))
            .run(tenant, tenant);
    }
}

/// Secrets that this snapshot saw first are known from the next one on that read applications, if there is one.
void passSecretsOn(Database &database, qint64 tenant, qint64 snapshot)
{
    Statement(database,
              u"UPDATE secret SET since = coalesce((SELECT min(next.at) FROM snapshot AS next JOIN part ON "
              "part.snapshot = next.id AND part.part = ? AND part.is_read WHERE next.tenant = ? AND next.at > "
              "secret.since), ?) WHERE since = (SELECT at FROM snapshot WHERE id = ?) AND object IN (SELECT id FROM "
              "object WHERE tenant = ?)"_s)
        .run(int(Part::Applications), tenant, std::numeric_limits<qint64>::max(), snapshot, tenant);
}

/// Secrets that only a snapshot saw which is gone, as a later one of a wrong clock.
void dropUnseenSecrets(Database &database, qint64 tenant, qint64 latestAt)
{
    Statement(database, u"DELETE FROM secret WHERE since > ? AND object IN (SELECT id FROM object WHERE tenant = ?)"_s)
        .run(latestAt, tenant);
}

} // namespace

void removeSnapshots(Database &database, qint64 tenant, QList<qint64> snapshots, RemovedBy by)
{
    std::sort(snapshots.begin(), snapshots.end());
    Statement remove(database, u"DELETE FROM snapshot WHERE id = ? AND tenant = ?"_s);
    for (const qint64 snapshot : std::as_const(snapshots)) {
        if (by == RemovedBy::Name) {
            passSecretsOn(database, tenant, snapshot);
        }
        remove.run(snapshot, tenant);
    }
    // Bodies that only this tenant may have held: which of them nobody holds any more is asked at the end.
    database.execute(u"CREATE TEMP TABLE IF NOT EXISTS released (content INTEGER PRIMARY KEY)"_s);
    database.execute(u"DELETE FROM released"_s);
    Statement(database,
              u"INSERT OR IGNORE INTO released SELECT content FROM version WHERE object IN (SELECT id FROM "
              "object WHERE tenant = ?)"_s)
        .run(tenant);
    Statement latest(database, u"SELECT max(place), max(at) FROM snapshot WHERE tenant = ?"_s);
    latest.run(tenant);
    const bool isLeft = latest.next() && !latest.isNull(0);
    returnTo(database, tenant, isLeft ? latest.number(0) : std::numeric_limits<qint64>::min());
    dropUnseenSecrets(database, tenant, isLeft ? latest.number(1) : 0);
    latest.finish();
    dropUnseen(database, tenant);
    Statement(database,
              u"DELETE FROM object WHERE tenant = ? AND NOT EXISTS (SELECT 1 FROM version WHERE version.object = "
              "object.id) AND id NOT IN (SELECT owner FROM edge) AND id NOT IN (SELECT member FROM edge)"_s)
        .run(tenant);
    database.execute(u"DELETE FROM content WHERE id IN (SELECT content FROM released) AND NOT EXISTS (SELECT 1 FROM "
                     "version WHERE version.content = content.id)"_s);
    if (!isLeft) {
        Statement(database, u"DELETE FROM tenant WHERE id = ?"_s).run(tenant);
    }
}

} // namespace Store
