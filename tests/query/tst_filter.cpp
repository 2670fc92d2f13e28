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
    void errorsSayWhatToWrite_data();
    void errorsSayWhatToWrite();
    void valuesThatAColumnCanHold_data();
    void valuesThatAColumnCanHold();
    void knowsTheColumnsItNames();
    void addressesCompareIgnoringCase_data();
    void addressesCompareIgnoringCase();
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
    row("min_length~9", true); // "contains" is about the text of it
    row("min_length~many", false);
    row("metadata.tier<=nan", false); // no number comes before or after a word; of a path nobody knows what it holds
    row("metadata.tier>=nan", false);
    row("metadata.tier=nan", false);
    row("metadata.tier!=nan", true);
    row("metadata.tier<inf", false);
    row("metadata.tier<=many", false);
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
    row("metadata.customer='Acme Corp'", true);
    row("metadata.customer='Acme \"Corp'", false);
    row("'portal b'", true);
    row("'min_length<1'", false);
    row("name!='it''s'", true); // as "a""b" is: a value, and then a word
    row("name!~Acme's", true); // an apostrophe inside a word quotes nothing
    row("strategy=okta or min_length<10", true);
    row("strategy=okta or min_length>10", false);
    row("strategy=okta name~acme or min_length=9 signup=true", true);
    row("strategy=auth0 name~initech or min_length=9 signup=false", false);
    row("initech OR acme", true);
    row("strategy=auth0 and min_length<10", true);
    row("strategy=auth0 AND min_length>10", false);
    row("strategy=okta || min_length<10", true);
    row("strategy=auth0 && min_length<10", true);
    row("or", true); // "Portal": the first letters of a word that is being typed
    row("and", false);
    row("initech \"or\" acme", false); // quoted: a word
    row("portal \"or\"", true);
    row("name portal", false); // words, though one is a field as well
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
    QTest::newRow("open single quote") << u"name='acme"_s << 5;
    QTest::newRow("a word for a number") << u"name~a min_length<abc"_s << 18;
    QTest::newRow("by its heading's case") << u"Min_Length<abc"_s << 11;
    QTest::newRow("a word equal to a number") << u"min_length=nan"_s << 11;
    QTest::newRow("a word unequal to a number") << u"min_length!=\"many\""_s << 12;
    QTest::newRow("no number at all") << u"min_length>-inf"_s << 11;
    QTest::newRow("a number with a unit") << u"applications>10k"_s << 13;
    QTest::newRow("after or") << u"name~a or min_length<abc"_s << 21;
    QTest::newRow("a flag") << u"signup=yes"_s << 7;
    QTest::newRow("operator of elsewhere") << u"name==acme"_s << 4;
    QTest::newRow("tilde and equals") << u"strategy~=auth0"_s << 8;
    QTest::newRow("no tilde and equals") << u"strategy!~=auth0"_s << 8;
    QTest::newRow("operator of elsewhere, blanks") << u"name <> acme"_s << 5;
    QTest::newRow("a colon") << u"a name:acme"_s << 2;
    QTest::newRow("or at the end") << u"name~a or"_s << 7;
    QTest::newRow("or at the end of words") << u"portal OR"_s << 7;
    QTest::newRow("or at the start") << u"or name~a"_s << 0;
    QTest::newRow("and at the end") << u"name~a and "_s << 7;
    QTest::newRow("or twice") << u"name~a or || strategy=auth0"_s << 10;
    QTest::newRow("not before a condition") << u"acme not name=a"_s << 5;
    QTest::newRow("an exclamation mark before a field") << u"!name=a"_s << 6;
    QTest::newRow("a word for an operator") << u"acme name contains a"_s << 5;
    QTest::newRow("no operator before a number") << u"min_length 14"_s << 0;
    QTest::newRow("parentheses") << u"(name=a or name=b) strategy=auth0"_s << 6;
}

void TestFilter::errorsNameTheirPlace()
{
    QFETCH(QString, filter);
    QFETCH(int, offset);
    const auto parsed = Filter::parse(Kind::Connections, filter);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().offset, offset);
    QVERIFY(!parsed.error().message.isEmpty());
    QVERIFY(parsed.error().offset + parsed.error().length <= filter.size());
}

void TestFilter::errorsSayWhatToWrite_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("message");
    QTest::newRow("number") << Kind::Connections << u"min_length<abc"_s
                            << u"min_length is a number, and \"abc\" is none; write a number, as in min_length<10"_s;
    QTest::newRow("flag") << Kind::Users << u"blocked=yes"_s
                          << u"blocked is true or false, not \"yes\"; write blocked=true or blocked=false"_s;
    QTest::newRow("time") << Kind::Users << u"last_login>yesterday"_s
                          << u"last_login is a time, and \"yesterday\" is none; write it as in "
                             "last_login>=2026-11-28 or last_login<2026-11-28T09:30"_s;
    for (const QString &day : {u"2026-11-99"_s, u"2026-13"_s, u"2026-02-30T10:00"_s, u"2026-1-5"_s}) {
        QTest::newRow(qUtf8Printable(day)) << Kind::Users << u"last_login>="_s + day
                                           << u"last_login is a time, and \"%1\" is none; write it as in "
                                              "last_login>=2026-11-28 or last_login<2026-11-28T09:30"_s.arg(day);
    }
    QTest::newRow("colon") << Kind::Users << u"email:a@b.example"_s
                           << u"Between a field and its value stands an operator; write email=… or email~…"_s;
    QTest::newRow("operator")
        << Kind::Users << u"name==a"_s
        << u"There is no operator \"==\"; write \"=\", and quote a value that begins with \"=\""_s;
    QTest::newRow("what the text holds stays text")
        << Kind::Connections << u"min_length<%1"_s
        << u"min_length is a number, and \"%1\" is none; write a number, as in min_length<10"_s;
}

void TestFilter::errorsSayWhatToWrite()
{
    QFETCH(Kind, kind);
    QFETCH(QString, filter);
    const auto parsed = Filter::parse(kind, filter);
    QVERIFY(!parsed);
    QTEST(parsed.error().message, "message");
}

/// What looks like a mistake and is none.
void TestFilter::valuesThatAColumnCanHold_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("filter");
    QTest::newRow("prefix of a time") << Kind::Users << u"last_login>=2026-11 created_at<2026"_s;
    QTest::newRow("number, exponent") << Kind::Users << u"logins_count<1e3"_s;
    QTest::newRow("flag") << Kind::Users << u"blocked!=true email_verified='false'"_s;
    QTest::newRow("address") << Kind::Users << u"https://example.com auth0|1:2"_s;
    QTest::newRow("quoted, with a colon") << Kind::Users << u"\"email:a\""_s;
    QTest::newRow("a text column that holds numbers") << Kind::Policies << u"identical_characters<abc"_s;
    QTest::newRow("value with an operator inside") << Kind::Connections << u"name=a==b name~a=>b"_s;
    QTest::newRow("parenthesis in a value") << Kind::Connections << u"name~(EU) (EU)"_s;
}

void TestFilter::valuesThatAColumnCanHold()
{
    QFETCH(Kind, kind);
    QFETCH(QString, filter);
    QVERIFY(Filter::parse(kind, filter));
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

void TestFilter::addressesCompareIgnoringCase_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("matches");
    QTest::newRow("as Auth0 keeps it") << u"email=kim@acme.example"_s << true;
    QTest::newRow("as people write it") << u"email=Kim@Acme.example"_s << true;
    QTest::newRow("another's") << u"email=kit@acme.example"_s << false;
    QTest::newRow("not this one") << u"email!=KIM@acme.example"_s << false;
    QTest::newRow("further in") << u"identities.profileData.email=KIM@ACME.EXAMPLE"_s << true;
    QTest::newRow("a name, by letter") << u"name=kim"_s << false;
}

void TestFilter::addressesCompareIgnoringCase()
{
    QFETCH(QString, filter);
    QFETCH(bool, matches);
    Record record;
    record.cells.resize(columnsOf(Kind::Users).size());
    record.cells[columnIndex(Kind::Users, u"email")] = u"kim@acme.example"_s;
    record.cells[columnIndex(Kind::Users, u"name")] = u"Kim"_s;
    record.original = R"({"identities":{"profileData":{"email":"kim@acme.example"}}})";
    const auto parsed = Filter::parse(Kind::Users, filter);
    QVERIFY(parsed);
    QCOMPARE(parsed->matches(record), matches);
}

QTEST_APPLESS_MAIN(TestFilter)
#include "tst_filter.moc"
