#pragma once

#include "domain/locklimit.h"
#include "domain/secretage.h"
#include "domain/snapshotage.h"

#include <QString>

namespace Settings {

enum class Theme { System, Light, Dark };

/// What the user chose for the whole program. A value; SettingsStore keeps it.
struct Preferences
{
    Theme theme = Theme::System;
    /// Share of each rate limit that a production tenant leaves to others, 0-0.9, unless its profile says otherwise.
    double productionReserve = 0.5;
    /// Extra CA certificates (PEM), for proxies that open TLS; empty: the system's alone.
    QString caFile;
    /// Read a tenant when it is selected for the first time; otherwise only F5 reads. Nothing polls either way.
    bool refreshOnOpen = true;
    /// How long a tenant stays unlocked for writing, 1-60.
    int unlockMinutes = 15;
    /// From how many database connections on an application is told: from 40 at the latest (DESIGN 5). Full is Lock's
    /// own limit and stays.
    Domain::LockBands lock;
    /// After how many days without a change a client secret is told, 1-3650.
    int secretDays = Domain::standardSecretDays;
    /// The word of the policy template that audits hold password policies against; empty: none.
    QString policyBaseline;
    /// Read the keys of applications too, a request for each application with keys.
    bool readCredentials = false;
    /// After how many days snapshots are removed, 1-3650.
    int snapshotDays = Domain::standardSnapshotDays;

    friend bool operator==(const Preferences &, const Preferences &) = default;
};

/// The nearest preferences that make sense: numbers within their ranges.
Preferences withinLimits(Preferences preferences);

inline constexpr double maximumReserve = 0.9;
inline constexpr int minimumUnlockMinutes = 1;
inline constexpr int maximumUnlockMinutes = 60;

} // namespace Settings
