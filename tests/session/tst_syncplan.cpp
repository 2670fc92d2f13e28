#include "session/syncplan.h"

#include <QTest>

using namespace std::chrono_literals;
using What = Session::PlannedReading::What;

class TestSyncPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheFewestRequests_data();
    void takesTheFewestRequests();
    void asksBeforeALongMap();
    void durationIsUnknownWithoutARate();
};

void TestSyncPlan::takesTheFewestRequests_data()
{
    QTest::addColumn<qint64>("connections");
    QTest::addColumn<qint64>("applications");
    QTest::addColumn<qint64>("organizations");
    QTest::addColumn<qint64>("lists");
    QTest::addColumn<qint64>("map");
    QTest::newRow("recorded tenant") << qint64(271) << qint64(740) << qint64(167) << qint64(3 + 8 + 2) << qint64(271);
    QTest::newRow("fewer applications") << qint64(271) << qint64(12) << qint64(0) << qint64(3 + 1 + 1) << qint64(12);
    QTest::newRow("whole pages") << qint64(100) << qint64(200) << qint64(300) << qint64(1 + 2 + 3) << qint64(100);
    QTest::newRow("empty") << qint64(0) << qint64(0) << qint64(0) << qint64(3) << qint64(0);
}

void TestSyncPlan::takesTheFewestRequests()
{
    QFETCH(qint64, connections);
    QFETCH(qint64, applications);
    QFETCH(qint64, organizations);
    QFETCH(qint64, lists);
    QFETCH(qint64, map);
    const Session::SyncPlan plan = Session::planInventory({connections, applications, organizations});
    QCOMPARE(plan.requestsFor(What::Connections) + plan.requestsFor(What::Applications)
                 + plan.requestsFor(What::Organizations),
             lists);
    QCOMPARE(plan.requestsFor(What::ConnectionMap), map);
    QCOMPARE(plan.requests(), 1 + 1 + lists + map);
    for (const Session::PlannedReading &reading : plan.readings) {
        QVERIFY2(!reading.why.isEmpty(), qPrintable(reading.path));
    }
}

void TestSyncPlan::asksBeforeALongMap()
{
    const Session::EstateCounts large{100'000, 2000, 10};
    QCOMPARE(Session::planInventory(large).requestsFor(What::ConnectionMap), 0);
    const Session::SyncPlan asked = Session::planInventory(large, true);
    QCOMPARE(asked.requestsFor(What::ConnectionMap), 2000);
    QCOMPARE(asked.readings.last().path, QStringLiteral("GET /clients/{id}/connections"));
}

void TestSyncPlan::durationIsUnknownWithoutARate()
{
    const Session::SyncPlan plan = Session::planInventory({271, 740, 167});
    QVERIFY(!plan.duration(0));
    QCOMPARE(plan.duration(2), std::optional(143s)); // 286 requests
}

QTEST_GUILESS_MAIN(TestSyncPlan)
#include "tst_syncplan.moc"
