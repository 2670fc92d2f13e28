#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "settings/reportstore.h"
#include "settings/settingsstore.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <memory>
#include <set>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

/// `report` over the sandbox's estate.
class TestReportCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void eachFormatIsWritten_data();
    void eachFormatIsWritten();
    void theSameObjectsGiveTheSameBytes();
    void theSameObjectsGiveTheSameBytesInEveryCountry();
    void itGoesToStandardOutput();
    void aNameWithoutAFormatIsToldOf();
    void oneCustomerIsToldAlone();
    void eachCustomerHasAFile();
    void whatTheWindowSavedIsAPreset();
    void anEarlierSnapshotIsComparedWith();
    void whatIsMissingIsSaid();
    void wrongWordsAreNamed_data();
    void wrongWordsAreNamed();
    void anUnwritablePlaceIsTold();
    void anInterruptWhileReadingIsTold();
    void nothingIsChanged();

private:
    Program::Result run(const QStringList &words, const QString &client = u"all"_s, const QString &config = {}) const
    {
        Program::Variables environment{{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s},
                                       {u"SOURCE_DATE_EPOCH"_s, u"1795770000"_s}};
        if (!config.isEmpty()) {
            environment.insert(u"XDG_CONFIG_HOME"_s, config);
        }
        return Program::run(QStringList{u"report"_s} + words
                                + QStringList{u"--base-url"_s, QString::fromStdString(m_server->tenants()[0].url),
                                              u"--client-id"_s, client},
                            environment);
    }
    static std::vector<Sandbox::ApiClient> clients()
    {
        return {{"all", "a-secret-of-the-test", {}, {}},
                {"few", "a-secret-of-the-test", {"read:clients", "read:connections"}, {}}};
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    Sandbox::Estate m_estate = Sandbox::buildDefaultEstate(1);
    std::unique_ptr<Sandbox::Server> m_server;
};

void TestReportCommand::initTestCase()
{
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients = clients();
    m_server = std::make_unique<Sandbox::Server>(std::move(options), m_estate.tenants);
    m_server->start();
}

void TestReportCommand::eachFormatIsWritten_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("html") << u"html"_s << QByteArray("<!DOCTYPE html>");
    QTest::newRow("pdf") << u"pdf"_s << QByteArray("%PDF-");
    QTest::newRow("csv") << u"csv"_s << QByteArray("section,kind,id,name,field,value\r\n");
    QTest::newRow("xlsx") << u"xlsx"_s << QByteArray("PK");
    QTest::newRow("json") << u"json"_s << QByteArray("{\"format\":1,");
    QTest::newRow("md") << u"md"_s << QByteArray("# Security review\n");
}

void TestReportCommand::eachFormatIsWritten()
{
    QFETCH(QString, suffix);
    QFETCH(QByteArray, begins);
    const QString file = path(u"review."_s + suffix);
    const auto result = run({u"--preset"_s, u"security"_s, u"--output"_s, file});
    QVERIFY2(result.code == 0, result.err.constData());
    QCOMPARE(result.out, QByteArray("Written: " + file.toUtf8() + "\n"));
    QVERIFY(read(file).startsWith(begins));
}

void TestReportCommand::theSameObjectsGiveTheSameBytes()
{
    // Qt seeds its hashes anew in each process: a few runs, since two may have the same order by chance.
    QVERIFY(run({u"--output"_s, path(u"first.pdf"_s)}).code == 0);
    const QByteArray first = read(path(u"first.pdf"_s));
    QVERIFY(!first.isEmpty());
    for (int i = 0; i < 5; ++i) {
        QVERIFY(run({u"--output"_s, path(u"other.pdf"_s)}).code == 0);
        QVERIFY(read(path(u"other.pdf"_s)) == first);
    }
}

void TestReportCommand::theSameObjectsGiveTheSameBytesInEveryCountry()
{
    const auto written = [this](const QString &locale) {
        const QString file = path(u"country.md"_s);
        (void)Program::run({u"report"_s, u"--preset"_s, u"security"_s, u"--output"_s, file, u"--base-url"_s,
                            QString::fromStdString(m_server->tenants()[0].url), u"--client-id"_s, u"all"_s},
                           {{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s},
                            {u"SOURCE_DATE_EPOCH"_s, u"1795770000"_s},
                            {u"LC_ALL"_s, locale}});
        return read(file);
    };
    const QByteArray plain = written(u"C.UTF-8"_s);
    QVERIFY(!plain.isEmpty());
    QVERIFY(written(u"de_DE.UTF-8"_s) == plain);
}

void TestReportCommand::itGoesToStandardOutput()
{
    const auto result = run({u"--sections"_s, u"limits"_s, u"--format"_s, u"json"_s, u"--title"_s, u"Lock"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.err.isEmpty(), result.err.constData());
    const Json report = Json::parse(result.out.toStdString());
    QCOMPARE(report.at("title").get<std::string>(), "Lock");
    QCOMPARE(report.at("made").get<std::string>(), "2026-11-27T09:00:00Z");
    QCOMPARE(report.at("sections").size(), std::size_t(1));
    const Json &rows = report.at("sections")[0].at("blocks")[1].at("rows");
    QCOMPARE(rows[0].at("cells").at("count").get<int>(), 57);
}

void TestReportCommand::aNameWithoutAFormatIsToldOf()
{
    const auto result = run({u"--sections"_s, u"limits,limits"_s, u"--output"_s, path(u"limits"_s)});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.err.contains("is HTML, since its name says no format"), result.err.constData());
    QCOMPARE(read(path(u"limits"_s)).count("<h2"), 1); // a section is there once
    const auto marked = run({u"--sections"_s, u"limits"_s, u"--format"_s, u"csv"_s, u"--bom"_s});
    QVERIFY(marked.out.startsWith("\xEF\xBB\xBFsection,kind"));
    const auto said = run({u"--sections"_s, u"limits"_s, u"--format"_s, u"md"_s, u"--output"_s, path(u"limits"_s)});
    QVERIFY2(said.err.isEmpty(), said.err.constData());
}

void TestReportCommand::oneCustomerIsToldAlone()
{
    const auto result = run({u"--preset"_s, u"customer"_s, u"--customer"_s, u"Initech"_s, u"--format"_s, u"json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const QByteArray text = result.out.toLower();
    QVERIFY(text.contains("initech"));
    QVERIFY(!text.contains("globex"));
    const auto nobody = run({u"--customer"_s, u"no such one"_s});
    QCOMPARE(nobody.code, 2);
    QVERIFY(nobody.err.contains("There is no customer"));
    QVERIFY(nobody.out.isEmpty());
}

void TestReportCommand::eachCustomerHasAFile()
{
    const QString folder = path(u"customers"_s);
    const auto result = run({u"--preset"_s, u"customer"_s, u"--each-customer"_s, u"--format"_s, u"csv"_s, u"--output"_s,
                             folder, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.err.contains("nobody decided on customer rules"), result.err.constData());
    const Json files = Json::parse(result.out.toStdString());
    const QStringList names = QDir(folder).entryList(QDir::Files);
    QCOMPARE(qsizetype(files.size()), names.size());
    std::size_t expected = 0;
    std::size_t without = 0;
    for (const Sandbox::CustomerTruth &customer : m_estate.truth.customers) {
        const auto here
            = std::ranges::find(customer.objects, m_estate.tenants[0].name, &Sandbox::CustomerObjects::tenant);
        if (here == customer.objects.end()) {
            continue;
        }
        const bool isNamedByUsersOnly
            = here->connections.empty() && here->clients.empty() && here->organizations.empty();
        expected += isNamedByUsersOnly ? 0 : 1;
        without += isNamedByUsersOnly ? 1 : 0;
    }
    QCOMPARE(files.size(), expected);
    QVERIFY(without > 0); // who has nothing but users, whom nobody counted: no file of zeros
    const qsizetype named = result.err.indexOf("nothing to tell: ");
    QVERIFY2(named > 0, result.err.constData());
    QCOMPARE(size_t(result.err.sliced(named).split('\n').first().count(',')) + 1, without);
    QVERIFY(names.contains(u"initech.csv"_s));
    QVERIFY(!read(QDir(folder).filePath(u"initech.csv"_s)).toLower().contains("globex"));
    // What ends amid them leaves those that are whole, and says so.
    const QString partly = path(u"partly"_s);
    QVERIFY(QDir().mkpath(partly + u"/initech.csv"_s));
    const auto ended
        = run({u"--preset"_s, u"customer"_s, u"--each-customer"_s, u"--format"_s, u"csv"_s, u"--output"_s, partly});
    QCOMPARE(ended.code, 4);
    const qsizetype left = QDir(partly).entryList(QDir::Files).size();
    QVERIFY(left > 1 && left < names.size());
    QVERIFY2(ended.out.contains("Written: " + QByteArray::number(left) + " files"), ended.out.constData());
    QVERIFY2(ended.err.contains("there, each whole: " + QByteArray::number(left)), ended.err.constData());
}

void TestReportCommand::whatTheWindowSavedIsAPreset()
{
    const QTemporaryDir home;
    {
        const auto settings = Settings::SettingsStore::open(home.filePath(u"tenantry"_s));
        QVERIFY(settings);
        Settings::ReportStore store((*settings)->file());
        QVERIFY(store.keep({u"For Friday"_s, {u"limits"_s, u"of a later version"_s}, false, 7, u"md"_s}));
        QVERIFY(store.keep({u"For Initech"_s, {u"connections"_s}, false, 0, u"md"_s, u"initech"_s}));
        QVERIFY(store.keep({u"For each"_s, {u"connections"_s}, false, 0, u"md"_s, {}, true}));
        QVERIFY(store.keep({u"Elsewhere"_s, {u"limits"_s}, false, 0, u"md"_s, {}, false, u"other.auth0.com"_s}));
    }
    const auto result = run({u"--preset"_s, u"for friday"_s}, u"all"_s, home.path());
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.startsWith("# For Friday"), result.out.left(100).constData());
    QVERIFY(result.out.contains("## Limits"));
    QCOMPARE(result.out.count("\n## "), 1);
    // What was saved for one customer never tells of others.
    const auto own = run({u"--preset"_s, u"For Initech"_s}, u"all"_s, home.path());
    QVERIFY2(own.code == 0, own.err.constData());
    QVERIFY(own.out.contains("initech") && !own.out.toLower().contains("globex"));
    QCOMPARE(run({u"--preset"_s, u"For each"_s}, u"all"_s, home.path()).code, 2); // without a folder
    const auto each = run({u"--preset"_s, u"For each"_s, u"--output"_s, path(u"each"_s)}, u"all"_s, home.path());
    QVERIFY2(each.code == 0, each.err.constData());
    QVERIFY(QFile::exists(path(u"each/initech.md"_s)));
    // Of another Auth0 tenant than it was saved for only where that is named, and not silently.
    const auto elsewhere = run({u"--preset"_s, u"Elsewhere"_s}, u"all"_s, home.path());
    QVERIFY2(elsewhere.code == 0, elsewhere.err.constData());
    QVERIFY2(elsewhere.err.contains("saved for other.auth0.com"), elsewhere.err.constData());
    QVERIFY(!result.err.contains("saved for"));
    const auto unnamed
        = Program::run({u"report"_s, u"--preset"_s, u"Elsewhere"_s}, {{u"XDG_CONFIG_HOME"_s, home.path()}});
    QCOMPARE(unnamed.code, 2);
    QVERIFY2(unnamed.err.contains("other.auth0.com"), unnamed.err.constData());
    const auto unknown = run({u"--preset"_s, u"For Fridy"_s}, u"all"_s, home.path());
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.err.contains("Did you mean “For Friday”?"), unknown.err.constData());
}

void TestReportCommand::anEarlierSnapshotIsComparedWith()
{
    const QTemporaryDir home;
    const auto report = [&](const QString &since) {
        return Program::run({u"report"_s, u"--sections"_s, u"comparison"_s, u"--format"_s, u"json"_s, u"--since"_s,
                             since, u"--base-url"_s, QString::fromStdString(m_server->tenants()[0].url),
                             u"--client-id"_s, u"all"_s},
                            {{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s}, {u"XDG_DATA_HOME"_s, home.path()}});
    };
    QVERIFY(report(u"2026-11-01"_s).out.contains("There is no earlier state to compare with."));
    // The snapshot is of another estate with the same address: a connection less, and another name of an application.
    Sandbox::TenantState before = m_estate.tenants.at(0);
    const std::string gone = before.connections.items().front().at("id");
    QVERIFY(before.connections.remove(gone));
    const std::string renamed = before.clients.items().front().at("client_id");
    (*before.clients.find(renamed))["name"] = "Before";
    Sandbox::Options options;
    options.clients = clients();
    options.port = std::uint16_t(QUrl(QString::fromStdString(m_server->tenants()[0].url)).port());
    m_server->stop();
    {
        Sandbox::Server earlier(options, {before});
        earlier.start();
        const auto saved = Program::run({u"snapshot"_s, u"save"_s, u"--base-url"_s,
                                         QString::fromStdString(earlier.tenants()[0].url), u"--client-id"_s, u"all"_s},
                                        {{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s},
                                         {u"XDG_DATA_HOME"_s, home.path()},
                                         {u"SOURCE_DATE_EPOCH"_s, u"1793500000"_s}}); // 2026-11-01
        QVERIFY2(saved.code == 0, saved.err.constData());
        earlier.stop();
    }
    Sandbox::Options again = options;
    again.recordRequests = true;
    m_server = std::make_unique<Sandbox::Server>(again, m_estate.tenants);
    m_server->start();
    const auto compared = report(u"2026-11-15"_s);
    QVERIFY2(compared.code == 0, compared.err.constData());
    const Json json = Json::parse(compared.out.toStdString());
    std::set<std::string> told;
    for (const Json &block : json.at("sections").at(0).at("blocks")) {
        if (block.at("type") == "table") {
            for (const Json &row : block.at("rows")) {
                told.insert(row.at("id").get<std::string>() + ' ' + row.at("cells").at("change").get<std::string>());
            }
        }
    }
    QVERIFY2(told.contains(gone + " added"), compared.out.constData());
    QVERIFY(told.contains(renamed + " changed"));
    QVERIFY(!compared.out.contains("No snapshot is as old"));
    QVERIFY(report(u"2020-01-01"_s).out.contains("No snapshot is as old as 2020-01-01"));
    const auto saved = Program::run({u"snapshot"_s, u"save"_s, u"--base-url"_s,
                                     QString::fromStdString(m_server->tenants()[0].url), u"--client-id"_s, u"all"_s},
                                    {{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s},
                                     {u"XDG_DATA_HOME"_s, home.path()},
                                     {u"SOURCE_DATE_EPOCH"_s, u"1795000000"_s}}); // 2026-11-18
    QVERIFY2(saved.code == 0, saved.err.constData());
    const QByteArray since = report(u"last"_s).out;
    QVERIFY2(since.contains("snapshot of 2026-11-18") && !since.contains(gone.c_str()), since.constData());
}

void TestReportCommand::whatIsMissingIsSaid()
{
    const auto result = run({u"--sections"_s, u"organizations"_s, u"--format"_s, u"md"_s}, u"few"_s);
    QVERIFY(result.out.contains("read:organizations"));
}

void TestReportCommand::wrongWordsAreNamed_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("unknown ending") << QStringList{u"--output"_s, u"report.docx"_s} << QByteArray("--format");
    QTest::newRow("another ending") << QStringList{u"--format"_s, u"pdf"_s, u"--output"_s, u"report.html"_s}
                                    << QByteArray("let the name end in .pdf");
    QTest::newRow("day to come") << QStringList{u"--since"_s, u"2036-01-01"_s} << QByteArray("earlier day");
    QTest::newRow("preset") << QStringList{u"--preset"_s, u"suport"_s} << QByteArray("Did you mean “support”?");
    QTest::newRow("section") << QStringList{u"--sections"_s, u"limit"_s} << QByteArray("Did you mean “limits”?");
    QTest::newRow("format") << QStringList{u"--format"_s, u"docx"_s} << QByteArray("html, pdf, csv, xlsx, json, md");
    QTest::newRow("delimiter") << QStringList{u"--delimiter"_s, u"x"_s} << QByteArray("semicolon");
    QTest::newRow("delimiter of no CSV") << QStringList{u"--delimiter"_s, u";"_s, u"--format"_s, u"html"_s}
                                         << QByteArray("--delimiter is for CSV, and the format is html");
    QTest::newRow("formulas of no CSV") << QStringList{u"--raw-formulas"_s, u"--output"_s, u"a.md"_s}
                                        << QByteArray("--raw-formulas is for CSV, and the format is md");
    QTest::newRow("mark of no CSV") << QStringList{u"--bom"_s, u"--format"_s, u"json"_s}
                                    << QByteArray("--bom is for CSV");
    QTest::newRow("since") << QStringList{u"--since"_s, u"Friday"_s} << QByteArray("2026-10-01");
    QTest::newRow("each without folder") << QStringList{u"--each-customer"_s} << QByteArray("--output");
}

void TestReportCommand::wrongWordsAreNamed()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, says);
    const auto result = run(words);
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains(says), result.err.constData());
    QVERIFY(result.out.isEmpty());
}

void TestReportCommand::anUnwritablePlaceIsTold()
{
    const auto result = run({u"--output"_s, path(u"no/such/folder/report.html"_s)});
    QCOMPARE(result.code, 4);
    QVERIFY2(result.err.contains("could not be written"), result.err.constData());
}

/// By a server that never answers: whoever is asked for the first thing interrupts.
void TestReportCommand::anInterruptWhileReadingIsTold()
{
    for (const QStringList &words : {QStringList{u"report"_s, u"--output"_s, path(u"interrupted.html"_s)},
                                     QStringList{u"snapshot"_s, u"save"_s}}) {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const QString url = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
        QProcess process;
        process.setProcessEnvironment(Program::environment(
            {{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s}, {u"XDG_DATA_HOME"_s, path(u"data"_s)}}));
        process.setStandardInputFile(QProcess::nullDevice());
        connect(&silent, &QTcpServer::newConnection, &process,
                [&process] { ::kill(pid_t(process.processId()), SIGTERM); });
        const QSignalSpy ended(&process, &QProcess::finished);
        process.start(Program::path(), words + QStringList{u"--base-url"_s, url, u"--client-id"_s, u"all"_s});
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
        const QByteArray told = process.readAllStandardError();
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 4);
        QVERIFY2(told.contains("It was interrupted."), told.constData());
        QVERIFY2(told.contains("nothing was left of it"), told.constData());
    }
    QVERIFY(!QFile::exists(path(u"interrupted.html"_s)));
    QVERIFY(!QFile::exists(path(u"data/tenantry/snapshots.sqlite"_s)));
}

void TestReportCommand::nothingIsChanged()
{
    for (const auto &request : m_server->requests()) {
        QVERIFY2(request.method == "GET" || request.path.find("/oauth/token") != std::string::npos,
                 request.path.c_str());
    }
}

QTEST_GUILESS_MAIN(TestReportCommand)
#include "tst_reportcommand.moc"
