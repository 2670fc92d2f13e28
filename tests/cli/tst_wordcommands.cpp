#include "cli/program.h"
#include "settings/reportstore.h"
#include "settings/settingsstore.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// What is made from the table of commands for other programs: the manual page, the completions; and the schema.
class TestWordCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manHasNothingToSay();
    void theManualNamesEveryCommand();
    void shellsReadTheirFile_data();
    void shellsReadTheirFile();
    void bashCompletes_data();
    void bashCompletes();
    void savedPresetsAreOffered();
    void fishCompletes();
    void zshCompletes();
    void theSchemaIsPrinted();
    void otherWordsAreRefused();

private:
    QString file(const QString &name, const QByteArray &text) const
    {
        QFile out(m_folder.filePath(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size()) {
            qFatal("The file could not be written.");
        }
        return out.fileName();
    }
    QString completion(const QString &shell) const
    {
        return file(u"of-"_s + shell, Program::run({u"completion"_s, shell}).out);
    }
    struct Said
    {
        int code = -1;
        QString text; ///< of both streams
    };
    static Said run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        const bool isOver = process.waitForFinished() && process.exitStatus() == QProcess::NormalExit;
        return {isOver ? process.exitCode() : -1, QString::fromUtf8(process.readAll())};
    }

    QTemporaryDir m_folder;
};

void TestWordCommands::manHasNothingToSay()
{
    const auto manual = Program::run({u"manual"_s});
    QCOMPARE(manual.code, 0);
    const Said lint = run(u"mandoc"_s, {u"-T"_s, u"lint"_s, u"-W"_s, u"warning"_s, file(u"page.1"_s, manual.out)});
    QStringList lines = lint.text.split(u'\n', Qt::SkipEmptyParts);
    lines.removeIf([](const QString &line) { return line.contains("missing date"_L1); }); // each build would be another
    QVERIFY2(lines.isEmpty(), qPrintable(lint.text));
}

void TestWordCommands::theManualNamesEveryCommand()
{
    const QString page = file(u"page.1"_s, Program::run({u"manual"_s}).out);
    QString text = run(u"mandoc"_s, {u"-T"_s, u"utf8"_s, u"-O"_s, u"width=120"_s, page}).text;
    text.remove(QRegularExpression(u".\x08"_s)); // bold is struck twice
    const QString help = QString::fromUtf8(Program::run({u"--help"_s}).out);
    const QStringList lines = help.section(u"Commands:\n"_s, 1).section(u"\n\n"_s, 0, 0).split(u'\n');
    int commands = 0;
    for (const QString &line : lines) {
        const QString name = line.mid(2).section(u' ', 0, 0);
        if (line.startsWith(u"  "_s) && !name.isEmpty() && name != "help"_L1) {
            QVERIFY2(text.contains(u"tenantry-cli "_s + name), qPrintable(name));
            ++commands;
        }
    }
    QVERIFY(commands > 15);
    QVERIFY(text.contains(u"--fail-on"_s));
    QVERIFY(text.contains(u"SOURCE_DATE_EPOCH"_s));
}

void TestWordCommands::shellsReadTheirFile_data()
{
    QTest::addColumn<QString>("shell");
    for (const QString &shell : {u"bash"_s, u"zsh"_s, u"fish"_s}) {
        QTest::newRow(qPrintable(shell)) << shell;
    }
}

void TestWordCommands::shellsReadTheirFile()
{
    QFETCH(const QString, shell);
    const Said said = run(shell, {u"-n"_s, completion(shell)});
    QVERIFY2(said.code == 0 && said.text.isEmpty(), qPrintable(said.text));
}

void TestWordCommands::bashCompletes_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<QStringList>("offered"); ///< sorted; all of it, unless the last one is "..."
    QTest::newRow("command") << QStringList{u"re"_s} << QStringList{u"report"_s, u"revert"_s};
    QTest::newRow("kind") << QStringList{u"list"_s, u"org"_s} << QStringList{u"organizations"_s};
    QTest::newRow("subcommand") << QStringList{u"policy"_s, u"s"_s} << QStringList{u"set"_s, u"show"_s};
    QTest::newRow("option") << QStringList{u"check"_s, u"--fail"_s} << QStringList{u"--fail-on"_s};
    QTest::newRow("value") << QStringList{u"check"_s, u"--fail-on"_s, u"c"_s} << QStringList{u"critical"_s};
    QTest::newRow("option of another") << QStringList{u"list"_s, u"--fail"_s} << QStringList();
    QTest::newRow("after an option") << QStringList{u"--json"_s, u"tena"_s} << QStringList{u"tenants"_s};
    QTest::newRow("value that nobody knows")
        << QStringList{u"list"_s, u"users"_s, u"--where"_s, u"e"_s} << QStringList();
    QTest::newRow("preset") << QStringList{u"report"_s, u"--preset"_s, u"s"_s}
                            << QStringList{u"security"_s, u"support"_s};
    QTest::newRow("verb") << QStringList{u"snapshot"_s, u"s"_s} << QStringList{u"save"_s, u"show"_s};
    QTest::newRow("part") << QStringList{u"snapshot"_s, u"show"_s, u"1"_s, u"con"_s} << QStringList{u"connections"_s};
    QTest::newRow("number") << QStringList{u"snapshot"_s, u"remove"_s, u""_s} << QStringList();
    QTest::newRow("section") << QStringList{u"report"_s, u"--sections"_s, u"p"_s} << QStringList{u"policies"_s};
    QTest::newRow("second section") << QStringList{u"report"_s, u"--sections"_s, u"summary,l"_s}
                                    << QStringList{u"summary,limits"_s};
    QTest::newRow("format") << QStringList{u"report"_s, u"--format"_s, u""_s}
                            << QStringList{u"csv"_s, u"html"_s, u"json"_s, u"md"_s, u"pdf"_s, u"xlsx"_s};
}

void TestWordCommands::bashCompletes()
{
    QFETCH(const QStringList, line);
    QFETCH(const QStringList, offered);
    const QString script
        = u"PATH=%1:$PATH\ncompopt() { :; }\nsource \"$0\"\nCOMP_WORDS=(tenantry-cli \"$@\")\nCOMP_CWORD=$#\n"
          "_tenantry_cli\nprintf '%s\\n' \"${COMPREPLY[@]}\" | sort\n"_s.arg(QFileInfo(Program::path()).path());
    const Said said = run(u"bash"_s, QStringList{u"-c"_s, script, completion(u"bash"_s)} + line);
    QCOMPARE(said.code, 0);
    QCOMPARE(said.text.split(u'\n', Qt::SkipEmptyParts), offered);
}

/// What the operator saved in the window is offered as it is written, a name with blanks quoted.
void TestWordCommands::savedPresetsAreOffered()
{
    const QTemporaryDir home;
    const auto settings = Settings::SettingsStore::open(home.filePath(u"tenantry"_s));
    QVERIFY(settings);
    QVERIFY(Settings::ReportStore((*settings)->file())
                .keep({u"Q4 $(touch x) of Acme"_s, {u"limits"_s}, false, 0, u"md"_s}));
    const auto named = Program::run({u"completion"_s, u"presets"_s}, {{u"XDG_CONFIG_HOME"_s, home.path()}});
    QVERIFY2(named.out.split('\n').contains("Q4 $(touch x) of Acme"), named.out.constData());
    const QString script = u"PATH=%1:$PATH\nexport XDG_CONFIG_HOME=%2\ncd %2\ncompopt() { :; }\nsource \"$0\"\n"
                           "COMP_WORDS=(tenantry-cli report --preset Q)\nCOMP_CWORD=3\n_tenantry_cli\n"
                           "printf '%s\\n' \"${COMPREPLY[@]}\"\n"_s.arg(QFileInfo(Program::path()).path(), home.path());
    const Said said = run(u"bash"_s, {u"-c"_s, script, completion(u"bash"_s)});
    QCOMPARE(said.text, u"Q4\\ \\$\\(touch\\ x\\)\\ of\\ Acme\n"_s);
    QVERIFY(!QFile::exists(home.filePath(u"x"_s)));
}

void TestWordCommands::fishCompletes()
{
    const auto offered = [this](const QString &line) {
        const QString script = u"source %1; complete -C '%2'"_s.arg(completion(u"fish"_s), line);
        QStringList words;
        for (const QString &row : run(u"fish"_s, {u"--no-config"_s, u"-c"_s, script}).text.split(u'\n')) {
            words.append(row.section(u'\t', 0, 0));
        }
        words.removeAll(QString());
        words.sort();
        return words;
    };
    QCOMPARE(offered(u"tenantry-cli re"_s), (QStringList{u"report"_s, u"revert"_s}));
    QCOMPARE(offered(u"tenantry-cli check --fail-on c"_s), QStringList{u"critical"_s});
    QCOMPARE(offered(u"tenantry-cli list org"_s), QStringList{u"organizations"_s});
    QCOMPARE(offered(u"tenantry-cli snapshot show 1 con"_s), QStringList{u"connections"_s});
    QCOMPARE(offered(u"tenantry-cli snapshot sa"_s), QStringList{u"save"_s});
}

void TestWordCommands::zshCompletes()
{
    // What _arguments gets is what matters: a stand-in prints it.
    const QString script = u"_arguments() { print -rl -- \"$@\"; state=argument; words=(check) }\n_describe() { }\n"
                           "source "_s
        + completion(u"zsh"_s);
    const Said said = run(u"zsh"_s, {u"-f"_s, u"-c"_s, script});
    QVERIFY2(said.code == 0, qPrintable(said.text));
    QVERIFY2(said.text.contains(u"--fail-on["_s), qPrintable(said.text));
    QVERIFY(said.text.contains(u":SEVERITY:(low medium high critical)"_s));
    QVERIFY(!said.text.contains(u"--each-customer"_s));
}

void TestWordCommands::theSchemaIsPrinted()
{
    const auto schema = Program::run({u"schema"_s, u"report"_s});
    QCOMPARE(schema.code, 0);
    const auto json = nlohmann::json::parse(schema.out.toStdString());
    QCOMPARE(json.at("properties").at("format").at("const").get<int>(), 1);
    const auto secrets = Program::run({u"schema"_s, u"secrets"_s});
    QVERIFY(secrets.out.contains("\"client_secret\""));
}

void TestWordCommands::otherWordsAreRefused()
{
    const auto schema = Program::run({u"schema"_s, u"reports"_s});
    QCOMPARE(schema.code, 2);
    QVERIFY(schema.err.contains("tenantry-cli schema report"));
    const auto shell = Program::run({u"completion"_s, u"tcsh"_s});
    QCOMPARE(shell.code, 2);
    QVERIFY(shell.err.contains("bash, zsh, fish"));
}

QTEST_MAIN(TestWordCommands)
#include "tst_wordcommands.moc"
