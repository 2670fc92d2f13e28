#include "api/apierror.h"
#include "api/redaction.h"
#include "api/wire.h"
#include "support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;
using Kind = ApiError::Kind;

class TestApiError : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void secretsAreRedacted_data();
    void secretsAreRedacted();
    void plainTextStays();
    void errorsSayWhatIsMissing();
    void everyKindHasThreeSentences();
    void withoutATokenAuth0IsNotBlamed();
    void recordedErrorsAreUnderstood();
};

void TestApiError::secretsAreRedacted_data()
{
    QTest::addColumn<QString>("text");
    const QString jwt = u"eyJhbGciOiJSUzI1NiJ9.eyJjYW5hcnkiOjF9.Y2FuYXJ5LXNpZw"_s;
    for (const QString &text : {u"Authorization: Bearer canary-token"_s,
                                u"authorization = Basic Y2FuYXJ5Cg=="_s,
                                u"bearer canary.canary"_s,
                                u"Proxy-Authorization: Basic canarycanary"_s,
                                u"Cookie: did=canary; auth0=canary"_s,
                                u"set-cookie: a=canary"_s,
                                u"failed for "_s + jwt + u" twice"_s,
                                u"\""_s + jwt + u"\""_s,
                                jwt + u"."_s + jwt,
                                u"?access_token=canary&x=1"_s,
                                u"client_id=a&client_secret=canary"_s,
                                uR"({"client_secret":"canary"})"_s,
                                uR"({"client_secret" : "a\"canary"})"_s,
                                uR"("password": "canary", "x": 1)"_s,
                                uR"({"refresh_token":"canary)"_s,
                                uR"({"ticket":"https://x/canary"})"_s,
                                u"client_assertion=canary"_s,
                                u"apiKey=canary"_s,
                                uR"("privateKey":"canary")"_s,
                                u"secret=canary"_s,
                                u"-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----"_s,
                                u"-----BEGIN PRIVATE KEY-----\ncanary"_s,
                                uR"({"signing_key":"canary"})"_s,
                                u"Password=canary"_s,
                                u"otp=canary"_s})
        QTest::addRow("%s", qPrintable(text.left(40))) << text;
}

void TestApiError::secretsAreRedacted()
{
    QFETCH(QString, text);
    const QString result = redacted(text);
    for (const QString &trace : {u"canary"_s, u"Y2FuYXJ5"_s, u"eyJjYW5hcnki"_s})
        QVERIFY2(!result.contains(trace), qPrintable(result));
    QVERIFY(result.contains(u"[REDACTED]"_s));
    QCOMPARE(redacted(result), result);
}

void TestApiError::plainTextStays()
{
    for (const QString &text :
         {u"The connection does not exist"_s, u"GET /api/v2/connections/con_1"_s, u"password policy: good"_s,
          u"Insufficient scope, expected any of: read:client_secret"_s, u"bearer of news"_s, u"secretary=Ann"_s,
          u"eyJ"_s, QString()})
        QCOMPARE(redacted(text), text);
}

void TestApiError::errorsSayWhatIsMissing()
{
    WireRequest wire;
    wire.pathTemplate = u"/users/{id}"_s;
    wire.scopes = {{u"read:users"_s}};
    const auto from = [&wire](int status, const QByteArray &body) { return errorFrom(wire, {status, {}, body}); };
    const ApiError named = from(403,
                                R"({"statusCode":403,"error":"Forbidden","errorCode":"insufficient_scope",)"
                                R"("message":"Insufficient scope, expected any of: read:users,read:user_idp_tokens"})");
    QCOMPARE(named.kind, Kind::Scope);
    QCOMPARE(named.missingScopes, (QStringList{u"read:users"_s, u"read:user_idp_tokens"_s}));
    QVERIFY(named.text().contains(u"read:user_idp_tokens"_s));
    QCOMPARE(from(403, R"({"errorCode":"insufficient_scope","message":"no"})").missingScopes,
             QStringList{u"read:users"_s});
    QCOMPARE(from(403, R"({"errorCode":"feature_not_enabled","message":"Please upgrade"})").kind, Kind::Forbidden);
    QCOMPARE(from(400, R"({"errorCode":"Bearer","message":"Bad HTTP authentication header format"})").kind, Kind::Auth);
    QCOMPARE(from(404, "<html>").kind, Kind::NotFound);
    QCOMPARE(from(200 + 99, {}).kind, Kind::BadResponse);
    WireRequest token;
    token.verb = Verb::Post;
    token.pathTemplate = u"/oauth/token"_s;
    token.surface = Surface::Authentication;
    const ApiError denied
        = errorFrom(token, {401, {}, R"({"error":"access_denied","error_description":"Unauthorized"})"});
    QCOMPARE(denied.kind, Kind::Auth);
    QCOMPARE(denied.errorCode, u"access_denied"_s);
    QCOMPARE(denied.message, u"Unauthorized"_s);
}

void TestApiError::everyKindHasThreeSentences()
{
    QSet<QString> reasons;
    for (int kind = 0; kind <= int(Kind::InvalidInput); ++kind) {
        ApiError error;
        error.kind = Kind(kind);
        error.path = u"/users"_s;
        QVERIFY(!error.happened().isEmpty());
        QVERIFY(error.why().size() > 10);
        QVERIFY(error.advice().size() > 10);
        reasons.insert(error.why());
    }
    QCOMPARE(reasons.size(), int(Kind::InvalidInput) + 1);
}

void TestApiError::withoutATokenAuth0IsNotBlamed()
{
    ApiError error;
    error.kind = Kind::Auth;
    error.path = u"/clients"_s;
    error.message = u"There is no keychain."_s;
    QCOMPARE(error.why(), error.message);
    QVERIFY2(!error.text().contains(u"does not accept"_s) && !error.happened().contains(u"/clients"_s),
             qPrintable(error.text()));
    error.httpStatus = 401;
    QVERIFY2(error.text().contains(u"does not accept"_s), qPrintable(error.text()));
}

void TestApiError::recordedErrorsAreUnderstood()
{
    REQUIRE_SHARED(path, u"recorded-auth0/errors.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray errors = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(errors.size(), 36);
    const QHash<int, QList<Kind>> kinds = {{400, {Kind::BadRequest, Kind::Auth}},
                                           {403, {Kind::Scope, Kind::Forbidden, Kind::Auth}},
                                           {404, {Kind::NotFound}},
                                           {409, {Kind::Conflict}},
                                           {429, {Kind::RateLimited}}};
    for (const auto &entry : errors) {
        WireRequest wire;
        wire.pathTemplate = entry[u"path"_s].toString().remove(u"/api/v2"_s);
        if (wire.pathTemplate == u"/oauth/token"_s)
            wire.surface = Surface::Authentication;
        const int status = entry[u"status"_s].toInt();
        const QByteArray body = QJsonDocument(entry[u"body"_s].toObject()).toJson();
        const ApiError error = errorFrom(wire, {status, {}, body});
        QVERIFY2(kinds.value(status).contains(error.kind), qPrintable(wire.pathTemplate + error.message));
        QVERIFY(!error.message.isEmpty());
    }
}

QTEST_APPLESS_MAIN(TestApiError)
#include "tst_apierror.moc"
