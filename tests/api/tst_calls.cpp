#include "api/managementclient.h"
#include "api/requests/lockfilerequests.h"
#include "clientfixture.h"

#include <QThread>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;
using namespace Support;
using Kind = ApiError::Kind;
using Body = Box<QByteArray>;

class TestCalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fixture.begin(); }
    void cleanup() { m_fixture.end(); }
    void foregroundOvertakesBackground();
    void aReadEndsWithItsContext();
    void aWriteOutlivesItsContext();
    void theClientMayGoAtAnyTime_data();
    void theClientMayGoAtAnyTime();
    void largeAnswersAreReadElsewhere();
    void anExceptionIsABadResponse();
    void aQueuedWriteCanBeCancelledASentOneNot();
    void thePublicFileGoesOutWithoutAToken();
    void thePublicFileIsHeldAgainstWhatWasAsked_data();
    void thePublicFileIsHeldAgainstWhatWasAsked();

private:
    ClientFixture m_fixture;
};

void TestCalls::foregroundOvertakesBackground()
{
    ClientOptions options = openOptions(m_fixture.clock);
    options.parallel = 1;
    ManagementClient &api = m_fixture.client(options);
    Body warm;
    api.send(bodyOf(Verb::Get, u"/users"_s), this, warm.fill());
    QTRY_VERIFY(warm.outcome);
    m_fixture.server->hold();
    QList<Body> background(5);
    for (Body &box : background)
        api.send(bodyOf(Verb::Get, u"/users"_s).at(Priority::Background), this, box.fill());
    QTRY_COMPARE(m_fixture.server->received().size(), 2);
    Body first, second;
    api.send(bodyOf(Verb::Get, u"/users/{id}"_s, {u"first"_s}), this, first.fill());
    api.send(bodyOf(Verb::Get, u"/users/{id}"_s, {u"second"_s}), this, second.fill());
    // One slot more for what a user waits for.
    QTRY_COMPARE(m_fixture.server->received().size(), 3);
    m_fixture.server->release();
    for (Body &box : background)
        QTRY_VERIFY(box.outcome);
    QCOMPARE(m_fixture.server->received().at(2).target, "/api/v2/users/first"_ba);
    QCOMPARE(m_fixture.server->received().at(3).target, "/api/v2/users/second"_ba);
    QVERIFY(first.outcome && second.outcome);
}

void TestCalls::aReadEndsWithItsContext()
{
    ManagementClient &api = m_fixture.client();
    m_fixture.server->hold();
    Body box;
    auto page = std::make_unique<QObject>();
    const QPointer<Call> call = api.send(bodyOf(Verb::Get, u"/users"_s), page.get(), box.fill());
    const QPointer<Call> queued = api.send(bodyOf(Verb::Get, u"/users"_s), page.get(), box.fill());
    QTRY_COMPARE(m_fixture.server->received().size(), 1);
    page.reset();
    QVERIFY(api.calls().isEmpty());
    QTRY_VERIFY(!call && !queued);
    m_fixture.server->release();
    QCOMPARE(box.calls, 0);
    QCOMPARE(api.log().records().last().error, std::optional(Kind::Cancelled));
    // The budget has its slot back.
    Body next;
    api.send(bodyOf(Verb::Get, u"/users"_s), this, next.fill());
    QTRY_VERIFY(next.outcome && next.outcome->has_value());
}

void TestCalls::aWriteOutlivesItsContext()
{
    ManagementClient &api = m_fixture.client();
    m_fixture.server->hold();
    Body box;
    auto editor = std::make_unique<QObject>();
    api.send(bodyOf(Verb::Patch, u"/users/{id}"_s, {u"1"_s}, "{}"), editor.get(), box.fill());
    api.send(bodyOf(Verb::Patch, u"/users/{id}"_s, {u"2"_s}, "{}"), editor.get(), box.fill());
    QTRY_VERIFY(!m_fixture.server->received().isEmpty());
    editor.reset();
    m_fixture.server->release();
    QTRY_VERIFY(api.calls().isEmpty());
    QCOMPARE(m_fixture.server->received().size(), 2);
    QCOMPARE(box.calls, 0);
    QCOMPARE(api.log().records().size(), 2);
    for (const RequestRecord &record : api.log().records())
        QCOMPARE(record.status, 200);
}

void TestCalls::theClientMayGoAtAnyTime_data()
{
    QTest::addColumn<int>("when");
    for (int when = 0; when < 5; ++when)
        QTest::addRow("%d", when) << when;
}

void TestCalls::theClientMayGoAtAnyTime()
{
    QFETCH(int, when);
    m_fixture.source->isHolding = when == 1;
    ManagementClient &api = m_fixture.client();
    Body box;
    Request<QByteArray> request = bodyOf(Verb::Get, u"/users"_s);
    if (when == 3)
        m_fixture.server->handler = [](const Received &) { return Answer{200, QByteArray(300'000, ' '), {}, {}}; };
    else
        m_fixture.server->hold();
    const QPointer<Call> call = api.send<QByteArray>(request, this, [&](Outcome<QByteArray> outcome) {
        box.fill()(std::move(outcome));
        m_fixture.api.reset(); // from within the callback
    });
    switch (when) {
    case 0: // before anything
        break;
    case 1: // while the token is fetched
        QTRY_COMPARE(m_fixture.source->fetches, 1);
        break;
    case 2: // while it is on its way
    case 4:
        QTRY_COMPARE(m_fixture.server->received().size(), 1);
        break;
    case 3: // while it is parsed on another thread
        QTRY_VERIFY(!call || call->state() >= Call::State::Reading);
        break;
    }
    if (when == 4) {
        m_fixture.server->release();
        QTRY_VERIFY(!m_fixture.api);
        QCOMPARE(box.calls, 1);
        return;
    }
    const int before = box.calls;
    m_fixture.api.reset();
    if (when == 1)
        m_fixture.source->answer();
    m_fixture.server->release();
    QCoreApplication::processEvents();
    QCOMPARE(box.calls, before);
}

void TestCalls::largeAnswersAreReadElsewhere()
{
    m_fixture.server->handler = [](const Received &request) {
        return Answer{200, QByteArray(request.target.endsWith("large") ? 1'000'000 : 10, ' '), {}, {}};
    };
    ManagementClient &api = m_fixture.client();
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

void TestCalls::anExceptionIsABadResponse()
{
    for (const Verb verb : {Verb::Get, Verb::Patch}) {
        Request<QByteArray> request = bodyOf(verb, u"/users"_s);
        request.parse = [](const WireReply &) -> Outcome<QByteArray> { throw std::runtime_error("odd"); };
        Body box;
        m_fixture.client().send(request, this, box.fill());
        QTRY_VERIFY(box.outcome);
        QVERIFY(box.isError(Kind::BadResponse));
        QCOMPARE(box.outcome->error().path, u"/users"_s);
        QCOMPARE(box.outcome->error().unknownOutcome, verb == Verb::Patch);
    }
}

void TestCalls::aQueuedWriteCanBeCancelledASentOneNot()
{
    ClientOptions options = openOptions(m_fixture.clock);
    options.parallel = 1;
    ManagementClient &api = m_fixture.client(options);
    m_fixture.server->hold();
    Body sent, queued;
    Call *first = api.send(bodyOf(Verb::Patch, u"/users/{id}"_s, {u"1"_s}).at(Priority::Background), this, sent.fill());
    Call *second
        = api.send(bodyOf(Verb::Patch, u"/users/{id}"_s, {u"2"_s}).at(Priority::Background), this, queued.fill());
    QTRY_COMPARE(m_fixture.server->received().size(), 1);
    first->cancel();
    second->cancel();
    QVERIFY(queued.isError(Kind::Cancelled));
    QVERIFY(!queued.outcome->error().unknownOutcome);
    QVERIFY(!sent.outcome);
    m_fixture.server->release();
    QTRY_VERIFY(sent.outcome && sent.outcome->has_value());
    QCOMPARE(m_fixture.server->received().size(), 1);
}

void TestCalls::thePublicFileGoesOutWithoutAToken()
{
    ManagementClient &api = m_fixture.client();
    m_fixture.server->handler = [](const Received &) {
        return Answer{200, R"(Auth0.setClient({"id":"a/b","strategies":[]});)", {}, {}};
    };
    Box<Domain::LockFile> box;
    api.send(getLockFile(Domain::ApplicationId(u"a/b"_s)), this, box.fill());
    QTRY_VERIFY(box.outcome);
    QVERIFY(box.outcome->has_value());
    const Received request = m_fixture.server->received().at(0);
    QCOMPARE(request.verb, "GET"_ba);
    QCOMPARE(request.target, "/client/a%2Fb.js"_ba);
    for (const auto &[name, value] : request.headers) {
        QVERIFY2(name != "authorization" && name != "cookie", name.constData());
        QVERIFY2(!value.contains("Bearer"), value.constData());
    }
    QCOMPARE(m_fixture.source->fetches, 0); // none was even asked for
    QCOMPARE(lockFileAddress(api.origin(), Domain::ApplicationId(u"a/b"_s)),
             m_fixture.server->url() + u"/client/a%2Fb.js"_s);
}

void TestCalls::thePublicFileIsHeldAgainstWhatWasAsked_data()
{
    QTest::addColumn<QString>("application");
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<Kind>("kind");
    const QByteArray good = R"(Auth0.setClient({"id":"app","strategies":[]});)";
    QTest::newRow("another application") << u"other"_s << Answer{200, good, {}, {}} << Kind::BadResponse;
    QTest::newRow("a page") << u"app"_s << Answer{200, "<html>", {}, {}} << Kind::BadResponse;
    QTest::newRow("too large") << u"app"_s << Answer{200, QByteArray(qsizetype(5) * 1024 * 1024, ' ') + good, {}, {}}
                               << Kind::TooLarge;
    QTest::newRow("elsewhere") << u"app"_s << Answer{302, {}, {{"Location", "/client/other.js"}}, {}} << Kind::Redirect;
    QTest::newRow("no such application") << u"app"_s << Answer{404, "Not Found", {}, {}} << Kind::NotFound;
    QTest::newRow("no id") << QString() << Answer{200, good, {}, {}} << Kind::InvalidInput;
}

void TestCalls::thePublicFileIsHeldAgainstWhatWasAsked()
{
    QFETCH(const QString, application);
    QFETCH(Answer, answer);
    QFETCH(const Kind, kind);
    ManagementClient &api = m_fixture.client();
    m_fixture.server->handler = [answer](const Received &) { return answer; };
    Box<Domain::LockFile> box;
    api.send(getLockFile(Domain::ApplicationId(application)), this, box.fill());
    QTRY_VERIFY(box.outcome);
    QVERIFY(!box.outcome->has_value());
    QCOMPARE(box.outcome->error().kind, kind);
    QVERIFY(m_fixture.server->received().size() <= 1);
}

QTEST_GUILESS_MAIN(TestCalls)
#include "tst_calls.moc"
