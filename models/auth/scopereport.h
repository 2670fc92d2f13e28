#pragma once

#include "domain/tenant.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace Auth {

/// Something the program does, and the scopes it takes (auth0.md 4.9).
struct FeatureStatus
{
    QString id; ///< stable: "inventory.connections"
    QString title; ///< translated
    QStringList needed; ///< all of them, but for alternatives as "a|b"
    QStringList missing; ///< alternatives as "a or b"
    QString cost; ///< what does not work without them, one sentence, translated

    bool works() const { return missing.isEmpty(); }
    friend bool operator==(const FeatureStatus &, const FeatureStatus &) = default;
};

/// What a token with these scopes can and cannot do here.
struct ScopeReport
{
    QStringList granted; ///< sorted
    QList<FeatureStatus> features; ///< all, in the order they are shown
    /// Granted scopes that show secrets; the program never needs them.
    QStringList revealing;
    /// Granted scopes that write, where the profile is read-only: more than it needs.
    QStringList writing;
    bool isReadOnly = false; ///< the profile is

    QStringList missing() const; ///< of all features, without repetition
    /// Names of scopes that would mend what is missing: of alternatives the least right, and none that writes where
    /// the profile is read-only.
    QStringList toGrant() const;
};

ScopeReport scopeReport(const QStringList &granted, bool isReadOnly);

/// Least sets of scopes for a kind of work.
enum class ScopeSet {
    Viewer, ///< sees everything, no secret, writes nothing
    Support, ///< Viewer, and helps single users
    PolicyAdmin, ///< Viewer, and edits password policies, enabled applications and metadata
};

QStringList scopesOf(ScopeSet set);
/// A shell command for auth0-cli, logged in to the tenant, that grants exactly these scopes to the profile's
/// application; empty where the profile names no client id.
QString grantCommand(const Domain::TenantProfile &profile, const QStringList &scopes);

} // namespace Auth
