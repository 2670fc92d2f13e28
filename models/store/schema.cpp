#include "store/schema.h"

#include "store/database.h"

using namespace Qt::StringLiterals;

namespace Store {

// What was there from the snapshot at place `since` on, and no more in that at `until`, stands in one row however many
// snapshots there are: an object that stays as it is costs nothing. Without `until` it is there now.
const QList<Migration> &migrations()
{
    static const QList<Migration> steps{
        {
            u"CREATE TABLE tenant (id INTEGER PRIMARY KEY, domain TEXT NOT NULL UNIQUE, name TEXT NOT NULL)"_s,
            // AUTOINCREMENT: an id that was removed names nothing else later.
            u"CREATE TABLE snapshot (id INTEGER PRIMARY KEY AUTOINCREMENT, tenant INTEGER NOT NULL REFERENCES tenant, "
            "at INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL, gone INTEGER NOT NULL)"_s,
            u"CREATE INDEX snapshot_of_tenant ON snapshot (tenant, id)"_s,
            u"CREATE TABLE part (snapshot INTEGER NOT NULL REFERENCES snapshot ON DELETE CASCADE, part INTEGER NOT "
            "NULL, is_read INTEGER NOT NULL, count INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (snapshot, part)) "
            "WITHOUT ROWID"_s,
            // `class`: what tells objects of a part apart for good, as a connection's strategy does.
            u"CREATE TABLE object (id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL REFERENCES tenant, part INTEGER NOT "
            "NULL, name TEXT NOT NULL, class TEXT, UNIQUE (tenant, part, name))"_s,
            u"CREATE TABLE content (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body BLOB NOT NULL)"_s,
            u"CREATE TABLE version (object INTEGER NOT NULL REFERENCES object, since INTEGER NOT NULL, until INTEGER, "
            "content INTEGER NOT NULL REFERENCES content, PRIMARY KEY (object, since)) WITHOUT ROWID"_s,
            u"CREATE INDEX version_of_content ON version (content)"_s,
            u"CREATE TABLE edge (owner INTEGER NOT NULL REFERENCES object, member INTEGER NOT NULL REFERENCES object, "
            "since INTEGER NOT NULL, until INTEGER, PRIMARY KEY (owner, member, since)) WITHOUT ROWID"_s,
            // Without it each object that is removed walks all pairs for the foreign key.
            u"CREATE INDEX edge_of_member ON edge (member)"_s,
        },
        {
            u"CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"_s,
            // Of each application's client secret no more than a keyed fingerprint, and the time of the first snapshot
            // that saw it: `since` outlives that snapshot.
            u"CREATE TABLE secret (object INTEGER PRIMARY KEY REFERENCES object ON DELETE CASCADE, fingerprint BLOB "
            "NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID"_s,
        },
        {
            // What `since` and `until` count: the snapshots of a tenant in the order of their times. An id names one
            // for good, whatever is brought in before it.
            u"ALTER TABLE snapshot ADD COLUMN place INTEGER NOT NULL DEFAULT 0"_s,
            // Room between any two: 2^30, one for each millisecond of twelve days.
            u"UPDATE snapshot SET place = id << 30"_s,
            u"UPDATE version SET since = since << 30, until = until << 30"_s,
            u"UPDATE edge SET since = since << 30, until = until << 30"_s,
            u"CREATE INDEX snapshot_by_place ON snapshot (tenant, place)"_s,
        },
    };
    return steps;
}

bool migrate(Database &database, const QList<Migration> &steps)
{
    if (database.version() == steps.size()) {
        return true;
    }
    Transaction transaction(database);
    // Asked again now that nobody else writes: another process may have done it meanwhile.
    for (qsizetype version = database.version(); version < steps.size(); ++version) {
        for (const QString &statement : steps.at(version)) {
            database.execute(statement);
        }
    }
    database.execute(u"PRAGMA user_version = %1"_s.arg(steps.size()));
    return transaction.commit();
}

} // namespace Store
