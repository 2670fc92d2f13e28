#include "query/filter.h"
#include "query/records.h"
#include "json/connection_json.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Query;

namespace {

Record sampleRecord()
{
    Domain::TenantProfile tenant;
    tenant.id = Domain::TenantId(u"t1"_s);
    tenant.name = u"acme-eu"_s;
    const auto connection = Json::readConnection(
        R"({"id":"con_1","name":"Acme-Users","strategy":"auth0","is_domain_connection":false,)"
        R"("metadata":{"customer":"Acme Corp","tier":3,"beta":true,"gone":null},"realms":["Acme-Users","old"],)"
        R"("options":{"passwordPolicy":"good","password_complexity_options":{"min_length":9},"brute_force_protection":true}})");
    return connectionRecord(tenant, *connection, QStringList{u"Portal A"_s, u"Portal B"_s});
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRecordFillsItsColumns();
    void matches_data();
    void matches();
    void errorsNameTheirPlace_data();
    void errorsNameTheirPlace();
    void knowsTheColumnsItNames();
};

void TestFilter::everyRecordFillsItsColumns()
{
    const Domain::TenantProfile tenant;
    QCOMPARE(sampleRecord().cells.size(), columnsOf(Kind::Connections).size());
    QCOMPARE(applicationRecord(tenant, {}).cells.size(), columnsOf(Kind::Applications).size());
    QCOMPARE(organizationRecord(tenant, {}).cells.size(), columnsOf(Kind::Organizations).size());
    QCOMPARE(userRecord(tenant, {}).cells.size(), columnsOf(Kind::Users).size());
    QCOMPARE(logRecord(tenant, {}).cells.size(), columnsOf(Kind::Logs).size());
    const Record record = sampleRecord();
    const auto cell = [&](QStringView id) { return textOf(record.cells.at(columnIndex(Kind::Connections, id))); };
    QCOMPARE(cell(u"name"), u"Acme-Users"_s);
    QCOMPARE(cell(u"min_length"), u"9"_s);
    QCOMPARE(cell(u"generation"), u"legacy"_s);
    QCOMPARE(cell(u"kind"), u"database"_s);
    QCOMPARE(cell(u"applications"), u"2"_s);
    QCOMPARE(cell(u"signup"), u"true"_s);
    QCOMPARE(cell(u"id"), u"con_1"_s);
    Domain::Application application;
    application.id = Domain::ApplicationId(u"c1"_s);
    application.callbacks = {u"a"_s};
    const Record other = applicationRecord(tenant, application, ConnectionCounts{57, 6, 2, 1});
    QCOMPARE(textOf(other.cells.at(columnIndex(Kind::Applications, u"lock"))), u"57"_s);
    QCOMPARE(textOf(other.cells.at(columnIndex(Kind::Applications, u"passwordless"))), u"1"_s);
    QCOMPARE(textOf(other.cells.at(columnIndex(Kind::Applications, u"callbacks"))), u"1"_s);
    QVERIFY(std::holds_alternative<std::monostate>(
        applicationRecord(tenant, application).cells.at(columnIndex(Kind::Applications, u"lock"))));
}

void TestFilter::matches_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("expected");
    const auto row
        = [](const char *filter, bool expected) { QTest::newRow(filter) << QString::fromUtf8(filter) << expected; };
    row("", true);
    row("strategy=auth0", true);
    row("strategy=okta", false);
    row("strategy!=okta", true);
    row("min_length<10", true);
    row("min_length<9", false);
    row("min_length<=9", true);
    row("min_length>=9", true);
    row("min_length>9", false);
    row("min_length=9.0", true);
    row("min_length<=nan", false); // no number comes before or after a word
    row("min_length>=nan", false);
    row("min_length=nan", false);
    row("min_length!=nan", true);
    row("min_length<inf", false);
    row("min_length>-inf", false);
    row("min_length<=many", false);
    row("metadata.tier<=nan", false);
    row("metadata.customer<Zeta", true); // texts do
    row("min_length < 10", true);
    row("name~acme", true);
    row("name!~acme", false);
    row("name=acme-users", false); // = is exact, ~ ignores case
    row("strategy=auth0 min_length<10 name~acme", true);
    row("strategy=auth0 min_length<10 name~initech", false);
    row("application_names~\"portal b\"", true);
    row("tenant=acme-eu", true);
    row("metadata.customer=\"Acme Corp\"", true);
    row("metadata.customer=\"Acme \\\"Corp\"", false);
    row("metadata.tier>2", true);
    row("metadata.tier>10", false); // 3 < 10 as numbers, not as texts
    row("metadata.beta=true", true);
    row("metadata.gone=null", true);
    row("metadata.nothing=1", false);
    row("metadata.nothing<1", false);
    row("metadata.nothing~a", false);
    row("metadata.nothing!=1", true);
    row("metadata.nothing!~a", true);
    row("display_name=x", false); // a column whose cell is not known is absent too
    row("display_name!=x", true);
    row("realms=old", true);
    row("realms!=old", false);
    row("realms.0=Acme-Users", true);
    row("options.password_complexity_options.min_length=9", true);
    row("options.mfa.active=true", false);
    row("brute_force_protection=true", true);
    row("acme", true);
    row("initech", false);
    row("portal acme", true);
    row("\"min_length<1\"", false); // quoted: a text to look for, not a term
    row("metadata.customer=\"\"", false);
}

void TestFilter::matches()
{
    QFETCH(QString, filter);
    QFETCH(bool, expected);
    const auto parsed = Filter::parse(Kind::Connections, filter);
    QVERIFY(parsed);
    QCOMPARE(parsed->matches(sampleRecord()), expected);
}

void TestFilter::errorsNameTheirPlace_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("offset");
    QTest::newRow("no value") << u"name~a strategy="_s << 7;
    QTest::newRow("no field") << u"=auth0"_s << 0;
    QTest::newRow("open quote") << u"name=\"acme"_s << 5;
    QTest::newRow("operator alone") << u"a <"_s << 0;
}

void TestFilter::errorsNameTheirPlace()
{
    QFETCH(QString, filter);
    QFETCH(int, offset);
    const auto parsed = Filter::parse(Kind::Connections, filter);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().offset, offset);
    QVERIFY(!parsed.error().message.isEmpty());
}

void TestFilter::knowsTheColumnsItNames()
{
    const auto filter = Filter::parse(Kind::Applications, u"lock>40 callbacks.0~http:"_s);
    QVERIFY(filter);
    QVERIFY(filter->names("lock"_L1));
    QVERIFY(!filter->names("enterprise"_L1));
    QVERIFY(!filter->names("callbacks"_L1));
    QVERIFY(Filter::parse(Kind::Applications, u"Lock>40"_s)->names("lock"_L1));
}

QTEST_APPLESS_MAIN(TestFilter)
#include "tst_filter.moc"
