#pragma once

#include "domain/connection.h"
#include "domain/lockfile.h"
#include "query/record.h"

#include <QStringList>

#include <optional>

namespace Analysis {

/// A connection that is enabled for an application, as the Management API tells it.
struct EnabledConnection
{
    QString id;
    QString name; ///< the id where the connection was not read
    QString strategy;
    Domain::ConnectionKind kind = Domain::ConnectionKind::Unknown;

    friend bool operator==(const EnabledConnection &, const EnabledConnection &) = default;
};

/// Those of an application, in the order of `connections`, which is that of Auth0's list; at the end those that are not
/// among these.
QList<EnabledConnection> enabledConnections(const QList<Query::RecordPtr> &connections, const QStringList &enabled);

/// How many of an application's connections do not count against Lock's limit.
struct UncountedConnections
{
    int enterprise = 0;
    int social = 0;
    int passwordless = 0;
    int unknown = 0; ///< were not read, so that nobody knows whether they count

    friend bool operator==(const UncountedConnections &, const UncountedConnections &) = default;
};

/// "3 enterprise and 2 social connections are not counted.": for a person; empty where there are none.
QString textOf(const UncountedConnections &uncounted);

/// Where Lock looks people up whose connection it does not see: in the tenant's default directory where it sees that
/// one, else in what the page names as defaultDatabaseConnection, else in the first that it sees (auth0.md 4.1). A
/// value.
struct LockFallback
{
    enum class Case {
        None, ///< it sees no database connection
        DefaultDirectory, ///< `name`, for certain
        PageOrFirst, ///< what the page names, which is not known, else `name`
        Unknown, ///< the tenant's settings, which name the default directory, were not read
    };
    Case what = Case::None;
    QString name;

    friend bool operator==(const LockFallback &, const LockFallback &) = default;
};

/// What Lock would make of an application's connections if it took them in the order of Auth0's list. Its own order is
/// documented nowhere: LockSight tells what it has.
struct LockOutlook
{
    QList<EnabledConnection> shown; ///< database connections, 50 at most
    QList<EnabledConnection> beyond; ///< Lock knows nothing of them
    LockFallback fallback; ///< for people of `beyond`
    UncountedConnections uncounted;
};

/// `defaultDirectory` as from defaultDirectoryOf().
LockOutlook lockOutlook(const QList<EnabledConnection> &enabled, const std::optional<QString> &defaultDirectory);

/// What stands in the file that Lock reads, held against what is enabled.
struct LockSight
{
    enum class Stand {
        Beyond, ///< enabled, and left out of a file that is full
        Missing, ///< enabled, and not in a file that has room: it is older
        OnlyInFile, ///< not enabled any more, and still in the file: it is older
        Seen,
    };
    struct Row
    {
        QString id; ///< empty: only in the file
        QString name;
        Stand stand = Stand::Seen;

        friend bool operator==(const Row &, const Row &) = default;
    };

    static constexpr qsizetype mostOnlyInFile = 1000; ///< rows: Lock takes 50, and the file is not ours

    QList<Row> rows; ///< database connections, what differs first; those that are seen in the order of the file
    qsizetype leftOut = 0; ///< of OnlyInFile, beyond what rows hold; they are counted
    qsizetype enabled = 0; ///< database connections, as the Management API tells it
    LockFallback fallback; ///< for people of connections that are not in the file
    UncountedConnections uncounted;

    qsizetype count(Stand stand) const;
};

/// The file names connections only, so that names are compared: within an Auth0 tenant no two are equal.
LockSight lockSight(const QList<EnabledConnection> &enabled, const Domain::LockFile &file,
                    const std::optional<QString> &defaultDirectory);

/// For a person: what becomes of the connection.
QString textOf(LockSight::Stand stand);
/// "Lock sees 50 of 57 database connections.", and each way in which file and API differ.
QStringList linesOf(const LockSight &sight);
/// What happens to the people of connections that Lock does not see.
QString textOf(const LockFallback &fallback);

/// The name of the tenant's default directory, as its settings tell it; empty where they name none, nothing where they
/// were not read.
std::optional<QString> defaultDirectoryOf(const std::optional<QByteArray> &settings);

} // namespace Analysis
