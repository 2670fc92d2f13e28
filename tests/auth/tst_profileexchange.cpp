#include "auth/profileexchange.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Domain::TenantProfile;
using Settings::Problem;

namespace {

QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray file(const QByteArray &profiles, const QByteArray &version = "1")
{
    return quoted("{'format':'tenantry-profiles','version':" + version + ",'profiles':" + profiles + "}");
}

const QByteArray acme
    = "{'name':'Acme','domain':'acme.eu.auth0.com','clientId':'abc','credential':'secret','environment':'production'}";

} // namespace

class TestProfileExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWent();
    void takesNothingThatBelongsToThisComputer();
    void refusesHostileFiles_data();
    void refusesHostileFiles();
    void ignoresWhatItDoesNotKnow();
};

void TestProfileExchange::comesBackAsItWent()
{
    TenantProfile first;
    first.name = u"Café \"Ω\" <b>"_s;
    first.domain = u"acme.eu.auth0.com"_s;
    first.clientId = u"abc"_s;
    first.credential = Domain::CredentialKind::PrivateKey;
    first.keyAlgorithm = u"RS384"_s;
    first.environment = Domain::Environment::Staging;
    first.color = u"#123abc"_s;
    first.reservedShare = 0.25;
    first.plan = u"self-service"_s;
    TenantProfile second;
    second.name = u"Sandbox"_s;
    second.baseUrl = QUrl(u"http://127.0.0.1:4300"_s);
    second.credential = Domain::CredentialKind::Token;
    const auto imported = Auth::importedProfiles(Auth::exportedProfiles({first, second}));
    QVERIFY2(imported, qPrintable(imported ? QString() : imported.error().message));
    QCOMPARE(*imported, (QList{first, second}));
    QVERIFY(Auth::importedProfiles(Auth::exportedProfiles({}))->isEmpty());
}

void TestProfileExchange::takesNothingThatBelongsToThisComputer()
{
    TenantProfile profile;
    profile.id = Domain::TenantId(u"0b9c2f7e"_s);
    profile.name = u"Acme"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"abc"_s;
    profile.caFile = u"/etc/ssl/proxy.pem"_s;
    profile.metadataSchemaFile = u"/etc/metadata.schema.json"_s;
    profile.readOnly = false;
    const QByteArray text = Auth::exportedProfiles({profile});
    QVERIFY(!text.contains("0b9c2f7e") && !text.contains("proxy.pem") && !text.contains("metadata.schema"));
    QVERIFY2(Auth::importedProfiles(text)->constFirst().readOnly, "an imported profile writes nothing until told so");
}

void TestProfileExchange::refusesHostileFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Problem::Kind>("kind");
    using Kind = Problem::Kind;
    QTest::newRow("empty") << QByteArray() << Kind::Unreadable;
    QTest::newRow("no JSON") << "profiles"_ba << Kind::Unreadable;
    QTest::newRow("binary") << QByteArray("\xff\xfe\0\0", 4) << Kind::Unreadable;
    QTest::newRow("deep") << file(QByteArray(100000, '[') + QByteArray(100000, ']')) << Kind::Unreadable;
    QTest::newRow("twice the same key") << quoted(
        "{'format':'tenantry-profiles','version':1,'version':1,'profiles':[]}")
                                        << Kind::Unreadable;
    QTest::newRow("huge") << QByteArray(qsizetype(3) * 1024 * 1024, ' ') << Kind::Invalid;
    QTest::newRow("other JSON") << "{}"_ba << Kind::Invalid;
    QTest::newRow("a list") << "[]"_ba << Kind::Invalid;
    QTest::newRow("later version") << file("[]", "2") << Kind::NewerVersion;
    QTest::newRow("no version") << file("[]", "null") << Kind::Invalid;
    QTest::newRow("version as text") << file("[]", "'1'") << Kind::Invalid;
    QTest::newRow("no list") << file("{}") << Kind::Invalid;
    QTest::newRow("numbers") << file("[1]") << Kind::Invalid;
    QTest::newRow("one of two is wrong") << file('[' + acme + ",{'name':'x','domain':'a b'}]") << Kind::Invalid;
    QTest::newRow("line break in the client id")
        << file("[{'name':'x','domain':'a.auth0.com','clientId':'a\\r\\nX-A: b'}]") << Kind::Invalid;
    QTest::newRow("remote base URL") << file("[{'name':'x','baseUrl':'http://evil.example','clientId':'a'}]")
                                     << Kind::Invalid;
    QTest::newRow("invisible name") << file("[{'name':'a\\u202eb','domain':'a.auth0.com','clientId':'a'}]")
                                    << Kind::Invalid;
    QByteArray many = "[" + acme;
    for (int i = 0; i < 2000; ++i) {
        many += ',' + acme;
    }
    QTest::newRow("too many") << file(many + ']') << Kind::Invalid;
}

void TestProfileExchange::refusesHostileFiles()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Problem::Kind, kind);
    const auto imported = Auth::importedProfiles(text);
    QVERIFY(!imported);
    QCOMPARE(imported.error().kind, kind);
    QVERIFY(imported.error().message.contains(u"Nothing was imported"_s)
            || imported.error().message.contains(u"does not hold"_s));
}

void TestProfileExchange::ignoresWhatItDoesNotKnow()
{
    const auto imported = Auth::importedProfiles(file(
        "[{'name':'Acme','domain':'acme.eu.auth0.com','clientId':'abc','clientSecret':'hunter2','environment':'qa',"
        "'later':{'x':1}}]"));
    QVERIFY(imported);
    QVERIFY(!Auth::exportedProfiles(*imported).contains("hunter2"));
    QCOMPARE(imported->constFirst().environment, Domain::Environment::Production);
}

QTEST_GUILESS_MAIN(TestProfileExchange)

#include "tst_profileexchange.moc"
