#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "domain/tenant.h"
#include "session/secretages.h"
#include "store/snapshotstore.h"

#include <memory>

namespace Cli {

/// What a problem of the store means for the exit code, in the store's own words.
Failure failureOf(const Store::Problem &problem);

/// What is told of a damaged file of snapshots that was set aside.
QString setAsideNote(const QString &path);

using OpenedStore = Outcome<std::unique_ptr<Store::SnapshotStore>>;
/// The snapshots of this account, the window's among them; made where there are none yet.
OpenedStore openSnapshots();
/// The same where there are any; nullptr where there are none, and nothing is made.
OpenedStore openSnapshotsIfAny();

/// What they tell of the tenant's client secrets, or why they tell nothing.
Session::KnownSecrets knownSecrets(const OpenedStore &snapshots, const Domain::TenantProfile &tenant);

/// What the snapshots call the Auth0 tenants that the options name; empty where none is named. Neither credentials nor
/// an answer of theirs are needed.
Outcome<QStringList> namedTenants(const Arguments &arguments);

/// Whether SOURCE_DATE_EPOCH is a time, where it is set: whoever uses timeOfSnapshot() asks before.
Outcome<void> checkTimeOfSnapshot();

/// Now, or the time of SOURCE_DATE_EPOCH, for who brings snapshots of earlier days in.
QDateTime timeOfSnapshot();

} // namespace Cli
