#include "api/managementclient.h"
#include "simplerequests.h"
#include "support/apifakes.h"
#include "support/faultserver.h"

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
    void init();
    void cleanup();
    void tenReadsShareOneRenewal();
    void aPastedTokenIsNotAskedForTwice();
    void theQueueWaitsForTheToken();
    void withoutATokenAllWaitingCallsEnd();
    void renewsAtFourFifthsOfItsLife();
    void aFailedRenewalKeepsALivingToken();
    void logsHoldNoSecret();

private:
    ManagementClient &client(ClientOptions options);
    ManagementClient &client() { return client(openOptions(m_clock)); }
    /// Lets the clock jump from one waiting thing to the next until `isDone`.
    bool runUntil(const std::function<bool()> &isDone);

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<FakeTokenSource> m_source;
    std::unique_ptr<ManagementClient> m_client;
};

void TestTokens::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_clock = std::make_shared<ManualClock>();
    m_server = std::make_unique<FaultServer>();
    m_source = std::make_unique<FakeTokenSource>();
}

void TestTokens::cleanup()
{
    m_client.reset();
    m_source.reset();
    m_server.reset();
}

ManagementClient &TestTokens::client(ClientOptions options)
{
    m_client = std::make_unique<ManagementClient>(loopback(m_server->url()), *m_source, std::move(options));
    return *m_client;
}

bool TestTokens::runUntil(const std::function<bool()> &isDone)
{
    QElapsedTimer patience;
    patience.start();
    while (!isDone() && patience.elapsed() < 60'000) {
        // Time stands still while a request is on its way, and jumps when all that is left is waiting.
        const QList<Call *> calls = m_client ? m_client->calls() : QList<Call *>();
        const bool isBusy = std::any_of(calls.cbegin(), calls.cend(), [](const Call *call) {
            return call->state() != Call::State::WaitingToRetry && call->state() != Call::State::WaitingForBudget;
        });
        if (isBusy || !m_clock->advanceToNext())
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        QCoreApplication::processEvents();
    }
    return isDone();
}

void TestTokens::tenReadsShareOneRenewal()
{
    // The first of a family goes alone; then the token ends while nine are on their way with it.
    m_server->handler = [this](const Received &request) {
        const bool isExpired = m_server->received().size() > 1 && request.header("authorization") == "Bearer token-1";
        return isExpired ? Answer{401, R"({"message":"Expired token"})", {}, {}} : Answer{200, "{}", {}, {}};
    };
    ClientOptions options = openOptions(m_clock);
    options.parallel = 10;
    ManagementClient &api = client(options);
    Body boxes[10];
    for (Body &box : boxes)
        api.send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    QVERIFY(runUntil(
        [&] { return std::all_of(std::begin(boxes), std::end(boxes), [](const Body &b) { return b.calls > 0; }); }));
    for (const Body &box : boxes) {
        QCOMPARE(box.calls, 1);
        QVERIFY(box.outcome->has_value());
    }
    QCOMPARE(m_source->fetches, 2);
    QVERIFY(m_server->received().size() <= 1 + 2 * 9);
}

void TestTokens::aPastedTokenIsNotAskedForTwice()
{
    m_source->renewable = false;
    m_server->handler = [](const Received &) { return Answer{401, R"({"message":"Expired token"})", {}, {}}; };
    Body first, second;
    client().send(bodyOf(Verb::Get, u"/users"_s), this, first.fill());
    QTRY_VERIFY(first.outcome);
    QVERIFY(first.isError(Kind::Auth));
    m_client->send(bodyOf(Verb::Get, u"/users"_s), this, second.fill());
    QTRY_VERIFY(second.outcome);
    QVERIFY(second.isError(Kind::Auth));
    QCOMPARE(m_source->fetches, 1);
    QCOMPARE(m_server->received().size(), 1);

    // A new one pasted: the client is told, and works.
    m_server->handler = [](const Received &) { return Answer{200, "{}", {}, {}}; };
    m_client->forgetToken();
    Body third;
    m_client->send(bodyOf(Verb::Get, u"/users"_s), this, third.fill());
    QTRY_VERIFY(third.outcome && third.outcome->has_value());
}

void TestTokens::theQueueWaitsForTheToken()
{
    m_source->isHolding = true;
    Body boxes[3];
    ManagementClient &api = client();
    for (Body &box : boxes)
        api.send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    QTRY_COMPARE(m_source->fetches, 1);
    QCOMPARE(m_server->received().size(), 0);
    m_source->isHolding = false;
    m_source->answer();
    for (Body &box : boxes)
        QTRY_VERIFY(box.outcome && box.outcome->has_value());
    QCOMPARE(m_source->fetches, 1);
}

void TestTokens::withoutATokenAllWaitingCallsEnd()
{
    ApiError error;
    error.kind = Kind::Auth;
    error.errorCode = u"access_denied"_s;
    m_source->error = error;
    ManagementClient &api = client();
    Body boxes[3];
    for (Body &box : boxes)
        api.send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    for (Body &box : boxes) {
        QTRY_VERIFY(box.outcome);
        QVERIFY(box.isError(Kind::Auth));
        QCOMPARE(box.outcome->error().errorCode, u"access_denied"_s);
    }
    QCOMPARE(m_server->received().size(), 0);
}

void TestTokens::renewsAtFourFifthsOfItsLife()
{
    m_source->lifetime = std::chrono::seconds(1000);
    ManagementClient &api = client();
    const QList<QPair<int, int>> ages = {{0, 1}, {799, 1}, {1, 2}, {790, 2}, {10, 3}};
    for (const auto &[wait, fetches] : ages) {
        m_clock->advance(std::chrono::seconds(wait));
        Body box;
        api.send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
        QTRY_VERIFY(box.outcome && box.outcome->has_value());
        QCOMPARE(m_source->fetches, fetches);
    }
}

void TestTokens::aFailedRenewalKeepsALivingToken()
{
    m_source->lifetime = std::chrono::seconds(1000);
    ManagementClient &api = client();
    Body first, second, third;
    api.send(bodyOf(Verb::Get, u"/users"_s), this, first.fill());
    QTRY_VERIFY(first.outcome && first.outcome->has_value());
    m_source->error = ApiError();
    m_clock->advance(std::chrono::seconds(900));
    api.send(bodyOf(Verb::Get, u"/users"_s), this, second.fill());
    QTRY_VERIFY(second.outcome && second.outcome->has_value());
    QCOMPARE(m_server->received().last().header("authorization"), "Bearer token-1"_ba);
    m_clock->advance(std::chrono::seconds(200));
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
    m_source->fixedToken = "eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOjF9.c2lnbmF0dXJl";
    m_server->handler = [](const Received &) { return Answer{400, R"({"message":"client_secret=canary-2"})", {}, {}}; };
    Body box;
    Request<QByteArray> request
        = bodyOf(Verb::Patch, u"/users/{id}"_s, {u"eyJhbGciOiJub25lIn0.eyJ4Ijox.c2ln"_s}, R"({"password":"canary-3"})");
    request.wire.query = {{u"q"_s, u"email:canary-4"_s}};
    client().send(request, this, box.fill());
    const bool ended = QTest::qWaitFor([&box] { return box.outcome.has_value(); });
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules(QString());
    QVERIFY(ended);
    QVERIFY(logged.contains(u"PATCH /api/v2/users/"_s));
    const RequestRecord record = m_client->log().records().last();
    for (const QString &text : {logged, record.path, box.outcome->error().text()}) {
        QVERIFY2(!text.contains(u"canary"_s), qPrintable(text));
        QVERIFY2(!text.contains(u"eyJhbGci"_s), qPrintable(text));
    }
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
