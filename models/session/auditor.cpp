#include "session/auditor.h"

#include "session/credentialreading.h"
#include "session/estate.h"
#include "session/findingnews.h"
#include "session/letgo.h"
#include "session/organizationconnections.h"
#include "session/secretages.h"
#include "session/snapshotkeeper.h"
#include "session/snapshotparts.h"
#include "settings/decisionstore.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Session {

namespace {

using namespace std::chrono_literals;

/// Long enough for the pages of a list to follow each other, short enough that nobody waits for a finding.
constexpr auto restTime = 250ms;

} // namespace

Auditor::Auditor(Estate &estate, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_waiting(estate, restTime)
{
    connect(&m_waiting, &RestQueue::ready, this, &Auditor::startNext);
    m_tomorrow.setSingleShot(true);
    connect(&m_tomorrow, &QTimer::timeout, this, &Auditor::auditAll);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &Auditor::take);
    m_estate.each(this, [this](TenantSession *session) { watch(session); });
    connect(&m_estate, &Estate::closing, this, &Auditor::forget);
}

/// An audit that is under way holds values of its own, so that nobody waits for its end.
Auditor::~Auditor()
{
    m_stop.request_stop();
}

const Analysis::AuditResult *Auditor::resultOf(const Domain::TenantId &tenant) const
{
    const auto found = m_results.find(tenant);
    return found == m_results.end() ? nullptr : found->second.result.get();
}

std::shared_ptr<const Analysis::AuditResult> Auditor::sharedResultOf(const Domain::TenantId &tenant) const
{
    const auto found = m_results.find(tenant);
    return found == m_results.end() ? nullptr : found->second.result;
}

const FindingIndex *Auditor::indexOf(const Domain::TenantId &tenant) const
{
    const auto found = m_results.find(tenant);
    return found == m_results.end() ? nullptr : found->second.index.get();
}

bool Auditor::isBusy(const Domain::TenantId &tenant) const
{
    return m_running == tenant || m_waiting.contains(tenant);
}

void Auditor::setOptions(const Analysis::AuditOptions &options)
{
    if (options != m_options) { // a change of other preferences is none of these
        m_options = options;
        auditAll();
    }
}

void Auditor::auditAll()
{
    for (const TenantSession *session : m_estate.sessions()) {
        auditSoon(session->id());
    }
}

Analysis::AuditOptions Auditor::optionsFor(const Domain::TenantId &tenant) const
{
    Analysis::AuditOptions options = m_options;
    if (m_decisions) {
        options.decisions = m_decisions->of(tenant);
    }
    return options;
}

void Auditor::setDecisions(const Settings::DecisionStore &decisions)
{
    m_decisions = &decisions;
    connect(&decisions, &Settings::DecisionStore::changed, this, [this](const Domain::TenantId &tenant) {
        if (m_estate.find(tenant)) {
            auditSoon(tenant);
        }
    });
    auditAll();
}

void Auditor::setCredentials(const CredentialReading &credentials)
{
    m_credentials = &credentials;
    connect(&credentials, &CredentialReading::changed, this, [this](const Domain::TenantId &tenant) {
        if (m_estate.find(tenant)) {
            auditSoon(tenant);
        }
    });
}

void Auditor::setSnapshots(const SnapshotKeeper &snapshots)
{
    m_snapshots = &snapshots;
    connect(&snapshots, &SnapshotKeeper::secretsChanged, this, [this](const Domain::TenantId &tenant) {
        if (m_estate.find(tenant)) {
            auditSoon(tenant);
        }
    });
}

void Auditor::watch(TenantSession *session)
{
    const auto soon = [this, session] { auditSoon(session->id()); };
    const auto soonAfter = [soon](Query::Kind kind) {
        if (!Query::isDerived(kind)) {
            soon();
        }
    };
    connect(session, &TenantSession::recordsChanged, this, soonAfter);
    connect(session, &TenantSession::recordsRemoved, this, soonAfter);
    connect(session, &TenantSession::statusChanged, this, soonAfter);
    connect(session, &TenantSession::mapStatusChanged, this, soon);
    connect(&session->organizationConnections(), &OrganizationConnections::changed, this, soon);
    connect(session, &TenantSession::displayChanged, this, soon);
    if (!session->records(Query::Kind::Applications).isEmpty()) {
        soon();
    }
}

void Auditor::auditSoon(const Domain::TenantId &tenant)
{
    const bool isNew = !m_waiting.contains(tenant);
    m_waiting.add(tenant);
    if (isNew) {
        Q_EMIT busyChanged(tenant);
    }
}

void Auditor::forget(const Domain::TenantId &tenant)
{
    m_waiting.remove(tenant);
    if (const auto known = m_results.find(tenant); known != m_results.end()) {
        letGo(std::move(known->second));
        m_results.erase(known);
    }
    if (m_running == tenant) {
        m_running = {}; // its result is nobody's
        m_stop.request_stop();
    }
}

/// On a worker: all that takes the longer the more was found.
Auditor::Done Auditor::doneWith(const Domain::TenantId &tenant,
                                const std::shared_ptr<const Analysis::AuditResult> &before,
                                std::optional<Analysis::AuditResult> result)
{
    Done done{tenant, nullptr, nullptr, {}, false};
    if (result) {
        done.appeared = before ? findingsThatAppeared(*before, *result) : QList<Domain::Finding>();
        done.hasWaiver = std::any_of(result->findings.cbegin(), result->findings.cend(),
                                     [](const Domain::Finding &finding) { return finding.waiver.has_value(); });
        done.index = std::make_shared<const FindingIndex>(result->findings);
        done.result = std::make_shared<const Analysis::AuditResult>(*std::move(result));
    }
    return done;
}

void Auditor::startNext()
{
    if (m_isRunning) {
        if (m_waiting.isReady(m_running)) {
            m_stop.request_stop(); // it is of what was before
        }
        return; // take() goes on
    }
    const auto next = m_waiting.take();
    if (!next) {
        return;
    }
    m_isRunning = true;
    m_running = *next;
    const SnapshotParts parts(*m_estate.find(m_running));
    const Analysis::AuditOptions options = optionsFor(m_running);
    std::optional<CredentialReading::Credentials> credentials;
    QString noCredentials;
    if (m_credentials) {
        credentials = m_credentials->of(m_running);
        noCredentials = m_credentials->reasonOf(m_running);
    }
    const std::optional<Store::SecretHistory> secrets
        = m_snapshots ? std::optional(m_snapshots->secretHistory(m_running)) : std::nullopt;
    const auto known = m_results.find(m_running);
    const auto before = known == m_results.end() ? nullptr : known->second.result;
    m_stop = std::stop_source();
    const auto run = [parts, tenant = m_running, options, now = QDateTime::currentDateTimeUtc(), credentials,
                      noCredentials, secrets, before, stop = m_stop.get_token()] {
        Analysis::Snapshot snapshot = parts.snapshot();
        snapshot.credentials = credentials;
        if (!noCredentials.isEmpty()) {
            snapshot.absent.emplace(Analysis::Need::Credentials, noCredentials);
        }
        if (secrets) {
            addSecretAges(snapshot, *secrets);
        }
        return doneWith(tenant, before, Analysis::audit(snapshot, options, now, stop));
    };
    m_watcher.setFuture(QtConcurrent::run(run));
}

void Auditor::take()
{
    m_isRunning = false;
    const Done done = m_watcher.result();
    if (std::exchange(m_running, {}) == done.tenant && done.result) {
        letGo(std::exchange(m_results[done.tenant], {done.result, done.index, done.hasWaiver}));
        awaitTomorrow();
        Q_EMIT audited(done.tenant, done.appeared);
        Q_EMIT busyChanged(done.tenant);
    }
    startNext();
}

void Auditor::awaitTomorrow()
{
    const bool hasWaiver
        = std::any_of(m_results.begin(), m_results.end(), [](const auto &known) { return known.second.hasWaiver; });
    if (!hasWaiver) {
        return m_tomorrow.stop();
    }
    const QDateTime now = QDateTime::currentDateTime();
    m_tomorrow.start(std::chrono::milliseconds(now.msecsTo(now.date().addDays(1).startOfDay())) + 1s);
}

} // namespace Session
