#pragma once

#include "analysis/auditoptions.h"
#include "analysis/whatif.h"
#include "session/findingforecast.h"

namespace Session {

/// What suppositions make of one Auth0 tenant. A value.
struct WhatIf
{
    QList<Analysis::LockChange> counts; ///< of every application that is touched
    QStringList notes; ///< for a person: what was taken for granted
    QList<Domain::Finding> then; ///< all findings as they would be
    FindingForecast changes; ///< which of them are others than now
};

/// Audits the tenant as it would be, and as it is where `now`, what an audit found in it, is not known. Nothing is
/// found in connections that do not exist yet, since of them no setting is known. Belongs on a worker thread.
tl::expected<WhatIf, Analysis::WhatIfError> whatIf(const Analysis::Snapshot &snapshot,
                                                   const QList<Analysis::Supposition> &suppositions,
                                                   const Analysis::AuditOptions &options, const QDateTime &time,
                                                   const std::optional<QList<Domain::Finding>> &now = {});

/// "watch", "over: Lock would not show 7": where a count would stand against Lock's limit; empty where it is far away.
QString standOf(qint64 count, const Domain::LockBands &bands);

} // namespace Session
