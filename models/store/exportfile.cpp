#include "store/exportfile.h"

#include "store/schema.h"
#include "store/translation.h"

#include "files/wholefile.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Store {

namespace {

/// Says in the file's header that it is an export: "Tnrx". A store of its own it must never become.
constexpr quint32 exportId = 0x546e7278;
constexpr qint64 mostSnapshots = 10'000;
constexpr int longestDomain = 255;
constexpr int longestName = 1'000;
constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

// The header of a SQLite file: https://sqlite.org/fileformat.html
constexpr qsizetype headerSize = 100;
constexpr qsizetype journalPlace = 18; ///< two bytes, 1 where there is no journal of its own
constexpr qsizetype versionPlace = 60;
constexpr qsizetype applicationPlace = 68;

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

Problem noExport(const QString &path)
{
    return {Problem::Kind::Foreign, tr("%1 is no file of exported snapshots.").arg(shown(path)),
            tr("Another program wrote it, or it was cut short."),
            tr("Write one with tenantry-cli snapshot export ID --output FILE.")};
}

Problem damaged(const QString &path)
{
    return {Problem::Kind::Damaged, tr("The exported snapshots in %1 are damaged.").arg(shown(path)),
            tr("What stands in the file is not what Tenantry writes. Nothing of it was used."),
            tr("Export them again where they came from.")};
}

std::optional<Problem> problemWithHeader(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Problem{Problem::Kind::NotFound, tr("%1 could not be read.").arg(shown(path)), file.errorString() + u'.',
                       tr("Name a file that tenantry-cli snapshot export wrote.")};
    }
    const QByteArray header = file.read(headerSize);
    if (header.size() < headerSize || !header.startsWith("SQLite format 3")
        || qFromBigEndian<quint32>(header.constData() + applicationPlace) != exportId) {
        return noExport(path);
    }
    const auto version = qFromBigEndian<quint32>(header.constData() + versionPlace);
    if (version > quint32(migrations().size())) {
        return Problem{Problem::Kind::NewerVersion,
                       tr("The snapshots in %1 were exported by a later version of Tenantry.").arg(shown(path)),
                       tr("This version does not know their form."), tr("Update Tenantry on this computer.")};
    }
    const bool hasJournal = header.at(journalPlace) != 1 || header.at(journalPlace + 1) != 1;
    return hasJournal || version != quint32(migrations().size()) ? std::optional(damaged(path)) : std::nullopt;
}

/// Every table, index, view and trigger, with its text.
QStringList schemaOf(Database &database)
{
    QStringList lines;
    Statement rows(database, u"SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"_s);
    rows.run();
    while (rows.next()) {
        lines.append(rows.text(0) + u'\n' + rows.text(1) + u'\n' + rows.text(2) + u'\n' + rows.text(3));
    }
    return lines;
}

QStringList presentSchema()
{
    Database database(u":memory:"_s);
    migrate(database, migrations());
    return schemaOf(database);
}

bool isSound(Database &database)
{
    const auto none
        = [&database](const QString &query) { return database.number(query) == 0 && !database.hasFailed(); };
    return none(u"SELECT count(*) FROM pragma_quick_check(1) WHERE quick_check <> 'ok'"_s)
        && database.number(u"SELECT count(*) FROM snapshot"_s) <= mostSnapshots
        && none(u"SELECT count(*) FROM snapshot WHERE typeof(at) <> 'integer' OR typeof(place) <> 'integer' OR at < 0 "
                "OR at > 253402300799999"_s)
        && none(u"SELECT count(*) FROM snapshot WHERE tenant NOT IN (SELECT id FROM tenant)"_s)
        && none(u"SELECT count(*) FROM tenant WHERE typeof(domain) <> 'text' OR typeof(name) <> 'text' OR "
                "length(domain) NOT BETWEEN 1 AND %1 OR length(name) > %2"_s.arg(longestDomain)
                    .arg(longestName))
        && none(u"SELECT count(*) FROM object WHERE typeof(name) <> 'text' OR length(name) > %1"_s.arg(longestName))
        && none(u"SELECT count(*) FROM part WHERE length(note) > %1"_s.arg(longestName * 10));
}

/// What of the attached store the chosen snapshots hold.
const QStringList &copying()
{
    static const QStringList statements{
        u"INSERT INTO main.tenant (id, domain, name) SELECT id, domain, name FROM source.tenant WHERE id IN (SELECT "
        "tenant FROM chosen)"_s,
        u"INSERT INTO main.snapshot (id, tenant, at, added, changed, gone, place) SELECT id, tenant, at, added, "
        "changed, gone, place FROM source.snapshot WHERE id IN (SELECT id FROM chosen)"_s,
        u"INSERT INTO main.part (snapshot, part, is_read, count, note) SELECT snapshot, part, is_read, count, note "
        u"FROM "
        "source.part WHERE snapshot IN (SELECT id FROM chosen)"_s,
        u"INSERT INTO main.version (object, since, until, content) SELECT object, since, until, content FROM "
        "source.version JOIN source.object ON object.id = version.object WHERE EXISTS (SELECT 1 FROM chosen WHERE "
        "chosen.tenant = object.tenant AND place >= since AND (until IS NULL OR place < until))"_s,
        u"INSERT INTO main.edge (owner, member, since, until) SELECT owner, member, since, until FROM source.edge JOIN "
        "source.object ON object.id = edge.owner WHERE EXISTS (SELECT 1 FROM chosen WHERE chosen.tenant = "
        "object.tenant AND place >= since AND (until IS NULL OR place < until))"_s,
        u"INSERT INTO main.object (id, tenant, part, name, class) SELECT id, tenant, part, name, class FROM "
        "source.object WHERE id IN (SELECT object FROM main.version UNION SELECT owner FROM main.edge UNION SELECT "
        "member FROM main.edge)"_s,
        u"INSERT INTO main.content (id, hash, body) SELECT id, hash, body FROM source.content WHERE id IN (SELECT "
        "content FROM main.version)"_s,
    };
    return statements;
}

/// Fills a new file. What it stands for is told afterwards, so that an interrupted one is none.
void fill(Database &target, const QString &source, const QList<qint64> &snapshots)
{
    target.execute(u"PRAGMA journal_mode = MEMORY"_s);
    target.execute(u"PRAGMA temp_store = MEMORY"_s);
    migrate(target, migrations());
    Statement(target, u"ATTACH DATABASE ? AS source"_s).run(source);
    target.execute(u"CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY, tenant INTEGER, place INTEGER)"_s);
    target.execute(u"BEGIN"_s); // which sees the store as it is at one moment, and does not lock it
    Statement choose(target,
                     u"INSERT OR IGNORE INTO chosen SELECT id, tenant, place FROM source.snapshot WHERE id = ?"_s);
    for (const qint64 snapshot : snapshots) {
        choose.run(snapshot);
    }
    target.execute(u"CREATE INDEX temp.chosen_places ON chosen (tenant, place)"_s);
    for (const QString &statement : copying()) {
        target.execute(statement);
    }
    target.execute(u"COMMIT"_s);
    target.execute(u"DETACH DATABASE source"_s);
    target.execute(u"PRAGMA application_id = %1"_s.arg(exportId));
}

Problem unwritten(const QString &path, const QString &why)
{
    return {Problem::Kind::Unwritable, tr("The snapshots could not be exported to %1.").arg(shown(path)), why,
            tr("Choose another place or make room there; nothing was left half written.")};
}

Outcome<void> copied(const QString &from, const QString &path)
{
    constexpr qint64 chunk = qint64(1024) * 1024;
    QFile source(from);
    Files::WholeFile target(path, Files::Readers::OwnerAlone);
    if (!source.open(QIODevice::ReadOnly)) {
        return tl::make_unexpected(unwritten(path, source.errorString() + u'.'));
    }
    bool isWhole = target.open();
    while (isWhole && !source.atEnd()) {
        const QByteArray bytes = source.read(chunk);
        isWhole = !bytes.isEmpty() && target.device().write(bytes) == bytes.size();
    }
    return isWhole && target.commit() ? Outcome<void>()
                                      : tl::make_unexpected(unwritten(path, target.errorString() + u'.'));
}

} // namespace

Outcome<SnapshotFile> openExportFile(const QString &path)
{
    if (const auto problem = problemWithHeader(path)) {
        return tl::make_unexpected(*problem);
    }
    SnapshotFile file{std::make_unique<Database>(path, Database::Access::Frozen), {}, true, {}};
    Database &database = *file.database;
    database.execute(u"PRAGMA trusted_schema = OFF"_s);
    database.execute(u"PRAGMA cell_size_check = ON"_s);
    database.execute(u"PRAGMA query_only = ON"_s);
    database.execute(u"PRAGMA temp_store = MEMORY"_s);
    if (database.hasFailed() || schemaOf(database) != presentSchema() || !isSound(database)) {
        return tl::make_unexpected(damaged(path));
    }
    return file;
}

Outcome<void> writeExportFile(const QString &source, const QString &path, const QList<qint64> &snapshots)
{
    // Beside a device there is no room for others.
    const QDir place(Files::isWrittenThrough(path) ? QDir::temp() : QFileInfo(path).absoluteDir());
    const QTemporaryDir folder(place.filePath(u".tenantry-XXXXXX"_s)); // its owner's alone
    const QString draft = folder.filePath(u"snapshots"_s);
    QFile made(draft);
    if (!folder.isValid() || !made.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly)) {
        return tl::make_unexpected(
            unwritten(path, folder.isValid() ? made.errorString() + u'.' : folder.errorString() + u'.'));
    }
    made.close();
    {
        Database target(draft);
        fill(target, source, snapshots);
        if (target.hasFailed()) {
            return tl::make_unexpected(unwritten(path, target.problem().why));
        }
    }
    return copied(draft, path);
}

} // namespace Store
