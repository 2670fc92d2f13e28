#pragma once

#include "analysis/snapshot.h"
#include "domain/customer.h"

#include <map>
#include <optional>
#include <set>
#include <stop_token>

namespace Analysis {

/// The table that lists objects of this kind.
Query::Kind tableOf(Domain::CustomerObject::Kind kind);
/// What a row of the table is to a customer; nothing where a customer has no such objects.
std::optional<Domain::CustomerObject::Kind> objectKindOf(Query::Kind table);
/// The member that holds such an object's metadata, as Auth0 calls it.
const char *metadataMember(Domain::CustomerObject::Kind kind);

/// What belongs to one customer in one Auth0 tenant. A value.
struct CustomerShare
{
    QString key; ///< Domain::customerKeyOf() its name, as the tenant's objects have it
    QString name; ///< the best spelling that was found; hostile text
    std::set<Domain::CustomerWay> ways;
    QStringList connections; ///< ids, in the order in which they were read; so with the next two
    QStringList applications;
    QStringList organizations;

    friend bool operator==(const CustomerShare &, const CustomerShare &) = default;
};

/// An object, and the customers that claim it: several, or none.
struct CustomerClaims
{
    Domain::CustomerObject object;
    QString name;
    QStringList customers; ///< keys

    friend bool operator==(const CustomerClaims &, const CustomerClaims &) = default;
};

/// Who the customers of one Auth0 tenant are, as far as it was read. A value.
struct TenantCustomers
{
    std::map<QString, CustomerShare> shares; ///< by key
    QHash<Domain::CustomerObject, QString> owners; ///< of each object that belongs to exactly one, its key
    /// The same by the connection's name, as users name it, but of those that only the rule of the whole tenant claims.
    QHash<QString, QString> connectionOwners;
    QList<CustomerClaims>
        contested; ///< two rules find another customer each; they belong to nobody until one is pinned
    QList<CustomerClaims> unclaimed; ///< no rule finds a customer, and nobody said that they have none

    /// The key of the customer whose object this is; empty for none.
    QString ownerOf(Domain::CustomerObject::Kind kind, const QString &id) const { return owners.value({kind, id}); }
};

/// Customers whom users' app_metadata named, by key, with a spelling of each.
using NamedByMetadata = std::map<QString, QString>;

/// Holds the objects of a tenant, and the users that were read, against the rules. `before`: what other users, of an
/// earlier search, named. Pure and linear in the objects; it belongs on a worker thread, which may stop it: then the
/// result is of no use.
TenantCustomers customersOf(const Snapshot &snapshot, const Domain::CustomerRules &rules,
                            const NamedByMetadata &before = {}, const std::stop_token &stop = {});
/// Those of the result that are named so.
NamedByMetadata namedByMetadata(const TenantCustomers &customers);

/// A customer across Auth0 tenants. A value.
struct Customer
{
    QString key;
    QString name;
    std::map<Domain::TenantId, CustomerShare> shares;

    std::set<Domain::CustomerWay> ways() const;
    qsizetype connectionCount() const;
    qsizetype applicationCount() const;
    qsizetype organizationCount() const;

    friend bool operator==(const Customer &, const Customer &) = default;
};

/// The customers of several tenants, those of one key together, by key. The tenants' own are only looked at.
std::map<QString, Customer> mergedCustomers(const std::map<Domain::TenantId, const TenantCustomers *> &tenants);

} // namespace Analysis
