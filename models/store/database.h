#pragma once

#include "store/problem.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <optional>

class QSqlError;

namespace Store {

/// Longer than a first snapshot of a very large tenant takes to write (milliseconds).
inline constexpr int longPatience = 60'000;

/// One connection to the SQLite file, for the thread that opened it. The first failure sticks: whatever is asked for
/// afterwards does nothing, so that a caller looks once, at the end.
class Database
{
public:
    enum class Access {
        Shared, ///< read and written by several at once
        Frozen, ///< only read, and by nobody written: neither a journal beside it nor a lock counts
    };

    /// Opens the file, which is there already.
    explicit Database(const QString &path, Access access = Access::Shared);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    const QString &path() const { return m_path; }
    /// How long a statement waits for another process that writes (milliseconds); a minute at first.
    void setPatience(int milliseconds);
    bool isClosed() const { return m_isClosed; }
    bool hasFailed() const { return m_problem.has_value(); }
    /// What failed first. Only where hasFailed().
    const Problem &problem() const { return *m_problem; }
    void fail(Problem problem);
    void fail(const QSqlError &error);
    /// Lets the file go, for good: what failed is told as `problem` from now on.
    void closeWith(Problem problem);

    /// A statement without values or rows.
    bool execute(const QString &statement);
    /// One number that a statement gives; 0 where the database failed.
    qint64 number(const QString &statement);
    qint64 version() { return number(QStringLiteral("PRAGMA user_version")); }
    /// From now on nothing is written where the file is of another version: a later program brought it forward while it
    /// was open here, and `problem` says so.
    void writeOnly(qint64 version, const Problem &problem);
    /// Fails where that is so.
    void checkVersion();
    QSqlQuery query() const { return QSqlQuery(QSqlDatabase::database(m_name, false)); }

private:
    friend class Reading;

    QString m_path;
    QString m_name; ///< of the connection, this object's own
    std::optional<Problem> m_problem;
    std::optional<std::pair<qint64, Problem>> m_only;
    bool m_isClosed = false;
    bool m_isReading = false; ///< within a Reading
};

/// A prepared statement, run as often as there are values for it.
class Statement
{
public:
    Statement(Database &database, const QString &text);

    /// Binds one value for each place, and runs it. False where the database failed.
    template <typename... Values> bool run(const Values &...values)
    {
        if (m_database.hasFailed()) {
            return false;
        }
        int place = 0;
        (m_query.bindValue(place++, bound(values)), ...);
        return execute();
    }
    /// To the next row; false at the end.
    bool next();
    qint64 number(int column) const { return m_query.value(column).toLongLong(); }
    bool isNull(int column) const { return m_query.value(column).isNull(); }
    QString text(int column) const { return m_query.value(column).toString(); }
    QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    qint64 insertedId() const { return m_query.lastInsertId().toLongLong(); }
    /// Lets the rows go that were not asked for: they would hold the file's state.
    void finish() { m_query.finish(); }

private:
    template <typename Value> static QVariant bound(const Value &value) { return value; }
    /// A text without content is an empty one, not NULL.
    static QVariant bound(const QString &text) { return text.isNull() ? QString(QLatin1StringView("")) : text; }
    bool execute();

    Database &m_database;
    QSqlQuery m_query;
};

/// Statements that all see one state of the file, whatever others write meanwhile. Within another one it is that one's.
class Reading
{
public:
    explicit Reading(Database &database);
    ~Reading();
    Reading(const Reading &) = delete;
    Reading &operator=(const Reading &) = delete;

private:
    Database &m_database;
    bool m_isOpen;
};

/// A write that happens whole or not at all: without commit() it is taken back.
class Transaction
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// False where anything since the beginning failed.
    bool commit();

private:
    Database &m_database;
    bool m_isOpen;
};

} // namespace Store
