#include "api/managementclient.h"
#include "clientfixture.h"

#include <QLoggingCategory>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;
using namespace Support;
using Kind = ApiError::Kind;
using Body = Box<QByteArray>;

class TestTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fixture.begin(); }
    void cleanup() { m_fixture.end(); }
    void tenReadsShareOneRenewal();
    void aRefusedRequestEndsAfterOneRenewal_data();
    void aRefusedRequestEndsAfterOneRenewal();
    void aWriteGoesAgainOnlyWithTheNewToken();
    void aPastedTokenIsNotAskedForTwice();
    void theQueueWaitsForTheToken();
    void withoutATokenAllWaitingCallsEnd();
    void renewsAtFourFifthsOfItsLife();
    void aFailedRenewalKeepsALivingToken();
    void logsHoldNoSecret();

private:
    ClientFixture m_fixture;
};

void TestTokens::tenReadsShareOneRenewal()
{
    // The first of a family goes alone; then the token ends while nine are on their way with it.
    m_fixture.server->handler = [this](const Received &request) {
        const bool isExpired
            = m_fixture.server->received().size() > 1 && request.header("authorization") == "Bearer token-1";
        return isExpired ? Answer{401, R"({"message":"Expired token"})", {}, {}} : Answer{200, "{}", {}, {}};
    };
    ClientOptions options = openOptions(m_fixture.clock);
    options.parallel = 10;
    ManagementClient &api = m_fixture.client(options);
    Body boxes[10];
    for (Body &box : boxes)
        api.send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    QVERIFY(m_fixture.runUntil(
        [&] { return std::all_of(std::begin(boxes), std::end(boxes), [](const Body &b) { return b.calls > 0; }); }));
    for (const Body &box : boxes) {
        QCOMPARE(box.calls, 1);
        QVERIFY(box.outcome->has_value());
    }
    QCOMPARE(m_fixture.source->fetches, 2);
    QVERIFY(m_fixture.server->received().size() <= 1 + 2 * 9);
}

void TestTokens::aRefusedRequestEndsAfterOneRenewal_data()
{
    QTest::addColumn<int>("verb");
    for (const Verb verb : {Verb::Get, Verb::Post, Verb::Patch, Verb::Put, Verb::Delete})
        QTest::addRow("%s", verbName(verb).constData()) << int(verb);
}

void TestTokens::aRefusedRequestEndsAfterOneRenewal()
{
    QFETCH(int, verb);
    m_fixture.server->handler = [](const Received &) { return Answer{401, R"({"message":"Bad token"})", {}, {}}; };
    Body box;
    m_fixture.client().send(bodyOf(Verb(verb), u"/users/{id}"_s, {u"x"_s}), this, box.fill());
    QVERIFY(m_fixture.runUntil([&box] { return box.calls > 0; }));
    QVERIFY(box.isError(Kind::Auth));
    QCOMPARE(box.outcome->error().httpStatus, 401);
    QVERIFY2(!box.outcome->error().unknownOutcome, "nothing was applied, and that is known");
    QCOMPARE(m_fixture.source->fetches, 2);
    QCOMPARE(m_fixture.server->received().size(), 2);
    QCOMPARE(m_fixture.server->received().at(1).header("authorization"), "Bearer token-2"_ba);
    QCoreApplication::processEvents();
    QCOMPARE(box.calls, 1);
}

void TestTokens::aWriteGoesAgainOnlyWithTheNewToken()
{
    // Refused with 401: nothing was applied, so that it goes again, once, and as it was.
    m_fixture.server->handler = [](const Received &request) {
        const bool isOld = request.header("authorization") == "Bearer token-1";
        return isOld ? Answer{401, R"({"message":"Expired token"})", {}, {}} : Answer{200, "{}", {}, {}};
    };
    const auto write = bodyOf(Verb::Patch, u"/users/{id}"_s, {u"x"_s}, R"({"name":"y"})");
    Body applied;
    m_fixture.client().send(write, this, applied.fill());
    QVERIFY(m_fixture.runUntil([&applied] { return applied.calls > 0; }));
    QVERIFY(applied.outcome->has_value());
    QCOMPARE(m_fixture.server->received().size(), 2);
    for (const Received &request : m_fixture.server->received())
        QCOMPARE(request.body, R"({"name":"y"})"_ba);

    // Whatever else happens to the second is an unknown outcome, and no reason for a third.
    m_fixture.end();
    m_fixture.begin();
    m_fixture.server->handler = [](const Received &request) {
        const bool isOld = request.header("authorization") == "Bearer token-1";
        return isOld ? Answer{401, R"({"message":"Expired token"})", {}, {}} : Answer{200, {}, {}, Fault::Drop};
    };
    Body lost;
    m_fixture.client().send(write, this, lost.fill());
    QVERIFY(m_fixture.runUntil([&lost] { return lost.calls > 0; }));
    QVERIFY(lost.isError(Kind::Network));
    QVERIFY(lost.outcome->error().unknownOutcome);
    QCOMPARE(m_fixture.server->received().size(), 2);
}

void TestTokens::aPastedTokenIsNotAskedForTwice()
{
    m_fixture.source->renewable = false;
    m_fixture.server->handler = [](const Received &) { return Answer{401, R"({"message":"Expired token"})", {}, {}}; };
    Body first, second;
    m_fixture.client().send(bodyOf(Verb::Get, u"/users"_s), this, first.fill());
    QTRY_VERIFY(first.outcome);
    QVERIFY(first.isError(Kind::Auth));
    m_fixture.api->send(bodyOf(Verb::Get, u"/users"_s), this, second.fill());
    QTRY_VERIFY(second.outcome);
    QVERIFY(second.isError(Kind::Auth));
    QCOMPARE(m_fixture.source->fetches, 1);
    QCOMPARE(m_fixture.server->received().size(), 1);

    // A new one pasted: the client is told, and works.
    m_fixture.server->handler = [](const Received &) { return Answer{200, "{}", {}, {}}; };
    m_fixture.api->forgetToken();
    Body third;
    m_fixture.api->send(bodyOf(Verb::Get, u"/users"_s), this, third.fill());
    QTRY_VERIFY(third.outcome && third.outcome->has_value());
}

void TestTokens::theQueueWaitsForTheToken()
{
    m_fixture.source->isHolding = true;
    Body boxes[3];
    ManagementClient &api = m_fixture.client();
    for (Body &box : boxes)
        api.send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    QTRY_COMPARE(m_fixture.source->fetches, 1);
    QCOMPARE(m_fixture.server->received().size(), 0);
    m_fixture.source->isHolding = false;
    m_fixture.source->answer();
    for (Body &box : boxes)
        QTRY_VERIFY(box.outcome && box.outcome->has_value());
    QCOMPARE(m_fixture.source->fetches, 1);
}

void TestTokens::withoutATokenAllWaitingCallsEnd()
{
    ApiError error;
    error.kind = Kind::Auth;
    error.errorCode = u"access_denied"_s;
    m_fixture.source->error = error;
    ManagementClient &api = m_fixture.client();
    Body boxes[3];
    for (Body &box : boxes)
        api.send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    for (Body &box : boxes) {
        QTRY_VERIFY(box.outcome);
        QVERIFY(box.isError(Kind::Auth));
        QCOMPARE(box.outcome->error().errorCode, u"access_denied"_s);
    }
    QCOMPARE(m_fixture.server->received().size(), 0);
}

void TestTokens::renewsAtFourFifthsOfItsLife()
{
    m_fixture.source->lifetime = std::chrono::seconds(1000);
    ManagementClient &api = m_fixture.client();
    const QList<QPair<int, int>> ages = {{0, 1}, {799, 1}, {1, 2}, {790, 2}, {10, 3}};
    for (const auto &[wait, fetches] : ages) {
        m_fixture.clock->advance(std::chrono::seconds(wait));
        Body box;
        api.send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
        QTRY_VERIFY(box.outcome && box.outcome->has_value());
        QCOMPARE(m_fixture.source->fetches, fetches);
    }
}

void TestTokens::aFailedRenewalKeepsALivingToken()
{
    m_fixture.source->lifetime = std::chrono::seconds(1000);
    ManagementClient &api = m_fixture.client();
    Body first, second, third;
    api.send(bodyOf(Verb::Get, u"/users"_s), this, first.fill());
    QTRY_VERIFY(first.outcome && first.outcome->has_value());
    m_fixture.source->error = ApiError();
    m_fixture.clock->advance(std::chrono::seconds(900));
    api.send(bodyOf(Verb::Get, u"/users"_s), this, second.fill());
    QTRY_VERIFY(second.outcome && second.outcome->has_value());
    QCOMPARE(m_fixture.server->received().last().header("authorization"), "Bearer token-1"_ba);
    m_fixture.clock->advance(std::chrono::seconds(200));
    api.send(bodyOf(Verb::Get, u"/users"_s), this, third.fill());
    QTRY_VERIFY(third.outcome && !third.outcome->has_value());
}

void TestTokens::logsHoldNoSecret()
{
    QLoggingCategory::setFilterRules(u"tenantry.*=true"_s);
    static QString logged;
    logged.clear();
    const QtMessageHandler before
        = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) { logged += text; });
    m_fixture.source->fixedToken = "eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOjF9.c2lnbmF0dXJl";
    m_fixture.server->handler = [](const Received &) {
        return Answer{400, R"({"message":"client_secret=canary-2"})", {}, {}};
    };
    Body box;
    Request<QByteArray> request
        = bodyOf(Verb::Patch, u"/users/{id}"_s, {u"eyJhbGciOiJub25lIn0.eyJ4Ijox.c2ln"_s}, R"({"password":"canary-3"})");
    request.wire.query = {{u"q"_s, u"email:canary-4"_s}};
    m_fixture.client().send(request, this, box.fill());
    const bool ended = QTest::qWaitFor([&box] { return box.outcome.has_value(); });
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules(QString());
    QVERIFY(ended);
    QVERIFY(logged.contains(u"PATCH /api/v2/users/"_s));
    const RequestRecord record = m_fixture.api->log().records().last();
    for (const QString &text : {logged, record.path, box.outcome->error().text()}) {
        QVERIFY2(!text.contains(u"canary"_s), qPrintable(text));
        QVERIFY2(!text.contains(u"eyJhbGci"_s), qPrintable(text));
    }
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
