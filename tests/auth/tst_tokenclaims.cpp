#include "auth/tokenclaims.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Auth::TokenProblem;
using Kind = Auth::TokenProblem::Kind;

namespace {

Domain::TenantProfile acme()
{
    Domain::TenantProfile profile;
    profile.domain = u"acme.eu.auth0.com"_s;
    return profile;
}

/// JSON written with single quotes.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray jwt(const QByteArray &payload)
{
    const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return QByteArray(quoted("{'alg':'RS256'}")).toBase64(options) + '.' + payload.toBase64(options) + ".c2ln";
}

const QByteArray good
    = quoted("{'iss':'https://acme.eu.auth0.com/','sub':'abc@clients','aud':'https://acme.eu.auth0.com/api/v2/',"
             "    'iat':1764000000,'exp':1764086400,'scope':'read:clients "
             "read:connections','gty':'client-credentials','azp':'abc'}");

QByteArray withClaim(const QByteArray &from, const QByteArray &to)
{
    QByteArray payload = good;
    payload.replace(from, to);
    return payload;
}

QDateTime at(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

} // namespace

class TestTokenClaims : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsClaims();
    void takesTokensAsPeoplePasteThem_data();
    void takesTokensAsPeoplePasteThem();
    void refusesWhatIsNoToken_data();
    void refusesWhatIsNoToken();
    void guardsTheTenant_data();
    void guardsTheTenant();
    void guardsTheTime_data();
    void guardsTheTime();
    void loopbackTenantsAreGuardedToo();
    void survivesOddClaims();
};

void TestTokenClaims::readsClaims()
{
    const auto claims = Auth::readClaims(Api::Secret(jwt(good)));
    QVERIFY(claims);
    QCOMPARE(claims->issuer, u"https://acme.eu.auth0.com/"_s);
    QCOMPARE(claims->audience, QStringList{u"https://acme.eu.auth0.com/api/v2/"_s});
    QCOMPARE(claims->scopes, (QStringList{u"read:clients"_s, u"read:connections"_s}));
    QCOMPARE(claims->clientId, u"abc"_s);
    QCOMPARE(claims->expiresAt, at(1764086400));
    const auto inSubject = Auth::readClaims(Api::Secret(jwt(withClaim(",'azp':'abc'", QByteArray()))));
    QVERIFY(inSubject);
    QCOMPARE(inSubject->clientId, u"abc"_s);
}

void TestTokenClaims::takesTokensAsPeoplePasteThem_data()
{
    QTest::addColumn<QByteArray>("pasted");
    const QByteArray token = jwt(good);
    QTest::newRow("bare") << token;
    QTest::newRow("with the word") << "Bearer " + token;
    QTest::newRow("blanks") << "  " + token + "\n";
    QTest::newRow("broken by a terminal") << token.first(60) + "\r\n" + token.sliced(60);
}

void TestTokenClaims::takesTokensAsPeoplePasteThem()
{
    QFETCH(const QByteArray, pasted);
    QVERIFY(Auth::readClaims(Api::Secret(pasted)));
    QVERIFY(Auth::bareToken(Api::Secret(pasted)).reveal() == jwt(good));
}

void TestTokenClaims::refusesWhatIsNoToken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("empty") << QByteArray() << Kind::NotAToken;
    QTest::newRow("client secret") << "Zx3-oY_client_secret"_ba << Kind::NotAToken;
    QTest::newRow("opaque") << "v1.MzQ1Njc4"_ba << Kind::NotAToken;
    QTest::newRow("encrypted") << "eyJh.a.b.c.d"_ba << Kind::Encrypted;
    QTest::newRow("no middle") << "eyJh..c2ln"_ba << Kind::NotAToken;
    QTest::newRow("no base64") << "eyJh.%%%.c2ln"_ba << Kind::NotAToken;
    QTest::newRow("no JSON") << jwt("hello") << Kind::NotAToken;
    QTest::newRow("no object") << jwt("[1]") << Kind::NotAToken;
    QTest::newRow("deep") << jwt(QByteArray(6000, '[') + QByteArray(6000, ']')) << Kind::NotAToken;
    QTest::newRow("huge") << jwt(QByteArray(70000, 'x')) << Kind::NotAToken;
}

void TestTokenClaims::refusesWhatIsNoToken()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Kind, kind);
    const auto claims = Auth::readClaims(Api::Secret(text));
    QVERIFY(!claims);
    QCOMPARE(claims.error().kind, kind);
    QVERIFY(!claims.error().what.isEmpty() && !claims.error().why.isEmpty() && !claims.error().remedy.isEmpty());
    if (text.size() > 10) {
        QVERIFY2(!claims.error().text().contains(QString::fromLatin1(text)), "an error must not quote a secret");
    }
}

void TestTokenClaims::guardsTheTenant_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("problem"); // -1: none
    const auto row
        = [](const char *name, const QByteArray &payload, int problem) { QTest::newRow(name) << payload << problem; };
    row("right", good, -1);
    row("several audiences",
        withClaim(quoted("'https://acme.eu.auth0.com/api/v2/'"),
                  quoted("['https://acme.eu.auth0.com/api/v2/','https://acme.eu.auth0.com/userinfo']")),
        -1);
    row("other tenant", withClaim("//acme.eu", "//beta.eu"), int(Kind::WrongTenant));
    row("other region", withClaim("//acme.eu", "//acme.us"), int(Kind::WrongTenant));
    row("custom domain",
        withClaim(quoted("'iss':'https://acme.eu.auth0.com/'"), quoted("'iss':'https://login.acme.com/'")),
        int(Kind::WrongTenant));
    row("issuer begins alike",
        withClaim(quoted("'iss':'https://acme.eu.auth0.com/'"),
                  quoted("'iss':'https://acme.eu.auth0.com.evil.example/'")),
        int(Kind::WrongTenant));
    row("issuer without slash", withClaim(quoted("auth0.com/','sub'"), quoted("auth0.com','sub'")),
        int(Kind::WrongTenant));
    row("no issuer", "{}", int(Kind::WrongTenant));
    row("other API", withClaim("https://acme.eu.auth0.com/api/v2/", "https://api.acme.com/"), int(Kind::WrongAudience));
    row("audience without slash", withClaim("api/v2/", "api/v2"), int(Kind::WrongAudience));
    row("no audience", withClaim("aud", "xaud"), int(Kind::WrongAudience));
    row("userinfo", withClaim("/api/v2/", "/userinfo"), int(Kind::UserToken));
    row("id token", withClaim("https://acme.eu.auth0.com/api/v2/", "abc"), int(Kind::UserToken));
}

void TestTokenClaims::guardsTheTenant()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const int, problem);
    const auto claims = Auth::readClaims(Api::Secret(jwt(payload)));
    QVERIFY(claims);
    const auto found = Auth::tenantProblem(*claims, acme());
    QCOMPARE(found ? int(found->kind) : -1, problem);
    if (found && found->kind == Kind::WrongTenant) {
        QVERIFY(found->text().contains(u"acme.eu.auth0.com"_s));
    }
}

void TestTokenClaims::guardsTheTime_data()
{
    QTest::addColumn<qint64>("now");
    QTest::addColumn<int>("problem");
    QTest::newRow("good") << qint64(1764000100) << -1;
    QTest::newRow("a second left") << qint64(1764086399) << -1;
    QTest::newRow("just expired") << qint64(1764086400) << int(Kind::Expired);
    QTest::newRow("long expired") << qint64(1800000000) << int(Kind::Expired);
    QTest::newRow("clock a little behind") << qint64(1763999800) << -1;
    QTest::newRow("clock an hour behind") << qint64(1763996400) << int(Kind::NotYetValid);
}

void TestTokenClaims::guardsTheTime()
{
    QFETCH(const qint64, now);
    QFETCH(const int, problem);
    const auto found = Auth::timeProblem(*Auth::readClaims(Api::Secret(jwt(good))), at(now));
    QCOMPARE(found ? int(found->kind) : -1, problem);
}

void TestTokenClaims::loopbackTenantsAreGuardedToo()
{
    Domain::TenantProfile sandbox;
    sandbox.baseUrl = QUrl(u"http://127.0.0.1:4300"_s);
    const auto claims = [](const QByteArray &port) {
        const QByteArray base = "http://127.0.0.1:" + port;
        return *Auth::readClaims(Api::Secret(jwt(quoted("{'iss':'" + base + "/','aud':'" + base + "/api/v2/'}"))));
    };
    QVERIFY(!Auth::tenantProblem(claims("4300"), sandbox));
    QCOMPARE(Auth::tenantProblem(claims("4301"), sandbox)->kind, Kind::WrongTenant);
}

void TestTokenClaims::survivesOddClaims()
{
    const auto claims = Auth::readClaims(Api::Secret(
        jwt(quoted("{'iss':7,'aud':{},'scope':['a'],'exp':1e300,'iat':'soon','permissions':['read:x',null]}"))));
    QVERIFY(claims);
    QVERIFY(claims->issuer.isEmpty() && claims->audience.isEmpty());
    QCOMPARE(claims->scopes, QStringList{u"read:x"_s});
    QVERIFY(!claims->expiresAt && !claims->issuedAt);
}

QTEST_GUILESS_MAIN(TestTokenClaims)

#include "tst_tokenclaims.moc"
