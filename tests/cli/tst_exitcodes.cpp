#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QDir>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr auto secret = "n0t-a-real-secret-but-long-enough-to-look-like-one-0123456789abcd";
const Program::Variables withSecret{{u"AUTH0_CLIENT_SECRET"_s, QString::fromLatin1(secret)}};

/// What every failure must say, and what it must never show.
void checkWords(const Program::Result &result)
{
    QVERIFY2(result.err.startsWith("tenantry-cli: "), result.err.constData());
    QVERIFY2(result.err.contains("\n  Why: "), result.err.constData());
    QVERIFY(!result.err.contains(secret));
    QCOMPARE(result.out, QByteArray());
}

} // namespace

class TestExitCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersionAreDone();
    void usage_data();
    void usage();
    void authentication_data();
    void authentication();
    void network();
    void savedProfilesNeedTheirCredential();
    void tenantsTakesTheCommonOptions();
    void slipsInKeysAreToldWhatWasMeant();
};

void TestExitCodes::helpAndVersionAreDone()
{
    for (const QStringList &words :
         {QStringList{u"--help"_s}, QStringList{u"--version"_s}, QStringList{u"list"_s, u"--help"_s},
          QStringList{u"--help"_s, u"sandbox"_s}, QStringList{u"-h"_s}, QStringList{u"help"_s},
          QStringList{u"help"_s, u"policy"_s}}) {
        const auto result = Program::run(words);
        QCOMPARE(result.code, 0);
        QVERIFY(result.out.contains("tenantry-cli"));
        QCOMPARE(result.err, QByteArray());
    }
}

void TestExitCodes::usage_data()
{
    QTest::addColumn<QStringList>("words");
    const QStringList local{u"--base-url"_s, u"http://127.0.0.1:1"_s, u"--client-id"_s, u"x"_s};
    QTest::newRow("no tenant") << QStringList{u"list"_s, u"connections"_s};
    QTest::newRow("no kind") << QStringList{u"list"_s} + local;
    QTest::newRow("unknown kind") << QStringList{u"list"_s, u"rules"_s} + local;
    QTest::newRow("unknown profile") << QStringList{u"list"_s, u"users"_s, u"--tenant"_s, u"nobody"_s};
    QTest::newRow("no profiles") << QStringList{u"list"_s, u"users"_s, u"--all-tenants"_s};
    QTest::newRow("filter") << QStringList{u"list"_s, u"users"_s, u"--where"_s, u"email="_s} + local;
    QTest::newRow("a word for a number") << QStringList{u"list"_s, u"connections"_s, u"--where"_s, u"min_length<abc"_s}
            + local;
    QTest::newRow("a word for a number, to show")
        << QStringList{u"policy"_s, u"show"_s, u"--where"_s, u"min_length<abc"_s} + local;
    QTest::newRow("a word for a number, to write")
        << QStringList{u"policy"_s, u"set"_s, u"--set"_s, u"min_length=14"_s, u"--where"_s, u"min_length<abc"_s}
            + local;
    QTest::newRow("column") << QStringList{u"list"_s, u"users"_s, u"--columns"_s, u"nmae"_s} + local;
    QTest::newRow("two ways") << QStringList{u"list"_s, u"users"_s, u"--domain"_s, u"a.auth0.com"_s} + local;
    QTest::newRow("not loopback") << QStringList{
        u"list"_s, u"users"_s, u"--base-url"_s, u"http://192.0.2.1:80"_s, u"--client-id"_s, u"x"_s};
    QTest::newRow("not a domain") << QStringList{
        u"list"_s, u"users"_s, u"--domain"_s, u"https://a.auth0.com/x"_s, u"--client-id"_s, u"x"_s};
    QTest::newRow("no client") << QStringList{u"list"_s, u"users"_s, u"--base-url"_s, u"http://127.0.0.1:1"_s};
    QTest::newRow("twice") << QStringList{u"list"_s, u"users"_s, u"--client-id"_s, u"y"_s} + local;
    QTest::newRow("CA file") << QStringList{u"list"_s, u"users"_s, u"--ca-file"_s, u"/absent.pem"_s} + local;
}

void TestExitCodes::usage()
{
    QFETCH(const QStringList, words);
    const auto result = Program::run(words, withSecret);
    QCOMPARE(result.code, 2);
    checkWords(result);
}

void TestExitCodes::authentication_data()
{
    QTest::addColumn<QString>("clientId");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("said");
    QTest::newRow("no secret, nobody to ask") << u"limited"_s << QString() << u"AUTH0_CLIENT_SECRET"_s;
    QTest::newRow("wrong secret") << u"limited"_s << u"another"_s << u"client"_s;
    QTest::newRow("unknown application") << u"unknown"_s << QString::fromLatin1(secret) << u"client"_s;
    QTest::newRow("missing scope") << u"limited"_s << QString::fromLatin1(secret) << u"read:connections"_s;
}

void TestExitCodes::authentication()
{
    QFETCH(const QString, clientId);
    QFETCH(const QString, given);
    QFETCH(const QString, said);
    Sandbox::Options options;
    Sandbox::ApiClient limited;
    limited.clientId = "limited";
    limited.clientSecret = secret;
    limited.scopes = {"read:clients"};
    options.clients = {limited};
    Sandbox::Server server(options, Sandbox::defaultEstate());
    server.start();
    Program::Variables variables;
    if (!given.isEmpty()) {
        variables.insert(u"AUTH0_CLIENT_SECRET"_s, given);
    }
    const auto result = Program::run({u"list"_s, u"connections"_s, u"--json"_s, u"--base-url"_s,
                                      QString::fromStdString(server.tenants()[0].url), u"--client-id"_s, clientId},
                                     variables);
    QCOMPARE(result.code, 3);
    checkWords(result);
    QVERIFY2(result.err.contains(said.toUtf8()), result.err.constData());
}

void TestExitCodes::network()
{
    quint16 port = 0;
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        port = taken.serverPort();
    }
    const auto result = Program::run(
        {u"list"_s, u"connections"_s, u"--base-url"_s, u"http://127.0.0.1:%1"_s.arg(port), u"--client-id"_s, u"x"_s},
        withSecret);
    QCOMPARE(result.code, 4);
    checkWords(result);
    QVERIFY2(result.err.contains("127.0.0.1:" + QByteArray::number(port)), result.err.constData());
}

void TestExitCodes::savedProfilesNeedTheirCredential()
{
    const QTemporaryDir folder;
    {
        const auto settings = Settings::SettingsStore::open(folder.filePath(u"tenantry"_s));
        QVERIFY(settings);
        Settings::ProfileStore profiles((*settings)->file());
        for (const QString &name : {u"acme-eu"_s, u"acme \x1b[31mus"_s, u"acme-us"_s}) {
            Domain::TenantProfile profile;
            profile.name = name;
            profile.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
            profile.clientId = u"x"_s;
            (void)profiles.add(profile); // the second is refused: its name holds a control character
        }
        QCOMPARE(profiles.profiles().size(), 2);
    }
    // No session bus: no keychain.
    const Program::Variables variables{{u"XDG_CONFIG_HOME"_s, folder.path()},
                                       {u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/absent"_s}};
    const auto tenants = Program::run({u"tenants"_s, u"--json"_s}, variables);
    QCOMPARE(tenants.code, 0);
    QVERIFY(tenants.out.contains("\"name\":\"acme-eu\""));
    const auto result = Program::run({u"list"_s, u"connections"_s, u"--json"_s, u"--all-tenants"_s}, variables);
    QCOMPARE(result.code, 3);
    checkWords(result);
    QVERIFY(result.err.contains("acme-eu: ") && result.err.contains("acme-us: ")); // which failed, each
    QVERIFY2(result.err.count("There is no keychain") == 1, result.err.constData()); // why, once
    QVERIFY2(result.err.contains("What to do: ") && result.err.contains("AUTH0_CLIENT_SECRET"), result.err.constData());
}

void TestExitCodes::tenantsTakesTheCommonOptions()
{
    const QTemporaryDir folder;
    const Program::Variables variables{{u"XDG_CONFIG_HOME"_s, folder.path()}};
    const auto none = Program::run({u"--all-tenants"_s, u"tenants"_s}, variables);
    QCOMPARE(none.code, 0);
    QCOMPARE(none.out, QByteArray());
    QVERIFY(none.err.contains("no profiles"));
    QCOMPARE(Program::run({u"tenants"_s, u"--json"_s}, variables).out, QByteArray("[]\n"));
    {
        const auto settings = Settings::SettingsStore::open(folder.filePath(u"tenantry"_s));
        QVERIFY(settings);
        Settings::ProfileStore profiles((*settings)->file());
        for (const QString &name : {u"acme-eu"_s, u"acme-us"_s}) {
            Domain::TenantProfile profile;
            profile.name = name;
            profile.domain = name + u".auth0.com"_s;
            profile.clientId = u"x"_s;
            QVERIFY(profiles.add(profile));
        }
    }
    for (const QStringList &words : {QStringList{u"tenants"_s}, QStringList{u"tenants"_s, u"--all-tenants"_s},
                                     QStringList{u"--no-input"_s, u"tenants"_s, u"--ca-file"_s, u"x.pem"_s}}) {
        const auto result = Program::run(words, variables);
        QVERIFY2(result.code == 0, result.err.constData());
        QVERIFY(result.out.contains("acme-eu") && result.out.contains("acme-us"));
    }
    const auto one = Program::run({u"--tenant"_s, u"acme-us"_s, u"--tenant"_s, u"ACME-US"_s, u"tenants"_s, u"--json"_s},
                                  variables);
    QVERIFY2(one.code == 0, one.err.constData());
    QCOMPARE(one.out.count("\"name\":"), 1);
    QVERIFY(one.out.contains("acme-us.auth0.com") && !one.out.contains("acme-eu"));
    QCOMPARE(Program::run({u"tenants"_s, u"--tenant"_s, u"nobody"_s}, variables).code, 2);
    const auto named = Program::run(
        {u"--base-url"_s, u"http://127.0.0.1:4300"_s, u"--client-id"_s, u"x"_s, u"--json"_s, u"tenants"_s}, withSecret);
    QCOMPARE(named.code, 0); // nothing listens there, and nothing is sent
    QVERIFY(named.out.contains("\"base_url\":\"http://127.0.0.1:4300\""));
    QVERIFY(!named.out.contains(secret) && !named.err.contains(secret));
}

void TestExitCodes::slipsInKeysAreToldWhatWasMeant()
{
    const auto slip = Program::run({u"policy"_s, u"set"_s, u"--set"_s, u"min_lenght=14"_s});
    QCOMPARE(slip.code, 2);
    QVERIFY2(slip.err.contains("Did you mean “min_length”?"), slip.err.constData());
    const auto value = Program::run({u"policy"_s, u"set"_s, u"--set"_s, u"min_length=x"_s});
    QVERIFY2(!value.err.contains("Did you mean"), value.err.constData());
    // The error names the keys, and so does the help.
    const auto help = Program::run({u"policy"_s, u"--help"_s});
    const QByteArray error = slip.err.mid(slip.err.indexOf("keys are ") + 9);
    const QList<QByteArray> keys = error.first(error.indexOf('.')).split(',');
    QCOMPARE(keys.size(), 12);
    for (const QByteArray &key : keys) {
        QVERIFY2(help.out.contains(key.trimmed()), key.constData());
    }
    const auto check = Program::run({u"check"_s, u"--only"_s, u"lock.databse-connections"_s});
    QCOMPARE(check.code, 2);
    QVERIFY2(check.err.contains("Did you mean “lock.database-connections”?"), check.err.constData());
    const auto part = Program::run({u"check"_s, u"--only"_s, u"lock.databse"_s});
    QVERIFY2(part.err.contains("Did you mean “lock.database-connections”?"), part.err.constData());
}

QTEST_GUILESS_MAIN(TestExitCodes)
#include "tst_exitcodes.moc"
