#pragma once

#include "store/problem.h"
#include "store/secrethistory.h"
#include "store/tenantstate.h"

#include "domain/datedcount.h"
#include "json/mask.h"

#include <chrono>
#include <functional>
#include <memory>

namespace Store {

class Database;
struct SnapshotFile;

/// Whether a state is worth a snapshot of its own.
struct SaveWish
{
    /// A state that equals the latest snapshot, client secrets included, is not stored again before it is this old.
    std::chrono::seconds unchangedAfter{0};
};

/// What came of a save.
struct Saved
{
    SnapshotInfo snapshot; ///< the new one, or the latest where nothing was stored
    bool isStored = false;
};

/// What came of an import.
struct Imported
{
    QList<SnapshotInfo> snapshots; ///< that are new, the oldest first, with the numbers that they have here
    qint64 known = 0; ///< that were here already
};

/// Snapshots of Auth0 tenants in one SQLite file: what each held and when, secrets masked before they reach the disk,
/// equal bodies once. Window and command line may write at once. Every call blocks, up to a minute where another one
/// writes: for a worker thread, and always the same, that which opened it. Errors are values.
class SnapshotStore
{
public:
    /// Opens the file, made where it is missing.
    static Outcome<std::unique_ptr<SnapshotStore>> open(const QString &path, const Json::SecretKeys &secrets);
    /// The same for who only reads: nullptr where there is no file, or no path, and none is made.
    static Outcome<std::unique_ptr<SnapshotStore>> openIfThere(const QString &path, const Json::SecretKeys &secrets);
    /// Opens a file that exportTo() wrote, for reading alone. It is a stranger's: its schema must be the present one to
    /// the letter, so that nothing in it is run, and whatever in it is damaged ends the reading.
    static Outcome<std::unique_ptr<SnapshotStore>> openExport(const QString &path, const Json::SecretKeys &secrets);
    ~SnapshotStore();

    /// Where a damaged file was set aside when this one was opened, to be told to the operator; empty: there was none.
    const QString &setAside() const;

    /// Stores what is new or changed against the tenant's latest snapshot, or nothing at all.
    Outcome<Saved> save(const TenantState &state, const SaveWish &wish = {});

    /// The oldest first; of one tenant, or of all.
    Outcome<QList<SnapshotInfo>> snapshots(const QString &tenant = {}) const;

    /// Hands over the objects that a snapshot has of a part, one after the other; false from `take` ends it. A part
    /// that was not read is no error, and gives nothing: snapshots() tells.
    using TakeObject = std::function<bool(const QString &id, const QByteArray &body)>;
    Outcome<void> eachObject(qint64 snapshot, Part part, const TakeObject &take) const;
    using TakePair = std::function<bool(const QString &owner, const QString &member)>;
    Outcome<void> eachPair(qint64 snapshot, Part relation, const TakePair &take) const;

    /// Of two snapshots of one Auth0 tenant the objects that are on one side only, or are not stored as one text; what
    /// was not read in either gives nothing. Of 100,000 equal ones no body is read.
    using TakeDifference = std::function<bool(const QString &id, const std::optional<QByteArray> &before,
                                              const std::optional<QByteArray> &after)>;
    Outcome<void> eachDifference(qint64 before, qint64 after, Part part, const TakeDifference &take) const;
    /// The same of the pairs; each is there in one of the two.
    using TakePairDifference = std::function<bool(const QString &owner, const QString &member, bool isAfter)>;
    Outcome<void> eachPairDifference(qint64 before, qint64 after, Part relation, const TakePairDifference &take) const;
    /// One object as the snapshot has it; empty where it has not.
    Outcome<QByteArray> object(qint64 snapshot, Part part, const QString &id) const;

    /// How many database connections each application of the tenant had enabled in each snapshot that tells, from the
    /// first one that knows the application; the oldest first.
    Outcome<QHash<QString, QList<Domain::DatedCount>>> databaseCounts(const QString &tenant) const;

    /// Since when the applications of the tenant have their client secrets; of one that has no snapshot, an empty one.
    Outcome<SecretHistory> secretHistory(const QString &tenant) const;

    /// Writes snapshots to a file of their own, for its owner alone: whole, or not at all. Nothing but these is in it,
    /// and of client secrets not even their fingerprints.
    Outcome<void> exportTo(const QString &path, const QList<qint64> &snapshots) const;

    /// Brings in what such a file holds, each snapshot where its time has it, whole or not at all, so that it can be
    /// repeated: one of a tenant and a time that is here already is left out. Of a file in which something is damaged,
    /// or of the future by `now`, nothing is brought in. Others may write between two snapshots.
    Outcome<Imported> importFrom(const SnapshotStore &file, const QDateTime &now);

    /// Takes snapshots away, and what no other one holds; their number. No copy of that is left in the file: where one
    /// may be, that is the problem.
    Outcome<qint64> remove(const QList<qint64> &snapshots);
    /// The same with what a rule does not keep of a tenant. One that has none is no error.
    Outcome<qint64> removeBeyond(const QString &tenant, const Retention &retention);
    /// The same with all of a tenant.
    Outcome<qint64> removeTenant(const QString &tenant);
    /// Takes away what a rule does not keep of a tenant, as snapshots come and go: the file is not written anew for it.
    Outcome<qint64> prune(const QString &tenant, const Retention &retention);

private:
    SnapshotStore(SnapshotFile file, const Json::SecretKeys &secrets);
    /// The problem of the database, for the caller; a damaged file is set aside.
    tl::unexpected<Problem> problem() const;
    /// A body as it was before it was packed; of a stranger's file only where it is an object, else that file is over.
    QByteArray bodyOf(const QByteArray &packed) const;
    void tidy() const;
    /// The answer once no copy is left in the file of what was removed.
    Outcome<qint64> cleared(const Outcome<qint64> &removed);

    std::unique_ptr<SnapshotFile> m_file;
    Database *m_database; ///< of the file
    Json::SecretKeys m_secrets;
};

} // namespace Store
