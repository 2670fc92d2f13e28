#pragma once

#include "domain/user.h"
#include "query/record.h"

#include <QSet>
#include <QString>

namespace Session {

/// What must be read again, by what the tenant's log says of it. A value; empty where nothing was changed.
struct Touched
{
    QSet<QString> applications{}; ///< the objects themselves, by id
    QSet<QString> connections{};
    QSet<QString> organizations{};
    QSet<QString> clientsOf{}; ///< connections of which the applications may be others
    QSet<QString> connectionsOf{}; ///< applications of which the connections may be others
    QSet<QString> organizationConnections{}; ///< organizations of which the connections may be others
    bool settings = false;
    /// Kinds of which nobody can say what was changed; Tenants: the settings.
    QSet<Query::Kind> whole{};

    /// Objects and lists to be read, each once; those of a kind that is read whole are not among them.
    qint64 requests() const;
    /// The ids of applications and connections of which the pairs may be others.
    QSet<QString> moved() const;
    void unite(const Touched &other);

    friend bool operator==(const Touched &, const Touched &) = default;
};

/// What one event of a log tells. Only a successful call of the Management API (`sapi`, whoever made it: the
/// Dashboard's are among them) changes what the program holds; one of which the path is absent or not known touches
/// everything it may be about.
Touched touchedBy(const Domain::LogEvent &event);

} // namespace Session
