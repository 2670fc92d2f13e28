#include "reports/sections.h"

#include "reports/translation.h"

#include "analysis/limits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Domain::Severity;
using Query::ColumnType;

constexpr Severity worstFirst[] = {Severity::Critical, Severity::High, Severity::Medium, Severity::Low};
constexpr qsizetype mostBars = 12;

/// Which tenants a figure is without; empty where it is of all of them.
template <typename IsThere> QString withoutText(const FactsPtr &facts, const IsThere &isThere)
{
    QStringList names;
    for (const TenantInput &tenant : facts->input->tenants) {
        if (!isThere(tenant)) {
            names.append(tenant.snapshot.name);
        }
    }
    return names.isEmpty() ? QString() : tr("without %1: not read").arg(names.join(u", "_s));
}

bool isRead(const TenantInput &tenant)
{
    return !tenant.isUnread();
}

QString joined(QStringList notes)
{
    notes.removeAll(QString());
    return notes.join(u"; "_s);
}

/// Of all tenants that it was read of.
Figure countOf(const FactsPtr &facts, const QString &id, const QString &title,
               Analysis::Snapshot::Records Analysis::Snapshot::*records)
{
    const auto isThere = [records](const TenantInput &tenant) { return (tenant.snapshot.*records).has_value(); };
    if (std::ranges::none_of(facts->input->tenants, isThere)) {
        return {id, title, tr("not read")};
    }
    qint64 count = 0;
    for (const TenantInput &tenant : facts->input->tenants) {
        count += isThere(tenant) ? (tenant.snapshot.*records)->size() : 0;
    }
    return {id, title, count, withoutText(facts, isThere)};
}

/// Of the customer whom the report is about: the others that it uses serve others too.
qint64 ownApplications(const FactsPtr &facts)
{
    qint64 count = 0;
    for (const TenantInput &tenant : facts->input->tenants) {
        for (const auto &[key, share] : tenant.customers.shares) {
            count += share.applications.size();
        }
    }
    return count;
}

/// How many of the applications that one customer uses are its own.
QString ownText(const FactsPtr &facts, const Query::Value &all)
{
    if (!facts->isOfCustomer || all == Query::Value(qint64(0))) {
        return {};
    }
    const qint64 own = ownApplications(facts);
    return own == 0 ? tr("none of them its own") : tr("%1 of them its own").arg(own);
}

Figures inventoryFigures(const FactsPtr &facts)
{
    Figures figures;
    if (facts->hasSeveralTenants()) {
        figures.append({u"tenants"_s, tr("Auth0 tenants"), qint64(facts->input->tenants.size())});
    }
    Figure applications
        = countOf(facts, u"applications"_s, facts->isOfCustomer ? tr("Applications it uses") : tr("Applications"),
                  &Analysis::Snapshot::applications);
    applications.note = joined({ownText(facts, applications.value), applications.note});
    figures.append(applications);
    figures.append(countOf(facts, u"connections"_s, tr("Connections"), &Analysis::Snapshot::connections));
    figures.append(countOf(facts, u"organizations"_s, tr("Organizations"), &Analysis::Snapshot::organizations));
    if (!facts->isOfCustomer) {
        std::set<QString> customers;
        for (const TenantInput &tenant : facts->input->tenants) {
            for (const auto &[key, share] : tenant.customers.shares) {
                customers.insert(key);
            }
        }
        const bool lacksUsers = std::ranges::any_of(facts->input->tenants, &TenantInput::lacksUsers);
        figures.append(
            {u"customers"_s, tr("Customers"), qint64(customers.size()),
             joined({lacksUsers ? tr("without those that only users name") : QString(), withoutText(facts, isRead)})});
    }
    return figures;
}

struct FindingSums
{
    std::array<qint64, 4> open{};
    qint64 waived = 0;
};

FindingSums sumsOf(const FactsPtr &facts)
{
    FindingSums sums;
    for (const Facts::OfTenant &tenant : facts->tenants) {
        for (size_t i = 0; i < sums.open.size(); ++i) {
            sums.open.at(i) += tenant.findings.at(i);
        }
        sums.waived += tenant.waived;
    }
    return sums;
}

/// One line for each Auth0 tenant, beside each other.
Table tenantTable(const FactsPtr &facts)
{
    Table table{.id = u"tenants"_s,
                .title = tr("The Auth0 tenants"),
                .kind = u"tenant"_s,
                .columns = {{u"name"_s, tr("Auth0 tenant"), ColumnType::Text, 18},
                            {u"environment"_s, tr("Environment"), ColumnType::Text, 9},
                            {u"applications"_s, tr("Applications"), ColumnType::Number, 9},
                            {u"connections"_s, tr("Connections"), ColumnType::Number, 9},
                            {u"organizations"_s, tr("Organizations"), ColumnType::Number, 9},
                            {u"customers"_s, tr("Customers"), ColumnType::Number, 8}},
                .rows = {},
                .whenEmpty = {}};
    for (const Severity severity : worstFirst) {
        table.columns.append({QString(Domain::wordOf(severity)), titleOf(severity), ColumnType::Number, 7});
    }
    const auto sizeOf = [](const Analysis::Snapshot::Records &records) {
        return records ? Query::Value(qint64(records->size())) : Query::Value();
    };
    QList<Row> rows;
    for (qsizetype i = 0; i < facts->input->tenants.size(); ++i) {
        const TenantInput &tenant = facts->input->tenants.at(i);
        QList<Query::Value> cells{tenant.snapshot.name, tenant.environment, sizeOf(tenant.snapshot.applications),
                                  sizeOf(tenant.snapshot.connections), sizeOf(tenant.snapshot.organizations)};
        // Nothing was found where nothing was looked at.
        const auto orNothing
            = [&tenant](qint64 count) { return isRead(tenant) ? Query::Value(count) : Query::Value(); };
        cells.append(orNothing(qint64(tenant.customers.shares.size())));
        for (const Severity severity : worstFirst) {
            cells.append(orNothing(facts->tenants.at(i).findings.at(size_t(severity))));
        }
        rows.append({tenant.snapshot.domain, tenant.snapshot.name, cells});
    }
    return withRows(std::move(table), std::move(rows));
}

struct LockRow
{
    const TenantInput *tenant = nullptr;
    Query::RecordPtr application;
    qint64 count = 0;
};

/// The applications with the most database connections first.
QList<LockRow> lockRows(const FactsPtr &facts)
{
    QList<LockRow> rows;
    for (qsizetype i = 0; i < facts->tenants.size(); ++i) {
        const TenantInput &tenant = facts->input->tenants.at(i);
        if (!tenant.snapshot.applications) {
            continue;
        }
        for (const Query::RecordPtr &application : *tenant.snapshot.applications) {
            const int count = facts->tenants.at(i).counts.value(application->id).database;
            if (count > 0) {
                rows.append({&tenant, application, count});
            }
        }
    }
    std::ranges::stable_sort(rows, std::ranges::greater(), &LockRow::count);
    return rows;
}

QString nameOf(const LockRow &row)
{
    return Query::textAt(*row.application, Query::Kind::Applications, u"name");
}

QString levelText(Domain::LockLevel level)
{
    switch (level) {
    case Domain::LockLevel::Fine:
        return tr("has room");
    case Domain::LockLevel::Watch:
        return tr("to be watched");
    case Domain::LockLevel::Near:
        return tr("near the limit");
    case Domain::LockLevel::Full:
        return tr("full");
    case Domain::LockLevel::Over:
        return tr("beyond the limit");
    }
    return {};
}

/// Of one customer: what it has, and nothing of how near the application is to its limit, which others decide.
Table shareTable(const FactsPtr &facts, const QList<LockRow> &applications)
{
    Table table{.id = u"lock"_s,
                .title = tr("Own database connections of an application"),
                .kind = u"application"_s,
                .columns = QList<Column>{{u"name"_s, tr("Application"), ColumnType::Text, 22}} + tenantColumn(facts)
                    + QList<Column>{{u"count"_s, tr("Own database connections"), ColumnType::Number, 10},
                                    {u"client_id"_s, tr("Client ID"), ColumnType::Identifier, 20}},
                .rows = {},
                .whenEmpty = tr("No application has a database connection of its own, as far as it was read.")};
    QList<Row> rows;
    for (const LockRow &row : applications) {
        QList<Query::Value> cells{nameOf(row)};
        cells += tenantCell(facts, *row.tenant);
        cells += QList<Query::Value>{row.count, row.application->id};
        rows.append({row.application->id, nameOf(row), cells});
    }
    return withRows(std::move(table), std::move(rows));
}

Table lockTable(const FactsPtr &facts, const QList<LockRow> &applications)
{
    Table table{.id = u"lock"_s,
                .title = tr("Database connections an application"),
                .kind = u"application"_s,
                .columns = QList<Column>{{u"name"_s, tr("Application"), ColumnType::Text, 22}} + tenantColumn(facts)
                    + QList<Column>{{u"count"_s, tr("Database connections"), ColumnType::Number, 10},
                                    {u"limit"_s, tr("Lock shows"), ColumnType::Number, 8},
                                    {u"level"_s, tr("State"), ColumnType::Text, 12},
                                    {u"client_id"_s, tr("Client ID"), ColumnType::Identifier, 20}},
                .rows = {},
                .whenEmpty = tr("No application has a database connection, as far as it was read.")};
    QList<Row> rows;
    for (const LockRow &row : applications) {
        const Domain::LockLevel level = Domain::lockLevelOf(row.count, facts->input->lock);
        QList<Query::Value> cells{nameOf(row)};
        cells += tenantCell(facts, *row.tenant);
        cells += QList<Query::Value>{row.count, qint64(Domain::lockLimit), levelText(level), row.application->id};
        rows.append(
            {row.application->id, nameOf(row), cells, level == Domain::LockLevel::Fine ? Tone::Plain : toneOf(level)});
    }
    return withRows(std::move(table), std::move(rows));
}

/// Something that a plan limits.
struct Held
{
    QString entity; ///< the word of Analysis::Limits
    QString title;
    qint64 count = 0;
};

QList<Held> heldBy(const TenantInput &tenant)
{
    QList<Held> held;
    const auto add = [&held](const QString &entity, const QString &title, const Analysis::Snapshot::Records &records) {
        if (records) {
            held.append({entity, title, records->size()});
        }
    };
    add(u"applications"_s, tr("Applications"), tenant.snapshot.applications);
    add(u"connections"_s, tr("Connections"), tenant.snapshot.connections);
    add(u"organizations"_s, tr("Organizations"), tenant.snapshot.organizations);
    return held;
}

Table entityTable(const FactsPtr &facts)
{
    Table table{.id = u"entities"_s,
                .title = tr("Limits of the Auth0 tenant"),
                .kind = u"limit"_s,
                .columns = QList<Column>{{u"entity"_s, tr("What"), ColumnType::Text, 14}} + tenantColumn(facts)
                    + QList<Column>{{u"count"_s, tr("There are"), ColumnType::Number, 8},
                                    {u"limit"_s, tr("Allowed"), ColumnType::Number, 8},
                                    {u"plan"_s, tr("Plan"), ColumnType::Text, 10},
                                    {u"source"_s, tr("Source"), ColumnType::Text, 36}},
                .rows = {},
                .whenEmpty = tr("Nothing was read that has a limit.")};
    QList<Row> rows;
    for (const TenantInput &tenant : facts->input->tenants) {
        for (const auto &[entity, title, count] : heldBy(tenant)) {
            const Analysis::Limit *limit = Analysis::Limits::given().find(entity);
            const std::optional<qint64> allowed
                = limit == nullptr ? std::nullopt : limit->valueFor(tenant.snapshot.plan);
            QList<Query::Value> cells{title};
            cells += tenantCell(facts, tenant);
            cells += QList<Query::Value>{count, allowed ? Query::Value(*allowed) : Query::Value(),
                                         tenant.snapshot.plan.isEmpty() ? tr("not known") : tenant.snapshot.plan,
                                         limit == nullptr ? QString() : limit->source};
            rows.append({entity, title, cells, allowed && count >= *allowed ? Tone::Full : Tone::Plain});
        }
    }
    return withRows(std::move(table), std::move(rows));
}

} // namespace

QList<Block> summaryBlocks(const FactsPtr &facts)
{
    const FindingSums sums = sumsOf(facts);
    Figures findings;
    Chart chart{u"findings"_s, tr("Findings by severity"), {}};
    const QString without = withoutText(facts, isRead);
    for (const Severity severity : worstFirst) {
        const qint64 count = sums.open.at(size_t(severity));
        const Tone tone = count > 0 ? toneOf(severity) : without.isEmpty() ? Tone::Ok : Tone::Plain;
        findings.append(
            {QString(Domain::wordOf(severity)), tr("%1 findings").arg(titleOf(severity)), count, without, tone});
        chart.bars.append({titleOf(severity), count, {}, toneOf(severity)});
    }
    if (sums.waived > 0 || !facts->isOfCustomer) {
        findings.append({u"waived"_s, tr("Waived findings"), sums.waived, tr("known, and accepted for a time")});
    }
    QList<Block> blocks{inventoryFigures(facts), findings};
    if (facts->hasSeveralTenants() && !facts->isOfCustomer) {
        blocks.append(tenantTable(facts));
    }
    if (facts->hasFindings && std::ranges::any_of(facts->input->tenants, [](const TenantInput &tenant) {
            return !tenant.audit.gaps.isEmpty();
        })) {
        blocks.append(Text{tr("Not everything was checked; see Findings."), Tone::Muted});
    }
    if (std::ranges::any_of(chart.bars, [](const Bar &bar) { return bar.value > 0; })) {
        blocks.append(chart);
    }
    Chart lock{u"lock"_s, tr("Database connections an application, against Lock's 50"), {}};
    const QList<LockRow> rows = facts->isOfCustomer ? QList<LockRow>() : lockRows(facts);
    for (const LockRow &row : rows.first(std::min(rows.size(), mostBars))) {
        const Domain::LockLevel level = Domain::lockLevelOf(row.count, facts->input->lock);
        const QString name
            = facts->hasSeveralTenants() ? u"%1 (%2)"_s.arg(nameOf(row), row.tenant->snapshot.name) : nameOf(row);
        lock.bars.append({name, row.count, Domain::lockLimit, toneOf(level)});
    }
    if (!lock.bars.isEmpty()) {
        blocks.append(lock);
    }
    if (!facts->hasFindings) { // which names them itself; long, so that it stands behind what one looks for
        blocks += missingChecks(facts);
    }
    return blocks;
}

QList<Block> limitBlocks(const FactsPtr &facts)
{
    if (facts->isOfCustomer) {
        return absentBlocks(facts, Analysis::Need::Map) << shareTable(facts, lockRows(facts));
    }
    QList<Block> blocks{
        Text{tr("Lock shows at most 50 database connections of an application; the people of others "
                "cannot choose theirs. Enterprise, social and passwordless connections do not count.")}};
    blocks += absentBlocks(facts, Analysis::Need::Map);
    blocks.append(lockTable(facts, lockRows(facts)));
    blocks.append(entityTable(facts));
    return blocks;
}

} // namespace Reports
