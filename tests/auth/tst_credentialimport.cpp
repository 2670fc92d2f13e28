#include "auth/credentialimport.h"
#include "auth/tokensources.h"

#include "auth/waiting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Auth::ImportFormat;
using Auth::Proposal;
using Auth::SecretPlace;
using Domain::CredentialKind;

namespace {

const QString canary = u"cAnArY-Very-Secret-1"_s;

QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

/// Everything a proposal says, so that a secret in it would be found.
QString textOf(const Proposal &proposal)
{
    const auto &profile = proposal.profile;
    const auto &place = proposal.place;
    return QStringList{
        proposal.source,  profile.id.text(),    profile.name,  profile.domain, profile.baseUrl.toString(),
        profile.clientId, profile.keyAlgorithm, profile.color, profile.caFile, profile.metadataSchemaFile,
        place.path,       place.label,          place.name,    place.account,  proposal.remarks.join(u'\n')}
        .join(u'\n');
}

} // namespace

class TestCredentialImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void deployCliEnvironment();
    void terraformEnvironment();
    void checkmateEnvironment();
    void nothingWithoutADomain();
    void dotEnv_data();
    void dotEnv();
    void dotEnvFileIsReadUponAcceptance();
    void deployCliConfig();
    void auth0CliConfig();
    void terraformProviders();
    void blocksWithoutAnAliasKeepTheirSecrets();
    void customDomainGivesWayToTheAudience();
    void refusesWhatIsNoConfig_data();
    void refusesWhatIsNoConfig();
    void readsNothingThatIsGone();
    void guessesFormats();
    void environmentOfTheCommandLine_data();
    void environmentOfTheCommandLine();

private:
    QString write(const QString &name, const QByteArray &text) const;
    Auth::StoreOutcome<Auth::Secret> accept(const Proposal &proposal) const;

    std::unique_ptr<QTemporaryDir> m_home;
    QMap<QString, QString> m_environment;
};

void TestCredentialImport::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_environment.clear();
}

QString TestCredentialImport::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_home->filePath(name));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(text);
    }
    return file.fileName();
}

Auth::StoreOutcome<Auth::Secret> TestCredentialImport::accept(const Proposal &proposal) const
{
    Auth::CredentialReader reader(m_environment);
    return Waiting::answer<Auth::Secret>([&](QObject *context, auto callback) {
               reader.read(proposal.place, proposal.format, context, callback);
           })
        .value();
}

void TestCredentialImport::deployCliEnvironment()
{
    m_environment = {{u"AUTH0_DOMAIN"_s, u"acme.eu.auth0.com"_s},
                     {u"AUTH0_CLIENT_ID"_s, u"abc"_s},
                     {u"AUTH0_CLIENT_SECRET"_s, canary},
                     {u"AUTH0_ACCESS_TOKEN"_s, canary + u'2'},
                     {u"PATH"_s, u"/usr/bin"_s}};
    const auto proposals = Auth::proposalsFrom(m_environment);
    QCOMPARE(proposals.size(), 2);
    QCOMPARE(proposals[0].profile.name, u"acme"_s);
    QCOMPARE(proposals[0].profile.domain, u"acme.eu.auth0.com"_s);
    QCOMPARE(proposals[0].profile.clientId, u"abc"_s);
    QCOMPARE(proposals[0].profile.credential, CredentialKind::ClientSecret);
    QVERIFY(proposals[0].profile.readOnly);
    QCOMPARE(proposals[0].place.name, u"AUTH0_CLIENT_SECRET"_s);
    QCOMPARE(proposals[1].profile.credential, CredentialKind::Token);
    for (const Proposal &proposal : proposals) {
        QVERIFY2(!textOf(proposal).contains(canary), "a proposal holds no secret");
    }
    QVERIFY(accept(proposals[0])->reveal() == canary.toUtf8());
    QVERIFY(accept(proposals[1])->reveal() == canary.toUtf8() + '2');
}

void TestCredentialImport::terraformEnvironment()
{
    m_environment = {{u"AUTH0_DOMAIN"_s, u"acme.us.auth0.com"_s},
                     {u"AUTH0_CLIENT_ID"_s, u"abc"_s},
                     {u"AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"_s, u"-----BEGIN"_s + canary},
                     {u"AUTH0_CLIENT_ASSERTION_SIGNING_ALG"_s, u"PS256"_s},
                     {u"AUTH0_API_TOKEN"_s, canary}};
    const auto proposals = Auth::proposalsFrom(m_environment);
    QCOMPARE(proposals.size(), 2);
    QCOMPARE(proposals[0].profile.credential, CredentialKind::PrivateKey);
    QCOMPARE(proposals[0].profile.keyAlgorithm, u"PS256"_s);
    QCOMPARE(proposals[1].place.name, u"AUTH0_API_TOKEN"_s);
    QVERIFY(!proposals[1].remarks.isEmpty());
    QVERIFY(accept(proposals[0])->reveal().startsWith("-----BEGIN"));
}

void TestCredentialImport::checkmateEnvironment()
{
    m_environment = {{u"AUTH0CHECKMATE_DOMAIN"_s, u"https://Acme.eu.auth0.com/"_s},
                     {u"AUTH0CHECKMATE_CLIENT_ID"_s, u"abc"_s},
                     {u"AUTH0CHECKMATE_CLIENT_SECRET"_s, canary}};
    const auto proposals = Auth::proposalsFrom(m_environment);
    QCOMPARE(proposals.size(), 1);
    QCOMPARE(proposals[0].profile.domain, u"acme.eu.auth0.com"_s);
    QVERIFY(accept(proposals[0])->reveal() == canary.toUtf8());
}

void TestCredentialImport::nothingWithoutADomain()
{
    QVERIFY(Auth::proposalsFrom({}).isEmpty());
    QVERIFY(Auth::proposalsFrom({{u"AUTH0_CLIENT_ID"_s, u"a"_s}, {u"AUTH0_CLIENT_SECRET"_s, canary}}).isEmpty());
    QVERIFY(Auth::proposalsFrom({{u"AUTH0_DOMAIN"_s, u"a.auth0.com"_s}, {u"AUTH0_CLIENT_SECRET"_s, canary}}).isEmpty());
}

void TestCredentialImport::dotEnv_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << u"A=b c"_s << u"b c"_s;
    QTest::newRow("blanks") << u"  A = b  "_s << u"b"_s;
    QTest::newRow("export") << u"export A=b"_s << u"b"_s;
    QTest::newRow("comment") << u"A=b # not this"_s << u"b"_s;
    QTest::newRow("hash in the value") << u"A=b#c"_s << u"b#c"_s;
    QTest::newRow("single quotes") << u"A='b # $HOME \"c\"'"_s << u"b # $HOME \"c\""_s;
    QTest::newRow("double quotes") << u"A=\"b \\\"c\\\"\" # x"_s << u"b \"c\""_s;
    QTest::newRow("several lines") << u"A=\"-----BEGIN\nkey\n-----END\""_s << u"-----BEGIN\nkey\n-----END"_s;
    QTest::newRow("written line breaks") << u"A=\"b\\nc\""_s << u"b\nc"_s;
    QTest::newRow("windows") << u"X=1\r\nA=b\r\nY=2"_s << u"b"_s;
    QTest::newRow("last wins") << u"A=a\nA=b"_s << u"b"_s;
    QTest::newRow("not expanded") << u"A=$(id)"_s << u"$(id)"_s;
    QTest::newRow("commented out") << u"#A=b"_s << QString();
    QTest::newRow("empty") << u"A=\nB=c"_s << QString();
    QTest::newRow("open quote") << u"A='b"_s << QString();
}

void TestCredentialImport::dotEnv()
{
    QFETCH(const QString, text);
    QFETCH(const QString, value);
    const QString parsed = Auth::parseDotEnv(text).value(u"A"_s);
    if (QByteArray(QTest::currentDataTag()) == "open quote") {
        QVERIFY(parsed.size() <= 2); // whatever it is, it ends with the line
    } else {
        QCOMPARE(parsed, value);
    }
}

void TestCredentialImport::dotEnvFileIsReadUponAcceptance()
{
    const QByteArray text = "AUTH0_DOMAIN=acme.eu.auth0.com\nAUTH0_CLIENT_ID=abc\nAUTH0_CLIENT_SECRET='"
        + canary.toUtf8()
        + "'\nAUTH0CHECKMATE_DOMAIN=beta.eu.auth0.com\nAUTH0CHECKMATE_CLIENT_ID=def\n"
          "AUTH0CHECKMATE_CLIENT_SECRET=other\n";
    const QString path = write(u".env"_s, text);
    const auto proposals = Auth::proposalsFrom(ImportFormat::DotEnv, path, text).value();
    QCOMPARE(proposals.size(), 2);
    QVERIFY(!textOf(proposals[0]).contains(canary));
    QVERIFY(accept(proposals[0])->reveal() == canary.toUtf8());
    QVERIFY(accept(proposals[1])->reveal() == "other");
}

void TestCredentialImport::deployCliConfig()
{
    const QString key = write(u"key.pem"_s, "-----BEGIN " + canary.toUtf8());
    const QByteArray text = quoted("{'AUTH0_DOMAIN':'acme.eu.auth0.com','AUTH0_CLIENT_ID':'abc','AUTH0_CLIENT_SECRET':'"
                                   + canary.toUtf8() + "','AUTH0_CLIENT_SIGNING_KEY_PATH':'" + key.toUtf8()
                                   + "','AUTH0_CLIENT_SIGNING_ALGORITHM':'RS384','AUTH0_ALLOW_DELETE':false}");
    const auto proposals = Auth::proposalsFrom(ImportFormat::DeployCli, write(u"config.json"_s, text), text).value();
    QCOMPARE(proposals.size(), 2);
    QVERIFY(!textOf(proposals[0]).contains(canary));
    QVERIFY(accept(proposals[0])->reveal() == canary.toUtf8());
    QCOMPARE(proposals[1].profile.keyAlgorithm, u"RS384"_s);
    QCOMPARE(proposals[1].place.kind, SecretPlace::Kind::KeyFile);
    QVERIFY(accept(proposals[1])->reveal().startsWith("-----BEGIN"));
}

void TestCredentialImport::auth0CliConfig()
{
    const QByteArray text = quoted("{'install_id':'x','default_tenant':'acme.eu.auth0.com','tenants':{"
                                   "'acme.eu.auth0.com':{'name':'acme','domain':'acme.eu.auth0.com','client_id':'abc',"
                                   "'scopes':['read:users'],'expires_at':'2026-01-01T00:00:00Z'},"
                                   "'beta.us.auth0.com':{'name':'beta','domain':'beta.us.auth0.com'},"
                                   "'old.auth0.com':{'access_token':'"
                                   + canary.toUtf8() + "'},'broken':7}}");
    const QString path = write(u"config.json"_s, text);
    const auto proposals = Auth::proposalsFrom(ImportFormat::Auth0Cli, path, text).value();
    QCOMPARE(proposals.size(), 3);
    QCOMPARE(proposals[0].place,
             (SecretPlace{SecretPlace::Kind::Keychain, {}, {}, u"Auth0 CLI Client Secret"_s, u"acme.eu.auth0.com"_s}));
    QCOMPARE(proposals[1].place.kind, SecretPlace::Kind::KeychainParts);
    QCOMPARE(proposals[1].profile.credential, CredentialKind::Token);
    QCOMPARE(proposals[2].profile.domain, u"old.auth0.com"_s);
    QVERIFY(!textOf(proposals[2]).contains(canary));
    QVERIFY(accept(proposals[2])->reveal() == canary.toUtf8());
    QCOMPARE(Auth::auth0CliConfig(u"/h"_s), u"/h/.config/auth0/config.json"_s);
}

void TestCredentialImport::terraformProviders()
{
    const QByteArray text = "# provider \"auth0\" { domain = \"commented.auth0.com\" }\n"
                            "provider \"auth0\" {\n  domain        = \"acme.eu.auth0.com\" \n  client_id = \"abc\"\n"
                            "  client_secret = \""
        + canary.toUtf8()
        + "\"\n  debug = true\n}\n\nprovider \"auth0\" {\n  alias = \"us\"\n  domain = \"acme.us.auth0.com\"\n"
          "  nested {\n    x = \"}\"\n  }\n  api_token = \"t0ken\" // here\n}\n"
          "provider \"auth0\" {\n  alias = \"vars\"\n  domain = var.domain\n  client_id = \"${var.id}\"\n}\n"
          "provider \"aws\" {\n  domain = \"no.auth0.com\"\n}\n";
    const QString path = write(u"main.tf"_s, text);
    const auto proposals = Auth::proposalsFrom(ImportFormat::Terraform, path, text).value();
    QCOMPARE(proposals.size(), 2);
    QCOMPARE(proposals[0].profile.domain, u"acme.eu.auth0.com"_s);
    QCOMPARE(proposals[1].profile.name, u"acme (us)"_s);
    QVERIFY(!textOf(proposals[0]).contains(canary));
    QVERIFY(accept(proposals[0])->reveal() == canary.toUtf8());
    QVERIFY(accept(proposals[1])->reveal() == "t0ken");
}

void TestCredentialImport::blocksWithoutAnAliasKeepTheirSecrets()
{
    const auto block = [](const QByteArray &domain, const QByteArray &clientId, const QByteArray &secret) {
        return "provider \"auth0\" {\n  domain = \"" + domain + "\"\n  client_id = \"" + clientId
            + "\"\n  client_secret = \"" + secret + "\"\n}\n";
    };
    const QByteArray text = block("acme.eu.auth0.com", "abc", "first") + block("beta.eu.auth0.com", "abc", "second")
        + block("beta.eu.auth0.com", "def", "third");
    const auto proposals = Auth::proposalsFrom(ImportFormat::Terraform, write(u"main.tf"_s, text), text).value();
    QCOMPARE(proposals.size(), 3);
    QVERIFY(accept(proposals[0])->reveal() == "first");
    QVERIFY(accept(proposals[1])->reveal() == "second");
    QVERIFY(accept(proposals[2])->reveal() == "third");
    write(u"main.tf"_s, block("gamma.eu.auth0.com", "abc", "of another")); // changed before it was accepted
    QVERIFY(!accept(proposals[0]));
}

void TestCredentialImport::customDomainGivesWayToTheAudience()
{
    const auto proposals = Auth::proposalsFrom({{u"AUTH0_DOMAIN"_s, u"login.acme.com"_s},
                                                {u"AUTH0_AUDIENCE"_s, u"https://acme.eu.auth0.com/api/v2/"_s},
                                                {u"AUTH0_CLIENT_ID"_s, u"abc"_s},
                                                {u"AUTH0_CLIENT_SECRET"_s, canary}});
    QCOMPARE(proposals.size(), 1);
    QCOMPARE(proposals[0].profile.domain, u"acme.eu.auth0.com"_s);
    QVERIFY(proposals[0].remarks.join(u' ').contains(u"login.acme.com"_s));
}

void TestCredentialImport::refusesWhatIsNoConfig_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << canary.toUtf8();
    QTest::newRow("list") << "[1]"_ba;
    QTest::newRow("deep") << QByteArray(100000, '[');
    QTest::newRow("huge") << QByteArray(qsizetype(2) * 1024 * 1024, ' ');
}

void TestCredentialImport::refusesWhatIsNoConfig()
{
    QFETCH(const QByteArray, text);
    for (const auto format : {ImportFormat::DeployCli, ImportFormat::Auth0Cli}) {
        const auto proposals = Auth::proposalsFrom(format, u"x"_s, text);
        QVERIFY(!proposals);
        QVERIFY(!proposals.error().contains(canary));
    }
}

void TestCredentialImport::readsNothingThatIsGone()
{
    Proposal proposal;
    proposal.place = {SecretPlace::Kind::Variable, {}, {}, u"AUTH0_CLIENT_SECRET"_s, {}};
    QCOMPARE(accept(proposal).error().kind, Auth::StoreError::Kind::NotFound);
    proposal.place = {SecretPlace::Kind::KeyFile, m_home->filePath(u"gone.pem"_s), {}, {}, {}};
    QVERIFY(accept(proposal).error().message.contains(u"gone.pem"_s));
    proposal.format = ImportFormat::DotEnv;
    proposal.place = {SecretPlace::Kind::Member, write(u".env"_s, "A=b"), u"AUTH0_"_s, u"AUTH0_CLIENT_SECRET"_s, {}};
    QVERIFY(!accept(proposal));
}

void TestCredentialImport::guessesFormats()
{
    QCOMPARE(Auth::formatOf(u"/x/main.tf"_s, "{"), ImportFormat::Terraform);
    QCOMPARE(Auth::formatOf(u"config.json"_s, " {\"tenants\":{}}"), ImportFormat::Auth0Cli);
    QCOMPARE(Auth::formatOf(u"config.json"_s, "{\"AUTH0_DOMAIN\":1}"), ImportFormat::DeployCli);
    QCOMPARE(Auth::formatOf(u".env"_s, "A=b"), ImportFormat::DotEnv);
}

void TestCredentialImport::environmentOfTheCommandLine_data()
{
    QTest::addColumn<QStringList>("set");
    QTest::addColumn<bool>("hasClientId");
    QTest::addColumn<QString>("variable");
    const QString secret = u"AUTH0_CLIENT_SECRET"_s;
    const QString access = u"AUTH0_ACCESS_TOKEN"_s;
    const QString api = u"AUTH0_API_TOKEN"_s;
    QTest::newRow("secret") << QStringList{secret, access} << true << secret;
    QTest::newRow("token without a client") << QStringList{secret, access, api} << false << access;
    QTest::newRow("Terraform's name") << QStringList{api} << false << api;
    QTest::newRow("token although there is a client") << QStringList{api} << true << api;
    QTest::newRow("nothing") << QStringList{} << false << QString();
    QTest::newRow("nothing for the client") << QStringList{} << true << QString();
    QTest::newRow("secret without a client") << QStringList{secret} << false << QString();
}

void TestCredentialImport::environmentOfTheCommandLine()
{
    QFETCH(const QStringList, set);
    QFETCH(const bool, hasClientId);
    QFETCH(const QString, variable);
    QMap<QString, QString> environment;
    for (const QString &name : set) {
        environment.insert(name, canary);
    }
    const auto found = Auth::credentialFrom(environment, hasClientId);
    QCOMPARE(found.has_value(), !variable.isEmpty());
    if (found) {
        QCOMPARE(found->variable, variable);
        QVERIFY(found->secret.reveal() == canary.toUtf8());
        QCOMPARE(found->kind == CredentialKind::ClientSecret, variable == u"AUTH0_CLIENT_SECRET"_s);
    } else {
        QVERIFY(found.error().contains(u"AUTH0_CLIENT_SECRET"_s));
    }
}

QTEST_GUILESS_MAIN(TestCredentialImport)

#include "tst_credentialimport.moc"
