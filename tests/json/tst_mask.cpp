#include "json/mask.h"
#include "json/value.h"

#include <rapidcheck.h>

#include <QTest>

using namespace Qt::StringLiterals;

class TestMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsGoAndTheRestStays_data();
    void secretsGoAndTheRestStays();
    void theResourceNamesTheSecretsOfAuth0();
    void noCanarySurvives();
};

void TestMask::secretsGoAndTheRestStays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("top") << QByteArray(R"({"name":"a","client_secret":"s3"})")
                         << QByteArray(R"({"name":"a","client_secret":"[REDACTED]"})");
    QTest::newRow("deep") << QByteArray(R"({"a":[{"b":{"client_secret" : "s3" , "c":1.0}}]})")
                          << QByteArray(R"({"a":[{"b":{"client_secret" : "[REDACTED]" , "c":1.0}}]})");
    QTest::newRow("all below")
        << QByteArray(R"({"encryption_key":{"pub":"x","n":[{"m":1}],"o":true},"z":0})")
        << QByteArray(R"({"encryption_key":{"pub":"[REDACTED]","n":[{"m":"[REDACTED]"}],"o":true},"z":0})");
    QTest::newRow("only there")
        << QByteArray(R"({"signing_keys":[{"cert":"x","subject":"y"}],"saml":{"cert":"public"}})")
        << QByteArray(R"({"signing_keys":[{"cert":"[REDACTED]","subject":"y"}],"saml":{"cert":"public"}})");
    QTest::newRow("settings under a secret's name")
        << QByteArray(R"({"refresh_token":{"leeway":0,"rotation_type":"rotating"},"password":{"enabled":true}})")
        << QByteArray(R"({"refresh_token":{"leeway":0,"rotation_type":"rotating"},"password":{"enabled":true}})");
    QTest::newRow("list") << QByteArray(R"({"client_secret":["a","",{"b":"c"}],"d":1})")
                          << QByteArray(R"({"client_secret":["[REDACTED]","",{"b":"c"}],"d":1})");
    QTest::newRow("number") << QByteArray(R"({"client_secret":12})") << QByteArray(R"({"client_secret":"[REDACTED]"})");
    QTest::newRow("null stays") << QByteArray(R"({"client_secret":null})") << QByteArray(R"({"client_secret":null})");
    QTest::newRow("empty stays") << QByteArray(R"({"client_secret":"","refresh_token":[ ],"encryption_key":{ }})")
                                 << QByteArray(R"({"client_secret":"","refresh_token":[ ],"encryption_key":{ }})");
    QTest::newRow("escaped key") << QByteArray(R"({"client\u005fsecret":"s3"})")
                                 << QByteArray(R"({"client\u005fsecret":"[REDACTED]"})");
    QTest::newRow("value that looks like a key")
        << QByteArray(R"({"name":"client_secret","x":"y"})") << QByteArray(R"({"name":"client_secret","x":"y"})");
    QTest::newRow("quotes inside") << QByteArray(R"({"client_secret":"a\"b\\","n":1})")
                                   << QByteArray(R"({"client_secret":"[REDACTED]","n":1})");
}

void TestMask::secretsGoAndTheRestStays()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const Json::SecretKeys secrets(
        {"client_secret", "refresh_token", "password", "signing_keys/cert", "encryption_key/*"});
    QCOMPARE(Json::masked(text, secrets), expected);
}

void TestMask::theResourceNamesTheSecretsOfAuth0()
{
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    for (const char *key : {"client_secret", "access_token", "password", "api_key"}) {
        QVERIFY2(secrets.names("options", key), key);
    }
    QVERIFY(secrets.names("signing_keys", "cert"));
    QVERIFY(secrets.names("signing_keys", "pkcs7"));
    QVERIFY(secrets.namesAllBelow("configuration"));
    for (const char *key : {"client_id", "name", "passwordPolicy", "password_options", "options", "id"}) {
        QVERIFY2(!secrets.names("options", key), key);
    }
}

void TestMask::noCanarySurvives()
{
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    const std::vector<QByteArray> keys(secrets.keys().begin(), secrets.keys().end());
    const bool ok = rc::check("a canary under a secret key never comes out", [&] {
        Json::Value object = Json::Value::object();
        Json::Value *place = &object;
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
            (*place)["x" + std::to_string(i)] = "kept";
            place = &(*place)["level"];
        }
        // "a/b" hides b below a, "a/*" everything below a.
        const QList<QByteArray> path = (*rc::gen::elementOf(keys)).split('/');
        for (const QByteArray &step : path) {
            place = &(*place)[step == "*" ? "any" : step.toStdString()];
        }
        *place = *rc::gen::element<Json::Value>("CANARY", Json::Value{"CANARY", "CANARY"});
        const QByteArray text = Json::write(object);
        const QByteArray out = Json::masked(text, secrets);
        RC_ASSERT(!out.contains("CANARY"));
        RC_ASSERT(out.count("kept") == text.count("kept"));
        RC_ASSERT(Json::check(out).has_value());
    });
    QVERIFY(ok);
}

QTEST_APPLESS_MAIN(TestMask)
#include "tst_mask.moc"
