#include "session/customerbook.h"

#include "session/auditor.h"
#include "session/estate.h"
#include "session/letgo.h"
#include "session/organizationconnections.h"
#include "settings/customerstore.h"
#include "settings/usercountstore.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <chrono>
#include <utility>

namespace Session {

namespace {

using namespace std::chrono_literals;

/// As long as audits wait, for the same reasons.
constexpr auto restTime = 250ms;

} // namespace

CustomerBook::CustomerBook(Estate &estate, const Settings::CustomerStore &decided, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_decided(decided)
    , m_waiting(estate, restTime)
{
    connect(&m_waiting, &RestQueue::ready, this, &CustomerBook::startNext);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &CustomerBook::take);
    connect(&decided, &Settings::CustomerStore::changed, this, &CustomerBook::lookSoon);
    m_estate.each(this, [this](TenantSession *session) { watch(session); });
    connect(&m_estate, &Estate::closing, this, &CustomerBook::forget);
}

/// What is under way holds values of its own, so that nobody waits for its end.
CustomerBook::~CustomerBook()
{
    m_stop.request_stop();
}

void CustomerBook::setUserCounts(const Settings::UserCountStore &store)
{
    m_counts = &store;
    connect(&store, &Settings::UserCountStore::changed, this, &CustomerBook::lookSoon);
}

void CustomerBook::setAuditor(const Auditor &auditor)
{
    m_auditor = &auditor;
    connect(&auditor, &Auditor::audited, this, &CustomerBook::countSoon);
    for (const TenantSession *session : m_estate.sessions()) {
        if (auditor.resultOf(session->id())) {
            countSoon(session->id());
        }
    }
}

const Analysis::TenantCustomers *CustomerBook::of(const Domain::TenantId &tenant) const
{
    return sharedOf(tenant).get(); // the book holds it as well
}

std::shared_ptr<const Analysis::TenantCustomers> CustomerBook::sharedOf(const Domain::TenantId &tenant) const
{
    const auto found = m_known.find(tenant);
    return found == m_known.end() ? nullptr : found->second.customers;
}

const CustomerTallies *CustomerBook::talliesOf(const Domain::TenantId &tenant) const
{
    const auto found = m_known.find(tenant);
    return found == m_known.end() ? nullptr : found->second.tallies.get();
}

Domain::CustomerRules CustomerBook::rulesOf(const Domain::TenantId &tenant) const
{
    // What was decided holds at once: who decides more before the tenant was looked at again must not lose it.
    if (auto decided = m_decided.of(tenant)) {
        return *std::move(decided);
    }
    const auto found = m_known.find(tenant);
    return found == m_known.end() ? Domain::CustomerRules() : found->second.rules;
}

bool CustomerBook::isProposed(const Domain::TenantId &tenant) const
{
    return !m_decided.of(tenant).has_value();
}

QString CustomerBook::Owners::of(Domain::CustomerObject::Kind kind, const QString &id) const
{
    const QString key = m_tenant ? m_tenant->ownerOf(kind, id) : QString();
    if (key.isEmpty()) {
        return {};
    }
    const auto customer = m_names->find(key);
    return customer == m_names->end() ? QString() : customer->second.name;
}

CustomerBook::Owners CustomerBook::ownersOf(const Domain::TenantId &tenant) const
{
    Owners owners;
    owners.m_tenant = sharedOf(tenant);
    owners.m_names = m_customers;
    return owners;
}

QString CustomerBook::ownerOf(const Domain::TenantId &tenant, Domain::CustomerObject::Kind kind,
                              const QString &id) const
{
    return ownersOf(tenant).of(kind, id);
}

std::set<QString> CustomerBook::Others::keys() const
{
    std::set<QString> keys;
    for (const auto &tenant : m_tenants) {
        for (const auto &[key, share] : tenant->shares) {
            keys.insert(key);
        }
    }
    return keys;
}

CustomerBook::Others CustomerBook::othersThan(const Domain::TenantId &tenant) const
{
    Others others;
    for (const auto &[other, entry] : m_known) {
        if (other != tenant) {
            others.m_tenants.append(entry.customers);
        }
    }
    return others;
}

void CustomerBook::watch(TenantSession *session)
{
    const auto soon = [this, session](Query::Kind kind) {
        if (!Query::isDerived(kind) && kind != Query::Kind::Logs) {
            lookSoon(session->id());
        }
    };
    connect(session, &TenantSession::recordsChanged, this, soon);
    connect(session, &TenantSession::recordsRemoved, this, soon);
    connect(session, &TenantSession::statusChanged, this, soon);
    connect(session, &TenantSession::mapStatusChanged, this, [this, session] { lookSoon(session->id()); });
    // No customer comes of these, but their reading may be what others waited for.
    connect(&session->organizationConnections(), &OrganizationConnections::changed, this, [this, session] {
        if (m_waiting.contains(session->id())) {
            m_waiting.add(session->id());
        }
    });
    if (!session->records(Query::Kind::Applications).isEmpty()) {
        lookSoon(session->id());
    }
}

void CustomerBook::lookSoon(const Domain::TenantId &tenant)
{
    if (m_estate.find(tenant)) {
        m_onlyCounts.erase(tenant);
        m_waiting.add(tenant);
    }
}

void CustomerBook::countSoon(const Domain::TenantId &tenant)
{
    if (m_estate.find(tenant)) {
        if (!m_waiting.contains(tenant)) {
            m_onlyCounts.insert(tenant);
        }
        m_waiting.add(tenant);
    }
}

void CustomerBook::forget(const Domain::TenantId &tenant)
{
    m_waiting.remove(tenant);
    m_onlyCounts.erase(tenant);
    if (m_running == tenant) {
        m_running = {}; // its result is nobody's
        m_stop.request_stop();
    }
    if (const auto known = m_known.find(tenant); known != m_known.end()) {
        letGo(std::move(known->second));
        m_known.erase(known);
        m_closed.append(tenant);
        Q_EMIT changed(tenant);
        startNext();
    }
}

void CustomerBook::startNext()
{
    if (m_isRunning) {
        if (m_waiting.isReady(m_running) && !m_onlyCounts.contains(m_running)) {
            m_stop.request_stop(); // it is of what was before
        }
        return; // take() goes on
    }
    if (!m_closed.isEmpty()) {
        m_isRunning = true;
        m_watcher.setFuture(QtConcurrent::run(
            [entries = m_known, before = m_customers, merged = m_merged, closed = std::exchange(m_closed, {})] {
                CustomerFinds done;
                done.closed = closed;
                done.customers = customersOfAll(entries);
                mergeRows(done, entries, *merged);
                done.unheard = tenantsOfRenamed(*before, *done.customers);
                return done;
            }));
        return;
    }
    const auto next = m_waiting.take();
    if (!next) {
        return;
    }
    m_isRunning = true;
    m_running = *next;
    m_stop = std::stop_source();
    CustomerLook look(*m_estate.find(m_running), m_known, m_customers, m_merged, m_decided.of(m_running),
                      m_counts ? m_counts->of(m_running) : nullptr, m_stop.get_token());
    look.setAudit(m_auditor ? m_auditor->sharedResultOf(m_running) : nullptr);
    look.setOnlyCounts(m_onlyCounts.erase(m_running) > 0);
    m_watcher.setFuture(QtConcurrent::run(std::move(look)));
}

void CustomerBook::take()
{
    m_isRunning = false;
    CustomerFinds done = m_watcher.result();
    const bool isWanted = std::exchange(m_running, {}) == done.tenant;
    if (isWanted && !done.wasStopped) {
        accept(done);
    }
    startNext();
}

void CustomerBook::accept(CustomerFinds &done)
{
    letGo(std::exchange(m_customers, done.customers));
    letGo(std::exchange(m_merged, done.merged));
    Q_EMIT mergedChanged(done.changes);
    for (const Domain::TenantId &tenant : std::as_const(done.unheard)) {
        lookSoon(tenant);
    }
    if (done.tenant.isEmpty()) {
        for (const Domain::TenantId &tenant : std::as_const(done.closed)) {
            Q_EMIT changed(tenant);
        }
        return;
    }
    const QList<Query::RecordPtr> records = done.known.records;
    letGo(std::exchange(m_known[done.tenant], std::move(done.known)));
    if (TenantSession *session = m_estate.find(done.tenant)) {
        session->acceptCustomers(records);
    }
    if (done.isOnlyCounts) {
        Q_EMIT counted(done.tenant);
    } else {
        Q_EMIT changed(done.tenant);
    }
}

} // namespace Session
