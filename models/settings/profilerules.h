#pragma once

#include "settings/preferences.h"
#include "settings/problem.h"

#include "domain/tenant.h"

#include <QList>

namespace Settings {

/// Longest name of a profile, in UTF-16 units: it stands in the tree, in titles and in journal lines.
inline constexpr int maximumNameLength = 100;
/// More profiles than this in one file are refused at import.
inline constexpr int maximumProfiles = 2000;

/// The profile with blanks around its texts gone, or why it cannot be kept. Shape only: whether the domain answers and
/// the credentials work is Auth::ConnectionTest's business.
Outcome<Domain::TenantProfile> checkedProfile(Domain::TenantProfile profile);

/// The share of each rate limit (0-0.9) that a client of this profile leaves to others: what the profile says; else,
/// of a server on this computer nothing, since nobody else uses it; of a development or staging tenant nothing; of
/// any other the preferred share.
double shareLeftToOthers(const Domain::TenantProfile &profile, const Preferences &preferences);

/// `name`, or `name 2`, `name 3`… : the first that none of the profiles has, ignoring case.
QString freeName(const QString &name, const QList<Domain::TenantProfile> &profiles);

/// Words that stand for the enumerators in files.
QString textOf(Domain::Environment environment);
QString textOf(Domain::CredentialKind kind);
/// The enumerator, or the safe fallback: an unknown environment counts as production, so that nothing is written
/// lightly.
Domain::Environment environmentOf(const QString &text);
Domain::CredentialKind credentialOf(const QString &text);

} // namespace Settings
