#include "session/mergedcustomers.h"

#include "analysis/customerwaytitle.h"
#include "query/columns.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Query::Kind;

const Query::Value &cellOf(const Query::RecordPtr &row, QStringView column)
{
    return row->cells.at(Query::columnIndex(Kind::Customers, column));
}

/// Of those that know it; unknown where none does.
Query::Value sumOf(const QList<Query::RecordPtr> &rows, QStringView column)
{
    Query::Value sum;
    for (const Query::RecordPtr &row : rows) {
        if (const auto *count = std::get_if<qint64>(&cellOf(row, column))) {
            const auto *before = std::get_if<qint64>(&sum);
            sum = (before ? *before : 0) + *count;
        }
    }
    return sum;
}

/// Of those that know it: applications of several Auth0 tenants show nothing together.
Query::Value mostOf(const QList<Query::RecordPtr> &rows, QStringView column)
{
    Query::Value most;
    for (const Query::RecordPtr &row : rows) {
        const auto *count = std::get_if<qint64>(&cellOf(row, column));
        const auto *before = std::get_if<qint64>(&most);
        if (count && (!before || *before < *count)) {
            most = *count;
        }
    }
    return most;
}

/// The earliest, where all know theirs.
Query::Value earliestOf(const QList<Query::RecordPtr> &rows, QStringView column)
{
    Query::Value earliest = cellOf(rows.first(), column);
    for (const Query::RecordPtr &row : rows) {
        const Query::Value &time = cellOf(row, column);
        if (std::holds_alternative<std::monostate>(time)) {
            return {};
        }
        if (Query::textOf(time) < Query::textOf(earliest)) { // ISO 8601
            earliest = time;
        }
    }
    return earliest;
}

/// As `tenantry-cli customers` tells it: what each tenant's table says of it, with the tenant's name before. The texts
/// are joined as they are, since there may be very many.
QByteArray jsonOf(const Analysis::Customer &customer, const QList<Query::RecordPtr> &rows)
{
    Json::Value ways = Json::Value::array();
    for (const Domain::CustomerWay way : customer.ways()) {
        ways.push_back(std::string(Domain::wordOf(way).data(), std::size_t(Domain::wordOf(way).size())));
    }
    QByteArray json = Json::write(
        {{"key", customer.key.toStdString()}, {"name", customer.name.toStdString()}, {"ways", std::move(ways)}});
    json.chop(1);
    json += ",\"tenants\":[";
    const qsizetype head = Json::write({{"key", customer.key.toStdString()}}).size() - 1; // see customerRecords()
    for (const Query::RecordPtr &row : rows) {
        json += row == rows.first() ? "{\"tenant\":" : ",{\"tenant\":";
        json += Json::write(Query::textOf(cellOf(row, u"tenant")).toStdString()) + row->original.sliced(head);
    }
    return json + "]}";
}

Query::RecordPtr recordOf(const Analysis::Customer &customer, const QList<Query::RecordPtr> &rows,
                          const Domain::TenantId &home)
{
    Query::Record made;
    made.tenant = home;
    made.id = customer.key;
    made.cells.resize(Query::columnsOf(Kind::Customers).size());
    const auto put = [&made](QStringView column, const Query::Value &value) {
        made.cells[Query::columnIndex(Kind::Customers, column)] = value;
    };
    QStringList tenants;
    for (const Query::RecordPtr &row : rows) {
        tenants.append(Query::textOf(cellOf(row, u"tenant")));
    }
    tenants.sort(Qt::CaseInsensitive);
    put(u"tenant", tenants.join(", "_L1));
    put(u"tenants", qint64(rows.size()));
    put(u"name", customer.name);
    put(u"ways", Analysis::titleOf(customer.ways()));
    for (const QStringView column :
         {u"databases", u"enterprise", u"applications", u"organizations", u"users", u"findings"}) {
        put(column, sumOf(rows, column));
    }
    put(u"lock", mostOf(rows, u"lock"));
    put(u"users_counted", earliestOf(rows, u"users_counted"));
    put(u"key", customer.key);
    made.original = jsonOf(customer, rows);
    return std::make_shared<const Query::Record>(std::move(made));
}

bool has(const QList<Query::RecordPtr> &rows, const Domain::TenantId &tenant)
{
    return std::any_of(rows.begin(), rows.end(),
                       [&tenant](const Query::RecordPtr &row) { return row->tenant == tenant; });
}

} // namespace

std::shared_ptr<const MergedCustomers> mergedCustomers(const QList<QList<Query::RecordPtr>> &tables,
                                                       const std::map<QString, Analysis::Customer> &customers,
                                                       const MergedCustomers &before)
{
    MergedCustomers merged;
    for (const QList<Query::RecordPtr> &table : tables) {
        for (const Query::RecordPtr &row : table) {
            merged[row->id].rows.append(row);
        }
    }
    const int name = Query::columnIndex(Kind::Customers, u"name");
    for (auto &[key, one] : merged) {
        const Analysis::Customer &customer = customers.at(key);
        const auto old = before.find(key);
        if (old == before.end()) {
            one.record = recordOf(customer, one.rows, one.rows.first()->tenant);
            continue;
        }
        const Query::RecordPtr &shown = old->second.record;
        const bool isSame = old->second.rows == one.rows && shown->cells.at(name) == Query::Value(customer.name);
        const Domain::TenantId home = has(one.rows, shown->tenant) ? shown->tenant : one.rows.first()->tenant;
        one.record = isSame ? shown : recordOf(customer, one.rows, home);
    }
    return std::make_shared<const MergedCustomers>(std::move(merged));
}

MergedChanges changesBetween(const MergedCustomers &before, const MergedCustomers &now)
{
    MergedChanges changes;
    for (const auto &[key, one] : now) {
        const auto old = before.find(key);
        if (old == before.end() || old->second.record != one.record) {
            changes.news.append(one.record);
        }
    }
    for (const auto &[key, one] : before) {
        const auto still = now.find(key);
        if (still == now.end() || still->second.record->tenant != one.record->tenant) {
            changes.gone[one.record->tenant].append(key);
        }
    }
    return changes;
}

} // namespace Session
