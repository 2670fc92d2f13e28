#include "store/snapshotfile.h"

#include "store/schema.h"
#include "store/translation.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#ifndef Q_OS_WIN
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace Store {

namespace {

/// Says in the file's header whose it is: "Tnry".
constexpr qint64 applicationId = 0x546e7279;
constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
/// How long another process may open the same file (milliseconds).
constexpr int lockPatience = 60'000;

Problem unwritable(const QString &path, const QString &reason)
{
    return {Problem::Kind::Unwritable,
            tr("The snapshots could not be written to %1.").arg(QDir::toNativeSeparators(path)), reason,
            tr("Make the folder writable for your account or free some space, then try again.")};
}

/// Makes the folder and an empty file for the owner alone before SQLite would make one for everybody.
std::optional<Problem> makeFile(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder)) {
        return unwritable(path, tr("The folder cannot be made."));
    }
    QFile::setPermissions(folder, ownerOnly | QFileDevice::ExeOwner);
    // One that is there is not opened here: closing it would give up the locks that this process holds on it elsewhere.
    if (!QFile::exists(path)) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly) && !QFile::exists(path)) {
            return unwritable(path, file.errorString() + u'.');
        }
    }
    QFile::setPermissions(path, ownerOnly);
    return std::nullopt;
}

Problem foreign(const QString &path)
{
    return {Problem::Kind::Foreign, tr("%1 is no file of snapshots.").arg(QDir::toNativeSeparators(path)),
            tr("It is another program's database, and was left as it is."), tr("Move it away, then try again.")};
}

Problem newer(const QString &path)
{
    return {Problem::Kind::NewerVersion,
            tr("The snapshots in %1 were written by a later version of Tenantry.").arg(QDir::toNativeSeparators(path)),
            tr("This version does not know their form; nothing in the file was changed."),
            tr("Update Tenantry on this computer, or move the file away to begin anew.")};
}

/// Whose file it is, and of which version; an empty one becomes ours.
void prepare(Database &database)
{
    const qint64 owner = database.number(u"PRAGMA application_id"_s);
    const bool isEmpty = database.number(u"SELECT count(*) FROM sqlite_master"_s) == 0;
    if (database.hasFailed()) {
        return;
    }
    if (owner != applicationId && !isEmpty) {
        return database.fail(foreign(database.path()));
    }
    if (database.version() > migrations().size()) {
        return database.fail(newer(database.path()));
    }
    if (isEmpty) {
        database.execute(u"PRAGMA auto_vacuum = INCREMENTAL"_s); // before anything is written
        database.execute(u"PRAGMA application_id = %1"_s.arg(applicationId));
    }
    database.execute(u"PRAGMA journal_mode = WAL"_s); // whoever reads does not wait for whoever writes
    database.execute(u"PRAGMA synchronous = NORMAL"_s);
    database.execute(u"PRAGMA foreign_keys = ON"_s);
    database.execute(u"PRAGMA secure_delete = ON"_s); // what is removed is gone from the disk
    database.execute(u"PRAGMA temp_store = MEMORY"_s);
    if (migrate(database, migrations())) {
        database.writeOnly(migrations().size(), newer(database.path()));
    }
}

/// Until the file is open: two processes must not make it, or set it aside, at once.
std::unique_ptr<QLockFile> lockOf(const QString &path)
{
    auto lock = std::make_unique<QLockFile>(path + ".lock"_L1);
    lock->setStaleLockTime(0); // a dead process' lock is stale, a slow one's is not
    return lock->tryLock(lockPatience) ? std::move(lock) : nullptr;
}

FileIdentity identityOf(const QString &path)
{
#ifdef Q_OS_WIN
    Q_UNUSED(path)
#else
    // Not opened: closing it would give up the locks that this process holds on it elsewhere.
    struct stat found = {};
    if (::stat(QFile::encodeName(path).constData(), &found) == 0) {
        return {quint64(found.st_dev), quint64(found.st_ino)};
    }
#endif
    return {};
}

/// The lock is held by the caller.
Outcome<QString> setAside(const QString &path)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMddTHHmmsszzz"_s);
    const QString aside = path + ".damaged-"_L1 + stamp;
    for (const QLatin1StringView journal : {"-wal"_L1, "-shm"_L1}) {
        QFile::rename(path + journal, aside + journal); // where there is one
    }
    QFile file(path);
    if (!file.rename(aside)) {
        return tl::make_unexpected(unwritable(path, file.errorString() + u'.'));
    }
    return aside;
}

} // namespace

Outcome<SnapshotFile> openSnapshotFile(const QString &path)
{
    if (const auto problem = makeFile(path)) {
        return tl::make_unexpected(*problem);
    }
    const std::unique_ptr<QLockFile> lock = lockOf(path);
    if (!lock) {
        return tl::make_unexpected(
            unwritable(path, tr("Another Tenantry is opening it, or its folder is read-only or its disk full.")));
    }
    SnapshotFile file{std::make_unique<Database>(path), {}, false, {}};
    prepare(*file.database);
    if (file.database->hasFailed() && file.database->problem().kind == Problem::Kind::Damaged) {
        file.database.reset();
        const Outcome<QString> aside = setAside(path);
        if (!aside) {
            return tl::make_unexpected(aside.error());
        }
        file.setAside = *aside;
        if (const auto problem = makeFile(path)) {
            return tl::make_unexpected(*problem);
        }
        file.database = std::make_unique<Database>(path);
        prepare(*file.database);
    }
    if (file.database->hasFailed()) {
        return tl::make_unexpected(file.database->problem());
    }
    file.identity = identityOf(path);
    return file;
}

Outcome<QString> setAsideDamaged(const QString &path, const FileIdentity &damaged)
{
    const std::unique_ptr<QLockFile> lock = lockOf(path);
    if (!lock) {
        return tl::make_unexpected(unwritable(path, tr("Another Tenantry is opening it.")));
    }
    return identityOf(path) == damaged ? setAside(path) : QString();
}

} // namespace Store
