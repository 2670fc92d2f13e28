#include "api/managementclient.h"
#include "api/retrypolicy.h"
#include "simplerequests.h"
#include "support/apifakes.h"
#include "support/faultserver.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;
using namespace Support;
using Kind = ApiError::Kind;
using Body = Box<QByteArray>;

class TestRetries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aStormOfRefusalsLosesNothingAndHurriesNothing();
    void givesUpAfterSixTries();
    void aFailedReadIsTriedAgain_data();
    void aFailedReadIsTriedAgain();
    void aFailedWriteIsNot_data();
    void aFailedWriteIsNot();
    void aLostWriteIsLoggedAsUnknown();

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

void TestRetries::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_clock = std::make_shared<ManualClock>();
    m_server = std::make_unique<FaultServer>();
    m_source = std::make_unique<FakeTokenSource>();
}

void TestRetries::cleanup()
{
    m_client.reset();
    m_source.reset();
    m_server.reset();
}

ManagementClient &TestRetries::client(ClientOptions options)
{
    m_client = std::make_unique<ManagementClient>(loopback(m_server->url()), *m_source, std::move(options));
    return *m_client;
}

bool TestRetries::runUntil(const std::function<bool()> &isDone)
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

void TestRetries::aStormOfRefusalsLosesNothingAndHurriesNothing()
{
    QHash<QByteArray, int> tries;
    QHash<QByteArray, Milliseconds> notBefore;
    int early = 0;
    int refusals = 0;
    m_server->handler = [&](const Received &request) {
        const QByteArray key = request.verb + request.target;
        const Milliseconds now = m_clock->steady();
        early += now < notBefore.value(key) ? 1 : 0;
        if (++tries[key] == RetryPolicy::maximumTries)
            return Answer{200, "{}", {}, {}};
        const int wait = 1 + ++refusals % 7;
        notBefore[key] = now + std::chrono::seconds(wait);
        return Answer{429,
                      R"({"errorCode":"too_many_requests","message":"Endpoint limit has been reached"})",
                      {{"Retry-After", QByteArray::number(wait)}},
                      {}};
    };
    ManagementClient &api = client();
    QList<Body> boxes(100);
    for (int i = 0; i < boxes.size(); ++i) {
        const Verb verb = i % 2 == 0 ? Verb::Get : Verb::Patch;
        api.send(bodyOf(verb, u"/users/{id}"_s, {QString::number(i)}), this, boxes[i].fill());
    }
    QVERIFY(
        runUntil([&] { return std::all_of(boxes.cbegin(), boxes.cend(), [](const Body &b) { return b.calls > 0; }); }));
    for (const Body &box : std::as_const(boxes)) {
        QCOMPARE(box.calls, 1);
        QVERIFY2(box.outcome->has_value(), "a refused request was lost");
    }
    QCOMPARE(refusals, 500);
    QCOMPARE(early, 0);
}

void TestRetries::givesUpAfterSixTries()
{
    m_server->handler = [](const Received &) { return Answer{429, "{}", {{"Retry-After", "9"}}, {}}; };
    Body box;
    client().send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    QVERIFY(runUntil([&box] { return box.calls > 0; }));
    QVERIFY(box.isError(Kind::RateLimited));
    QCOMPARE(box.outcome->error().retryAfter, std::optional<Milliseconds>(std::chrono::seconds(9)));
    QCOMPARE(m_server->received().size(), RetryPolicy::maximumTries);
}

void TestRetries::aFailedReadIsTriedAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("fault");
    for (const int status : {500, 502, 503, 504})
        QTest::addRow("%d", status) << status << int(Fault::None);
    QTest::newRow("drop") << 200 << int(Fault::Drop);
    QTest::newRow("half header") << 200 << int(Fault::HalfHeader);
    QTest::newRow("half body") << 200 << int(Fault::HalfBody);
}

void TestRetries::aFailedReadIsTriedAgain()
{
    QFETCH(int, status);
    QFETCH(int, fault);
    bool isFaulty = true;
    m_server->handler = [&](const Received &) {
        return isFaulty ? Answer{status, "{", {}, Fault(fault)} : Answer{200, "{}", {}, {}};
    };
    Body box;
    Call *call = client().send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    connect(call, &Call::stateChanged, this, [&, call] { isFaulty = isFaulty && call->attempt() < 3; });
    QVERIFY(runUntil([&box] { return box.calls > 0; }));
    QVERIFY(box.outcome->has_value());
    QCOMPARE(box.outcome->value(), "{}"_ba);
}

void TestRetries::aFailedWriteIsNot_data()
{
    QTest::addColumn<int>("verb");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("fault");
    for (const Verb verb : {Verb::Post, Verb::Patch, Verb::Put, Verb::Delete}) {
        QTest::addRow("%s 500", verbName(verb).constData()) << int(verb) << 500 << int(Fault::None);
        QTest::addRow("%s 503", verbName(verb).constData()) << int(verb) << 503 << int(Fault::None);
        QTest::addRow("%s drop", verbName(verb).constData()) << int(verb) << 200 << int(Fault::Drop);
        QTest::addRow("%s half", verbName(verb).constData()) << int(verb) << 200 << int(Fault::HalfHeader);
    }
}

void TestRetries::aFailedWriteIsNot()
{
    QFETCH(int, verb);
    QFETCH(int, status);
    QFETCH(int, fault);
    m_server->handler = [&](const Received &) { return Answer{status, "{}", {}, Fault(fault)}; };
    Body box;
    client().send(bodyOf(Verb(verb), u"/users"_s, {}, "{}"), this, box.fill());
    QVERIFY(runUntil([&box] { return box.calls > 0; }));
    QVERIFY(!box.outcome->has_value());
    QVERIFY(box.outcome->error().unknownOutcome);
    QCOMPARE(m_server->received().size(), 1);
}

void TestRetries::aLostWriteIsLoggedAsUnknown()
{
    m_server->handler = [](const Received &) { return Answer{200, {}, {}, Fault::Drop}; };
    Body box;
    client().send(bodyOf(Verb::Post, u"/clients"_s, {}, "{}"), this, box.fill());
    QTRY_VERIFY(box.outcome);
    QVERIFY(m_client->log().records().last().unknownOutcome);
    QVERIFY(box.outcome->error().advice().contains(u"Read the object again"_s));
}

QTEST_GUILESS_MAIN(TestRetries)
#include "tst_retries.moc"
