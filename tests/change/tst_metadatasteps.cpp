#include "change/metadatasteps.h"
#include "change/preparing.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

/// Steps for the metadata of many users: what they say, and what they make of one.
class TestMetadataSteps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stepsMakeTheBody_data();
    void stepsMakeTheBody();
    void usersThatDoNotFitAreSkipped_data();
    void usersThatDoNotFitAreSkipped();
    void badLinesAreTold_data();
    void badLinesAreTold();
    void stagedEditsStay();
    void csvGivesIds();
    void csvFilesThatCannotBeUsedSayWhy();
};

namespace {

constexpr auto seen
    = R"({"user_id":"auth0|1","email":"kim@acme.com","logins_count":7,"app_metadata":{"tenat":"a","plan":"p","n":1.0,"deep":{"x":1,"y":2}}})";
const Change::ObjectRef user{Change::ObjectKind::User, u"auth0|1"_s, u"kim"_s};

Change::MetadataRehearsal rehearse(const QString &text)
{
    return Change::rehearse(user, seen, std::nullopt, *Change::readMetadataSteps(text));
}

} // namespace

void TestMetadataSteps::stepsMakeTheBody_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("set") << u"# note\n\nset /app_metadata/plan = \"gold\""_s
                         << QByteArray(R"({"app_metadata":{"plan":"gold"}})");
    QTest::newRow("fields") << u"set /app_metadata/m = \"${email} has $${x} ${/app_metadata/deep/x}\""_s
                            << QByteArray(R"({"app_metadata":{"m":"kim@acme.com has ${x} 1"}})");
    QTest::newRow("type") << u"set /user_metadata/l = [{\"count\": \"${logins_count}\"}]"_s
                          << QByteArray(R"({"user_metadata":{"l":[{"count":7}]}})");
    QTest::newRow("unset nested") << u"unset /app_metadata/deep/x"_s
                                  << QByteArray(R"({"app_metadata":{"deep":{"y":2}}})");
    QTest::newRow("rename") << u"rename /app_metadata/tenat tenant"_s
                            << QByteArray(R"({"app_metadata":{"tenant":"a","tenat":null}})");
    QTest::newRow("move") << u"move /app_metadata/plan /app_metadata/deep/plan\nunset /app_metadata/none"_s
                          << QByteArray(R"({"app_metadata":{"deep":{"x":1,"y":2,"plan":"p"},"plan":null}})");
}

void TestMetadataSteps::stepsMakeTheBody()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, body);
    const auto rehearsal = rehearse(text);
    QCOMPARE(rehearsal.reason, QString());
    QCOMPARE(*Change::prepare(user, seen, rehearsal.item.changes)->requests.first().body, body);
}

void TestMetadataSteps::usersThatDoNotFitAreSkipped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("so already") << u"set /app_metadata/plan = \"p\""_s << u"already"_s;
    QTest::newRow("nothing to move") << u"move /app_metadata/no /app_metadata/way"_s << u"already"_s;
    QTest::newRow("no such field") << u"set /app_metadata/plan = \"${nickname}\""_s << u"nickname"_s;
    QTest::newRow("target is there") << u"rename /app_metadata/tenat plan"_s << u"/app_metadata/plan"_s;
    QTest::newRow("no object on the way") << u"set /app_metadata/plan/x = 1"_s << u"no object"_s;
    QTest::newRow("forbidden") << u"set /app_metadata/email = 1"_s << u"email"_s;
}

void TestMetadataSteps::usersThatDoNotFitAreSkipped()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    const auto rehearsal = rehearse(text);
    QVERIFY(rehearsal.item.changes.isEmpty());
    QVERIFY2(rehearsal.reason.contains(word), qPrintable(rehearsal.reason));
}

void TestMetadataSteps::badLinesAreTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("nothing") << u"# only a note"_s << 1;
    QTest::newRow("word") << u"\nremove /app_metadata/x"_s << 2;
    QTest::newRow("place") << u"set /email = 1"_s << 1;
    QTest::newRow("whole") << u"unset /app_metadata"_s << 1;
    QTest::newRow("no value") << u"set /app_metadata/x"_s << 1;
    QTest::newRow("twice") << u"set /app_metadata/x = {\"a\": 1, \"a\": 2}"_s << 1;
    QTest::newRow("lossy") << u"set /app_metadata/x = 1e400"_s << 1;
    QTest::newRow("into itself") << u"move /app_metadata/x /app_metadata/x/y"_s << 1;
}

void TestMetadataSteps::badLinesAreTold()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    const auto steps = Change::readMetadataSteps(text);
    QVERIFY(!steps.has_value());
    QCOMPARE(steps.error().line, line);
    QVERIFY(!steps.error().message.isEmpty());
}

void TestMetadataSteps::stagedEditsStay()
{
    const Change::PlanItem staged{
        user, {{*Json::Pointer::parse(u"/app_metadata/plan"), R"("p")", R"("gold")", {}}}, seen};
    const auto rehearsal = Change::rehearse(
        user, seen, staged, *Change::readMetadataSteps(u"set /app_metadata/was = \"${/app_metadata/plan}\""_s));
    QCOMPARE(rehearsal.item.changes.size(), 2);
    QCOMPARE(*Change::prepare(user, seen, rehearsal.item.changes)->requests.first().body,
             R"({"app_metadata":{"plan":"gold","was":"gold"}})");
}

void TestMetadataSteps::csvGivesIds()
{
    QCOMPARE(Change::idsOfCsv("\xef\xbb\xbfuser_id,email\r\n\"auth0|1\",a\r\nauth0|2;b\n\nauth0|1,a\n"),
             (QStringList{u"auth0|1"_s, u"auth0|2"_s}));
}

void TestMetadataSteps::csvFilesThatCannotBeUsedSayWhy()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"ids.csv"_s);
    QVERIFY(Change::idsOfCsvFile(path).problem.contains(u"cannot be read"_s));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id\n auth0|1 ,x\n\"auth0|2\n,x\n");
    file.close();
    QCOMPARE(Change::idsOfCsvFile(path).problem, QString());
    QCOMPARE(Change::idsOfCsvFile(path).ids, (QStringList{u"auth0|1"_s, u"auth0|2"_s}));
    QVERIFY(file.resize(qint64(4) * 1024 * 1024 + 1));
    QVERIFY(Change::idsOfCsvFile(path).problem.contains(u"more than 4 MiB"_s));
    QVERIFY(Change::idsOfCsvFile(path).ids.isEmpty());
    const QString pipe = folder.filePath(u"pipe.csv"_s);
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(Change::idsOfCsvFile(pipe).problem.contains(u"no ordinary file"_s)); // nobody ever writes to it
}

QTEST_APPLESS_MAIN(TestMetadataSteps)
#include "tst_metadatasteps.moc"
