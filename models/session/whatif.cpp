#include "session/whatif.h"

#include "analysis/audit.h"
#include "session/translation.h"

namespace Session {

tl::expected<WhatIf, Analysis::WhatIfError> whatIf(const Analysis::Snapshot &snapshot,
                                                   const QList<Analysis::Supposition> &suppositions,
                                                   const Analysis::AuditOptions &options, const QDateTime &time,
                                                   const std::optional<QList<Domain::Finding>> &now)
{
    const auto supposed = Analysis::suppose(snapshot, suppositions);
    if (!supposed) {
        return tl::make_unexpected(supposed.error());
    }
    WhatIf result{supposed->counts, supposed->notes, Analysis::audit(supposed->snapshot, options, time).findings, {}};
    result.then.removeIf([&supposed](const Domain::Finding &finding) {
        return finding.subject.kind == Domain::FindingSubject::Kind::Connection
            && supposed->invented.contains(finding.subject.id);
    });
    result.changes = compared(now ? *now : Analysis::audit(snapshot, options, time).findings, result.then);
    return result;
}

QString standOf(qint64 count, const Domain::LockBands &bands)
{
    switch (Domain::lockLevelOf(count, bands)) {
    case Domain::LockLevel::Fine:
        break;
    case Domain::LockLevel::Watch:
        return tr("watch");
    case Domain::LockLevel::Near:
        return tr("near");
    case Domain::LockLevel::Full:
        return tr("full");
    case Domain::LockLevel::Over:
        return tr("over: Lock would not show %L1").arg(count - bands.full);
    }
    return {};
}

} // namespace Session
