#include "cli/checkoutput.h"
#include "cli/commandtable.h"
#include "cli/helptext.h"
#include "cli/parse.h"
#include "cli/terminaltext.h"
#include "cli/texttable.h"
#include "json/finding_json.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Cli::Outcome<Cli::Invocation> parsed(const QStringList &words)
{
    return Cli::parse(QStringList{u"tenantry-cli"_s} + words);
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void optionsStandBeforeOrAfter_data();
    void optionsStandBeforeOrAfter();
    void whatCannotBeMeantIsUsage_data();
    void whatCannotBeMeantIsUsage();
    void whatStandsTwiceIsNamed();
    void anUnknownOptionIsNamedAsItIsWritten();
    void whatIsNearIsOffered_data();
    void whatIsNearIsOffered();
    void aSecretIsNoOption();
    void tenantsMayBeRepeated();
    void helpIsAskedForInSeveralWays_data();
    void helpIsAskedForInSeveralWays();
    void everyCommandAndOptionIsInTheHelp();
    void theHelpSaysWhatIsMasked();
    void hostileTextCannotReachTheTerminal_data();
    void hostileTextCannotReachTheTerminal();
    void columnsStandUnderEachOther();
    void findingsOfSeveralTenantsNameThem();
};

void TestCommandLine::optionsStandBeforeOrAfter_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("before") << QStringList{u"--json"_s, u"--no-input"_s, u"tenants"_s};
    QTest::newRow("after") << QStringList{u"tenants"_s, u"--json"_s, u"--no-input"_s};
    QTest::newRow("around") << QStringList{u"--json"_s, u"tenants"_s, u"--no-input"_s};
}

void TestCommandLine::optionsStandBeforeOrAfter()
{
    QFETCH(const QStringList, words);
    const auto invocation = parsed(words);
    QVERIFY(invocation);
    QCOMPARE(QString(invocation->command->name), u"tenants"_s);
    QVERIFY(invocation->arguments.has(Cli::OptionName::json));
    QVERIFY(invocation->arguments.has(Cli::OptionName::noInput));
    QVERIFY(invocation->arguments.words().isEmpty());
}

void TestCommandLine::whatCannotBeMeantIsUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("only an option") << QStringList{u"--json"_s};
    QTest::newRow("unknown command") << QStringList{u"tenant"_s};
    QTest::newRow("unknown option") << QStringList{u"tenants"_s, u"--jsn"_s};
    QTest::newRow("a word too many") << QStringList{u"tenants"_s, u"all"_s};
    QTest::newRow("a value for a flag") << QStringList{u"tenants"_s, u"--json=yes"_s};
    QTest::newRow("no value") << QStringList{u"tenants"_s, u"--tenant"_s};
    QTest::newRow("another command's option") << QStringList{u"tenants"_s, u"--where"_s, u"name=x"_s};
    QTest::newRow("twice") << QStringList{u"list"_s, u"users"_s, u"--where"_s, u"a=1"_s, u"--where"_s, u"b=2"_s};
    QTest::newRow("empty") << QStringList{u"report"_s, u"--customer"_s, QString()};
    QTest::newRow("empty, behind a sign") << QStringList{u"export"_s, u"terraform"_s, u"--connections="_s};
    QTest::newRow("twice the same") << QStringList{u"sandbox"_s, u"--port"_s, u"1"_s, u"--port"_s, u"1"_s};
    QTest::newRow("twice, before and behind")
        << QStringList{u"--domain"_s, u"a.auth0.com"_s, u"list"_s, u"users"_s, u"--domain=b.auth0.com"_s};
    QTest::newRow("help for nothing there is") << QStringList{u"help"_s, u"listing"_s};
}

void TestCommandLine::whatCannotBeMeantIsUsage()
{
    QFETCH(const QStringList, words);
    const auto invocation = parsed(words);
    QVERIFY(!invocation);
    QCOMPARE(int(invocation.error().code), 2);
    QVERIFY(!invocation.error().happened.isEmpty());
    QVERIFY(!invocation.error().why.isEmpty());
    QVERIFY(invocation.error().advice.contains("--help"_L1));
}

void TestCommandLine::whatStandsTwiceIsNamed()
{
    const auto invocation
        = parsed({u"list"_s, u"users"_s, u"--columns"_s, u"id"_s, u"--columns"_s, u"name"_s, u"--json"_s});
    QVERIFY(!invocation);
    QVERIFY(invocation.error().happened.contains("--columns"_L1));
    QVERIFY(invocation.error().why.contains(u"“id” and “name”"_s));
    QVERIFY(parsed({u"tenants"_s, u"--json"_s, u"--json"_s})); // a flag means the same twice
}

void TestCommandLine::anUnknownOptionIsNamedAsItIsWritten()
{
    for (const QString &option : {u"-x"_s, u"--frobnicate"_s}) {
        const auto invocation = parsed({u"tenants"_s, option});
        QVERIFY(!invocation);
        QCOMPARE(invocation.error().happened, u"There is no option %1."_s.arg(option));
    }
}

void TestCommandLine::whatIsNearIsOffered_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("said");
    QTest::newRow("command") << QStringList{u"lsit"_s, u"connections"_s} << u"Did you mean “list”? "_s;
    QTest::newRow("option") << QStringList{u"list"_s, u"users"_s, u"--whre"_s, u"a=1"_s}
                            << u"Did you mean “--where”? tenantry-cli list --help"_s;
    QTest::newRow("nothing near") << QStringList{u"tenants"_s, u"--frobnicate"_s} << u"tenantry-cli tenants --help"_s;
    QTest::newRow("no value") << QStringList{u"list"_s, u"users"_s, u"--where"_s} << u"tenantry-cli list --help"_s;
}

void TestCommandLine::whatIsNearIsOffered()
{
    QFETCH(const QStringList, words);
    QFETCH(const QString, said);
    const auto invocation = parsed(words);
    QVERIFY(!invocation);
    QVERIFY2(invocation.error().advice.startsWith(said), qPrintable(invocation.error().advice));
}

void TestCommandLine::aSecretIsNoOption()
{
    for (const QString &option : {u"--client-secret"_s, u"--token"_s, u"--access-token"_s}) {
        const auto invocation = parsed({u"list"_s, u"users"_s, option, u"s3cret"_s});
        QVERIFY(!invocation);
        QVERIFY2(invocation.error().advice.contains("AUTH0_CLIENT_SECRET"_L1), qPrintable(invocation.error().advice));
        QVERIFY(!(invocation.error().happened + invocation.error().why).contains("s3cret"_L1));
    }
}

void TestCommandLine::tenantsMayBeRepeated()
{
    const auto invocation = parsed({u"--tenant"_s, u"a"_s, u"list"_s, u"users"_s, u"--tenant"_s, u"b"_s});
    QVERIFY(invocation);
    QCOMPARE(invocation->arguments.values(Cli::OptionName::tenant), QStringList({u"a"_s, u"b"_s}));
}

void TestCommandLine::helpIsAskedForInSeveralWays_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("command");
    QTest::newRow("--help") << QStringList{u"--help"_s} << QString();
    QTest::newRow("-h") << QStringList{u"-h"_s} << QString();
    QTest::newRow("help") << QStringList{u"help"_s} << QString();
    QTest::newRow("help --json") << QStringList{u"help"_s, u"--json"_s} << QString();
    QTest::newRow("list --help") << QStringList{u"list"_s, u"--help"_s} << u"list"_s;
    QTest::newRow("list users -h") << QStringList{u"list"_s, u"users"_s, u"-h"_s} << u"list"_s;
    QTest::newRow("-h list") << QStringList{u"-h"_s, u"list"_s} << u"list"_s;
    QTest::newRow("help list") << QStringList{u"help"_s, u"list"_s} << u"list"_s;
    QTest::newRow("help policy show") << QStringList{u"help"_s, u"policy"_s, u"show"_s} << u"policy"_s;
}

void TestCommandLine::helpIsAskedForInSeveralWays()
{
    QFETCH(const QStringList, words);
    QFETCH(const QString, command);
    const auto invocation = parsed(words);
    QVERIFY(invocation);
    QVERIFY(invocation->arguments.has(Cli::OptionName::help));
    QCOMPARE(invocation->command == nullptr ? QString() : QString(invocation->command->name), command);
}

void TestCommandLine::theHelpSaysWhatIsMasked()
{
    const QString help = Cli::helpText(*Cli::findCommand(u"list"));
    for (const QString &word : {u"[REDACTED]"_s, u"schema secrets"_s, u"parent/*"_s, u"signing_keys/cert"_s}) {
        QVERIFY2(help.contains(word), qPrintable(word));
    }
    QFile list(QFINDTESTDATA("../../resources/secrets.json"));
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QByteArray entries = list.readAll();
    for (const char *example : {"\"client_secret\"", "\"signing_keys/cert\"", "\"configuration/*\""}) {
        QVERIFY2(entries.contains(example), example); // what the help names as examples is in the list
    }
}

void TestCommandLine::everyCommandAndOptionIsInTheHelp()
{
    const QString whole = Cli::helpText();
    for (const Cli::Command &command : Cli::commands()) {
        QVERIFY2(whole.contains(u"\n  "_s + command.name), command.name.data());
        const QString own = Cli::helpText(command);
        for (const Cli::Option &option : Cli::optionsOf(command)) {
            QVERIFY2(own.contains(u" --"_s + option.name), option.name.data());
        }
    }
    QVERIFY(whole.contains("\n  help [COMMAND]"_L1));
    for (int code : {0, 2, 3, 4, 5, 6}) {
        QVERIFY2(whole.contains(u"\n  %1  "_s.arg(code)), qPrintable(QString::number(code)));
    }
    for (const QString &line : whole.split(u'\n')) {
        QVERIFY2(line.size() <= 100, qPrintable(line));
    }
}

void TestCommandLine::hostileTextCannotReachTheTerminal_data()
{
    QTest::addColumn<QString>("hostile");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"Acme GmbH & Cö 株"_s << u"Acme GmbH & Cö 株"_s;
    QTest::newRow("escape sequence") << u"\x1b[31mred"_s << u"\\u{1B}[31mred"_s;
    QTest::newRow("title by C1") << u"\u009d0;x\u009c"_s << u"\\u{9D}0;x\\u{9C}"_s;
    QTest::newRow("new line") << u"a\nb\rc\td"_s << u"a\\u{A}b\\u{D}c\\u{9}d"_s;
    QTest::newRow("delete") << u"a\u007fb"_s << u"a\\u{7F}b"_s;
    QTest::newRow("right to left override") << u"a\u202Eb"_s << u"a\\u{202E}b"_s;
    QTest::newRow("isolate") << u"a\u2066b\u2069"_s << u"a\\u{2066}b\\u{2069}"_s;
    QTest::newRow("zero width") << u"a\u200Bb"_s << u"a\\u{200B}b"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\\u{2028}b"_s;
}

void TestCommandLine::hostileTextCannotReachTheTerminal()
{
    QFETCH(const QString, hostile);
    QFETCH(const QString, shown);
    QCOMPARE(Cli::terminalText(hostile), shown);
    Cli::TextTable table({{u"Name"_s}});
    table.add({hostile});
    QCOMPARE(table.text(), u"Name\n"_s + shown + u'\n');
}

void TestCommandLine::columnsStandUnderEachOther()
{
    Cli::TextTable table({{u"Name"_s}, {u"Count"_s, Cli::TextTable::Alignment::Right}, {u"Id"_s}});
    table.add({u"Acme"_s, u"7"_s, u"a"_s});
    table.add({u"株式会社"_s, u"1200"_s, u"b"_s});
    table.add({u"é"_s, u""_s, u""_s}); // a letter and a combining accent
    QCOMPARE(table.text(),
             u"Name      Count  Id\n"
             "Acme          7  a\n"
             "株式会社   1200  b\n"
             "é\n"_s);
    Cli::TextTable wide({{u"Name"_s}});
    wide.add({u"0123456789"_s});
    QCOMPARE(wide.text(5), u"Name\n0123…\n"_s);
    QCOMPARE(wide.text(), u"Name\n0123456789\n"_s);
}

void TestCommandLine::findingsOfSeveralTenantsNameThem()
{
    Domain::Finding finding;
    finding.check = u"lock.database-connections"_s;
    finding.severity = Domain::Severity::High;
    finding.subject = {Domain::FindingSubject::Kind::Application, u"app"_s, u"Portal\u001b[2J"_s};
    finding.message = u"Full."_s;
    finding.advice = u"Make room."_s;
    const QList<Cli::TenantFindings> tenants{{u"one"_s, {finding}}, {u"two"_s, {}}, {u"three"_s, {finding}}};
    const QString several = Cli::text(tenants, true, 0);
    QVERIFY(several.startsWith("high (2)\nTenant"_L1));
    QVERIFY(several.contains("\none "_L1) && several.contains("\nthree "_L1) && !several.contains("two"_L1));
    QCOMPARE(several.count("lock.database-connections: Make room."_L1), 1);
    QVERIFY(several.endsWith("Findings: 0 critical, 2 high, 0 medium, 0 low.\n"_L1));
    QVERIFY(!several.contains(QChar(0x1b))); // names are hostile
    QVERIFY(!Cli::text({{u"one"_s, {finding}}}, false, 0).contains("Tenant"_L1));
    QCOMPARE(Cli::text({}, false, 0), u"Findings: 0 critical, 0 high, 0 medium, 0 low.\n"_s);
    QVERIFY(!Json::write(finding, u"one\u001b"_s).contains('\x1b'));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
