#pragma once

#include "reports/definition.h"

#include "analysis/severitytitle.h"
#include "query/records.h"

#include <array>

namespace Reports {

/// What sections ask beside the input. Made once for a report, and shared with the rows of its tables.
struct Facts
{
    explicit Facts(InputPtr input, const Definition &definition);

    /// One Auth0 tenant's, by its place in the input.
    struct OfTenant
    {
        QHash<QString, Query::ConnectionCounts> counts; ///< of an application's enabled connections
        QHash<QString, qint64> applications; ///< connection -> how many it is enabled for
        QHash<QString, Domain::ConnectionKind> kinds; ///< of connections
        std::array<qint64, 4> findings{}; ///< that are not waived, by severity
        qint64 waived = 0;
    };

    InputPtr input;
    QList<OfTenant> tenants;
    bool listsUsers = false;
    bool isOfCustomer = false;
    bool hasPolicies = false; ///< in a section of their own
    bool hasSummary = false;
    bool hasFindings = false;

    bool hasSeveralTenants() const { return input->tenants.size() > 1; }
};
using FactsPtr = std::shared_ptr<const Facts>;

/// A kind of section.
struct SectionKind
{
    QLatin1StringView id; ///< a stable word
    const char *title; ///< untranslated
    Analysis::Needs needs;
    QList<Block> (*blocks)(const FactsPtr &facts);
};

/// All there are, in the order of a whole report.
const QList<SectionKind> &sectionKinds();

QList<Block> summaryBlocks(const FactsPtr &facts);
QList<Block> limitBlocks(const FactsPtr &facts);
QList<Block> findingBlocks(const FactsPtr &facts);
QList<Block> applicationBlocks(const FactsPtr &facts);
QList<Block> connectionBlocks(const FactsPtr &facts);
QList<Block> policyBlocks(const FactsPtr &facts);
QList<Block> customerBlocks(const FactsPtr &facts);
QList<Block> organizationBlocks(const FactsPtr &facts);
QList<Block> userBlocks(const FactsPtr &facts);
QList<Block> changeBlocks(const FactsPtr &facts);
QList<Block> comparisonBlocks(const FactsPtr &facts);

/// Which checks could not be run, by their titles, why, and of which Auth0 tenants; nothing where every check ran.
QList<Block> missingChecks(const FactsPtr &facts);

/// The column that tells the Auth0 tenant, where there are several.
QList<Column> tenantColumn(const FactsPtr &facts);
/// Its cell.
QList<Query::Value> tenantCell(const FactsPtr &facts, const TenantInput &tenant);
/// What stands instead of a table whose part was not read, and why, a line a tenant; empty where all have it.
QList<Block> absentBlocks(const FactsPtr &facts, Analysis::Need need);

/// What people call these parts. Those that are nobody's in particular are left out for a customer.
QStringList partTitles(Analysis::Needs parts, bool isForCustomer);

/// What stands where a setting has no value.
QString notSet();
Tone toneOf(Domain::Severity severity);
using Analysis::titleOf;
Tone toneOf(Domain::LockLevel level);

} // namespace Reports
