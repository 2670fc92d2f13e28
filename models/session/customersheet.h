#pragma once

#include "analysis/customers.h"
#include "change/journal.h"
#include "domain/finding.h"
#include "domain/tenant.h"
#include "session/customerrecords.h"

#include <QDateTime>

#include <limits>
#include <memory>

namespace Session {

class CustomerBook;
class Estate;

/// An object of a customer, or something that is said of one, as the customer's record shows it. Texts are translated
/// and hold names from Auth0, which are hostile text.
struct SheetLine
{
    Query::Kind table = Query::Kind::Connections; ///< whose row `id` is
    QString id; ///< empty: it is not there to be shown
    QString text;
    QString detail;
    QString color; ///< of an organization's page, "#rrggbb"; empty for none
    std::optional<Domain::Severity> severity{}; ///< of a finding
    QByteArray original{}; ///< of a database connection, as Auth0 sent it: its detail tells but part of the policy

    friend bool operator==(const SheetLine &, const SheetLine &) = default;
};

/// What one Auth0 tenant holds of a customer. Lists may have fewer lines than there are, see SheetSources::most.
struct SheetPart
{
    using Lines = QList<SheetLine>;

    Domain::TenantId tenant;
    QString name;
    Domain::Environment environment = Domain::Environment::Development;
    std::set<Domain::CustomerWay> ways;
    std::optional<CustomerUsers> users; ///< as they were counted last
    QList<SheetLine> connections;
    QList<SheetLine> applications;
    QList<SheetLine> organizations;
    QList<SheetLine> lock; ///< applications, each with the customer's part of its database connections
    bool isLockKnown = false; ///< the map was read
    QList<SheetLine> findings; ///< the gravest first; none that is waived
    QList<SheetLine> changes; ///< the latest first
    QList<std::pair<Lines SheetPart::*, qsizetype>> leftOut; ///< how many lines a list has not, where it has not all

    qsizetype leftOutOf(Lines SheetPart::*list) const;

    friend bool operator==(const SheetPart &, const SheetPart &) = default;
};

/// All that is known of one customer, across Auth0 tenants. A value.
struct CustomerSheet
{
    QString key;
    QString name;
    QList<SheetPart> parts; ///< in the order of the estate; empty: there is no such customer

    std::set<Domain::CustomerWay> ways() const;
    /// Those that have no line too.
    qsizetype count(QList<SheetLine> SheetPart::*list) const;
    /// Of all tenants together, since when the oldest of the counts was made; at least so many where one of them has
    /// none, and nothing where all have none.
    std::optional<CustomerUsers> users() const;
    friend bool operator==(const CustomerSheet &, const CustomerSheet &) = default;
};

/// The last changes of a customer in each Auth0 tenant, the latest first.
using CustomerChanges = std::map<Domain::TenantId, SheetPart::Lines>;

/// Looks the changes of one customer's objects up in a journal. Holds values alone, so that a worker may do it.
class CustomerChangesLook
{
public:
    CustomerChangesLook(const Estate &estate, const CustomerBook &book, QString key);

    /// Walks the journal, the latest entry first.
    CustomerChanges operator()(const QList<Change::JournalEntry> &journal) const;

private:
    struct Owned
    {
        Domain::TenantId tenant;
        std::shared_ptr<const Analysis::TenantCustomers> customers;
    };

    QHash<QString, Owned> m_tenants; ///< by their origins
    QString m_key;
};

/// What a sheet is made of beside the estate.
struct SheetSources
{
    const Estate &estate;
    const CustomerBook &book;
    CustomerChanges changes{};
    /// Lines of each list: all of a whole tenant's are too many to be made at each change and looked at. Counts are of
    /// all.
    qsizetype most = std::numeric_limits<qsizetype>::max();
};

/// The customer of this key, of one Auth0 tenant or of all. Walks as many of its objects and findings as are shown.
CustomerSheet customerSheet(const SheetSources &sources, const QString &key,
                            const std::optional<Domain::TenantId> &tenant = {});

} // namespace Session
