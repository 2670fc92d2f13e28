#include "api/managementclient.h"
#include "api/retrypolicy.h"
#include "clientfixture.h"

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
    void init() { m_fixture.begin(); }
    void cleanup() { m_fixture.end(); }
    void aStormOfRefusalsLosesNothingAndHurriesNothing();
    void givesUpAfterSixTries();
    void aFailedReadIsTriedAgain_data();
    void aFailedReadIsTriedAgain();
    void aFailedWriteIsNot_data();
    void aFailedWriteIsNot();
    void aLostWriteIsLoggedAsUnknown();
    void anExportGoesThroughTheLockAndOnce_data();
    void anExportGoesThroughTheLockAndOnce();

private:
    ClientFixture m_fixture;
};

void TestRetries::aStormOfRefusalsLosesNothingAndHurriesNothing()
{
    QHash<QByteArray, int> tries;
    QHash<QByteArray, Milliseconds> notBefore;
    int early = 0;
    int refusals = 0;
    m_fixture.server->handler = [&](const Received &request) {
        const QByteArray key = request.verb + request.target;
        const Milliseconds now = m_fixture.clock->steady();
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
    ManagementClient &api = m_fixture.client();
    QList<Body> boxes(100);
    for (int i = 0; i < boxes.size(); ++i) {
        const Verb verb = i % 2 == 0 ? Verb::Get : Verb::Patch;
        api.send(bodyOf(verb, u"/users/{id}"_s, {QString::number(i)}), this, boxes[i].fill());
    }
    QVERIFY(m_fixture.runUntil(
        [&] { return std::all_of(boxes.cbegin(), boxes.cend(), [](const Body &b) { return b.calls > 0; }); }));
    for (const Body &box : std::as_const(boxes)) {
        QCOMPARE(box.calls, 1);
        QVERIFY2(box.outcome->has_value(), "a refused request was lost");
    }
    QCOMPARE(refusals, 500);
    QCOMPARE(early, 0);
}

void TestRetries::givesUpAfterSixTries()
{
    m_fixture.server->handler = [](const Received &) { return Answer{429, "{}", {{"Retry-After", "9"}}, {}}; };
    Body box;
    m_fixture.client().send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    QVERIFY(m_fixture.runUntil([&box] { return box.calls > 0; }));
    QVERIFY(box.isError(Kind::RateLimited));
    QCOMPARE(box.outcome->error().retryAfter, std::optional<Milliseconds>(std::chrono::seconds(9)));
    QCOMPARE(m_fixture.server->received().size(), RetryPolicy::maximumTries);
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
    m_fixture.server->handler = [&](const Received &) {
        return isFaulty ? Answer{status, "{", {}, Fault(fault)} : Answer{200, "{}", {}, {}};
    };
    Body box;
    Call *call = m_fixture.client().send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    connect(call, &Call::stateChanged, this, [&, call] { isFaulty = isFaulty && call->attempt() < 3; });
    QVERIFY(m_fixture.runUntil([&box] { return box.calls > 0; }));
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
    m_fixture.server->handler = [&](const Received &) { return Answer{status, "{}", {}, Fault(fault)}; };
    Body box;
    m_fixture.client().send(bodyOf(Verb(verb), u"/users"_s, {}, "{}"), this, box.fill());
    QVERIFY(m_fixture.runUntil([&box] { return box.calls > 0; }));
    QVERIFY(!box.outcome->has_value());
    QVERIFY(box.outcome->error().unknownOutcome);
    QCOMPARE(m_fixture.server->received().size(), 1);
}

void TestRetries::aLostWriteIsLoggedAsUnknown()
{
    m_fixture.server->handler = [](const Received &) { return Answer{200, {}, {}, Fault::Drop}; };
    Body box;
    m_fixture.client().send(bodyOf(Verb::Post, u"/clients"_s, {}, "{}"), this, box.fill());
    QTRY_VERIFY(box.outcome);
    QVERIFY(m_fixture.api->log().records().last().unknownOutcome);
    QVERIFY(box.outcome->error().advice().contains(u"Read the object again"_s));
}

void TestRetries::anExportGoesThroughTheLockAndOnce_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("fault");
    QTest::newRow("500") << 500 << "{}"_ba << int(Fault::None);
    QTest::newRow("drop") << 200 << "{}"_ba << int(Fault::Drop);
    QTest::newRow("half header") << 200 << "{}"_ba << int(Fault::HalfHeader);
    QTest::newRow("half body") << 200 << "{}"_ba << int(Fault::HalfBody);
}

void TestRetries::anExportGoesThroughTheLockAndOnce()
{
    // It changes no user, so the lock lets it pass; but a second job would run beside one that nobody knows of.
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const int, fault);
    m_fixture.server->handler = [&](const Received &) { return Answer{status, body, {}, Fault(fault)}; };
    ClientOptions locked;
    locked.clock = m_fixture.clock;
    locked.sharesBudget = false;
    Body box;
    m_fixture.client(locked).send(bodyOf(Verb::Post, u"/jobs/users-exports"_s, {}, R"({"format":"json"})"), this,
                                  box.fill());
    QVERIFY(m_fixture.runUntil([&box] { return box.calls > 0; }));
    QVERIFY(!box.outcome->has_value());
    QVERIFY(box.outcome->error().unknownOutcome);
    QCOMPARE(m_fixture.server->received().size(), 1);
}

QTEST_GUILESS_MAIN(TestRetries)
#include "tst_retries.moc"
