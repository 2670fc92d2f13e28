#include "session/usersearch.h"

#include "analysis/usercustomers.h"
#include "api/managementclient.h"
#include "api/requests/userrequests.h"
#include "query/filterlexer.h"
#include "query/logquery.h"
#include "session/customerbook.h"
#include "session/tenantsession.h"
#include "settings/usercountstore.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using Analysis::CustomerShare;
using Domain::CustomerWay;

namespace Session {

namespace {

/// It goes in an address, of which servers take some thousand characters.
constexpr qsizetype longestQuery = 2000;

QList<Domain::ValueCount> countsOf(const Domain::UserCounts *counts, const QString &place)
{
    for (const Domain::PlaceCount &counted : counts ? counts->places : QList<Domain::PlaceCount>()) {
        if (counted.place == place) {
            return counted.values;
        }
    }
    return {};
}

/// As users may have it: search tells capitals apart in metadata.
QStringList spellings(const CustomerShare &share, const QString &named, const Analysis::UserCustomers &customers,
                      const QList<Domain::ValueCount> &counted)
{
    QStringList all{share.key, share.name, named};
    for (const Domain::ValueCount &value : counted) {
        if (customers.keyOf(value.value) == share.key) {
            all.append(value.value);
        }
    }
    all.removeAll(QString());
    all.removeDuplicates();
    return all;
}

} // namespace

bool isHeldByOrganizations(const CustomerShare &share)
{
    return !share.organizations.isEmpty() && share.connections.isEmpty()
        && !share.ways.contains(CustomerWay::AppMetadata) && !share.ways.contains(CustomerWay::Tenant);
}

std::optional<QStringList> metadataQueries(const Analysis::TenantCustomers &customers,
                                           const Domain::CustomerRules &rules, const QString &key,
                                           const Domain::UserCounts *counts)
{
    const auto share = customers.shares.find(key);
    if (share == customers.shares.end()) {
        return QStringList();
    }
    const Analysis::UserCustomers users(customers, rules);
    const Analysis::NamedByMetadata named = Analysis::namedByMetadata(customers);
    const auto name = named.find(key);
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\z"_s);
    QStringList queries;
    for (const QString &place : users.places()) {
        if (!plain.match(place).hasMatch()) {
            return std::nullopt;
        }
        for (const QString &value :
             spellings(share->second, name == named.end() ? QString() : name->second, users, countsOf(counts, place))) {
            queries.append(u"app_metadata.%1:%2"_s.arg(place, Query::quoted(value)));
        }
    }
    return queries;
}

std::optional<QString> userSearchOf(const Analysis::TenantCustomers &customers, const Domain::CustomerRules &rules,
                                    const QString &key, const Domain::UserCounts *counts)
{
    const auto found = customers.shares.find(key);
    if (found == customers.shares.end() || key.contains(u'@')) { // numbers are kept by key, and an e-mail is a person's
        return std::nullopt;
    }
    const CustomerShare &share = found->second;
    // Those whom nothing names are the tenant's customer's, even where others claim all of its objects.
    const QStringList others = Analysis::UserCustomers(customers, rules).of(QStringList(), QStringList());
    if (share.ways.contains(CustomerWay::Tenant) || others.contains(key)) {
        return customers.shares.size() == 1 ? std::optional(QString()) : std::nullopt;
    }
    QStringList queries;
    for (auto owner = customers.connectionOwners.cbegin(); owner != customers.connectionOwners.cend(); ++owner) {
        if (owner.value() == key) {
            queries.append(u"identities.connection:"_s + Query::quoted(owner.key()));
        }
    }
    queries.sort();
    for (const QString &id : isHeldByOrganizations(share) ? share.organizations : QStringList()) {
        queries.append(u"organization_id:"_s + Query::quoted(id));
    }
    const auto named = metadataQueries(customers, rules, key, counts);
    if (!named) {
        return std::nullopt;
    }
    const QString query = Query::anyOfQueries(queries + *named);
    return query.isEmpty() || query.size() > longestQuery ? std::nullopt : std::optional(query);
}

void countFound(Api::ManagementClient &client, const QString &query, QObject *context,
                std::function<void(const FoundUsers &)> done)
{
    Api::Request<Api::Page<Domain::User>> request
        = Api::searchUsers({query, {}, {u"user_id"_s}}, {Api::Paging::Offset, 1, 0, {}});
    request.wire.priority = Api::Priority::Foreground;
    client.send<Api::Page<Domain::User>>(request, context,
                                         [done = std::move(done)](const Api::Outcome<Api::Page<Domain::User>> &page) {
                                             if (!page) {
                                                 return done(tl::make_unexpected(page.error()));
                                             }
                                             const bool isWhole = page->total && *page->total < Api::searchCap;
                                             done(isWhole ? page->total : std::nullopt);
                                         });
}

Domain::UserCounts withFound(const Domain::UserCounts *before, const QString &key, qint64 users)
{
    Domain::UserCounts counts = before ? *before : Domain::UserCounts();
    counts.found.insert_or_assign(key, Domain::FoundCount{users, QDateTime::currentDateTimeUtc()});
    return counts;
}

Domain::UserCounts withEarlier(Domain::UserCounts exported, const Domain::UserCounts *before)
{
    for (const auto &[key, count] : before ? before->found : std::map<QString, Domain::FoundCount>()) {
        if (!exported.customers.contains(key) && !exported.members.contains(key)) {
            exported.found.emplace(key, count);
        }
    }
    return exported;
}

std::map<QString, QStringList> metadataValues(const CustomerBook &book, const QList<TenantSession *> &sessions)
{
    std::map<QString, QStringList> all;
    for (const TenantSession *session : sessions) {
        const auto counts = book.userCounts() ? book.userCounts()->of(session->id()) : nullptr;
        for (const QString &place : Analysis::metadataPlaces(book.rulesOf(session->id()))) {
            QStringList &values = all[place];
            for (const Domain::ValueCount &counted : countsOf(counts.get(), place)) {
                values.append(counted.value);
            }
            values.removeDuplicates();
        }
    }
    return all;
}

} // namespace Session
