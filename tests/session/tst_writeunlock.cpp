#include "api/requests/connectionrequests.h"
#include "sandbox/scale.h"
#include "session/writeunlock.h"
#include "support/apifakes.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The lock of one tenant, by itself and before its client.
class TestWriteUnlock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isLockedUntilUnlocked();
    void locksItselfAfterAQuarterOfAnHour();
    void anotherUnlockLastsFromThenOn();
    void lastsAsLongAsIsPreferred();
    void sleepingComputerLocks();
    void readOnlyProfileRefuses();
    void gateFollowsTheLock();
};

void TestWriteUnlock::isLockedUntilUnlocked()
{
    const auto clock = std::make_shared<Support::ManualClock>();
    Session::WriteUnlock unlock(false, clock);
    QSignalSpy changed(&unlock, &Session::WriteUnlock::changed);
    QVERIFY(!unlock.isUnlocked());
    QVERIFY(unlock.unlock().has_value());
    QVERIFY(unlock.isUnlocked());
    QVERIFY(unlock.left() == 15min);
    unlock.lock();
    unlock.lock();
    QVERIFY(!unlock.isUnlocked());
    QCOMPARE(changed.size(), 2);
}

void TestWriteUnlock::locksItselfAfterAQuarterOfAnHour()
{
    const auto clock = std::make_shared<Support::ManualClock>();
    Session::WriteUnlock unlock(false, clock);
    QVERIFY(unlock.unlock().has_value());
    QSignalSpy changed(&unlock, &Session::WriteUnlock::changed);
    clock->advance(15min - 1ms);
    QVERIFY(unlock.isUnlocked());
    QVERIFY(unlock.left() == 1ms);
    QCOMPARE(changed.size(), 0);
    clock->advance(1ms);
    QVERIFY(!unlock.isUnlocked());
    QCOMPARE(changed.size(), 1);
}

void TestWriteUnlock::anotherUnlockLastsFromThenOn()
{
    const auto clock = std::make_shared<Support::ManualClock>();
    Session::WriteUnlock unlock(false, clock);
    QVERIFY(unlock.unlock().has_value());
    clock->advance(10min);
    QVERIFY(unlock.unlock().has_value());
    clock->advance(10min); // the first one's end passes
    QVERIFY(unlock.isUnlocked());
    QVERIFY(unlock.left() == 5min);
    clock->advance(5min);
    QVERIFY(!unlock.isUnlocked());
}

void TestWriteUnlock::lastsAsLongAsIsPreferred()
{
    const auto clock = std::make_shared<Support::ManualClock>();
    Session::WriteUnlock unlock(false, clock);
    QVERIFY(unlock.unlock().has_value());
    unlock.setDuration(5min);
    QVERIFY(unlock.left() == 15min); // what was promised holds
    unlock.lock();
    QVERIFY(unlock.unlock().has_value());
    QVERIFY(unlock.left() == 5min);
    clock->advance(5min);
    QVERIFY(!unlock.isUnlocked());
}

void TestWriteUnlock::sleepingComputerLocks()
{
    /// Its steady clock stands while the computer sleeps, as Linux's does.
    class SleepyClock : public Support::ManualClock
    {
    public:
        QDateTime wall() const override { return ManualClock::wall().addSecs(slept.count()); }
        std::chrono::seconds slept{};
    };
    const auto clock = std::make_shared<SleepyClock>();
    Session::WriteUnlock unlock(false, clock);
    QVERIFY(unlock.unlock().has_value());
    clock->slept = 8h;
    QVERIFY(!unlock.isUnlocked());
}

void TestWriteUnlock::readOnlyProfileRefuses()
{
    Session::WriteUnlock unlock(true, std::make_shared<Support::ManualClock>());
    const auto refused = unlock.unlock();
    QVERIFY(!refused.has_value());
    QVERIFY2(refused.error().contains(u"read-only"_s), qPrintable(refused.error()));
    QVERIFY(!unlock.isUnlocked());
}

void TestWriteUnlock::gateFollowsTheLock()
{
    Sandbox::Options options;
    options.recordRequests = true;
    Sandbox::Server server(options, {Sandbox::scaleEstate({.connections = 1}, 1)});
    server.start();
    const auto session = SandboxEstate::writableSession(server);
    const auto write = [&session] {
        std::optional<Api::Outcome<QByteArray>> answer;
        const auto request = Api::patchConnection(Domain::ConnectionId(u"con_x"_s), R"({"display_name":"X"})");
        const Api::Request<QByteArray> raw{
            request.wire, [](const Api::WireReply &reply) -> Api::Outcome<QByteArray> { return reply.body; }};
        session->client().send<QByteArray>(raw, session.get(),
                                           [&](const Api::Outcome<QByteArray> &outcome) { answer = outcome; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 20000);
        return answer ? answer->error().kind : Api::ApiError::Kind::Timeout;
    };
    QCOMPARE(write(), Api::ApiError::Kind::ReadOnly);
    QVERIFY(!SandboxEstate::pathsAt(server).contains(u"/api/v2/connections/con_x"_s));
    QVERIFY(session->writeUnlock().unlock().has_value());
    QCOMPARE(write(), Api::ApiError::Kind::NotFound);
    session->writeUnlock().lock();
    QCOMPARE(write(), Api::ApiError::Kind::ReadOnly);
    QCOMPARE(SandboxEstate::pathsAt(server).count(u"/api/v2/connections/con_x"_s), 1);
}

QTEST_GUILESS_MAIN(TestWriteUnlock)
#include "tst_writeunlock.moc"
