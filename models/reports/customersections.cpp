#include "reports/sections.h"

#include "reports/translation.h"
#include "reports/words.h"

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Query::ColumnType;

QString textOf(const std::set<Domain::CustomerWay> &ways)
{
    QStringList words;
    for (const Domain::CustomerWay way : ways) {
        words.append(QString(Domain::wordOf(way)));
    }
    return words.join(u", "_s);
}

/// Of a customer in one Auth0 tenant; nothing where nobody counted.
std::optional<qint64> usersOf(const TenantInput &tenant, const QString &key)
{
    if (!tenant.users) {
        return std::nullopt;
    }
    const auto found = tenant.users->found.find(key);
    if (found != tenant.users->found.end()) {
        return found->second.users;
    }
    const auto count = tenant.users->customers.find(key);
    if (count != tenant.users->customers.end()) {
        return count->second;
    }
    const auto members = tenant.users->members.find(key);
    return members == tenant.users->members.end() ? std::nullopt : std::optional(members->second);
}

/// How and when: "counted on 2026-11-28 10:00 UTC". `customer`: whose count it is; empty: of all.
QString howCounted(const Domain::UserCounts &counts, const QString &customer)
{
    const auto found = counts.found.find(customer);
    const bool isFound = found != counts.found.end();
    const QDateTime at = isFound ? found->second.at : counts.countedAt;
    return (isFound ? tr("found by search on %1 UTC") : tr("counted on %1 UTC"))
        .arg(at.toUTC().toString(u"yyyy-MM-dd HH:mm"_s));
}

std::map<QString, Analysis::Customer> customersOf(const FactsPtr &facts)
{
    std::map<Domain::TenantId, const Analysis::TenantCustomers *> tenants;
    for (const TenantInput &tenant : facts->input->tenants) {
        tenants.emplace(tenant.snapshot.tenant, &tenant.customers);
    }
    return Analysis::mergedCustomers(tenants);
}

const TenantInput *tenantOf(const FactsPtr &facts, const Domain::TenantId &id)
{
    for (const TenantInput &tenant : facts->input->tenants) {
        if (tenant.snapshot.tenant == id) {
            return &tenant;
        }
    }
    return nullptr;
}

Row customerRow(const FactsPtr &facts, const Analysis::Customer &customer)
{
    QStringList tenants;
    std::optional<qint64> users = 0;
    for (const auto &[id, share] : customer.shares) {
        if (const TenantInput *tenant = tenantOf(facts, id)) {
            tenants.append(tenant->snapshot.name);
            const std::optional<qint64> counted = usersOf(*tenant, customer.key);
            users = users && counted ? std::optional(*users + *counted) : std::nullopt;
        }
    }
    return {customer.key,
            customer.name,
            {customer.name, tenants.join(u", "_s), textOf(customer.ways()), qint64(customer.connectionCount()),
             qint64(customer.applicationCount()), qint64(customer.organizationCount()),
             users ? Query::Value(*users) : Query::Value()}};
}

} // namespace

QList<Block> customerBlocks(const FactsPtr &facts)
{
    QList<Row> rows;
    for (const auto &[key, customer] : customersOf(facts)) {
        rows.append(customerRow(facts, customer));
    }
    QList<Block> blocks;
    for (const TenantInput &tenant : facts->input->tenants) {
        const qsizetype contested = tenant.customers.contested.size();
        const qsizetype unclaimed = tenant.customers.unclaimed.size();
        if (!facts->isOfCustomer && tenant.lacksUsers) {
            blocks.append(Text{tr("%1: customers that only users' app_metadata names are not among these, since users "
                                  "were not read.")
                                   .arg(tenant.snapshot.name),
                               Tone::Muted});
        }
        if (!facts->isOfCustomer && tenant.areRulesProposed && !tenant.customers.shares.empty()) {
            blocks.append(
                Text{tr("%1: these customers are proposed by names and metadata; nobody has decided on rules.")
                         .arg(tenant.snapshot.name),
                     Tone::Muted});
        }
        if (!facts->isOfCustomer && (contested > 0 || unclaimed > 0)) {
            blocks.append(Text{tr("%1: %2 objects belong to no customer, and %3 are claimed by several.")
                                   .arg(tenant.snapshot.name, QString::number(unclaimed), QString::number(contested)),
                               contested > 0 ? Tone::Near : Tone::Muted});
        }
    }
    blocks.append(withRows({.id = u"customers"_s,
                            .title = {},
                            .kind = u"customer"_s,
                            .columns = {{u"name"_s, tr("Customer"), ColumnType::Text, 18},
                                        {u"tenants"_s, tr("Auth0 tenants"), ColumnType::Text, 20},
                                        {u"ways"_s, tr("Held by"), ColumnType::Text, 20, wayWords, true},
                                        {u"connections"_s, tr("Connections"), ColumnType::Number, 9},
                                        {u"applications"_s, tr("Own applications"), ColumnType::Number, 9},
                                        {u"organizations"_s, tr("Organizations"), ColumnType::Number, 9},
                                        {u"users"_s, tr("Users"), ColumnType::Number, 8}},
                            .rows = {},
                            .whenEmpty = tr("No rule finds a customer here.")},
                           std::move(rows)));
    return blocks;
}

QList<Block> userBlocks(const FactsPtr &facts)
{
    QList<Block> blocks;
    Figures figures;
    for (const TenantInput &tenant : facts->input->tenants) {
        const QString label = facts->hasSeveralTenants() ? tr("Users of %1").arg(tenant.snapshot.name) : tr("Users");
        if (!tenant.users) {
            figures.append(
                {u"users"_s, label,
                 facts->listsUsers ? tr("not counted; those that were read are listed") : tr("not counted")});
            continue;
        }
        std::optional<qint64> count;
        if (tenant.users->countedAt.isValid()) {
            count = tenant.users->users;
        }
        QString whose;
        if (facts->isOfCustomer) {
            count.reset();
            for (const auto &[key, share] : tenant.customers.shares) {
                if (const std::optional<qint64> own = usersOf(tenant, key)) {
                    count = count.value_or(0) + *own;
                    whose = key;
                }
            }
        }
        if (!count) { // who came after the count, and whom organizations alone hold
            figures.append({u"users"_s, label, tr("not counted")});
            continue;
        }
        figures.append({u"users"_s, label, *count, howCounted(*tenant.users, whose)});
        if (!facts->isOfCustomer) {
            figures.append({u"users-of-nobody"_s, tr("of no customer"), tenant.users->nobody});
            figures.append({u"users-of-several"_s, tr("claimed by several"), tenant.users->several});
        }
    }
    blocks.append(figures);
    if (!facts->listsUsers) {
        return blocks;
    }
    Table table{.id = u"users"_s,
                .title = tr("Users that were read"),
                .kind = u"user"_s,
                .columns = QList<Column>{{u"email"_s, tr("Email"), ColumnType::Text, 24}} + tenantColumn(facts)
                    + QList<Column>{{u"name"_s, tr("Name"), ColumnType::Text, 18},
                                    {u"connection"_s, tr("Connection"), ColumnType::Text, 16},
                                    {u"blocked"_s, tr("Blocked"), ColumnType::Flag, 7},
                                    {u"last_login"_s, tr("Last login"), ColumnType::Time, 12},
                                    {u"id"_s, tr("User ID"), ColumnType::Identifier, 22}},
                .rows = {},
                .whenEmpty = tr("No user was read.")};
    for (const TenantInput &tenant : facts->input->tenants) {
        table.count += tenant.snapshot.users ? tenant.snapshot.users->size() : 0;
    }
    table.rows = [facts](const TakeRow &take) {
        for (const TenantInput &tenant : facts->input->tenants) {
            for (const Query::RecordPtr &user : tenant.snapshot.users.value_or(QList<Query::RecordPtr>())) {
                const auto cell
                    = [&user](QStringView id) { return user->cells.at(Query::columnIndex(Query::Kind::Users, id)); };
                QList<Query::Value> cells{cell(u"email")};
                cells += tenantCell(facts, tenant);
                cells += QList<Query::Value>{cell(u"name"), cell(u"connection"), cell(u"blocked"), cell(u"last_login"),
                                             user->id};
                if (!take({user->id, Query::textOf(cells.first()), cells})) {
                    return;
                }
            }
        }
    };
    blocks.append(table);
    return blocks;
}

namespace {

/// A change of a user says of whom and what only where users are listed.
Domain::MadeChange withoutUser(const Domain::MadeChange &change)
{
    if (!change.kind.startsWith("user"_L1)) {
        return change;
    }
    Domain::MadeChange bare = change;
    bare.id.clear();
    bare.name = tr("a user");
    if (bare.before.isEmpty() && bare.after.isEmpty()) {
        bare.field.clear(); // the plan's title, which names the user
    }
    bare.before.clear();
    bare.after.clear();
    return bare;
}

} // namespace

QList<Block> changeBlocks(const FactsPtr &facts)
{
    QList<Row> rows;
    for (const TenantInput &tenant : facts->input->tenants) {
        for (const Domain::MadeChange &made : tenant.changes) {
            const Domain::MadeChange change = facts->listsUsers ? made : withoutUser(made);
            QList<Query::Value> cells{change.at.toUTC().toString(Qt::ISODate)};
            cells += tenantCell(facts, tenant);
            if (!facts->isOfCustomer) { // to whom our people's names mean nothing
                cells.append(change.by);
            }
            // Of a setting that comes or goes one of them is empty; of an object as a whole both are.
            const bool isOne = change.before.isEmpty() != change.after.isEmpty();
            const auto told = [isOne](const QString &value) { return isOne && value.isEmpty() ? notSet() : value; };
            cells += QList<Query::Value>{change.kind,         change.name,        change.field,
                                         told(change.before), told(change.after), change.outcome};
            rows.append({change.id, change.name, cells});
        }
    }
    return {withRows(
        {.id = u"changes"_s,
         .title = {},
         .kind = u"change"_s,
         .columns = QList<Column>{{u"at"_s, tr("When (UTC)"), ColumnType::Time, 11}} + tenantColumn(facts)
             + (facts->isOfCustomer ? QList<Column>() : QList<Column>{{u"by"_s, tr("Who"), ColumnType::Text, 10}})
             + QList<Column>{{u"kind"_s, tr("Kind"), ColumnType::Text, 9, changedKindWords},
                             {u"name"_s, tr("Object"), ColumnType::Text, 16},
                             {u"field"_s, tr("Setting"), ColumnType::Text, 16},
                             {u"before"_s, tr("Before"), ColumnType::Text, 16},
                             {u"after"_s, tr("After"), ColumnType::Text, 16},
                             {u"outcome"_s, tr("Outcome"), ColumnType::Text, 9}},
         .rows = {},
         .whenEmpty = facts->isOfCustomer ? tr("No change is on record.")
                                          : tr("The journal of the account that made this report holds no change.")},
        std::move(rows))};
}

} // namespace Reports
