#include "domain/logtypes.h"
#include "query/columns.h"
#include "query/filter.h"
#include "query/logquery.h"
#include "query/records.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;
using Query::LogQuery;

namespace {

Domain::LogEvent logEvent(const QString &type, const QString &connection = {}, const QString &user = {})
{
    Domain::LogEvent event;
    event.id = u"900"_s;
    event.type = type;
    event.connection = connection;
    event.user = Domain::UserId(user);
    event.original = R"({"log_id":"900","organization_id":"org_1","ip":"203.0.113.7"})";
    return event;
}

} // namespace

/// The types of log events in words, and the queries that find and follow them.
class TestLogQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTypeHasWordsAndAClass();
    void tellsTypesInWords_data();
    void tellsTypesInWords();
    void showsWordsInTheTable();
    void findsWhatIsOfAnObject();
    void findsAllThatIsACustomers();
    void asksAllWhereASearchIsTooLong();
    void holdsEventsAgainstAQuery_data();
    void holdsEventsAgainstAQuery();
    void refusesWhatItCannotHold_data();
    void refusesWhatItCannotHold();
    void narrowsByWhatAuth0Finds_data();
    void narrowsByWhatAuth0Finds();
};

void TestLogQuery::everyTypeHasWordsAndAClass()
{
    QVERIFY(Domain::logTypes().size() > 150);
    QLatin1StringView before;
    for (const Domain::LogType &type : Domain::logTypes()) {
        QVERIFY2(type.code > before, type.code.data()); // they are found by halving
        before = type.code;
        QCOMPARE(Domain::logTypeFor(QString(type.code)), &type);
        const QString words = Domain::wordsForLogType(type.code);
        QVERIFY2(words.size() > 2 && words != type.code, type.code.data());
        QVERIFY2(type.outcome != Domain::LogClass::Unknown, type.code.data());
        QCOMPARE(Domain::logClassFor(Domain::wordFor(type.outcome)), type.outcome);
        // Auth0 names failures and successes by their first letter, but for those of the newer long names.
        if (!type.code.contains(u'_') && type.code.startsWith(u'f') && type.code != "fdecc"_L1) {
            QVERIFY2(type.outcome == Domain::LogClass::Failure, type.code.data());
        }
    }
}

void TestLogQuery::tellsTypesInWords_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("wrong password") << u"fp"_s << u"Wrong password"_s << u"failure"_s;
    QTest::newRow("login") << u"s"_s << u"Successful login"_s << u"success"_s;
    QTest::newRow("API") << u"sapi"_s << u"API operation"_s << u"change"_s;
    QTest::newRow("notice") << u"depnote"_s << u"Deprecation notice"_s << u"warning"_s;
    QTest::newRow("unknown") << u"brand_new"_s << u"brand_new"_s << QString();
    QTest::newRow("none") << QString() << QString() << QString();
}

void TestLogQuery::tellsTypesInWords()
{
    QFETCH(QString, code);
    QTEST(Domain::wordsForLogType(code), "words");
    QTEST(Domain::wordFor(Domain::logClassOf(code)), "outcome");
}

void TestLogQuery::showsWordsInTheTable()
{
    const Query::Record record = Query::logRecord({}, logEvent(u"fp"_s));
    QCOMPARE(Query::textAt(record, Kind::Logs, u"event"), u"Wrong password"_s);
    QCOMPARE(Query::textAt(record, Kind::Logs, u"class"), u"failure"_s);
    QCOMPARE(Query::textAt(record, Kind::Logs, u"type"), u"fp"_s);
    // Whoever types them cannot know how they are written.
    for (const auto &[filter, matches] : {std::pair(u"event=\"wrong password\""_s, true),
                                          {u"Event!='WRONG PASSWORD'"_s, false},
                                          {u"class=FAILURE"_s, true}}) {
        const auto parsed = Query::Filter::parse(Kind::Logs, filter);
        QVERIFY(parsed);
        QCOMPARE(parsed->matches(record), matches);
    }
}

void TestLogQuery::findsWhatIsOfAnObject()
{
    Domain::Application application;
    application.id = Domain::ApplicationId(u"abc"_s);
    QCOMPARE(Query::logQueryFor(Kind::Applications, Query::applicationRecord({}, application)),
             uR"(client_id:"abc")"_s);
    Domain::Connection connection;
    connection.name = uR"(ac"me)"_s;
    QCOMPARE(Query::logQueryFor(Kind::Policies, Query::connectionRecord({}, connection)), uR"(connection:"ac\"me")"_s);
    Domain::User user;
    user.id = Domain::UserId(u"auth0|1"_s);
    QCOMPARE(Query::logQueryFor(Kind::Users, Query::userRecord({}, user)), uR"(user_id:"auth0|1")"_s);
    QCOMPARE(Query::logQueryFor(Kind::Logs, {}), QString());
    QCOMPARE(Query::anyOfQueries({u"a:1"_s, u"b:2"_s}), u"a:1 OR b:2"_s);
    // What is made here can be followed.
    QVERIFY(LogQuery::parse(Query::logQueryFor(Kind::Policies, Query::connectionRecord({}, connection)))
                ->matches(logEvent(u"s"_s, uR"(ac"me)"_s)));
}

void TestLogQuery::findsAllThatIsACustomers()
{
    Query::Record customer;
    customer.original = R"({"key":"acme","name":"Acme","connections":[{"id":"con_1","name":"acme-users"},
        {"id":"con_2","name":"ac\"me"},{"id":"con_3"}],"applications":[{"client_id":"abc","name":"Portal"}],
        "organizations":[{"id":"org_1","name":"acme"}]})";
    const QString query = Query::logQueryFor(Kind::Customers, customer);
    QCOMPARE(query,
             uR"(connection:"acme-users" OR connection:"ac\"me" OR client_id:"abc" OR organization_id:"org_1")"_s);
    const auto parsed = LogQuery::parse(query);
    QVERIFY(parsed);
    QVERIFY(parsed->matches(logEvent(u"s"_s, u"acme-users"_s)));
    QVERIFY(parsed->matches(logEvent(u"s"_s, u"other"_s))); // in its organization, org_1
    customer.original = R"({"key":"acme","connections":[],"applications":[],"organizations":[]})";
    QCOMPARE(Query::logQueryFor(Kind::Customers, customer), QString()); // never all of the log
}

void TestLogQuery::asksAllWhereASearchIsTooLong()
{
    const QString fits = u"connection:\"acme\""_s;
    QCOMPARE(Query::logAskFor(fits).query, fits);
    QVERIFY(!Query::logAskFor(fits).here);
    QStringList queries;
    while (Query::anyOfQueries(queries).size() <= Query::longestLogQuery) {
        queries << u"connection:\"a-rather-long-name-of-a-connection-%1\""_s.arg(queries.size());
    }
    const Query::LogAsk ask = Query::logAskFor(Query::anyOfQueries(queries));
    QCOMPARE(ask.query, QString());
    QVERIFY(ask.here);
    QVERIFY(ask.here->matches(logEvent(u"s"_s, u"a-rather-long-name-of-a-connection-7"_s)));
    QVERIFY(!ask.here->matches(logEvent(u"s"_s, u"another"_s)));
    // What cannot be held against events here is left to Auth0, which says what it thinks of it.
    const QString other = u"NOT ("_s + Query::anyOfQueries(queries) + u')';
    QCOMPARE(Query::logAskFor(other).query, other);
}

void TestLogQuery::holdsEventsAgainstAQuery_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("all") << QString() << true;
    QTest::newRow("type") << u"type:fp"_s << true;
    QTest::newRow("another type") << u"type:f"_s << false;
    QTest::newRow("begins") << u"type:f*"_s << true;
    QTest::newRow("a quoted star is one") << u"type:\"f*\""_s << false;
    QTest::newRow("both") << u"type:fp AND connection:\"my users\""_s << true;
    QTest::newRow("not both") << u"type:s AND connection:\"my users\""_s << false;
    QTest::newRow("either") << u"type:s OR connection:\"my users\""_s << true;
    QTest::newRow("AND binds closer") << u"type:fp OR type:fp AND connection:x"_s << true;
    QTest::newRow("user") << u"user_id:\"auth0|1\""_s << true;
    QTest::newRow("any member") << u"organization_id:org_1"_s << true;
    QTest::newRow("address") << u"ip:203.0.113.7"_s << true;
    QTest::newRow("a member it lacks") << u"hostname:x"_s << false;
}

void TestLogQuery::holdsEventsAgainstAQuery()
{
    QFETCH(QString, text);
    const auto query = LogQuery::parse(text);
    QVERIFY(query);
    QTEST(query->matches(logEvent(u"fp"_s, u"my users"_s, u"auth0|1"_s)), "matches");
}

void TestLogQuery::refusesWhatItCannotHold_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"wrong password", "(type:fp)", "NOT type:s", "-type:s type:x", "date:[2026-01-01 TO *]",
                             "type:f?", "type:fp AND", "OR type:fp", "type:", "type:fp type:s", "connection:\"open"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
}

void TestLogQuery::refusesWhatItCannotHold()
{
    QFETCH(QString, text);
    QVERIFY(!LogQuery::parse(text));
}

void TestLogQuery::narrowsByWhatAuth0Finds_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("query");
    const auto logs = [](const char *filter, const char *query) {
        QTest::newRow(filter) << Kind::Logs << QString::fromUtf8(filter) << QString::fromUtf8(query);
    };
    logs("", "");
    logs("type=fp", "type:\"fp\"");
    logs("type=fp connection=\"my users\"", "type:\"fp\" AND connection:\"my users\"");
    logs("type=fp ip~203", "type:\"fp\""); // the filter does the rest
    logs("ip~203", "");
    logs("type!=fp", "");
    logs("type=fp or type=fu", "type:\"fp\" OR type:\"fu\"");
    logs("type=fp or ip~203", ""); // the one alternative cannot be asked for
    logs("event=\"wrong password\"", "type:\"fp\"");
    logs("event=\"wrong password\" ip=1.2.3.4", "ip:\"1.2.3.4\"");
    logs("date>=2026-11-20T10:00", "date:[2026-11-20 TO *]");
    logs("date<2026-11-20", "date:[* TO 2026-11-20]");
    logs("application=Portal user_id=\"auth0|1\"", "client_name:\"Portal\" AND user_id:\"auth0|1\"");
    QTest::newRow("users") << Kind::Users << u"email=a@b.example blocked=true"_s << u"email:\"a@b.example\""_s;
    QTest::newRow("of another kind") << Kind::Connections << u"name=x"_s << QString();
}

void TestLogQuery::narrowsByWhatAuth0Finds()
{
    QFETCH(Kind, kind);
    QFETCH(QString, filter);
    QVERIFY(Query::Filter::parse(kind, filter));
    QTEST(Query::narrowingQuery(kind, filter), "query");
}

QTEST_APPLESS_MAIN(TestLogQuery)
#include "tst_logquery.moc"
