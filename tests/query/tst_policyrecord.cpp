#include "policy/policytemplate.h"
#include "query/columns.h"
#include "query/filter.h"
#include "query/policyrecord.h"
#include "query/records.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

/// The row of a connection with these options; only the original matters to it, and the tenant's name.
Query::RecordPtr rowOf(const QByteArray &options, const QByteArray &strategy = "auth0",
                       const Policy::Baseline &baseline = {})
{
    Domain::TenantProfile tenant;
    tenant.id = Domain::TenantId(u"profile"_s);
    tenant.name = u"acme-eu"_s;
    Domain::Connection connection;
    connection.original = R"({"id":"con_1","name":"db","strategy":")" + strategy + "\""
        + (options.isEmpty() ? QByteArray() : ",\"options\":" + options) + "}";
    connection.id = Domain::ConnectionId(u"con_1"_s);
    return Query::policyEntry(Query::connectionRecord(tenant, connection), baseline).record;
}

QString cell(const Query::RecordPtr &row, QStringView column)
{
    return Query::textAt(*row, Kind::Policies, column);
}

const Policy::Baseline fourteen{{Policy::Key::MinLength, 14}};

} // namespace

/// Password policies of both generations in one table's columns.
class TestPolicyRecord : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyColumnHasItsCell();
    void bothGenerationsShareColumns();
    void twoReadingsAreBothNamed();
    void withoutOptionsNothingIsKnown();
    void onlyDatabaseConnectionsHaveARow();
    void deviationsCountSettings();
    void filtersNameItsColumns();
    void cellsTellWhatTheyDeviateIn();
    void typesAreShownInShort_data();
    void typesAreShownInShort();
};

void TestPolicyRecord::everyColumnHasItsCell()
{
    const Query::RecordPtr row = rowOf(R"({"passwordPolicy":"good"})");
    QVERIFY(row);
    QCOMPARE(row->cells.size(), Query::columnsOf(Kind::Policies).size());
    QCOMPARE(row->id, u"con_1"_s);
    QCOMPARE(cell(row, u"tenant"), u"acme-eu"_s);
    QCOMPARE(cell(row, u"id"), u"con_1"_s);
}

void TestPolicyRecord::bothGenerationsShareColumns()
{
    const Query::RecordPtr legacy = rowOf(R"({"passwordPolicy":"good","password_complexity_options":{"min_length":9},)"
                                          R"("password_history":{"enable":true,"size":5},"disable_signup":true})");
    QCOMPARE(cell(legacy, u"generation"), u"legacy"_s);
    QCOMPARE(cell(legacy, u"level"), u"good"_s);
    QCOMPARE(cell(legacy, u"min_length"), u"9"_s);
    QCOMPARE(cell(legacy, u"history_size"), u"5"_s);
    QCOMPARE(legacy->cells.at(Query::columnIndex(Kind::Policies, u"signup")), Query::Value(false));
    const Query::RecordPtr flexible
        = rowOf(R"({"password_options":{"complexity":{"min_length":15,"character_types":["lowercase","number"]}}})");
    QCOMPARE(cell(flexible, u"generation"), u"flexible"_s);
    QCOMPARE(cell(flexible, u"level"), QString());
    QCOMPARE(cell(flexible, u"min_length"), u"15"_s);
    QCOMPARE(cell(flexible, u"character_types"), u"lowercase,number"_s);
    QCOMPARE(flexible->cells.at(Query::columnIndex(Kind::Policies, u"signup")), Query::Value());
}

void TestPolicyRecord::twoReadingsAreBothNamed()
{
    const Query::RecordPtr row
        = rowOf(R"({"passwordPolicy":"none","password_complexity_options":{"min_length":8},)"
                R"("password_options":{"complexity":{"min_length":15,"sequential_characters":"block"}}})");
    QCOMPARE(cell(row, u"generation"), u"both"_s);
    QCOMPARE(cell(row, u"min_length"), u"8"_s);
    QCOMPARE(cell(row, u"sequential_characters"), u"allow | block"_s);
}

void TestPolicyRecord::withoutOptionsNothingIsKnown()
{
    const Query::RecordPtr row = rowOf({}, "auth0", fourteen);
    QVERIFY(row);
    for (const QStringView column : {u"generation", u"min_length", u"dictionary", u"custom_database", u"deviations"}) {
        QCOMPARE(cell(row, column), QString());
    }
}

void TestPolicyRecord::onlyDatabaseConnectionsHaveARow()
{
    QVERIFY(!rowOf("{}", "samlp"));
}

void TestPolicyRecord::deviationsCountSettings()
{
    const QByteArray options = R"({"passwordPolicy":"good","password_complexity_options":{"min_length":8}})";
    const Query::RecordPtr row = rowOf(options, "auth0", fourteen);
    QCOMPARE(cell(row, u"deviations"), u"1"_s);
    QCOMPARE(cell(row, u"deviating"), u"min_length 8, wanted 14 (weaker)"_s);
    QCOMPARE(cell(rowOf(options), u"deviations"), QString());
    const Query::RecordPtr both = rowOf(R"({"passwordPolicy":"none","password_complexity_options":{"min_length":8},)"
                                        R"("password_options":{"complexity":{"min_length":9}}})",
                                        "auth0", fourteen);
    QCOMPARE(cell(both, u"deviations"), u"1"_s); // one setting, in both readings
    QCOMPARE(cell(rowOf(R"({"password_options":{"complexity":{"min_length":14}}})", "auth0", fourteen), u"deviations"),
             u"0"_s);
}

void TestPolicyRecord::filtersNameItsColumns()
{
    const auto filter = Query::Filter::parse(Kind::Policies, u"min_length<14 deviations>0 generation=legacy"_s);
    QVERIFY(filter);
    const QByteArray weak = R"({"passwordPolicy":"good","password_complexity_options":{"min_length":8}})";
    QVERIFY(filter->matches(*rowOf(weak, "auth0", fourteen)));
    QVERIFY(!filter->matches(*rowOf(weak)));
}

void TestPolicyRecord::cellsTellWhatTheyDeviateIn()
{
    const QByteArray options
        = R"({"passwordPolicy":"none","password_complexity_options":{"min_length":8},)"
          R"("password_options":{"complexity":{"min_length":15},"history":{"active":true,"size":5}}})";
    const Query::RecordPtr connection = rowOf(options); // its original is all that counts
    const Query::PolicyEntry entry
        = Query::policyEntry(*connection, {{Policy::Key::MinLength, 10}, {Policy::Key::HistorySize, 0}});
    const int minLength = Query::columnIndex(Kind::Policies, u"min_length");
    const int history = Query::columnIndex(Kind::Policies, u"history_size");
    // Legacy is weaker and flexible stronger: the weaker one speaks.
    QCOMPARE(entry.cell(minLength)->deviation, std::optional(Policy::Direction::Weaker));
    QCOMPARE(entry.cell(minLength)->text, u"8 | 15"_s);
    QCOMPARE(Query::policyText(*entry.record, minLength), u"8 | 15"_s);
    QCOMPARE(entry.cell(history)->deviation, std::optional(Policy::Direction::Stronger));
    QCOMPARE(Query::describeDeviation(*entry.record, minLength, fourteen),
             u"min_length 8, wanted 14 (weaker); min_length 15, wanted 14 (stronger)"_s);
    QVERIFY(Query::describeDeviation(*entry.record, history, fourteen).isEmpty());
    QVERIFY(!entry.cell(Query::columnIndex(Kind::Policies, u"dictionary")));
}

void TestPolicyRecord::typesAreShownInShort_data()
{
    QTest::addColumn<QByteArray>("complexity");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QByteArray(R"({"character_types":[]})") << u"none"_s;
    QTest::newRow("some") << QByteArray(R"({"character_types":["number","lowercase"]})") << u"a–z, 0–9"_s;
    const QByteArray all = R"("character_types":["uppercase","lowercase","number","special"])";
    QTest::newRow("all") << QByteArray("{" + all + R"(,"character_type_rule":"all"})") << u"all 4"_s;
    QTest::newRow("three") << QByteArray("{" + all + R"(,"character_type_rule":"three_of_four"})") << u"3 of 4"_s;
}

void TestPolicyRecord::typesAreShownInShort()
{
    QFETCH(QByteArray, complexity);
    QFETCH(QString, text);
    const Query::RecordPtr connection = rowOf(R"({"password_options":{"complexity":)" + complexity + "}}");
    const Query::PolicyEntry entry = Query::policyEntry(*connection, {});
    QCOMPARE(entry.cell(Query::columnIndex(Kind::Policies, u"character_types"))->text, text);
}

QTEST_GUILESS_MAIN(TestPolicyRecord)
#include "tst_policyrecord.moc"
