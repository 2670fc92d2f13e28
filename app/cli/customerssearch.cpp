// How `customers NAME --count-users` counts by Auth0's search.

#include "cli/customersrun.h"

#include "cli/customerswanted.h"
#include "cli/profiles.h"

#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"

namespace Cli {

namespace {

/// Of more customers an export of each tenant tells sooner.
constexpr qsizetype mostSearches = 20;

} // namespace

void CustomersRun::searchUsers()
{
    merge();
    const Outcome<SavedProfiles> saved = openProfiles();
    const auto store = saved
        ? std::make_unique<Settings::UserCountStore>(Settings::Paths::standard().userCounts(), *saved->profiles)
        : nullptr;
    std::set<qsizetype> exports;
    for (const auto &[key, customer] : m_customers) {
        for (const auto &[place, share] : customer.shares) {
            const qsizetype i = place.text().toLongLong();
            const Result &result = m_results.at(i);
            if (!result.client || !isNamed(customer, m_request.name)) {
                continue;
            }
            const auto counts = store ? store->ofNamed(m_targets.list.at(i).profile) : nullptr;
            const auto query = Session::userSearchOf(result.customers, result.rules, key, counts.get());
            query ? m_searches.append({i, key, *query}) : void(exports.insert(i));
        }
    }
    if (m_searches.size() > mostSearches || (m_searches.isEmpty() && exports.empty())) {
        m_searches.clear(); // an export of each tenant is less, or tells whom nobody knows yet
        return countUsers();
    }
    m_exports = exports;
    searchNext();
}

void CustomersRun::searchNext()
{
    while (!m_searches.isEmpty() && m_exports->contains(m_searches.first().target)) {
        m_searches.removeFirst(); // the export tells them all
    }
    if (m_searches.isEmpty()) {
        return countUsers();
    }
    const Search next = m_searches.takeFirst();
    Session::countFound(*m_results.at(next.target).client, next.query, this,
                        [this, next](const Session::FoundUsers &users) {
                            takeFound(next.target, next.customer, users);
                            searchNext();
                        });
}

void CustomersRun::takeFound(qsizetype target, const QString &customer, const Session::FoundUsers &users)
{
    Result &result = m_results[target];
    if (!users) {
        result.notCounted = failureOf(users.error());
        result.counts.reset();
    } else if (!*users) {
        m_exports->insert(target);
    } else {
        result.counts = Session::withFound(result.counts ? &*result.counts : nullptr, customer, **users);
    }
}

} // namespace Cli
