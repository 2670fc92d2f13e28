#pragma once

#include "analysis/snapshot.h"

#include <tl/expected.hpp>

namespace Analysis {

/// One change to an Auth0 tenant that is supposed, and sent by nobody. A value.
struct Supposition
{
    enum class Kind {
        Enable, ///< the connections for the applications
        Disable, ///< the same, off
        AddConnections, ///< `count` new database connections, enabled for the applications: a customer each
        AddApplications, ///< `count` new applications
    };

    Kind kind = Kind::Enable;
    QStringList connections; ///< ids or names, as they were written
    QStringList applications; ///< ids or names, as they were written
    int count = 1;

    friend bool operator==(const Supposition &, const Supposition &) = default;
};

/// What cannot be supposed, and how it would be said: one sentence each, translated.
struct WhatIfError
{
    QString happened;
    QString advice;
};

/// Reads suppositions, which are separated by semicolons: `enable db-acme, db-globex for Portal`, `disable db-acme for
/// Portal`, `add 3 connections for Portal, Admin`, `add 2 applications`. Words are read in any case; a name with a
/// comma, a semicolon or the word "for" stands in double quotes.
tl::expected<QList<Supposition>, WhatIfError> readSuppositions(const QString &text);

/// What suppose() needs for these.
Needs needsOf(const QList<Supposition> &suppositions);

/// An application's enabled database connections as they are and as they would be.
struct LockChange
{
    QString id;
    QString name;
    std::optional<qint64> now; ///< nothing: the application does not exist yet
    qint64 then = 0;

    friend bool operator==(const LockChange &, const LockChange &) = default;
};

/// An Auth0 tenant as it would be.
struct Supposed
{
    Snapshot snapshot;
    QList<LockChange> counts; ///< of every application that is touched, in the order of the snapshot
    QStringList notes; ///< for a person: what was taken for granted
    /// Ids of connections that do not exist: nothing is known of their settings, and nothing is found in them.
    QStringList invented;
};

/// Applies suppositions one after the other. New applications receive every connection where the tenant's flag
/// `enable_client_connections` is on (auth0.md 4.1). Linear in the objects and the switches of what is touched.
tl::expected<Supposed, WhatIfError> suppose(const Snapshot &snapshot, const QList<Supposition> &suppositions);

} // namespace Analysis
