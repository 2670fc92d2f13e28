#include "session/mergedcustomers.h"

#include "query/columns.h"
#include "json/value.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;
using Session::MergedCustomers;

namespace {

const Domain::TenantId eu(u"eu"_s);
const Domain::TenantId us(u"us"_s);

Query::RecordPtr rowOf(const Domain::TenantId &tenant, const QString &key, qint64 databases,
                       const Query::Value &users = {}, const Query::Value &counted = {}, const Query::Value &lock = {})
{
    Query::Record row;
    row.tenant = tenant;
    row.id = key;
    row.cells.resize(Query::columnsOf(Kind::Customers).size());
    const auto put = [&row](QStringView column, const Query::Value &value) {
        row.cells[Query::columnIndex(Kind::Customers, column)] = value;
    };
    put(u"tenant", tenant.text());
    put(u"name", key);
    put(u"databases", databases);
    put(u"users", users);
    put(u"users_counted", counted);
    put(u"findings", databases);
    put(u"lock", lock);
    put(u"key", key);
    row.original = Json::write({{"key", key.toStdString()}, {"name", key.toStdString()}});
    return std::make_shared<const Query::Record>(std::move(row));
}

/// As Analysis::mergedCustomers() would find those of the rows.
std::map<QString, Analysis::Customer> customersOf(const QList<QList<Query::RecordPtr>> &tables)
{
    std::map<QString, Analysis::Customer> customers;
    for (const auto &table : tables) {
        for (const Query::RecordPtr &row : table) {
            Analysis::Customer &customer = customers[row->id];
            customer.key = row->id;
            customer.name = row->id.toUpper();
            customer.shares[row->tenant].ways.insert(row->tenant == eu ? Domain::CustomerWay::Connection
                                                                       : Domain::CustomerWay::Organization);
        }
    }
    return customers;
}

MergedCustomers merged(const QList<QList<Query::RecordPtr>> &tables, const MergedCustomers &before = {})
{
    return *Session::mergedCustomers(tables, customersOf(tables), before);
}

Query::Value cell(const MergedCustomers &customers, const QString &key, QStringView column)
{
    return customers.at(key).record->cells.at(Query::columnIndex(Kind::Customers, column));
}

const Query::Value unknown;

} // namespace

/// The rows of a customer in several Auth0 tenants become one.
class TestMergedCustomers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsAreAddedUp();
    void ofLockTheGreatestShareIsTold();
    void whatNobodyCountedStaysUnknown();
    void theJsonTellsEachTenantsShare();
    void anUntouchedRowIsTheSame();
    void aRowStaysWithItsTenantWhileThatHasTheCustomer();
};

void TestMergedCustomers::countsAreAddedUp()
{
    const MergedCustomers customers
        = merged({{rowOf(us, u"acme"_s, 2, qint64(30), u"2026-02-02"_s), rowOf(us, u"zorg"_s, 5)},
                  {rowOf(eu, u"acme"_s, 1, qint64(12), u"2026-01-01"_s)}});
    QCOMPARE(customers.size(), std::size_t(2));
    QCOMPARE(cell(customers, u"acme"_s, u"databases"), Query::Value(qint64(3)));
    QCOMPARE(cell(customers, u"acme"_s, u"users"), Query::Value(qint64(42)));
    QCOMPARE(cell(customers, u"acme"_s, u"users_counted"), Query::Value(u"2026-01-01"_s)); // no part of it is older
    QCOMPARE(cell(customers, u"acme"_s, u"tenants"), Query::Value(qint64(2)));
    QCOMPARE(cell(customers, u"acme"_s, u"tenant"), Query::Value(u"eu, us"_s));
    QCOMPARE(cell(customers, u"acme"_s, u"name"), Query::Value(u"ACME"_s));
    QCOMPARE(cell(customers, u"acme"_s, u"ways"), Query::Value(u"Connection, Organization"_s));
    QCOMPARE(cell(customers, u"acme"_s, u"findings"), Query::Value(qint64(3)));
    QCOMPARE(cell(customers, u"zorg"_s, u"databases"), Query::Value(qint64(5)));
    QCOMPARE(cell(customers, u"zorg"_s, u"tenants"), Query::Value(qint64(1)));
}

/// Lock shows the connections of one Auth0 tenant: two shares of it are never one.
void TestMergedCustomers::ofLockTheGreatestShareIsTold()
{
    const MergedCustomers customers = merged({{rowOf(eu, u"acme"_s, 9, {}, {}, qint64(3)), rowOf(eu, u"zorg"_s, 1)},
                                              {rowOf(us, u"acme"_s, 9, {}, {}, qint64(7)), rowOf(us, u"zorg"_s, 1)}});
    QCOMPARE(cell(customers, u"acme"_s, u"lock"), Query::Value(qint64(7)));
    QCOMPARE(cell(customers, u"zorg"_s, u"lock"), unknown);
}

void TestMergedCustomers::whatNobodyCountedStaysUnknown()
{
    const MergedCustomers customers
        = merged({{rowOf(eu, u"acme"_s, 1), rowOf(eu, u"zorg"_s, 0, qint64(7), u"2026-01-01"_s)},
                  {rowOf(us, u"acme"_s, 1), rowOf(us, u"zorg"_s, 0)}});
    QCOMPARE(cell(customers, u"acme"_s, u"users"), unknown);
    QCOMPARE(cell(customers, u"acme"_s, u"users_counted"), unknown);
    // At least 7, since nobody counted the others.
    QCOMPARE(cell(customers, u"zorg"_s, u"users"), Query::Value(qint64(7)));
    QCOMPARE(cell(customers, u"zorg"_s, u"users_counted"), unknown);
}

void TestMergedCustomers::theJsonTellsEachTenantsShare()
{
    const MergedCustomers customers
        = merged({{rowOf(eu, u"a \"c\" \u00e9"_s, 1)}, {rowOf(us, u"a \"c\" \u00e9"_s, 1)}});
    const auto json = Json::parse(customers.begin()->second.record->original);
    QVERIFY(json);
    const Json::Value expected = {
        {"key", "a \"c\" \u00e9"},
        {"name", "A \"C\" \u00c9"},
        {"ways", {"connection", "organization"}},
        {"tenants", {{{"tenant", "eu"}, {"name", "a \"c\" \u00e9"}}, {{"tenant", "us"}, {"name", "a \"c\" \u00e9"}}}}};
    QCOMPARE(Json::write(*json), Json::write(expected));
}

void TestMergedCustomers::anUntouchedRowIsTheSame()
{
    const Query::RecordPtr acme = rowOf(eu, u"acme"_s, 1);
    const MergedCustomers before = merged({{acme, rowOf(eu, u"zorg"_s, 1), rowOf(eu, u"gone"_s, 1)}});
    const MergedCustomers now = merged({{acme, rowOf(eu, u"zorg"_s, 2)}}, before);
    QCOMPARE(now.at(u"acme"_s).record, before.at(u"acme"_s).record);
    const Session::MergedChanges changes = Session::changesBetween(before, now);
    QCOMPARE(changes.news, QList<Query::RecordPtr>{now.at(u"zorg"_s).record});
    QCOMPARE(changes.gone, (std::map<Domain::TenantId, QStringList>{{eu, {u"gone"_s}}}));
}

void TestMergedCustomers::aRowStaysWithItsTenantWhileThatHasTheCustomer()
{
    const Query::RecordPtr there = rowOf(us, u"acme"_s, 1);
    const MergedCustomers first = merged({{there}});
    const MergedCustomers both = merged({{rowOf(eu, u"acme"_s, 1)}, {there}}, first);
    QCOMPARE(both.at(u"acme"_s).record->tenant, us); // what is selected stays so
    QVERIFY(Session::changesBetween(first, both).gone.empty());
    const MergedCustomers left = merged({{rowOf(eu, u"acme"_s, 1)}}, both);
    QCOMPARE(left.at(u"acme"_s).record->tenant, eu);
    const Session::MergedChanges changes = Session::changesBetween(both, left);
    QCOMPARE(changes.gone, (std::map<Domain::TenantId, QStringList>{{us, {u"acme"_s}}}));
    QCOMPARE(changes.news.size(), 1);
}

QTEST_GUILESS_MAIN(TestMergedCustomers)
#include "tst_mergedcustomers.moc"
