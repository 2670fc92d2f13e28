#include "architecture/coderules.h"
#include "architecture/includerules.h"
#include "architecture/rooms.h"
#include "architecture/treerules.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Architecture;

namespace {

using FileRule = QStringList (*)(const SourceFile &);

struct NamedRule
{
    const char *name;
    FileRule check;
};

constexpr NamedRule fileRules[]{
    {"room includes", checkRoomIncludes},
    {"module includes", checkModuleIncludes},
    {"graphics includes", checkGraphicsIncludes},
    {"namespace", checkNamespace},
    {"has a room", checkHasRoom},
    {"connects", checkConnects},
    {"banned calls", checkBannedCalls},
    {"chained names", checkChainedNames},
    {"nested loops", checkNestedLoops},
    {"names", checkNames},
    {"size", checkSize},
    {"globs", checkGlobs},
    {"machine paths", checkMachinePaths},
    {"application id", checkApplicationId},
};

} // namespace

/// Holds the project's own text against the rules of the house (CONTRIBUTING.md), and each rule against a planted
/// fault.
class TestArchitecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void projectObeys_data();
    void projectObeys();
    void applicationIdIsEverywhere();
    void qtVersionIsRarelyAsked();
    void tableEqualsContributing();
    void unbuiltRoomsAreMarked();
    void ruleFindsPlantedFault_data();
    void ruleFindsPlantedFault();
    void ruleLeavesGoodCodeAlone_data();
    void ruleLeavesGoodCodeAlone();
    void treeRulesFindPlantedFaults();
    void roomsSeeWhatTheirRoomsSee();

private:
    QString contributing() const;

    QList<SourceFile> m_files;
};

QString TestArchitecture::contributing() const
{
    for (const SourceFile &file : m_files)
        if (file.path == "CONTRIBUTING.md"_L1)
            return file.text;
    return {};
}

void TestArchitecture::initTestCase()
{
    const QString top = qEnvironmentVariable("TENANTRY_SOURCE_DIR");
    QVERIFY2(!top.isEmpty(), "TENANTRY_SOURCE_DIR names the project's top folder; ctest sets it");
    m_files = readProject(top);
    QVERIFY(m_files.size() > 10);
}

void TestArchitecture::projectObeys_data()
{
    QTest::addColumn<FileRule>("check");
    for (const NamedRule &rule : fileRules)
        QTest::newRow(rule.name) << rule.check;
}

void TestArchitecture::projectObeys()
{
    QFETCH(const FileRule, check);
    QStringList violations;
    for (const SourceFile &file : std::as_const(m_files))
        violations += check(file);
    QVERIFY2(violations.isEmpty(), qPrintable(u'\n' + violations.join(u'\n')));
}

void TestArchitecture::applicationIdIsEverywhere()
{
    const QStringList violations = checkApplicationIdEverywhere(m_files);
    QVERIFY2(violations.isEmpty(), qPrintable(u'\n' + violations.join(u'\n')));
}

void TestArchitecture::qtVersionIsRarelyAsked()
{
    const QStringList violations = checkQtVersions(m_files);
    QVERIFY2(violations.isEmpty(), qPrintable(u'\n' + violations.join(u'\n')));
}

void TestArchitecture::tableEqualsContributing()
{
    const auto written = parseRoomTable(contributing());
    QHash<QString, QStringList> ours;
    for (const Room &room : rooms())
        ours.insert(room.folder, room.sees);
    QCOMPARE(QSet(written.keyBegin(), written.keyEnd()), QSet(ours.keyBegin(), ours.keyEnd()));
    for (const Room &room : rooms())
        QVERIFY2(written[room.folder] == room.sees,
                 qPrintable(room.folder + u": "_s + written[room.folder].join(u' ')));
}

void TestArchitecture::unbuiltRoomsAreMarked()
{
    QSet<QString> built;
    for (const SourceFile &file : std::as_const(m_files))
        if (const auto room = roomOf(file.path); room && file.isCpp())
            built.insert(room->folder);
    for (const QString &line : contributing().split(u'\n')) {
        const auto listed = parseRoomTable(u"| room |\n"_s + line);
        for (auto room = listed.keyBegin(); room != listed.keyEnd(); ++room)
            if (room->startsWith("models/"_L1))
                QVERIFY2(line.contains("*(not built yet)*"_L1) != built.contains(*room), qPrintable(line));
    }
}

void TestArchitecture::ruleFindsPlantedFault_data()
{
    QTest::addColumn<FileRule>("check");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");

    QTest::newRow("upward include") << &checkRoomIncludes << u"models/json/a.h"_s << u"#include \"api/call.h\"\n"_s;
    QTest::newRow("sideways include") << &checkRoomIncludes << u"models/api/a.cpp"_s
                                      << u"#include \"settings/s.h\"\n"_s;
    QTest::newRow("sandbox sees models") << &checkRoomIncludes << u"app/sandbox/a.cpp"_s
                                         << u"#include \"json/parse.h\"\n"_s;
    QTest::newRow("models see sandbox") << &checkRoomIncludes << u"models/api/a.cpp"_s
                                        << u"#include \"sandbox/server.h\"\n"_s;
    QTest::newRow("cli sees ui") << &checkRoomIncludes << u"app/cli/a.cpp"_s
                                 << u"  #  include \"ui/shell/mainwindow.h\"\n"_s;
    QTest::newRow("room in angles") << &checkRoomIncludes << u"models/api/a.cpp"_s << u"#include <api/call.h>\n"_s;
    QTest::newRow("no room named") << &checkRoomIncludes << u"models/api/a.cpp"_s << u"#include \"call.h\"\n"_s;
    QTest::newRow("climbing include") << &checkRoomIncludes << u"ui/pages/a.cpp"_s << u"#include \"../shell/a.h\"\n"_s;
    QTest::newRow("module prefix") << &checkModuleIncludes << u"ui/a.h"_s << u"#include <QtWidgets/QWidget>\n"_s;
    QTest::newRow("widget in models") << &checkGraphicsIncludes << u"models/items/a.h"_s << u"#include <QWidget>\n"_s;
    QTest::newRow("widget in reports") << &checkGraphicsIncludes << u"models/reports/a.h"_s
                                       << u"#include <qlabel.h>\n"_s;
    QTest::newRow("colour in models") << &checkGraphicsIncludes << u"models/items/a.h"_s << u"#include <QColor>\n"_s;
    QTest::newRow("foreign namespace") << &checkNamespace << u"models/api/a.h"_s
                                       << u"#pragma once\nnamespace Json { }\n"_s;
    QTest::newRow("no pragma once") << &checkNamespace << u"models/api/a.h"_s << u"namespace Api { }\n"_s;
    QTest::newRow("no room") << &checkHasRoom << u"models/misc/a.cpp"_s << u"\n"_s;
    QTest::newRow("connect to lambda") << &checkConnects << u"ui/a.cpp"_s
                                       << u"connect(b, &QPushButton::clicked, [this] { f(1, 2); });\n"_s;
    QTest::newRow("connect over lines") << &checkConnects << u"ui/a.cpp"_s
                                        << u"QObject::connect(\n    b,\n    &A::b,\n    functor);\n"_s;
    QTest::newRow("connect overload") << &checkConnects << u"ui/a.cpp"_s
                                      << u"connect(b, qOverload<int>(&A::b), f);\n"_s;
    QTest::newRow("singleShot") << &checkConnects << u"ui/a.cpp"_s << u"QTimer::singleShot(0, [this] { f(); });\n"_s;
    QTest::newRow("TLS errors") << &checkBannedCalls << u"models/api/a.cpp"_s << u"reply->ignoreSslErrors();\n"_s;
    QTest::newRow("no TLS check") << &checkBannedCalls << u"tests/api/a.cpp"_s
                                  << u"c.setPeerVerifyMode(QSslSocket::VerifyNone);\n"_s;
    QTest::newRow("continuation") << &checkBannedCalls << u"models/api/a.cpp"_s << u"future.then(this, f);\n"_s;
    QTest::newRow("coroutine") << &checkBannedCalls << u"models/api/a.cpp"_s << u"co_await reply;\n"_s;
    QTest::newRow("chained name") << &checkChainedNames << u"app/cli/a.cpp"_s
                                  << u"tr(\"%1: %2\").arg(snapshot.name)\n    .arg(count);\n"_s;
    QTest::newRow("event loop") << &checkNestedLoops << u"models/api/a.cpp"_s << u"QEventLoop loop;\n"_s;
    QTest::newRow("exec of a dialog") << &checkNestedLoops << u"ui/dialogs/a.cpp"_s << u"if (dialog.exec() == 1)\n"_s;
    QTest::newRow("exec in models") << &checkNestedLoops << u"models/api/a.cpp"_s << u"loop->exec();\n"_s;
    QTest::newRow("processEvents") << &checkNestedLoops << u"ui/a.cpp"_s << u"QCoreApplication::processEvents();\n"_s;
    QTest::newRow("static question") << &checkNestedLoops << u"ui/a.cpp"_s << u"QMessageBox::question(this, a, b);\n"_s;
    QTest::newRow("static file dialog") << &checkNestedLoops << u"ui/a.cpp"_s
                                        << u"QFileDialog::getOpenFileName(this);\n"_s;
    QTest::newRow("class name") << &checkNames << u"models/api/a.h"_s << u"class RequestManager {\n"_s;
    QTest::newRow("namespace name") << &checkNames << u"models/api/a.h"_s << u"namespace StringUtils {\n"_s;
    QTest::newRow("file name") << &checkNames << u"models/api/requesthandler.h"_s << u"\n"_s;
    QTest::newRow("long source") << &checkSize << u"ui/a.cpp"_s << QString(401, u'\n');
    QTest::newRow("long header") << &checkSize << u"ui/a.h"_s << QString(151, u'\n');
    QTest::newRow("glob") << &checkGlobs << u"ui/CMakeLists.txt"_s << u"file(GLOB sources *.cpp)\n"_s;
    QTest::newRow("recursive glob") << &checkGlobs << u"ui/x.cmake"_s << u"\n  file( GLOB_RECURSE s *.cpp)\n"_s;
    // Put together here, so that this file does not hold what the rule looks for.
    QTest::newRow("home") << &checkMachinePaths << u"README.md"_s << u"see /ho"_s + u"me/somebody/file"_s;
    QTest::newRow("path in a string") << &checkMachinePaths << u"ui/a.cpp"_s << u"\"/wo"_s + u"rk/main\""_s;
    QTest::newRow("registry") << &checkMachinePaths << u"tests/node/package-lock.json"_s
                              << u"\"https:/"_s + u"/registry.example.org/a\""_s;
    QTest::newRow("other id") << &checkApplicationId << u"packaging/a.desktop"_s
                              << u"Icon=org.ten"_s + u"antry.Tenantry"_s;
    QTest::newRow("id in capitals") << &checkApplicationId << u"app/gui/main.cpp"_s
                                    << u"\"io.github.ten"_s + u"antry.TENANTRY\""_s;
}

void TestArchitecture::ruleFindsPlantedFault()
{
    QFETCH(const FileRule, check);
    QFETCH(const QString, path);
    QFETCH(const QString, text);
    const QStringList violations = check(SourceFile::from(path, text));
    QCOMPARE(violations.size(), 1);
    QVERIFY(violations[0].startsWith(path + u':'));
}

void TestArchitecture::ruleLeavesGoodCodeAlone_data()
{
    QTest::addColumn<FileRule>("check");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");

    QTest::newRow("downward include") << &checkRoomIncludes << u"models/session/a.cpp"_s
                                      << u"#include \"domain/ids.h\"\n"_s;
    QTest::newRow("own room") << &checkRoomIncludes << u"app/sandbox/a.cpp"_s << u"#include \"sandbox/server.h\"\n"_s;
    QTest::newRow("beside a test") << &checkRoomIncludes << u"tests/auth/tst_a.cpp"_s << u"#include \"waiting.h\"\n"_s;
    QTest::newRow("foreign library") << &checkRoomIncludes << u"models/json/a.cpp"_s
                                     << u"#include <nlohmann/json.hpp>\n"_s;
    QTest::newRow("generated") << &checkRoomIncludes << u"tests/api/tst_a.cpp"_s << u"#include \"tst_a.moc\"\n"_s;
    QTest::newRow("commented out") << &checkRoomIncludes << u"models/json/a.cpp"_s
                                   << u"/*\n#include \"ui/a.h\"\n*/\n"_s;
    QTest::newRow("core header") << &checkGraphicsIncludes << u"models/items/a.h"_s
                                 << u"#include <QAbstractTableModel>\n"_s;
    QTest::newRow("pdf") << &checkGraphicsIncludes << u"models/reports/a.cpp"_s << u"#include <QPdfWriter>\n"_s;
    QTest::newRow("context") << &checkConnects << u"ui/a.cpp"_s << u"connect(b, &B::c, this, [this] { f(1, 2); });\n"_s;
    QTest::newRow("socket call") << &checkConnects << u"tests/a.cpp"_s << u"::connect(fd, address, size);\n"_s;
    QTest::newRow("in a string") << &checkBannedCalls << u"ui/a.cpp"_s
                                 << u"f(\"ignoreSslErrors\"); // ignoreSslErrors\n"_s;
    QTest::newRow("sql") << &checkNestedLoops << u"models/store/a.cpp"_s << u"query.exec();\n"_s;
    QTest::newRow("main") << &checkNestedLoops << u"app/gui/main.cpp"_s << u"return application.exec();\n"_s;
    QTest::newRow("Qt's own name") << &checkNames << u"models/api/a.h"_s << u"class QNetworkAccessManager;\n"_s;
    QTest::newRow("full source") << &checkSize << u"ui/a.cpp"_s << QString(400, u'\n');
    QTest::newRow("commented glob") << &checkGlobs << u"ui/CMakeLists.txt"_s << u"# never file(GLOB\n"_s;
    QTest::newRow("relative path") << &checkMachinePaths << u"README.md"_s << u"build/release/work/a and ../home/x"_s;
    QTest::newRow("id") << &checkApplicationId << u"a.desktop"_s << u"io.github.tenantry.tenantry.desktop"_s;
    QTest::newRow("digits and quotes") << &checkBannedCalls << u"ui/a.cpp"_s
                                       << u"int a = 1'000; char c = '\"'; f(R\"x(\")x\");\n"_s;
}

void TestArchitecture::ruleLeavesGoodCodeAlone()
{
    QFETCH(const FileRule, check);
    QFETCH(const QString, path);
    QFETCH(const QString, text);
    QCOMPARE(check(SourceFile::from(path, text)), QStringList());
}

void TestArchitecture::treeRulesFindPlantedFaults()
{
    const SourceFile one = SourceFile::from(u"ui/a.cpp"_s, u"#if QT_VERSION < 1\n"_s.repeated(5));
    const SourceFile other = SourceFile::from(u"ui/b.cpp"_s, u"#elif QT_VERSION < 1\n"_s);
    QCOMPARE(checkQtVersions({one}), QStringList());
    QCOMPARE(checkQtVersions({one, other}).size(), 6);

    QCOMPARE(checkApplicationIdEverywhere({}).size(), 5);
    QCOMPARE(checkApplicationIdEverywhere({SourceFile::from(u"app/gui/main.cpp"_s, u"int main() { }\n"_s)}).size(), 6);
    QList<SourceFile> wrong = m_files;
    for (SourceFile &file : wrong)
        file.text.replace(QString(applicationId), u"Somebody.Else"_s);
    QVERIFY(checkApplicationIdEverywhere(wrong).size() >= 4);
}

void TestArchitecture::roomsSeeWhatTheirRoomsSee()
{
    const auto visible = [](const QString &path) { return visibleFrom(*roomOf(path)); };
    QCOMPARE(visible(u"models/domain/a.h"_s), QSet<QString>({u"domain"_s}));
    QCOMPARE(visible(u"models/auth/a.h"_s),
             QSet<QString>({u"auth"_s, u"api"_s, u"json"_s, u"domain"_s, u"files"_s, u"settings"_s}));
    QVERIFY(visible(u"ui/a.h"_s).contains(u"session"_s));
    QVERIFY(!visible(u"ui/a.h"_s).contains(u"sandbox"_s));
    QVERIFY(visible(u"app/cli/a.h"_s).contains(u"sandbox"_s));
    QVERIFY(!visible(u"app/cli/a.h"_s).contains(u"ui"_s));
    QVERIFY(visible(u"app/gui/a.h"_s).contains(u"ui"_s));
}

QTEST_APPLESS_MAIN(TestArchitecture)

#include "tst_architecture.moc"
