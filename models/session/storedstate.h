#pragma once

#include "analysis/snapshot.h"
#include "domain/tenant.h"
#include "store/tenantstate.h"

namespace Session {

class TenantSession;

/// What snapshots call the Auth0 tenant of a profile: its domain, or host and port. Two profiles may name one.
QString storedName(const Domain::TenantProfile &profile);

/// What a check calls a part of a snapshot.
Analysis::Need needOf(Store::Part part);

/// Parts of a session that it does not hold whole at present, and why: a list that ended early or failed, a map that
/// was never read.
std::map<Analysis::Need, QString> notWhole(const TenantSession &session);

/// What a snapshot of an Auth0 tenant keeps of what was read of it: neither users nor logs, nor a part that is not
/// whole. Objects share their bytes. Walks everything, so it belongs on a worker.
Store::TenantState storedState(const Analysis::Snapshot &snapshot, const QString &tenant, const QDateTime &at,
                               const std::map<Analysis::Need, QString> &notWhole);

/// When what a session holds of each part was read.
std::map<Store::Part, QDateTime> readTimes(const TenantSession &session);

/// Dates a state by the reading of its oldest part. What was read before `stored`, when the latest snapshot is of, is
/// left out, since it may have been another by then; and what was read long before the rest.
void dateByReading(Store::TenantState &state, const std::map<Store::Part, QDateTime> &times, const QDateTime &stored);

} // namespace Session
