#include "session/customerbook.h"

#include "analysis/customerproposals.h"
#include "analysis/usertally.h"
#include "session/customerrecords.h"
#include "session/estate.h"
#include "session/organizationconnections.h"
#include "session/snapshotparts.h"
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

/// What names and metadata propose. A rule about app_metadata stays from one search of users to the next, since the
/// next may find none that tell.
Domain::CustomerRules proposedRules(const Analysis::Snapshot &snapshot, const Analysis::ProposalHints &hints,
                                    const Domain::CustomerRules &before, const std::stop_token &stop)
{
    using Kind = Domain::CustomerRule::Kind;
    const auto isOfUsers = [](const Domain::CustomerRule &rule) { return rule.kind == Kind::AppMetadata; };
    Domain::CustomerRules rules = Analysis::proposeCustomers(snapshot, hints, stop).accepted();
    const auto earlier = std::find_if(before.rules.begin(), before.rules.end(), isOfUsers);
    if (earlier != before.rules.end()) {
        rules.rules.removeIf(isOfUsers);
        rules.rules.append(*earlier);
    }
    return rules;
}

bool askSameOfUsers(const Domain::CustomerRules &left, const Domain::CustomerRules &right)
{
    const auto places = [](const Domain::CustomerRules &rules) {
        QStringList list;
        for (const Domain::CustomerRule &rule : rules.rules) {
            if (rule.kind == Domain::CustomerRule::Kind::AppMetadata) {
                list.append(rule.text);
            }
        }
        return list;
    };
    return places(left) == places(right) && left.aliases == right.aliases;
}

} // namespace

CustomerBook::CustomerBook(Estate &estate, const Settings::CustomerStore &decided, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_decided(decided)
    , m_waiting(estate, restTime)
{
    connect(&m_waiting, &RestQueue::ready, this, &CustomerBook::startNext);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &CustomerBook::take);
    connect(&decided, &Settings::CustomerStore::changed, this, [this](const Domain::TenantId &tenant) {
        if (m_estate.find(tenant)) {
            m_waiting.add(tenant);
        }
    });
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
    connect(&store, &Settings::UserCountStore::changed, this, [this](const Domain::TenantId &tenant) {
        if (m_estate.find(tenant)) {
            m_waiting.add(tenant);
        }
    });
}

const Analysis::TenantCustomers *CustomerBook::of(const Domain::TenantId &tenant) const
{
    const auto found = m_entries.find(tenant);
    return found == m_entries.end() ? nullptr : found->second.customers.get();
}

Domain::CustomerRules CustomerBook::rulesOf(const Domain::TenantId &tenant) const
{
    // What was decided holds at once: who decides more before the tenant was looked at again must not lose it.
    if (auto decided = m_decided.of(tenant)) {
        return *std::move(decided);
    }
    const auto found = m_entries.find(tenant);
    return found == m_entries.end() ? Domain::CustomerRules() : found->second.rules;
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
    const auto found = m_entries.find(tenant);
    owners.m_tenant = found == m_entries.end() ? nullptr : found->second.customers;
    owners.m_names = m_customers;
    return owners;
}

QString CustomerBook::ownerOf(const Domain::TenantId &tenant, Domain::CustomerObject::Kind kind,
                              const QString &id) const
{
    return ownersOf(tenant).of(kind, id);
}

std::set<QString> CustomerBook::keysBeside(const Domain::TenantId &tenant) const
{
    std::set<QString> keys;
    for (const auto &[other, entry] : m_entries) {
        if (other == tenant) {
            continue;
        }
        for (const auto &[key, share] : entry.customers->shares) {
            keys.insert(key);
        }
    }
    return keys;
}

void CustomerBook::watch(TenantSession *session)
{
    const auto soon = [this, session](Query::Kind kind) {
        if (!Query::isDerived(kind) && kind != Query::Kind::Logs) {
            m_waiting.add(session->id());
        }
    };
    connect(session, &TenantSession::recordsChanged, this, soon);
    connect(session, &TenantSession::recordsRemoved, this, soon);
    connect(session, &TenantSession::statusChanged, this, soon);
    connect(session, &TenantSession::mapStatusChanged, this, [this, session] { m_waiting.add(session->id()); });
    // No customer comes of these, but their reading may be what others waited for.
    connect(&session->organizationConnections(), &OrganizationConnections::changed, this, [this, session] {
        if (m_waiting.contains(session->id())) {
            m_waiting.add(session->id());
        }
    });
    if (!session->records(Query::Kind::Applications).isEmpty()) {
        m_waiting.add(session->id());
    }
}

void CustomerBook::forget(const Domain::TenantId &tenant)
{
    m_waiting.remove(tenant);
    if (m_running == tenant) {
        m_running = {}; // its result is nobody's
        m_stop.request_stop();
    }
    if (m_entries.erase(tenant) > 0) {
        Names left = *m_customers;
        for (auto customer = left.begin(); customer != left.end();) {
            customer->second.shares.erase(tenant);
            customer = customer->second.shares.empty() ? left.erase(customer) : std::next(customer);
        }
        m_customers = std::make_shared<const Names>(std::move(left));
        Q_EMIT changed(tenant);
    }
}

void CustomerBook::startNext()
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
    const TenantSession &session = *m_estate.find(m_running);
    const auto known = m_entries.find(m_running);
    m_stop = std::stop_source();
    const auto run = [parts = SnapshotParts(session), profile = session.profile(), decided = m_decided.of(m_running),
                      before = known == m_entries.end() ? Entry() : known->second, beside = keysBeside(m_running),
                      counts = m_counts ? m_counts->of(m_running) : nullptr, stop = m_stop.get_token()] {
        const Analysis::Snapshot snapshot = parts.snapshot();
        std::set<QString> hints = before.hints; // see lookAgainAtProposals()
        hints.insert(beside.begin(), beside.end());
        Done done{profile.id, {}, {}, false};
        done.entry.isProposed = !decided;
        done.entry.hints = hints;
        done.entry.rules = decided ? *decided
                                   : proposedRules(snapshot, {hints, profile.clientId},
                                                   before.isProposed ? before.rules : Domain::CustomerRules(), stop);
        const bool goesOn = askSameOfUsers(before.rules, done.entry.rules);
        auto named
            = goesOn && before.customers ? Analysis::namedByMetadata(*before.customers) : Analysis::NamedByMetadata();
        if (counts) {
            named.merge(Analysis::namedByCounts(*counts, done.entry.rules));
        }
        done.entry.customers = std::make_shared<const Analysis::TenantCustomers>(
            Analysis::customersOf(snapshot, done.entry.rules, named, stop));
        done.records = customerRecords(profile, snapshot, *done.entry.customers, counts.get());
        done.wasStopped = stop.stop_requested();
        return done;
    };
    m_watcher.setFuture(QtConcurrent::run(run));
}

void CustomerBook::take()
{
    m_isRunning = false;
    Done done = m_watcher.result();
    if (std::exchange(m_running, {}) == done.tenant && !done.wasStopped) {
        m_entries.insert_or_assign(done.tenant, std::move(done.entry));
        std::map<Domain::TenantId, const Analysis::TenantCustomers *> all;
        for (const auto &[tenant, entry] : m_entries) {
            all.emplace(tenant, entry.customers.get());
        }
        m_customers = std::make_shared<const Names>(Analysis::mergedCustomers(all));
        if (TenantSession *session = m_estate.find(done.tenant)) {
            session->acceptCustomers(done.records);
        }
        Q_EMIT changed(done.tenant);
        lookAgainAtProposals();
    }
    startNext();
}

/// A tenant that is one customer's is told as such by what others know. A tenant is looked at again only where it has
/// not heard of a customer yet, and forgets none, so that two tenants cannot keep each other busy.
void CustomerBook::lookAgainAtProposals()
{
    for (const auto &[tenant, entry] : m_entries) {
        const std::set<QString> keys = keysBeside(tenant);
        const bool hasHeard = std::includes(entry.hints.begin(), entry.hints.end(), keys.begin(), keys.end());
        if (entry.isProposed && !hasHeard && m_estate.find(tenant)) {
            m_waiting.add(tenant);
        }
    }
}

} // namespace Session
