#include "session/stagedfindings.h"

#include "session/auditor.h"
#include "session/changetray.h"
#include "session/estate.h"
#include "session/findingforecast.h"
#include "session/findingnews.h"
#include "session/snapshotparts.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Session {

namespace {

using namespace std::chrono_literals;

struct Part
{
    SnapshotParts tenant;
    Change::Plan plan;
    Analysis::AuditOptions options;
};

QList<Domain::Finding> appearing(const Part &part, const QDateTime &now)
{
    const QList<Change::PlanItem> &items = part.plan.items;
    const Analysis::Snapshot snapshot = withSeenRelations(part.tenant.snapshot(), items);
    const FindingForecast forecast
        = forecastFindings(snapshot, items, forecastScope(snapshot, items), part.options, now);
    QList<Domain::Finding> findings = forecast.appearing;
    for (const FindingShift &shift : forecast.graver) {
        findings.append(shift.after);
    }
    std::sort(findings.begin(), findings.end(), Domain::comesBefore);
    return findings;
}

} // namespace

StagedFindings::StagedFindings(Estate &estate, const Auditor &auditor, const ChangeTray &tray, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_auditor(auditor)
    , m_tray(tray)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(250ms);
    connect(&m_soon, &QTimer::timeout, this, &StagedFindings::startNow);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &StagedFindings::take);
    connect(&m_tray, &ChangeTray::changed, this, [this] { m_soon.start(); });
    connect(&m_auditor, &Auditor::audited, this, [this] {
        if (!m_tray.isEmpty()) {
            m_soon.start();
        }
    });
}

/// Work that is under way holds values of its own.
StagedFindings::~StagedFindings() = default;

QList<Change::PlanItem> StagedFindings::itemsOf(const Domain::TenantId &tenant) const
{
    QList<Change::PlanItem> items;
    for (const TenantPlan &plan : m_tray.plans()) {
        if (plan.tenant == tenant) {
            items += plan.plan.items;
        }
    }
    return items;
}

QList<Domain::Finding> StagedFindings::of(const Domain::TenantId &tenant) const
{
    const auto found = m_known.find(tenant);
    return found == m_known.end() ? QList<Domain::Finding>() : found->second;
}

void StagedFindings::startNow()
{
    if (m_isRunning) {
        m_wantsMore = true;
        return;
    }
    m_isRunning = true;
    std::map<Domain::TenantId, Part> parts;
    for (const TenantPlan &plan : m_tray.plans()) {
        if (const TenantSession *session = m_estate.find(plan.tenant)) {
            parts.emplace(plan.tenant, Part{SnapshotParts(*session), plan.plan, m_auditor.optionsFor(plan.tenant)});
        }
    }
    m_watcher.setFuture(QtConcurrent::run([parts = std::move(parts), now = QDateTime::currentDateTimeUtc()] {
        Known known;
        for (const auto &[tenant, part] : parts) {
            known.emplace(tenant, appearing(part, now));
        }
        return known;
    }));
}

void StagedFindings::take()
{
    m_isRunning = false;
    if (std::exchange(m_wantsMore, false)) {
        return startNow();
    }
    const Known before = std::exchange(m_known, m_watcher.result());
    if (before != m_known) {
        Q_EMIT changed();
    }
    for (const auto &[tenant, findings] : Known(m_known)) {
        const auto earlier = before.find(tenant);
        const KnownFindings known(earlier == before.end() ? QList<Domain::Finding>() : earlier->second);
        QList<Domain::Finding> fresh = findings;
        fresh.removeIf(
            [&known](const Domain::Finding &finding) { return finding.waiver.has_value() || known.has(finding); });
        if (!fresh.isEmpty()) {
            Q_EMIT wouldAppear(tenant, fresh);
        }
    }
}

} // namespace Session
