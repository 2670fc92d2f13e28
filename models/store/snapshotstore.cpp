#include "store/snapshotstore.h"

#include "store/removal.h"
#include "store/snapshotfile.h"
#include "store/snapshotrows.h"
#include "store/statewriter.h"
#include "store/translation.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Store {

namespace {

/// How long a removal waits for those who read the file (milliseconds).
constexpr int readerPatience = 2'000;

/// It has read every part that the other one has.
bool hasAllOf(const SnapshotInfo &one, const SnapshotInfo &other)
{
    return std::all_of(other.parts.begin(), other.parts.end(), [&one](const auto &part) {
        const auto same = one.parts.find(part.first);
        return !part.second.isRead || (same != one.parts.end() && same->second.isRead);
    });
}

/// Equal to the latest but for parts that were not read this time.
bool tellsNothingNew(const SnapshotInfo &now, const SnapshotInfo &latest)
{
    return now.added + now.changed + now.gone == 0 && hasAllOf(latest, now);
}

/// What the rule does not keep. Of a day the last one goes on standing for those before it only where it has read every
/// part that they have.
QList<qint64> surplusOf(const QList<SnapshotInfo> &list, const Retention &retention)
{
    QList<qint64> surplus;
    QList<const SnapshotInfo *> kept;
    for (qsizetype i = list.size() - 1; i >= 0; --i) {
        const SnapshotInfo &info = list.at(i);
        const bool isOneTooMany = retention.count && list.size() - i > *retention.count;
        const bool isTooOld = retention.since && info.at < *retention.since && !kept.isEmpty();
        const bool isStoodFor = retention.dailyBefore && std::any_of(kept.begin(), kept.end(), [&](const auto *later) {
                                    return later->at < *retention.dailyBefore && later->at.date() == info.at.date()
                                        && hasAllOf(*later, info);
                                });
        if (isOneTooMany || isTooOld || isStoodFor) {
            surplus.append(info.id);
        } else {
            kept.append(&info);
        }
    }
    return surplus;
}

Problem uncleared(const QString &path)
{
    return {Problem::Kind::Unwritable,
            tr("The snapshots were removed, but copies of what they held may still lie in %1.")
                .arg(QDir::toNativeSeparators(path)),
            tr("It could not be written anew: the disk is full, or another Tenantry reads it."),
            tr("Close what reads it and free as much room as the file takes; the next removal clears the copies too.")};
}

Problem outdated(const SnapshotInfo &latest)
{
    return {Problem::Kind::Outdated, tr("The snapshot was not stored."),
            tr("One of %1 is stored that is later: %2.").arg(latest.tenant, latest.at.toString(Qt::ISODate)),
            tr("Look whether the clock of this computer is right; a snapshot of a wrong time can be removed.")};
}

} // namespace

SnapshotStore::SnapshotStore(SnapshotFile file, const Json::SecretKeys &secrets)
    : m_file(std::make_unique<SnapshotFile>(std::move(file)))
    , m_database(m_file->database.get())
    , m_secrets(secrets)
{ }

SnapshotStore::~SnapshotStore() = default;

const QString &SnapshotStore::setAside() const
{
    return m_file->setAside;
}

Outcome<std::unique_ptr<SnapshotStore>> SnapshotStore::open(const QString &path, const Json::SecretKeys &secrets)
{
    Outcome<SnapshotFile> file = openSnapshotFile(path);
    if (!file) {
        return tl::make_unexpected(file.error());
    }
    return std::unique_ptr<SnapshotStore>(new SnapshotStore(*std::move(file), secrets));
}

Outcome<std::unique_ptr<SnapshotStore>> SnapshotStore::openIfThere(const QString &path, const Json::SecretKeys &secrets)
{
    return QFile::exists(path) ? open(path, secrets) : nullptr;
}

tl::unexpected<Problem> SnapshotStore::problem() const
{
    Problem problem = m_database->problem();
    if (m_file->isFrozen) {
        return tl::make_unexpected(problem);
    }
    if (problem.kind == Problem::Kind::Damaged && !m_database->isClosed()) {
        m_database->closeWith(problem); // a last one to close would take the journal of the next file away
        const Outcome<QString> aside = setAsideDamaged(m_database->path(), m_file->identity);
        if (!aside) {
            problem.advice = aside.error().text();
        } else if (aside->isEmpty()) {
            problem.advice = tr("Another Tenantry has set it aside already. Try again: a new file is used.");
        } else {
            problem.advice = tr("It was set aside as %1; the next snapshot begins a new file.")
                                 .arg(QDir::toNativeSeparators(*aside));
        }
        m_database->closeWith(problem);
    }
    return tl::make_unexpected(problem);
}

/// Gives the room of what was removed back, and takes it out of the journal. Where somebody else is at the file, it is
/// left for another time.
void SnapshotStore::tidy() const
{
    m_database->setPatience(0);
    QSqlQuery query = m_database->query();
    query.exec(u"PRAGMA incremental_vacuum"_s);
    while (query.next()) { }
    query.exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    query.finish();
    m_database->setPatience(longPatience);
}

Outcome<Saved> SnapshotStore::save(const TenantState &state, const SaveWish &wish)
{
    std::map<Part, QList<HashedObject>> objects;
    for (const auto &[part, list] : state.objects) {
        objects.emplace(part, hashed(list, m_secrets));
    }
    Database &database = *m_database;
    Transaction transaction(database);
    const QList<SnapshotInfo> earlier = listed(database, state.tenant);
    if (!earlier.isEmpty() && state.at < earlier.last().at) {
        return tl::make_unexpected(outdated(earlier.last()));
    }
    const qint64 tenant = tenantNumberMade(database, state, NameOf::TheLast);
    const qint64 place = lastPlace(database, tenant);
    const qint64 id = begin(database, tenant, place, state);
    StateWriter writer(database, state, m_secrets, tenant, place);
    for (const auto &[part, list] : objects) {
        writer.write(part, list);
    }
    for (const auto &[part, pairs] : state.relations) {
        if (isRead(state, part)) {
            writer.writePairs(part);
        }
    }
    bool hasNewSecret = false; // that is news, though it is masked in what is stored
    if (const auto applications = state.objects.find(Part::Applications); applications != state.objects.end()) {
        hasNewSecret = noteSecrets(database, tenant, applications->second, state.at);
    }
    Saved saved{infoOf(state, id, [&writer](Part part) { return writer.count(part); }), true};
    saved.snapshot.added = writer.added();
    saved.snapshot.changed = writer.changed();
    saved.snapshot.gone = writer.gone();
    if (database.hasFailed()) {
        return problem();
    }
    if (!earlier.isEmpty() && !hasNewSecret && tellsNothingNew(saved.snapshot, earlier.last())
        && earlier.last().at.secsTo(state.at) < wish.unchangedAfter.count()) {
        return Saved{earlier.last(), false}; // the transaction is taken back
    }
    conclude(database, saved.snapshot);
    if (!transaction.commit()) {
        return problem();
    }
    tidy();
    return saved;
}

Outcome<QList<SnapshotInfo>> SnapshotStore::snapshots(const QString &tenant) const
{
    const Reading reading(*m_database);
    const QList<SnapshotInfo> list = listed(*m_database, tenant);
    if (m_database->hasFailed()) {
        return problem();
    }
    return list;
}

Outcome<SecretHistory> SnapshotStore::secretHistory(const QString &tenant) const
{
    const Reading reading(*m_database);
    const SecretHistory history = SecretHistory::read(*m_database, tenantNumber(*m_database, tenant));
    if (m_database->hasFailed()) {
        return problem();
    }
    return history;
}

Outcome<qint64> SnapshotStore::remove(const QList<qint64> &snapshots)
{
    Database &database = *m_database;
    Transaction transaction(database);
    QHash<qint64, QList<qint64>> byTenant;
    const QSet<qint64> once(snapshots.begin(), snapshots.end());
    for (const qint64 snapshot : once) {
        Statement find(database, u"SELECT tenant FROM snapshot WHERE id = ?"_s);
        find.run(snapshot);
        if (find.next()) {
            byTenant[find.number(0)].append(snapshot);
        } else if (!database.hasFailed()) {
            return tl::make_unexpected(Problem{Problem::Kind::NotFound,
                                               tr("There is no snapshot %1.").arg(snapshot),
                                               tr("It may have been removed already. Nothing was removed."),
                                               {}});
        }
    }
    for (auto tenant = byTenant.cbegin(); tenant != byTenant.cend(); ++tenant) {
        removeSnapshots(database, tenant.key(), *tenant, RemovedBy::Name);
    }
    return transaction.commit() ? cleared(once.size()) : problem();
}

Outcome<qint64> SnapshotStore::removeBeyond(const QString &tenant, const Retention &retention)
{
    return cleared(prune(tenant, retention));
}

Outcome<qint64> SnapshotStore::removeTenant(const QString &tenant)
{
    return removeBeyond(tenant, {0, std::nullopt, std::nullopt});
}

Outcome<qint64> SnapshotStore::prune(const QString &tenant, const Retention &retention)
{
    Database &database = *m_database;
    Transaction transaction(database); // two that age the same tenant out must not take the same snapshot
    const QList<qint64> surplus = surplusOf(listed(database, tenant), retention);
    if (surplus.isEmpty() && !database.hasFailed()) {
        return 0;
    }
    removeSnapshots(database, tenantNumber(database, tenant), surplus, RemovedBy::Rule);
    if (!transaction.commit()) {
        return problem();
    }
    tidy();
    return surplus.size();
}

/// Pages that were split keep copies of what they held, which secure_delete does not see; and so does the journal.
Outcome<qint64> SnapshotStore::cleared(const Outcome<qint64> &removed)
{
    if (!removed) {
        return removed;
    }
    Database &database = *m_database;
    QSqlQuery rewrite = database.query();
    bool isCleared = rewrite.exec(u"VACUUM"_s);
    database.setPatience(readerPatience);
    QSqlQuery journal = database.query();
    isCleared = journal.exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s) && journal.next() && journal.value(0).toInt() == 0
        && isCleared;
    journal.finish();
    database.setPatience(longPatience);
    return isCleared ? removed : Outcome<qint64>(tl::make_unexpected(uncleared(database.path())));
}

} // namespace Store
