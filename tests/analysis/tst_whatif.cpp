#include "analysis/scene.h"

#include "analysis/whatif.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Analysis::LockChange;
using Analysis::Supposition;

namespace {

/// 44 database connections and a social one; "app" has all databases, "other" none.
Scene portal()
{
    Scene scene;
    scene.application(R"({"client_id": "app", "name": "Portal"})")
        .application(R"({"client_id": "other", "name": "Admin for staff"})")
        .databases(1, 46)
        .connection(R"({"id": "con_g", "name": "google", "strategy": "google-oauth2"})")
        .enableFirst(44);
    return scene;
}

QList<LockChange> countsOf(const Scene &scene, const QString &text)
{
    const auto supposed = Analysis::suppose(scene.snapshot, *Analysis::readSuppositions(text));
    return supposed ? supposed->counts : QList<LockChange>();
}

} // namespace

/// Changes that are supposed: how they are said, and what they lead to.
class TestWhatIf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreRead_data();
    void changesAreRead();
    void whatIsNotUnderstoodIsSaid_data();
    void whatIsNotUnderstoodIsSaid();
    void switchesAreCounted();
    void onlyDatabasesCount();
    void newConnectionsCountForEachApplication();
    void newApplicationsFollowTheFlag_data();
    void newApplicationsFollowTheFlag();
    void stepsFollowEachOther();
    void namesMustBeMeant();
    void withoutTheMapNothingIsSupposed();
    void nothingSupposedStays();
};

void TestWhatIf::changesAreRead_data()
{
    using Kind = Supposition::Kind;
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<Supposition>>("expected");
    const QStringList portal{u"Portal"_s};
    QTest::newRow("enable") << u"enable db-acme for Portal"_s
                            << QList<Supposition>{{Kind::Enable, {u"db-acme"_s}, portal}};
    QTest::newRow("names with blanks") << u"disable db acme , b for Portal,Admin desk"_s
                                       << QList<Supposition>{
                                              {Kind::Disable, {u"db acme"_s, u"b"_s}, {u"Portal"_s, u"Admin desk"_s}}};
    QTest::newRow("quoted") << u"Enable \"a, b; c for d\" For \"Portal\""_s
                            << QList<Supposition>{{Kind::Enable, {u"a, b; c for d"_s}, portal}};
    QTest::newRow("customers") << u"add 3 customers to Portal"_s
                               << QList<Supposition>{{Kind::AddConnections, {}, portal, 3}};
    QTest::newRow("one") << u"add a new database connection for Portal"_s
                         << QList<Supposition>{{Kind::AddConnections, {}, portal, 1}};
    QTest::newRow("applications, and an end")
        << u"add 2 applications; add connection for Portal;"_s
        << QList<Supposition>{{Kind::AddApplications, {}, {}, 2}, {Kind::AddConnections, {}, portal, 1}};
}

void TestWhatIf::changesAreRead()
{
    QFETCH(QString, text);
    QFETCH(QList<Supposition>, expected);
    const auto read = Analysis::readSuppositions(text);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().happened));
    QVERIFY(*read == expected);
}

void TestWhatIf::whatIsNotUnderstoodIsSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::newRow("empty") << u"  ; "_s << u"Nothing"_s;
    QTest::newRow("verb") << u"delete db-acme for Portal"_s << u"delete db-acme for Portal"_s;
    QTest::newRow("no application") << u"enable db-acme"_s << u"enable db-acme"_s;
    QTest::newRow("nameless") << u"enable db-acme, for Portal"_s << u"name is missing"_s;
    QTest::newRow("empty quotes") << u"enable \"\" for Portal"_s << u"enable"_s;
    QTest::newRow("zero") << u"add 0 connections for Portal"_s << u"“0”"_s;
    QTest::newRow("many") << u"add 99999999999 applications"_s << u"“99999999999”"_s;
    QTest::newRow("quote") << u"enable \"a for Portal"_s << u"quote"_s;
}

void TestWhatIf::whatIsNotUnderstoodIsSaid()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const auto read = Analysis::readSuppositions(text);
    QVERIFY(!read);
    QVERIFY2(read.error().happened.contains(part), qPrintable(read.error().happened));
    QVERIFY(!read.error().advice.isEmpty());
}

void TestWhatIf::switchesAreCounted()
{
    const Scene scene = portal();
    QCOMPARE(countsOf(scene, u"enable db-45 for Portal"_s), (QList<LockChange>{{u"app"_s, u"Portal"_s, 44, 45}}));
    QCOMPARE(countsOf(scene, u"disable con_1, con_2 for app, Admin for staff"_s),
             (QList<LockChange>{{u"app"_s, u"Portal"_s, 44, 42}, {u"other"_s, u"Admin for staff"_s, 0, 0}}));
    // What is on already is not counted twice.
    QCOMPARE(countsOf(scene, u"enable con_1, con_45 for app"_s), (QList<LockChange>{{u"app"_s, u"Portal"_s, 44, 45}}));
}

void TestWhatIf::onlyDatabasesCount()
{
    QCOMPARE(countsOf(portal(), u"enable google for Portal"_s), (QList<LockChange>{{u"app"_s, u"Portal"_s, 44, 44}}));
}

void TestWhatIf::newConnectionsCountForEachApplication()
{
    const auto supposed = Analysis::suppose(
        portal().snapshot, *Analysis::readSuppositions(u"add 6 customers to Portal, \"Admin for staff\""_s));
    QVERIFY(supposed);
    QCOMPARE(supposed->counts,
             (QList<LockChange>{{u"app"_s, u"Portal"_s, 44, 50}, {u"other"_s, u"Admin for staff"_s, 0, 6}}));
    QCOMPARE(supposed->invented.size(), 6);
    Scene scene = portal();
    scene.snapshot = supposed->snapshot;
    const auto findings = scene.findings(u"lock.database-connections"_s);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.constFirst().severity, Domain::Severity::High);
}

void TestWhatIf::newApplicationsFollowTheFlag_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<int>("count");
    QTest::newRow("on") << QByteArray(R"({"flags": {"enable_client_connections": true}})") << 46;
    QTest::newRow("off") << QByteArray(R"({"flags": {"enable_client_connections": false}})") << 0;
    QTest::newRow("not said") << QByteArray(R"({"flags": {}})") << 46;
}

void TestWhatIf::newApplicationsFollowTheFlag()
{
    QFETCH(QByteArray, settings);
    QFETCH(int, count);
    Scene scene = portal();
    scene.settings(settings);
    const auto supposed = Analysis::suppose(scene.snapshot, *Analysis::readSuppositions(u"add 2 applications"_s));
    QVERIFY(supposed);
    QCOMPARE(supposed->counts.size(), 2);
    for (const LockChange &change : supposed->counts) {
        QVERIFY(!change.now);
        QCOMPARE(change.then, count);
    }
    QCOMPARE(supposed->notes.size(), 1);
    QVERIFY(supposed->notes.constFirst().contains(u"enable_client_connections"));
}

void TestWhatIf::stepsFollowEachOther()
{
    Scene scene = portal();
    scene.settings(R"({"flags": {"enable_client_connections": true}})");
    // The new application gets the new connections too, and loses one of the old.
    const QString text
        = u"add 3 connections for Portal; add an application; disable con_1 for new application 1, Portal"_s;
    const QList<LockChange> counts = countsOf(scene, text);
    QCOMPARE(counts.size(), 2);
    QCOMPARE(counts[0], (LockChange{u"app"_s, u"Portal"_s, 44, 46}));
    QCOMPARE(counts[1].then, 48);
}

void TestWhatIf::namesMustBeMeant()
{
    Scene scene = portal();
    scene.application(R"({"client_id": "twin", "name": "Portal"})");
    for (const auto &[text, part] :
         {std::pair{u"enable nobody for app"_s, u"nobody"_s}, std::pair{u"enable con_1 for Nowhere"_s, u"Nowhere"_s},
          std::pair{u"enable con_1 for Portal"_s, u"2 applications"_s}}) {
        const auto supposed = Analysis::suppose(scene.snapshot, *Analysis::readSuppositions(text));
        QVERIFY(!supposed);
        QVERIFY2(supposed.error().happened.contains(part), qPrintable(supposed.error().happened));
    }
    QCOMPARE(countsOf(scene, u"enable con_45 for app"_s).size(), 1);
}

void TestWhatIf::withoutTheMapNothingIsSupposed()
{
    for (const Analysis::Need need : {Analysis::Need::Applications, Analysis::Need::Connections, Analysis::Need::Map}) {
        Scene scene = portal();
        scene.without(need);
        QVERIFY(!Analysis::suppose(scene.snapshot, *Analysis::readSuppositions(u"add application"_s)));
    }
    QVERIFY(Analysis::needsOf(*Analysis::readSuppositions(u"add application"_s)).testFlag(Analysis::Need::Settings));
    QVERIFY(!Analysis::needsOf(*Analysis::readSuppositions(u"enable a for b"_s)).testFlag(Analysis::Need::Settings));
}

void TestWhatIf::nothingSupposedStays()
{
    const Scene scene = portal();
    const qsizetype before = scene.snapshot.enabled->value(u"app"_s).size();
    QCOMPARE(countsOf(scene, u"add 6 customers to app"_s).constFirst().then, 50);
    QCOMPARE(scene.snapshot.enabled->value(u"app"_s).size(), before);
    QCOMPARE(scene.snapshot.connections->size(), 47);
}

QTEST_GUILESS_MAIN(TestWhatIf)

#include "tst_whatif.moc"
