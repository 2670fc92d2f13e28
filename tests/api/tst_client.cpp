#include "api/managementclient.h"
#include "api/retrypolicy.h"
#include "simplerequests.h"
#include "support/apifakes.h"
#include "support/faultserver.h"

#include <QLoggingCategory>
#include <QThread>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;
using namespace Support;
using Kind = ApiError::Kind;
using Body = Box<QByteArray>;

class TestClient : public QObject
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
    void aStormOfRefusalsLosesNothingAndHurriesNothing();
    void givesUpAfterSixTries();
    void aFailedReadIsTriedAgain_data();
    void aFailedReadIsTriedAgain();
    void aFailedWriteIsNot_data();
    void aFailedWriteIsNot();
    void foregroundOvertakesBackground();
    void aReadEndsWithItsContext();
    void aWriteOutlivesItsContext();
    void theClientMayGoAtAnyTime_data();
    void theClientMayGoAtAnyTime();
    void largeAnswersAreReadElsewhere();
    void anExceptionIsABadResponse();
    void aQueuedWriteCanBeCancelledASentOneNot();
    void aLostWriteIsLoggedAsUnknown();
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

void TestClient::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_clock = std::make_shared<ManualClock>();
    m_server = std::make_unique<FaultServer>();
    m_source = std::make_unique<FakeTokenSource>();
}

void TestClient::cleanup()
{
    m_client.reset();
    m_source.reset();
    m_server.reset();
}

ManagementClient &TestClient::client(ClientOptions options)
{
    m_client = std::make_unique<ManagementClient>(loopback(m_server->url()), *m_source, std::move(options));
    return *m_client;
}

bool TestClient::runUntil(const std::function<bool()> &isDone)
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

void TestClient::tenReadsShareOneRenewal()
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

void TestClient::aPastedTokenIsNotAskedForTwice()
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

void TestClient::theQueueWaitsForTheToken()
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

void TestClient::withoutATokenAllWaitingCallsEnd()
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

void TestClient::renewsAtFourFifthsOfItsLife()
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

void TestClient::aFailedRenewalKeepsALivingToken()
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

void TestClient::aStormOfRefusalsLosesNothingAndHurriesNothing()
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

void TestClient::givesUpAfterSixTries()
{
    m_server->handler = [](const Received &) { return Answer{429, "{}", {{"Retry-After", "9"}}, {}}; };
    Body box;
    client().send(bodyOf(Verb::Get, u"/users"_s), this, box.fill());
    QVERIFY(runUntil([&box] { return box.calls > 0; }));
    QVERIFY(box.isError(Kind::RateLimited));
    QCOMPARE(box.outcome->error().retryAfter, std::optional<Milliseconds>(std::chrono::seconds(9)));
    QCOMPARE(m_server->received().size(), RetryPolicy::maximumTries);
}

void TestClient::aFailedReadIsTriedAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("fault");
    for (const int status : {500, 502, 503, 504})
        QTest::addRow("%d", status) << status << int(Fault::None);
    QTest::newRow("drop") << 200 << int(Fault::Drop);
    QTest::newRow("half header") << 200 << int(Fault::HalfHeader);
    QTest::newRow("half body") << 200 << int(Fault::HalfBody);
}

void TestClient::aFailedReadIsTriedAgain()
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

void TestClient::aFailedWriteIsNot_data()
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

void TestClient::aFailedWriteIsNot()
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

void TestClient::foregroundOvertakesBackground()
{
    ClientOptions options = openOptions(m_clock);
    options.parallel = 1;
    ManagementClient &api = client(options);
    Body warm;
    api.send(bodyOf(Verb::Get, u"/users"_s), this, warm.fill());
    QTRY_VERIFY(warm.outcome);
    m_server->hold();
    QList<Body> background(5);
    for (Body &box : background)
        api.send(bodyOf(Verb::Get, u"/users"_s).at(Priority::Background), this, box.fill());
    QTRY_COMPARE(m_server->received().size(), 2);
    Body first, second;
    api.send(bodyOf(Verb::Get, u"/users/{id}"_s, {u"first"_s}), this, first.fill());
    api.send(bodyOf(Verb::Get, u"/users/{id}"_s, {u"second"_s}), this, second.fill());
    // One slot more for what a user waits for.
    QTRY_COMPARE(m_server->received().size(), 3);
    m_server->release();
    for (Body &box : background)
        QTRY_VERIFY(box.outcome);
    QCOMPARE(m_server->received().at(2).target, "/api/v2/users/first"_ba);
    QCOMPARE(m_server->received().at(3).target, "/api/v2/users/second"_ba);
    QVERIFY(first.outcome && second.outcome);
}

void TestClient::aReadEndsWithItsContext()
{
    ManagementClient &api = client();
    m_server->hold();
    Body box;
    auto page = std::make_unique<QObject>();
    const QPointer<Call> call = api.send(bodyOf(Verb::Get, u"/users"_s), page.get(), box.fill());
    const QPointer<Call> queued = api.send(bodyOf(Verb::Get, u"/users"_s), page.get(), box.fill());
    QTRY_COMPARE(m_server->received().size(), 1);
    page.reset();
    QVERIFY(api.calls().isEmpty());
    QTRY_VERIFY(!call && !queued);
    m_server->release();
    QCOMPARE(box.calls, 0);
    QCOMPARE(api.log().records().last().error, std::optional(Kind::Cancelled));
    // The budget has its slot back.
    Body next;
    api.send(bodyOf(Verb::Get, u"/users"_s), this, next.fill());
    QTRY_VERIFY(next.outcome && next.outcome->has_value());
}

void TestClient::aWriteOutlivesItsContext()
{
    ManagementClient &api = client();
    m_server->hold();
    Body box;
    auto editor = std::make_unique<QObject>();
    api.send(bodyOf(Verb::Patch, u"/users/{id}"_s, {u"1"_s}, "{}"), editor.get(), box.fill());
    api.send(bodyOf(Verb::Patch, u"/users/{id}"_s, {u"2"_s}, "{}"), editor.get(), box.fill());
    QTRY_VERIFY(!m_server->received().isEmpty());
    editor.reset();
    m_server->release();
    QTRY_VERIFY(api.calls().isEmpty());
    QCOMPARE(m_server->received().size(), 2);
    QCOMPARE(box.calls, 0);
    QCOMPARE(api.log().records().size(), 2);
    for (const RequestRecord &record : api.log().records())
        QCOMPARE(record.status, 200);
}

void TestClient::theClientMayGoAtAnyTime_data()
{
    QTest::addColumn<int>("when");
    for (int when = 0; when < 5; ++when)
        QTest::addRow("%d", when) << when;
}

void TestClient::theClientMayGoAtAnyTime()
{
    QFETCH(int, when);
    m_source->isHolding = when == 1;
    ManagementClient &api = client();
    Body box;
    Request<QByteArray> request = bodyOf(Verb::Get, u"/users"_s);
    if (when == 3)
        m_server->handler = [](const Received &) { return Answer{200, QByteArray(300'000, ' '), {}, {}}; };
    else
        m_server->hold();
    const QPointer<Call> call = api.send<QByteArray>(request, this, [&](Outcome<QByteArray> outcome) {
        box.fill()(std::move(outcome));
        m_client.reset(); // from within the callback
    });
    switch (when) {
    case 0: // before anything
        break;
    case 1: // while the token is fetched
        QTRY_COMPARE(m_source->fetches, 1);
        break;
    case 2: // while it is on its way
    case 4:
        QTRY_COMPARE(m_server->received().size(), 1);
        break;
    case 3: // while it is parsed on another thread
        QTRY_VERIFY(!call || call->state() >= Call::State::Reading);
        break;
    }
    if (when == 4) {
        m_server->release();
        QTRY_VERIFY(!m_client);
        QCOMPARE(box.calls, 1);
        return;
    }
    const int before = box.calls;
    m_client.reset();
    if (when == 1)
        m_source->answer();
    m_server->release();
    QCoreApplication::processEvents();
    QCOMPARE(box.calls, before);
}

void TestClient::largeAnswersAreReadElsewhere()
{
    m_server->handler = [](const Received &request) {
        return Answer{200, QByteArray(request.target.endsWith("large") ? 1'000'000 : 10, ' '), {}, {}};
    };
    ManagementClient &api = client();
    for (const auto &[id, isElsewhere] : {std::pair{u"large"_s, true}, std::pair{u"small"_s, false}}) {
        QThread *readOn = nullptr;
        QThread *deliveredOn = nullptr;
        Request<QByteArray> request = bodyOf(Verb::Get, u"/users/{id}"_s, {id});
        request.parse = [&readOn](const WireReply &reply) -> Outcome<QByteArray> {
            readOn = QThread::currentThread();
            return reply.body;
        };
        api.send<QByteArray>(request, this,
                             [&](const Outcome<QByteArray> &) { deliveredOn = QThread::currentThread(); });
        QTRY_VERIFY(deliveredOn);
        QCOMPARE(deliveredOn, QThread::currentThread());
        QCOMPARE(readOn != QThread::currentThread(), isElsewhere);
    }
}

void TestClient::anExceptionIsABadResponse()
{
    for (const Verb verb : {Verb::Get, Verb::Patch}) {
        Request<QByteArray> request = bodyOf(verb, u"/users"_s);
        request.parse = [](const WireReply &) -> Outcome<QByteArray> { throw std::runtime_error("odd"); };
        Body box;
        client().send(request, this, box.fill());
        QTRY_VERIFY(box.outcome);
        QVERIFY(box.isError(Kind::BadResponse));
        QCOMPARE(box.outcome->error().path, u"/users"_s);
        QCOMPARE(box.outcome->error().unknownOutcome, verb == Verb::Patch);
    }
}

void TestClient::aQueuedWriteCanBeCancelledASentOneNot()
{
    ClientOptions options = openOptions(m_clock);
    options.parallel = 1;
    ManagementClient &api = client(options);
    m_server->hold();
    Body sent, queued;
    Call *first = api.send(bodyOf(Verb::Patch, u"/users/{id}"_s, {u"1"_s}).at(Priority::Background), this, sent.fill());
    Call *second
        = api.send(bodyOf(Verb::Patch, u"/users/{id}"_s, {u"2"_s}).at(Priority::Background), this, queued.fill());
    QTRY_COMPARE(m_server->received().size(), 1);
    first->cancel();
    second->cancel();
    QVERIFY(queued.isError(Kind::Cancelled));
    QVERIFY(!queued.outcome->error().unknownOutcome);
    QVERIFY(!sent.outcome);
    m_server->release();
    QTRY_VERIFY(sent.outcome && sent.outcome->has_value());
    QCOMPARE(m_server->received().size(), 1);
}

void TestClient::aLostWriteIsLoggedAsUnknown()
{
    m_server->handler = [](const Received &) { return Answer{200, {}, {}, Fault::Drop}; };
    Body box;
    client().send(bodyOf(Verb::Post, u"/clients"_s, {}, "{}"), this, box.fill());
    QTRY_VERIFY(box.outcome);
    QVERIFY(m_client->log().records().last().unknownOutcome);
    QVERIFY(box.outcome->error().advice().contains(u"Read the object again"_s));
}

void TestClient::logsHoldNoSecret()
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

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
