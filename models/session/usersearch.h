#pragma once

#include "analysis/customers.h"
#include "api/outcome.h"
#include "domain/usercounts.h"

#include <QObject>

#include <functional>

namespace Api {
class ManagementClient;
}

namespace Session {

class CustomerBook;
class TenantSession;

/// Nothing else tells who the users of this customer are: neither connections nor app_metadata.
bool isHeldByOrganizations(const Analysis::CustomerShare &share);

/// The queries that find the users whose app_metadata names this customer in a spelling that is known: at each place at
/// which a rule looks. `counts` as below. Nothing where a query cannot name one of the places.
std::optional<QStringList> metadataQueries(const Analysis::TenantCustomers &customers,
                                           const Domain::CustomerRules &rules, const QString &key,
                                           const Domain::UserCounts *counts);

/// The query by which Auth0's search finds the users whom an export counts for this customer, but also those whom
/// another customer claims too; of one held by organizations alone, their members. `counts`: what was counted last
/// knows how app_metadata writes customers; may be nullptr. Nothing where a search cannot tell: the whole tenant is the
/// customer's, but for that of others; a place in app_metadata that a query cannot name; or very many connections.
std::optional<QString> userSearchOf(const Analysis::TenantCustomers &customers, const Domain::CustomerRules &rules,
                                    const QString &key, const Domain::UserCounts *counts);

/// How many users a query finds; nothing where Auth0 does not tell, since its search ends at 1,000.
using FoundUsers = Api::Outcome<std::optional<qint64>>;
/// Asks for it, a request. Without `done` where the client or the context goes.
void countFound(Api::ManagementClient &client, const QString &query, QObject *context,
                std::function<void(const FoundUsers &)> done);

/// The counts with what a search found just now of one customer.
Domain::UserCounts withFound(const Domain::UserCounts *before, const QString &key, qint64 users);
/// What was exported, with what searches found before of customers of whom an export tells nothing.
Domain::UserCounts withEarlier(Domain::UserCounts exported, const Domain::UserCounts *before);

/// The places of app_metadata at which rules of these tenants look, with the values that were counted there last, the
/// most frequent first.
std::map<QString, QStringList> metadataValues(const CustomerBook &book, const QList<TenantSession *> &sessions);

} // namespace Session
