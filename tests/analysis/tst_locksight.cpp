#include "analysis/locksight.h"
#include "query/columns.h"
#include "json/lockfile_json.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Analysis::EnabledConnection;
using Analysis::LockFallback;
using Domain::ConnectionKind;
using Stand = Analysis::LockSight::Stand;

namespace {

/// "d3" is the third database connection; others are enterprise connections.
EnabledConnection connection(const QString &name)
{
    const bool isDatabase = name.startsWith(u'd');
    return {u"con_"_s + name, name, isDatabase ? u"auth0"_s : u"samlp"_s,
            isDatabase ? ConnectionKind::Database : ConnectionKind::Enterprise};
}

QList<EnabledConnection> databases(int count)
{
    QList<EnabledConnection> connections;
    for (int i = 0; i < count; ++i) {
        connections.append(connection(u"d%1"_s.arg(i)));
    }
    return connections;
}

Domain::LockFile fileOf(const QStringList &names)
{
    Domain::LockFile file;
    for (const QString &name : names) {
        file.connections.append({name, connection(name).strategy});
    }
    return file;
}

QStringList names(int first, int end)
{
    QStringList names;
    for (int i = first; i < end; ++i) {
        names.append(u"d%1"_s.arg(i));
    }
    return names;
}

} // namespace

/// What Lock sees of an application, foreseen and as its file says.
class TestLockSight : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFileIsRead();
    void whatIsNoFileIsRefused_data();
    void whatIsNoFileIsRefused();
    void differencesAreNamed_data();
    void differencesAreNamed();
    void aFileOfVeryManyIsCut();
    void theOutlookIsCutAtFifty_data();
    void theOutlookIsCutAtFifty();
    void theFallbackIsTheDefaultDirectoryWhereLockSeesIt();
    void connectionsKeepTheOrderOfTheList();
    void whatDoesNotCountIsNamed();
};

void TestLockSight::theFileIsRead()
{
    const QByteArray object = R"x({"id":"app","strategies":[
        {"name":"auth0","connections":[{"name":"a"},{"name":"<b>'\");alert(1)"},{},{"name":7},"x",null]},
        {"name":"samlp","connections":[{"name":"s","domain":"x"}]}, {"name":"github"}, 5]})x";
    const Domain::LockFile wanted{u"app"_s,
                                  {{u"a"_s, u"auth0"_s}, {u"<b>'\");alert(1)"_s, u"auth0"_s}, {u"s"_s, u"samlp"_s}}};
    for (const QByteArray &script :
         {"Auth0.setClient(" + object + ");", "\xEF\xBB\xBF \nAuth0.setClient(" + object + ")\r\n",
          "Auth0.setClient( " + object + " ) ;\n"}) {
        const auto file = Json::readLockFile(script);
        QVERIFY2(file, file ? "" : qPrintable(file.error().message));
        QCOMPARE(*file, wanted);
    }
    QCOMPARE(Json::readLockFile("Auth0.setClient({\"strategies\":[]});")->connections.size(), 0);
}

void TestLockSight::whatIsNoFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page") << QByteArray("<!DOCTYPE html><title>Not found</title>");
    QTest::newRow("bare JSON") << QByteArray(R"({"strategies":[]})");
    QTest::newRow("another call") << QByteArray(R"(Auth0.setTenant({"strategies":[]});)");
    QTest::newRow("cut off") << QByteArray(R"(Auth0.setClient({"strategies":[{"name":"au)");
    QTest::newRow("cut before the end") << QByteArray(R"(Auth0.setClient({"strategies":[]})");
    QTest::newRow("more behind it") << QByteArray(R"x(Auth0.setClient({"strategies":[]});fetch("x");)x");
    QTest::newRow("two calls") << QByteArray(
        R"(Auth0.setClient({"strategies":[]});Auth0.setClient({"strategies":[]});)");
    QTest::newRow("code inside") << QByteArray(R"(Auth0.setClient({"strategies":[f()]});)");
    QTest::newRow("no strategies") << QByteArray(R"(Auth0.setClient({"id":"app"});)");
    QTest::newRow("strategies are no list") << QByteArray(R"(Auth0.setClient({"strategies":{"auth0":[]}});)");
    QTest::newRow("a list") << QByteArray("Auth0.setClient([]);");
    QTest::newRow("no UTF-8") << QByteArray("Auth0.setClient({\"strategies\":[{\"name\":\"\xFF\"}]});");
    QTest::newRow("too deep") << "Auth0.setClient({\"strategies\":" + QByteArray(100000, '[') + QByteArray(100000, ']')
            + "});";
}

void TestLockSight::whatIsNoFileIsRefused()
{
    QFETCH(const QByteArray, script);
    const auto file = Json::readLockFile(script);
    QVERIFY(!file);
    QVERIFY(!file.error().message.isEmpty());
}

void TestLockSight::differencesAreNamed_data()
{
    QTest::addColumn<QList<EnabledConnection>>("enabled");
    QTest::addColumn<Domain::LockFile>("file");
    QTest::addColumn<QList<int>>("counts"); // beyond, missing, only in the file, seen
    QTest::newRow("they agree") << databases(3) << fileOf(names(0, 3)) << QList{0, 0, 0, 3};
    QTest::newRow("nothing at all") << databases(0) << fileOf({}) << QList{0, 0, 0, 0};
    QTest::newRow("full, and no more") << databases(50) << fileOf(names(0, 50)) << QList{0, 0, 0, 50};
    QTest::newRow("seven too many") << databases(57) << fileOf(names(0, 50)) << QList{7, 0, 0, 50};
    QTest::newRow("cut in another order") << databases(57) << fileOf(names(7, 57)) << QList{7, 0, 0, 50};
    QTest::newRow("turned on since") << databases(4) << fileOf(names(0, 3)) << QList{0, 1, 0, 3};
    QTest::newRow("turned off since") << databases(3) << fileOf(names(0, 4)) << QList{0, 0, 1, 3};
    QTest::newRow("full, and two were turned off since")
        << databases(57).sliced(2) << fileOf(names(0, 50)) << QList{7, 0, 2, 48};
    QTest::newRow("enterprise connections are none of it")
        << databases(1) + QList{connection(u"s1"_s)} << fileOf({u"d0"_s, u"s2"_s}) << QList{0, 0, 0, 1};
    QTest::newRow("named twice") << databases(1) << fileOf({u"d0"_s, u"d0"_s}) << QList{0, 0, 0, 1};
}

void TestLockSight::differencesAreNamed()
{
    QFETCH(const QList<EnabledConnection>, enabled);
    QFETCH(const Domain::LockFile, file);
    QFETCH(const QList<int>, counts);
    const Analysis::LockSight sight = Analysis::lockSight(enabled, file, {});
    const Stand stands[] = {Stand::Beyond, Stand::Missing, Stand::OnlyInFile, Stand::Seen};
    int total = 0;
    for (int i = 0; i < counts.size(); ++i) {
        QCOMPARE(sight.count(stands[i]), qsizetype(counts.at(i)));
        total += counts.at(i);
    }
    QCOMPARE(sight.rows.size(), qsizetype(total));
    for (qsizetype i = 1; i < sight.rows.size(); ++i) { // what differs stands first
        QVERIFY(sight.rows.at(i - 1).stand <= sight.rows.at(i).stand);
    }
    for (const Analysis::LockSight::Row &row : sight.rows) {
        QCOMPARE(row.id.isEmpty(), row.stand == Stand::OnlyInFile);
        QVERIFY(!Analysis::textOf(row.stand).isEmpty());
    }
    const bool agrees = counts.at(0) + counts.at(1) + counts.at(2) == 0;
    QCOMPARE(Analysis::linesOf(sight).contains(u"File and Management API agree."_s), agrees);
}

/// Anybody may answer for the domain: what is listed has an end, and what is counted is right.
void TestLockSight::aFileOfVeryManyIsCut()
{
    constexpr int most = int(Analysis::LockSight::mostOnlyInFile);
    const Analysis::LockSight sight = Analysis::lockSight(databases(2), fileOf(names(1, most + 12)), {});
    QCOMPARE(sight.rows.size(), qsizetype(most) + 2); // one that is seen, one that is not
    QCOMPARE(sight.count(Stand::OnlyInFile), qsizetype(most) + 10);
    QCOMPARE(sight.leftOut, qsizetype(10));
    QCOMPARE(sight.rows.last().name, u"d1"_s);
    QVERIFY(Analysis::linesOf(sight).contains(u"Not listed of these, since there are so many: 10."_s));
}

void TestLockSight::theOutlookIsCutAtFifty_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("shown");
    QTest::addColumn<int>("beyond");
    QTest::newRow("none") << 0 << 0 << 0;
    QTest::newRow("below") << 49 << 49 << 0;
    QTest::newRow("full") << 50 << 50 << 0;
    QTest::newRow("over") << 51 << 50 << 1;
}

void TestLockSight::theOutlookIsCutAtFifty()
{
    QFETCH(const int, count);
    QFETCH(const int, shown);
    QFETCH(const int, beyond);
    const Analysis::LockOutlook outlook = Analysis::lockOutlook(QList{connection(u"s1"_s)} + databases(count), u"d0"_s);
    QCOMPARE(outlook.shown.size(), qsizetype(shown));
    QCOMPARE(outlook.beyond.size(), qsizetype(beyond));
    if (beyond > 0) {
        QCOMPARE(outlook.beyond.first().name, u"d50"_s);
    }
    QCOMPARE(outlook.uncounted.enterprise, 1);
    QCOMPARE(outlook.fallback,
             count > 0 ? (LockFallback{LockFallback::Case::DefaultDirectory, u"d0"_s}) : LockFallback());
}

void TestLockSight::theFallbackIsTheDefaultDirectoryWhereLockSeesIt()
{
    using Case = LockFallback::Case;
    const auto ofList = [](const std::optional<QString> &directory) {
        return Analysis::lockOutlook(databases(57), directory).fallback;
    };
    const auto ofFile = [](const std::optional<QString> &directory) {
        return Analysis::lockSight(databases(57), fileOf(names(7, 57)), directory).fallback;
    };
    QCOMPARE(ofList(u"d9"_s), (LockFallback{Case::DefaultDirectory, u"d9"_s}));
    QCOMPARE(ofList(u"d55"_s), (LockFallback{Case::PageOrFirst, u"d0"_s})); // beyond, so that Lock has none
    QCOMPARE(ofList(QString()), (LockFallback{Case::PageOrFirst, u"d0"_s}));
    QCOMPARE(ofList(std::nullopt), (LockFallback{Case::Unknown, {}})); // nobody read the settings
    QCOMPARE(ofFile(u"d9"_s), (LockFallback{Case::DefaultDirectory, u"d9"_s}));
    QCOMPARE(ofFile(u"d0"_s), (LockFallback{Case::PageOrFirst, u"d7"_s}));
    // Lock asks the default directory before what its page names.
    QVERIFY(!Analysis::textOf(ofFile(u"d9"_s)).contains(u"defaultDatabaseConnection"_s));
    QVERIFY(Analysis::textOf(ofFile(u"d9"_s)).contains(u"d9"_s));
    QVERIFY(Analysis::textOf(ofFile(u"d0"_s)).contains(u"defaultDatabaseConnection"_s));
    QVERIFY(!Analysis::textOf(ofFile(std::nullopt)).contains(u"d7"_s));
    QCOMPARE(Analysis::defaultDirectoryOf(QByteArray(R"({"default_directory":"main"})")).value(), u"main"_s);
    QCOMPARE(Analysis::defaultDirectoryOf(QByteArray(R"({"default_directory":null})")).value(), QString());
    QVERIFY(!Analysis::defaultDirectoryOf(QByteArray("no JSON")));
    QVERIFY(!Analysis::defaultDirectoryOf(std::nullopt));
}

void TestLockSight::connectionsKeepTheOrderOfTheList()
{
    QList<Query::RecordPtr> records;
    const auto add = [&records](const QString &id, const QString &name, const QString &strategy) {
        auto record = std::make_shared<Query::Record>();
        record->id = id;
        record->cells.resize(Query::columnsOf(Query::Kind::Connections).size());
        record->cells[Query::columnIndex(Query::Kind::Connections, u"name")] = name;
        record->cells[Query::columnIndex(Query::Kind::Connections, u"strategy")] = strategy;
        records.append(record);
    };
    add(u"1"_s, u"one"_s, u"auth0"_s);
    add(u"2"_s, u"two"_s, u"samlp"_s);
    add(u"3"_s, u"three"_s, u"auth0"_s);
    const auto enabled = Analysis::enabledConnections(records, {u"new"_s, u"3"_s, u"2"_s});
    const QList<EnabledConnection> wanted{{u"2"_s, u"two"_s, u"samlp"_s, ConnectionKind::Enterprise},
                                          {u"3"_s, u"three"_s, u"auth0"_s, ConnectionKind::Database},
                                          {u"new"_s, u"new"_s, {}, ConnectionKind::Unknown}};
    QCOMPARE(enabled, wanted);
}

void TestLockSight::whatDoesNotCountIsNamed()
{
    QVERIFY(Analysis::textOf(Analysis::UncountedConnections()).isEmpty());
    const QString text = Analysis::textOf(Analysis::UncountedConnections{3, 2, 0, 1});
    QVERIFY2(text.contains(u"3 enterprise"_s) && text.contains(u"2 social"_s) && !text.contains(u"passwordless"_s)
                 && text.contains(u"F5"_s),
             qPrintable(text));
    // Whether one that was not read is a database, nobody knows.
    const Analysis::LockSight sight = Analysis::lockSight(
        databases(1) + QList{EnabledConnection{u"new"_s, u"new"_s, {}, {}}}, fileOf({u"d0"_s}), {});
    QVERIFY(!Analysis::linesOf(sight).contains(u"File and Management API agree."_s));
}

QTEST_APPLESS_MAIN(TestLockSight)
#include "tst_locksight.moc"
