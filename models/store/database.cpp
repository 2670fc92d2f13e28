#include "store/database.h"

#include "store/translation.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlError>
#include <QTemporaryFile>
#include <QUrl>
#include <QUuid>

#include <cerrno>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace Store {

namespace {

// SQLite's result codes, which the plugin hands on; the upper bits of an extended one say more.
constexpr int busyCode = 5;
constexpr int lockedCode = 6;
constexpr int readOnlyCode = 8;
constexpr int ioCode = 10;
constexpr int corruptCode = 11;
constexpr int fullCode = 13;
constexpr int cannotOpenCode = 14;
constexpr int notADatabaseCode = 26;

/// What SQLite calls an I/O error, where it is that no room is left; empty where it is something else.
QString whyNoRoom(int code, const QString &path)
{
    constexpr off_t aLittle = 1024 * 1024; // bytes
    QTemporaryFile probe(QFileInfo(path).absoluteDir().filePath(u".room-XXXXXX"_s));
    const int error = probe.open() ? posix_fallocate(probe.handle(), 0, aLittle) : 0;
    switch (error) {
    case ENOSPC:
        return tr("No space is left on its disk.");
    case EDQUOT:
        return tr("What your account may use of its disk is used up.");
    case EFBIG:
        return tr("The file may not grow any further there.");
    default:
        return code == fullCode ? tr("No space is left for it.") : QString();
    }
}

Problem problemOf(int code, const QString &detail, const QString &path)
{
    const QString file = QDir::toNativeSeparators(path);
    switch (code & 0xff) {
    case busyCode:
    case lockedCode:
        return {Problem::Kind::Busy, tr("The snapshots in %1 are being written by another Tenantry.").arg(file),
                tr("It did not come to an end within a minute."), tr("Wait until it is through, then try again.")};
    case corruptCode:
    case notADatabaseCode:
        return {Problem::Kind::Damaged, tr("The file of snapshots %1 is damaged.").arg(file), detail, {}};
    case ioCode:
    case fullCode:
        if (const QString why = whyNoRoom(code & 0xff, path); !why.isEmpty()) {
            return {Problem::Kind::Unwritable, tr("The snapshots could not be written to %1.").arg(file), why,
                    tr("Free some space there, then try again; the snapshots that are there stayed as they were.")};
        }
        [[fallthrough]];
    case readOnlyCode:
    case cannotOpenCode:
        return {Problem::Kind::Unwritable, tr("The snapshots could not be written to %1.").arg(file), detail,
                tr("Make the folder writable for your account or free some space, then try again.")};
    default:
        return {Problem::Kind::Unreadable, tr("The file of snapshots %1 could not be used.").arg(file), detail,
                tr("Nothing in it was changed. Try again, and move it away if this goes on.")};
    }
}

} // namespace

Database::Database(const QString &path, Access access)
    : m_path(path)
    , m_name(u"tenantry-snapshots-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    if (!connection.isValid()) {
        fail({Problem::Kind::Unreadable, tr("Snapshots cannot be kept."), tr("Qt's plugin for SQLite is missing."),
              tr("Install it: Debian and Ubuntu call it libqt6sql6-sqlite.")});
        return;
    }
    if (access == Access::Frozen) {
        const QByteArray address = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()).toEncoded();
        connection.setDatabaseName(QString::fromLatin1(address) + u"?immutable=1"_s);
        connection.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s);
    } else {
        connection.setDatabaseName(path);
        connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(longPatience));
    }
    if (!connection.open()) {
        fail(connection.lastError());
    }
}

Database::~Database()
{
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

void Database::setPatience(int milliseconds)
{
    query().exec(u"PRAGMA busy_timeout = %1"_s.arg(milliseconds));
}

void Database::fail(Problem problem)
{
    if (!m_problem) {
        m_problem = std::move(problem);
    }
}

void Database::fail(const QSqlError &error)
{
    QString detail = error.databaseText();
    if (!detail.isEmpty()) {
        detail[0] = detail.at(0).toUpper();
        detail += u'.';
    }
    fail(problemOf(error.nativeErrorCode().toInt(), detail, m_path));
}

void Database::closeWith(Problem problem)
{
    QSqlDatabase::database(m_name, false).close();
    m_isClosed = true;
    m_problem = std::move(problem);
}

bool Database::execute(const QString &statement)
{
    if (hasFailed()) {
        return false;
    }
    QSqlQuery made = query();
    if (!made.exec(statement)) {
        fail(made.lastError());
        return false;
    }
    return true;
}

qint64 Database::number(const QString &statement)
{
    if (hasFailed()) {
        return 0;
    }
    QSqlQuery made = query();
    if (!made.exec(statement)) {
        fail(made.lastError());
        return 0;
    }
    return made.next() ? made.value(0).toLongLong() : 0;
}

Statement::Statement(Database &database, const QString &text)
    : m_database(database)
    , m_query(database.query())
{
    m_query.setForwardOnly(true); // rows are streamed, not kept
    if (!database.hasFailed() && !m_query.prepare(text)) {
        database.fail(m_query.lastError());
    }
}

bool Statement::execute()
{
    if (!m_query.exec()) {
        m_database.fail(m_query.lastError());
        return false;
    }
    return true;
}

void Database::writeOnly(qint64 version, const Problem &problem)
{
    m_only = {version, problem};
}

void Database::checkVersion()
{
    if (m_only && !hasFailed() && version() != m_only->first) {
        fail(m_only->second);
    }
}

bool Statement::next()
{
    if (m_database.hasFailed()) {
        return false;
    }
    if (m_query.next()) {
        return true;
    }
    if (m_query.lastError().isValid()) {
        m_database.fail(m_query.lastError());
    }
    return false;
}

Reading::Reading(Database &database)
    : m_database(database)
    , m_isOpen(!database.m_isReading && database.execute(u"BEGIN"_s))
{
    database.m_isReading |= m_isOpen;
}

Reading::~Reading()
{
    if (m_isOpen) {
        m_database.m_isReading = false;
        if (!m_database.isClosed()) {
            m_database.query().exec(u"ROLLBACK"_s); // also after a failure; nothing was written
        }
    }
}

Transaction::Transaction(Database &database)
    : m_database(database)
    , m_isOpen(database.execute(u"BEGIN IMMEDIATE"_s)) // a deferred one could not wait once it has read
{
    database.checkVersion(); // nobody else brings it forward until this is over
}

Transaction::~Transaction()
{
    if (m_isOpen && !m_database.isClosed()) {
        m_database.query().exec(u"ROLLBACK"_s); // also after a failure
    }
}

bool Transaction::commit()
{
    if (m_isOpen && m_database.execute(u"COMMIT"_s)) {
        m_isOpen = false;
        return true;
    }
    return false;
}

} // namespace Store
