#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "api/secret.h"
#include "domain/auditdecisions.h"
#include "domain/customer.h"
#include "domain/locklimit.h"
#include "domain/secretage.h"
#include "domain/snapshotage.h"
#include "domain/tenant.h"

#include <QList>

namespace Cli {

/// One Auth0 tenant that a command is to read.
struct Target
{
    Domain::TenantProfile profile; ///< without an id where it was named on the command line
    Api::Secret secret{}; ///< of profile.credential's kind; empty: in the keychain, or to be asked for
    Domain::AuditDecisions decisions{}; ///< what the operator decided in the window; of a saved profile
    Domain::LockBands lock{};
    QString policyBaseline{}; ///< the word of a template, as the preferences have it; empty: none
    std::optional<Domain::CustomerRules> customers{}; ///< nothing: nobody decided on any
    int snapshotDays = Domain::standardSnapshotDays; ///< how long snapshots are kept, the same
    int secretDays = Domain::standardSecretDays; ///< how old client secrets may be, as the preferences have it

    bool isSaved() const { return !profile.id.isEmpty(); }
};

/// What the options and the environment say of the Auth0 tenants to read: saved profiles, or one named by its domain or
/// base URL. Each profile comes with the preferences that apply to it filled in.
struct Targets
{
    QList<Target> list;
    bool several = false; ///< results must say which Auth0 tenant each belongs to
};
Outcome<Targets> chooseTargets(const Arguments &arguments);
bool namesTargets(const Arguments &arguments);
/// The same where something saved says which, see Domain::SavedReport, and the command line does not.
Outcome<Targets> chooseTargets(const Arguments &arguments, const QString &saved);
/// Every saved profile, as --all-tenants has it, for a command that none was named to; none is no error here.
Outcome<QList<Target>> everySavedTarget(const Arguments &arguments);

/// The options of this command line that name its Auth0 tenants, for a POSIX shell, with a blank before each: what a
/// command that is proposed to the user needs as well.
QString targetWords(const Arguments &arguments);

} // namespace Cli
