#include "session/customerlook.h"

#include "analysis/customerproposals.h"
#include "analysis/usercustomers.h"
#include "analysis/usertally.h"
#include "api/managementclient.h"
#include "query/columns.h"
#include "session/customerrecords.h"
#include "session/tenantsession.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

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

void addKeys(std::set<QString> &keys, const Analysis::TenantCustomers &customers)
{
    for (const auto &[key, share] : customers.shares) {
        keys.insert(key);
    }
}

bool hasAllUsers(const TenantSession &session)
{
    const KindStatus &status = session.status(Query::Kind::Users);
    return status.phase == KindStatus::Phase::Complete && session.searchText(Query::Kind::Users).isEmpty();
}

/// An export told, and no value was too much to be listed.
bool tellsAll(const Domain::UserCounts &counts)
{
    return !counts.places.isEmpty()
        && std::all_of(counts.places.cbegin(), counts.places.cend(),
                       [](const Domain::PlaceCount &place) { return place.others == 0; });
}

/// A customer is called the same in each tenant's row, so that who looks for one finds all of them, and beside each
/// other.
void nameAsAll(QList<Query::RecordPtr> &records, const CustomersByKey &all)
{
    const int column = Query::columnIndex(Query::Kind::Customers, u"name");
    for (Query::RecordPtr &record : records) {
        const auto customer = all.find(record->id);
        if (customer == all.end() || record->cells.at(column) == Query::Value(customer->second.name)) {
            continue;
        }
        Query::Record named = *record;
        named.cells[column] = customer->second.name;
        record = std::make_shared<const Query::Record>(std::move(named));
    }
}

/// The same row as before where nothing of it is another, so that nobody need compare them again.
void keepEqual(QList<Query::RecordPtr> &records, const QList<Query::RecordPtr> &before)
{
    QHash<QString, Query::RecordPtr> known;
    known.reserve(before.size());
    for (const Query::RecordPtr &record : before) {
        known.insert(record->id, record);
    }
    for (Query::RecordPtr &record : records) {
        const Query::RecordPtr same = known.value(record->id);
        if (same && same->cells == record->cells && same->original == record->original) {
            record = same;
        }
    }
}

} // namespace

std::shared_ptr<const CustomersByKey> customersOfAll(const AllKnownCustomers &known)
{
    std::map<Domain::TenantId, const Analysis::TenantCustomers *> all;
    for (const auto &[tenant, one] : known) {
        all.emplace(tenant, one.customers.get());
    }
    return std::make_shared<const CustomersByKey>(Analysis::mergedCustomers(all));
}

void mergeRows(CustomerFinds &done, const AllKnownCustomers &known, const MergedCustomers &before)
{
    QList<QList<Query::RecordPtr>> tables;
    for (const auto &[tenant, one] : known) {
        tables.append(one.records);
    }
    done.merged = mergedCustomers(tables, *done.customers, before);
    done.changes = changesBetween(before, *done.merged);
}

QList<Domain::TenantId> tenantsOfRenamed(const CustomersByKey &before, const CustomersByKey &now)
{
    std::set<Domain::TenantId> tenants;
    auto old = before.begin();
    for (const auto &[key, customer] : now) {
        while (old != before.end() && old->first < key) {
            ++old; // gone, and shown by nobody
        }
        if (old != before.end() && old->first == key && old->second.name != customer.name) {
            for (const auto &[tenant, share] : customer.shares) {
                tenants.insert(tenant);
            }
        }
    }
    return {tenants.begin(), tenants.end()};
}

/// A pasted token says itself whose it is; its profile does not.
QString ownApplication(const TenantSession &session)
{
    const QString told = session.client().clientId();
    return told.isEmpty() ? session.profile().clientId : told;
}

CustomerLook::CustomerLook(const TenantSession &session, AllKnownCustomers known,
                           std::shared_ptr<const CustomersByKey> before, std::shared_ptr<const MergedCustomers> merged,
                           std::optional<Domain::CustomerRules> decided,
                           std::shared_ptr<const Domain::UserCounts> counts, std::stop_token stop)
    : m_parts(session)
    , m_profile(session.profile())
    , m_ownApplication(ownApplication(session))
    , m_known(std::move(known))
    , m_allBefore(std::move(before))
    , m_mergedBefore(std::move(merged))
    , m_decided(std::move(decided))
    , m_counts(std::move(counts))
    , m_shown(session.records(Query::Kind::Customers))
    , m_hasAllUsers(hasAllUsers(session))
    , m_stop(std::move(stop))
{
    if (const auto entry = m_known.find(session.id()); entry != m_known.end()) {
        m_before = entry->second;
    }
}

CustomerFinds CustomerLook::operator()() const
{
    const Analysis::Snapshot snapshot = m_parts.snapshot();
    CustomerFinds done;
    done.tenant = m_profile.id;
    done.isOnlyCounts = m_onlyCounts && m_before.customers;
    done.known = done.isOnlyCounts ? m_before : look(snapshot);
    done.known.tallies = std::make_shared<const CustomerTallies>(talliesOf(snapshot, *done.known.customers, m_audit));
    QList<Query::RecordPtr> &records = done.known.records;
    const CountedRows counted{records, m_before.tallies};
    records = customerRecords(m_profile, snapshot, *done.known.customers, m_counts.get(), done.known.tallies.get(),
                              done.isOnlyCounts ? &counted : nullptr);
    AllKnownCustomers all = m_known;
    all.insert_or_assign(m_profile.id, done.known);
    done.customers = done.isOnlyCounts ? m_allBefore : customersOfAll(all);
    nameAsAll(records, *done.customers);
    keepEqual(records, m_shown);
    all.insert_or_assign(m_profile.id, done.known);
    mergeRows(done, all, *m_mergedBefore);
    if (!done.isOnlyCounts) {
        done.unheard = unheardOf(done);
    }
    done.wasStopped = m_stop.stop_requested();
    return done;
}

KnownCustomers CustomerLook::look(const Analysis::Snapshot &snapshot) const
{
    std::set<QString> hints = m_before.hints ? *m_before.hints : std::set<QString>(); // see unheardOf()
    for (const auto &[tenant, entry] : m_known) {
        if (tenant != m_profile.id) {
            addKeys(hints, *entry.customers);
        }
    }
    KnownCustomers found;
    found.isProposed = !m_decided;
    found.rules = m_decided ? *m_decided
                            : proposedRules(snapshot, {hints, m_ownApplication},
                                            m_before.isProposed ? m_before.rules : Domain::CustomerRules(), m_stop);
    found.hints = std::make_shared<const std::set<QString>>(std::move(hints));
    found.counts = m_counts;
    found.customers = std::make_shared<const Analysis::TenantCustomers>(
        Analysis::customersOf(snapshot, found.rules, namedElsewhere(found.rules), m_stop));
    return found;
}

/// Whom users named that are not in the snapshot: those of earlier searches, until all users tell.
Analysis::NamedByMetadata CustomerLook::namedElsewhere(const Domain::CustomerRules &rules) const
{
    if (m_hasAllUsers) {
        return {};
    }
    const bool isSameCount = m_counts && m_before.counts && m_counts->countedAt == m_before.counts->countedAt
        && m_counts->places == m_before.counts->places; // a search of one customer's users is no new count
    const bool isCountedAnew = m_counts && !isSameCount && tellsAll(*m_counts);
    const bool goesOn = m_before.customers && !isCountedAnew && Analysis::askSameOfUsers(m_before.rules, rules);
    auto named = goesOn ? Analysis::namedByMetadata(*m_before.customers) : Analysis::NamedByMetadata();
    if (m_counts) {
        named.merge(Analysis::namedByCounts(*m_counts, rules));
    }
    return named;
}

/// A tenant that is one customer's is told as such by what others know. A tenant is looked at again only where it
/// has not heard of a customer yet, and forgets none, so that two tenants cannot keep each other busy; nor can names,
/// which come of what the tenants hold and not of what their rows show.
QList<Domain::TenantId> CustomerLook::unheardOf(const CustomerFinds &done) const
{
    const auto &shares = done.known.customers->shares;
    QList<Domain::TenantId> unheard = tenantsOfRenamed(*m_allBefore, *done.customers);
    unheard.removeAll(m_profile.id);
    for (const auto &[tenant, entry] : m_known) {
        const auto hasHeard = [&hints = *entry.hints](const auto &share) { return hints.contains(share.first); };
        if (tenant != m_profile.id && entry.isProposed && !unheard.contains(tenant)
            && !std::all_of(shares.begin(), shares.end(), hasHeard)) {
            unheard.append(tenant);
        }
    }
    return unheard;
}

} // namespace Session
