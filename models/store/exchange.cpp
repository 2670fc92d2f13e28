// Snapshots that go to a file of their own, and those that come from one.

#include "store/exportfile.h"
#include "store/pastwriter.h"
#include "store/snapshotrows.h"
#include "store/snapshotstore.h"
#include "store/translation.h"

#include "json/value.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Store {

namespace {

/// Clocks differ, and so do days.
constexpr qint64 futureSeconds = qint64(24) * 3'600;

Problem damaged(const QString &path)
{
    return {Problem::Kind::Damaged, tr("The exported snapshots in %1 are damaged.").arg(QDir::toNativeSeparators(path)),
            tr("An object in them is none of Auth0's. Nothing was brought in."),
            tr("Export them again where they came from.")};
}

Problem ofTheFuture(const SnapshotInfo &snapshot)
{
    return {Problem::Kind::Outdated, tr("The snapshots were not brought in."),
            tr("One of %1 is of %2, which is still to come.").arg(snapshot.tenant, snapshot.at.toString(Qt::ISODate)),
            tr("Look whether the clock of this computer is right, and of that which exported them.")};
}

Problem intoItself(const QString &path)
{
    return {Problem::Kind::Unwritable,
            tr("The snapshots could not be exported to %1.").arg(QDir::toNativeSeparators(path)),
            tr("It is the file that they are kept in."), tr("Choose another place.")};
}

Problem noRoom(const QString &tenant)
{
    return {Problem::Kind::Unreadable, tr("Not all snapshots were brought in."),
            tr("Two of %1 that are here lie too close to each other for one between them.").arg(tenant),
            tr("Remove one of the two, then try again.")};
}

/// The snapshot before or behind a time.
struct Neighbour
{
    qint64 place = 0;
    qint64 at = 0;
};

std::optional<Neighbour> neighbour(Database &database, qint64 tenant, qint64 at, bool isBehind)
{
    Statement find(database,
                   isBehind ? u"SELECT place, at FROM snapshot WHERE tenant = ? AND at > ? ORDER BY place LIMIT 1"_s
                            : u"SELECT place, at FROM snapshot WHERE tenant = ? AND at < ? ORDER BY place DESC "
                              "LIMIT 1"_s);
    find.run(tenant, at);
    return find.next() ? std::optional(Neighbour{find.number(0), find.number(1)}) : std::nullopt;
}

/// As far between the two as its time is, so that there is room for others on both sides.
qint64 placeBetween(const std::optional<Neighbour> &before, const Neighbour &behind, qint64 at)
{
    if (!before) {
        return behind.place - placeStep;
    }
    const qint64 gap = behind.place - before->place;
    const double share = double(at - before->at) / double(behind.at - before->at);
    return before->place + std::clamp(qint64(double(gap) * share), qint64(1), std::max(gap - 1, qint64(1)));
}

/// What a snapshot changed.
struct Changes
{
    qint64 added = 0;
    qint64 changed = 0;
    qint64 gone = 0;
};

Changes changesOf(Database &database, qint64 tenant, Part part, qint64 before, qint64 place)
{
    const bool isOfObjects = std::ranges::find(objectParts, part) != std::end(objectParts);
    Statement count(
        database,
        isOfObjects
            ? u"SELECT coalesce(sum(one.content IS NULL), 0), coalesce(sum(one.content <> other.content), 0), "
              "coalesce(sum(other.content IS NULL), 0) FROM object LEFT JOIN version AS one ON one.object = object.id "
              "AND one.since <= ? AND (one.until IS NULL OR one.until > ?) LEFT JOIN version AS other ON other.object "
              "= "
              "object.id AND other.since <= ? AND (other.until IS NULL OR other.until > ?) WHERE object.tenant = ? AND "
              "object.part = ? AND one.content IS NOT other.content"_s
            : u"SELECT coalesce(sum(past < present), 0), 0, coalesce(sum(past > present), 0) FROM (SELECT sum(since <= "
              "? AND (until IS NULL OR until > ?)) AS past, sum(since <= ? AND (until IS NULL OR until > ?)) AS "
              "present "
              "FROM edge JOIN object ON object.id = edge.owner WHERE object.tenant = ? AND object.part = ? GROUP BY "
              "owner, member)"_s);
    count.run(before, before, place, place, tenant, int(isOfObjects ? part : ownerPart(part)));
    return count.next() ? Changes{count.number(0), count.number(1), count.number(2)} : Changes();
}

/// Counts anew what a snapshot changed, each part against the one before it that had read it.
void recount(Database &database, qint64 snapshot)
{
    Changes all;
    Statement parts(
        database,
        u"SELECT part.part, tenant, place, coalesce((SELECT max(earlier.place) FROM snapshot AS earlier JOIN "
        "part AS same ON same.snapshot = earlier.id AND same.part = part.part AND same.is_read WHERE "
        "earlier.tenant = snapshot.tenant AND earlier.place < snapshot.place), ?) FROM part JOIN snapshot "
        "ON snapshot.id = part.snapshot WHERE part.snapshot = ? AND part.is_read"_s);
    parts.run(std::numeric_limits<qint64>::min(), snapshot);
    while (parts.next()) {
        const Changes one
            = changesOf(database, parts.number(1), Part(parts.number(0)), parts.number(3), parts.number(2));
        all = {all.added + one.added, all.changed + one.changed, all.gone + one.gone};
    }
    Statement(database, u"UPDATE snapshot SET added = ?, changed = ?, gone = ? WHERE id = ?"_s)
        .run(all.added, all.changed, all.gone, snapshot);
}

/// The snapshots whose changes are counted against this one.
QSet<qint64> followersOf(Database &database, qint64 snapshot)
{
    QSet<qint64> followers;
    Statement find(
        database,
        u"SELECT (SELECT later.id FROM snapshot AS later JOIN part AS same ON same.snapshot = later.id AND "
        "same.part = part.part AND same.is_read WHERE later.tenant = snapshot.tenant AND later.place > "
        "snapshot.place ORDER BY later.place LIMIT 1) FROM part JOIN snapshot ON snapshot.id = part.snapshot "
        "WHERE part.snapshot = ? AND part.is_read"_s);
    find.run(snapshot);
    while (find.next()) {
        if (!find.isNull(0)) {
            followers.insert(find.number(0));
        }
    }
    return followers;
}

using Hashed = std::map<Part, QList<HashedObject>>;

Hashed hashedOf(const TenantState &state, const Json::SecretKeys &secrets)
{
    Hashed objects;
    for (const auto &[part, list] : state.objects) {
        objects.emplace(part, hashed(list, secrets));
    }
    return objects;
}

/// Writes a state with either writer.
template <typename Writer>
SnapshotInfo writtenBy(Writer &writer, const TenantState &state, const Hashed &objects, qint64 id)
{
    for (const auto &[part, list] : objects) {
        writer.write(part, list);
    }
    for (const auto &[part, pairs] : state.relations) {
        if (isRead(state, part)) {
            writer.writePairs(part);
        }
    }
    return infoOf(state, id, [&writer](Part part) { return writer.count(part); });
}

/// The number of the new snapshot; nothing where there is no room for it.
std::optional<qint64> bringIn(Database &database, const TenantState &state, const Hashed &objects,
                              const Json::SecretKeys &secrets)
{
    const qint64 tenant = tenantNumberMade(database, state, NameOf::TheFirst);
    const qint64 at = state.at.toMSecsSinceEpoch();
    const auto before = neighbour(database, tenant, at, false);
    const auto behind = neighbour(database, tenant, at, true);
    const qint64 place = behind ? placeBetween(before, *behind, at) : lastPlace(database, tenant);
    if (behind && place >= behind->place) {
        return std::nullopt;
    }
    const qint64 id = begin(database, tenant, place, state);
    if (behind) {
        PastWriter writer(database, state, secrets, tenant, place, behind->place);
        conclude(database, writtenBy(writer, state, objects, id));
    } else {
        StateWriter writer(database, state, secrets, tenant, place);
        conclude(database, writtenBy(writer, state, objects, id));
    }
    return id;
}

bool isKnown(Database &database, const SnapshotInfo &snapshot)
{
    Statement known(database,
                    u"SELECT 1 FROM snapshot JOIN tenant ON tenant.id = snapshot.tenant WHERE domain = ? AND at = ?"_s);
    known.run(snapshot.tenant, snapshot.at.toMSecsSinceEpoch());
    return known.next();
}

/// What a snapshot holds, whole.
Outcome<TenantState> stateOf(const SnapshotStore &store, const SnapshotInfo &snapshot)
{
    TenantState state;
    state.tenant = snapshot.tenant;
    state.name = snapshot.name;
    state.at = snapshot.at;
    Outcome<void> told;
    for (const auto &[part, info] : snapshot.parts) {
        if (!info.isRead) {
            state.notRead[part] = info.note;
        } else if (told && std::ranges::find(objectParts, part) != std::end(objectParts)) {
            QList<Object> &objects = state.objects[part];
            told = store.eachObject(snapshot.id, part, [&objects](const QString &id, const QByteArray &body) {
                objects.append({id, body});
                return true;
            });
        } else if (told) {
            QHash<QString, QStringList> &pairs = state.relations[part];
            told = store.eachPair(snapshot.id, part, [&pairs](const QString &owner, const QString &member) {
                pairs[owner].append(member);
                return true;
            });
        }
    }
    return told ? Outcome<TenantState>(state) : tl::make_unexpected(told.error());
}

} // namespace

Outcome<std::unique_ptr<SnapshotStore>> SnapshotStore::openExport(const QString &path, const Json::SecretKeys &secrets)
{
    Outcome<SnapshotFile> file = openExportFile(path);
    if (!file) {
        return tl::make_unexpected(file.error());
    }
    return std::unique_ptr<SnapshotStore>(new SnapshotStore(*std::move(file), secrets));
}

Outcome<void> SnapshotStore::exportTo(const QString &path, const QList<qint64> &snapshots) const
{
    for (const qint64 snapshot : snapshots) {
        if (const auto place = placeOf(*m_database, snapshot, Part::Settings); !place) {
            return tl::make_unexpected(place.error());
        }
    }
    if (m_database->hasFailed()) {
        return problem();
    }
    const QFileInfo target(path);
    if (target.exists() && target.canonicalFilePath() == QFileInfo(m_database->path()).canonicalFilePath()) {
        return tl::make_unexpected(intoItself(path));
    }
    return writeExportFile(m_database->path(), path, snapshots);
}

Outcome<Imported> SnapshotStore::importFrom(const SnapshotStore &file, const QDateTime &now)
{
    const Outcome<QList<SnapshotInfo>> list = file.snapshots();
    if (!list) {
        return tl::make_unexpected(list.error());
    }
    Database &database = *m_database;
    Imported imported;
    QList<SnapshotInfo> unknown;
    for (const SnapshotInfo &snapshot : *list) {
        if (now.secsTo(snapshot.at) > futureSeconds) {
            return tl::make_unexpected(ofTheFuture(snapshot));
        }
        if (isKnown(database, snapshot)) {
            ++imported.known;
            continue;
        }
        if (const auto whole = stateOf(file, snapshot); !whole) {
            return tl::make_unexpected(whole.error());
        }
        unknown.append(snapshot);
    }
    QSet<qint64> ids;
    for (const SnapshotInfo &snapshot : std::as_const(unknown)) {
        // What takes long is done before: others must get at the file, as what saves each night.
        const Outcome<TenantState> state = stateOf(file, snapshot);
        if (!state) {
            return tl::make_unexpected(state.error());
        }
        const Hashed objects = hashedOf(*state, m_secrets);
        Transaction transaction(database);
        if (isKnown(database, snapshot)) { // by now
            ++imported.known;
            continue;
        }
        const std::optional<qint64> id = bringIn(database, *state, objects, m_secrets);
        if (!id) {
            return tl::make_unexpected(noRoom(state->tenant)); // the transaction is taken back
        }
        QSet<qint64> counted = followersOf(database, *id);
        counted.insert(*id);
        for (const qint64 one : std::as_const(counted)) {
            recount(database, one);
        }
        if (!transaction.commit()) {
            return problem();
        }
        ids.insert(*id);
    }
    const Outcome<QList<SnapshotInfo>> all = snapshots();
    if (!all) {
        return tl::make_unexpected(all.error());
    }
    std::ranges::copy_if(*all, std::back_inserter(imported.snapshots),
                         [&ids](const SnapshotInfo &snapshot) { return ids.contains(snapshot.id); });
    tidy();
    return imported;
}

QByteArray SnapshotStore::bodyOf(const QByteArray &packed) const
{
    QByteArray body = unpacked(packed);
    if (m_file->isFrozen && (!body.trimmed().startsWith('{') || !Json::check(body))) {
        m_database->fail(damaged(m_database->path()));
        return {};
    }
    return body;
}

} // namespace Store
