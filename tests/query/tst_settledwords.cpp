#include "query/settledwords.h"

#include "query/filter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Query::Filter;
using Query::Kind;

/// A word that a column never holds is a slip of the pen, and no answer ("none").
class TestSettledWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesWhatAColumnNeverHolds_data();
    void refusesWhatAColumnNeverHolds();
    void takesWhatAColumnMayHold_data();
    void takesWhatAColumnMayHold();
    void namesCodesThatAuth0DoesNotDocument_data();
    void namesCodesThatAuth0DoesNotDocument();
};

void TestSettledWords::refusesWhatAColumnNeverHolds_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("message");
    QTest::newRow("class") << Kind::Logs << u"class=failur"_s
                           << u"class is one of success, change, warning, failure, not \"failur\"; did you mean "
                              "class=failure?"_s;
    QTest::newRow("not that class") << Kind::Logs << u"Class!=error"_s
                                    << u"class is one of success, change, warning, failure, not \"error\""_s;
    QTest::newRow("event") << Kind::Logs << u"event=\"wrng password\""_s
                           << u"No event is called \"wrng password\"; did you mean event=\"Wrong password\"?"_s;
    QTest::newRow("part of an event")
        << Kind::Logs << u"event=password"_s
        << u"No event is called \"password\"; write event~\"password\" for those that have it in their words"_s;
    QTest::newRow("no event at all") << Kind::Logs << u"event='the dog ate it'"_s
                                     << u"No event is called \"the dog ate it\"; write event~… for a part of its "
                                        "words, or type=… for Auth0's code"_s;
    QTest::newRow("event by its code") << Kind::Logs << u"event=fp"_s
                                       << u"event is told in words; write event=\"Wrong password\" or type=fp"_s;
    QTest::newRow("code in capitals")
        << Kind::Logs << u"type=FCOA"_s
        << u"type is Auth0's code of an event, in lower case, and \"FCOA\" is none; did you mean type=fcoa?"_s;
    QTest::newRow("type in words") << Kind::Logs << u"type='wrong password'"_s
                                   << u"type is Auth0's code of an event; write event=\"wrong password\""_s;
    QTest::newRow("kind") << Kind::Connections << u"kind=databse"_s
                          << u"kind is one of database, enterprise, social, passwordless, not \"databse\"; did you "
                             "mean kind=database?"_s;
    QTest::newRow("generation") << Kind::Policies << u"generation!=flexibel"_s
                                << u"generation is one of none, legacy, flexible, both, not \"flexibel\"; did you "
                                   "mean generation=flexible?"_s;
    QTest::newRow("environment") << Kind::Tenants << u"environment=prod"_s
                                 << u"environment is one of DEV, STAGING, PROD, not \"prod\"; did you mean "
                                    "environment=PROD?"_s;
}

void TestSettledWords::refusesWhatAColumnNeverHolds()
{
    QFETCH(Kind, kind);
    QFETCH(QString, filter);
    const auto parsed = Filter::parse(kind, filter);
    QVERIFY(!parsed);
    QTEST(parsed.error().message, "message");
    QCOMPARE(parsed.error().offset, filter.indexOf(u'=') + 1);
}

void TestSettledWords::takesWhatAColumnMayHold_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("filter");
    QTest::newRow("words, in any case") << Kind::Logs << u"class=FAILURE event='wrong PASSWORD' type=fp"_s;
    QTest::newRow("parts") << Kind::Logs << u"class~fail event!~wrng type~FP"_s;
    QTest::newRow("a code that is new, which its event is called by") << Kind::Logs << u"type=zzz event=brand_new2"_s;
    QTest::newRow("order") << Kind::Logs << u"type>f event<x"_s;
    QTest::newRow("connections") << Kind::Connections << u"kind=social generation=both kind!=database"_s;
    QTest::newRow("what Auth0 may add to") << Kind::Connections << u"strategy=new policy='none, min 1'"_s;
    QTest::newRow("types of applications") << Kind::Applications << u"type=resource_server"_s;
    QTest::newRow("policies") << Kind::Policies << u"generation=none"_s;
    QTest::newRow("tenants") << Kind::Tenants << u"environment=PROD"_s;
}

void TestSettledWords::takesWhatAColumnMayHold()
{
    QFETCH(Kind, kind);
    QFETCH(QString, filter);
    const auto parsed = Filter::parse(kind, filter);
    QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().message));
}

void TestSettledWords::namesCodesThatAuth0DoesNotDocument_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("note");
    QTest::newRow("documented") << u"type=fp or type!=fu or event='wrong password'"_s << QString();
    QTest::newRow("none near") << u"ip=1.2.3.4 Type=zzz"_s << u"Auth0 documents no log event of the type “zzz”."_s;
    QTest::newRow("one near") << u"type=sui_"_s
                              << u"Auth0 documents no log event of the type “sui_”. Did you mean “sui”?"_s;
    QTest::newRow("as an event") << u"event=brand_new"_s << u"Auth0 documents no log event of the type “brand_new”."_s;
    QTest::newRow("a part") << u"type~zzz zzz"_s << QString();
}

void TestSettledWords::namesCodesThatAuth0DoesNotDocument()
{
    QFETCH(QString, filter);
    QVERIFY(Filter::parse(Kind::Logs, filter));
    QTEST(Query::undocumentedCodes(Kind::Logs, filter), "note");
    QVERIFY(Query::undocumentedCodes(Kind::Applications, filter).isEmpty());
}

QTEST_APPLESS_MAIN(TestSettledWords)
#include "tst_settledwords.moc"
