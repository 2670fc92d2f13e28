#include "store/database.h"
#include "store/states.h"
#include "store/storefixture.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

using States::contentsOf;
using States::day;
using Store::Part;
using Store::TenantState;

namespace {

const QString acme = u"acme.eu.auth0.com"_s;

} // namespace

/// How snapshots go: by name, by a rule, and without a trace.
class TestSnapshotRemoval : public QObject, private StoreFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aRemovedTenantLeavesNothing();
    void theLatestIsKept();
    void earlierDaysKeepTheirLast();
    void aDayKeepsEveryPartThatWasRead();
    void twoMayAgeATenantOut();
    void whatIsNamedTwiceIsRemovedOnce();
    void whatWasRemovedIsNowhereInTheFile();
    void copiesThatMayBeLeftAreTold();
};

void TestSnapshotRemoval::init()
{
    QVERIFY(reopen());
}

void TestSnapshotRemoval::aRemovedTenantLeavesNothing()
{
    TenantState state = States::tenant(acme, day(0), 200);
    for (int number = 7000; number < 7100; ++number) {
        state.objects[Part::Connections].append(States::connection(number));
    }
    save(state);
    TenantState other = States::tenant(u"other.auth0.com"_s, day(0), 200); // the same bodies
    const qint64 kept = save(other);
    QVERIFY(holds("con_0070"));
    QCOMPARE(m_store->removeTenant(acme), Store::Outcome<qint64>(1));
    m_store.reset();
    QVERIFY(!holds("con_0070"));
    QVERIFY(!holds("acme.eu"));
    m_store = States::open(path());
    QCOMPARE(contentsOf(*m_store, kept, Part::Connections), contentsOf(other, Part::Connections));
    QCOMPARE(m_store->removeTenant(acme), Store::Outcome<qint64>(0));
    m_store->removeTenant(u"other.auth0.com"_s);
    QVERIFY(m_store->snapshots()->isEmpty());
}

void TestSnapshotRemoval::theLatestIsKept()
{
    TenantState state = States::tenant(acme, day(0), 3);
    for (int i = 0; i < 10; ++i) {
        state.at = day(i);
        save(state);
    }
    QCOMPARE(m_store->prune(acme, {8, std::nullopt, std::nullopt}), Store::Outcome<qint64>(2));
    QCOMPARE(m_store->prune(acme, {std::nullopt, day(5), std::nullopt}), Store::Outcome<qint64>(3));
    QCOMPARE(m_store->snapshots(acme)->size(), 5);
    QCOMPARE(m_store->prune(acme, {std::nullopt, day(100), std::nullopt}), Store::Outcome<qint64>(4));
    QCOMPARE(m_store->snapshots(acme)->first().at, day(9));
}

void TestSnapshotRemoval::earlierDaysKeepTheirLast()
{
    TenantState state = States::tenant(acme, day(0), 3);
    for (int hours = 0; hours < 5 * 24; hours += 6) {
        state.at = day(0).addSecs(qint64(3600) * hours);
        save(state);
    }
    QVERIFY(m_store->prune(acme, Store::standardRetention(state.at)));
    QList<QDateTime> times;
    const auto list = m_store->snapshots(acme);
    for (const Store::SnapshotInfo &info : *list) {
        times.append(info.at);
    }
    // The last of each of three days, and all of the two days before the end.
    QList<QDateTime> expected{day(0).addSecs(qint64(3600) * 6), day(1).addSecs(qint64(3600) * 6),
                              day(2).addSecs(qint64(3600) * 6)};
    for (int hours = 60; hours < 5 * 24; hours += 6) {
        expected.append(day(0).addSecs(qint64(3600) * hours));
    }
    QCOMPARE(times, expected);
}

/// The last one of a day may know less, as the window does that never reads an organization's connections.
void TestSnapshotRemoval::aDayKeepsEveryPartThatWasRead()
{
    TenantState whole = States::tenant(acme, day(0), 3);
    save(whole);
    whole.at = day(0).addSecs(60);
    const qint64 full = save(whole);
    TenantState half = whole;
    half.objects.erase(Part::Connections);
    half.relations.clear();
    half.at = day(0).addSecs(120);
    save(half);
    half.at = day(0).addSecs(180);
    const qint64 last = save(half);
    whole.at = day(9);
    const qint64 latest = save(whole);
    QCOMPARE(m_store->prune(acme, Store::standardRetention(day(9))), Store::Outcome<qint64>(2));
    QList<qint64> kept;
    const auto list = m_store->snapshots(acme);
    for (const Store::SnapshotInfo &info : *list) {
        kept.append(info.id);
    }
    QCOMPARE(kept, (QList{full, last, latest}));
}

/// As the window and a job of the night do at once.
void TestSnapshotRemoval::twoMayAgeATenantOut()
{
    constexpr int times = 40;
    TenantState state = States::tenant(acme, day(0), 3);
    std::atomic<int> failures = 0;
    const auto age = [&] {
        const auto store = States::open(path());
        for (qint64 left = times; left > 0; --left) {
            failures += store->prune(acme, {left, std::nullopt, std::nullopt}) ? 0 : 1;
        }
    };
    for (int i = 0; i < times; ++i) {
        state.at = day(i);
        save(state);
    }
    std::thread other(age);
    age();
    other.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(m_store->snapshots(acme)->size(), 1);
}

void TestSnapshotRemoval::whatIsNamedTwiceIsRemovedOnce()
{
    const qint64 first = save(States::tenant(acme, day(0), 3));
    save(States::tenant(acme, day(1), 3));
    QCOMPARE(m_store->remove({first, first}), Store::Outcome<qint64>(1));
    QCOMPARE(m_store->snapshots()->size(), 1);
}

/// Whichever way it went: by its number, by a rule.
void TestSnapshotRemoval::whatWasRemovedIsNowhereInTheFile()
{
    for (const bool isByRule : {false, true}) {
        init();
        TenantState state = States::tenant(acme, day(0), 200);
        for (int number = 7000; number < 7100; ++number) {
            state.objects[Part::Connections].append(States::connection(number));
        }
        const qint64 first = save(state);
        QVERIFY(holds("con_0070"));
        save(States::tenant(acme, day(1), 200));
        QCOMPARE(isByRule ? m_store->removeBeyond(acme, {1, std::nullopt, std::nullopt}) : m_store->remove({first}),
                 Store::Outcome<qint64>(1));
        m_store.reset();
        QVERIFY(!holds("con_0070"));
    }
}

void TestSnapshotRemoval::copiesThatMayBeLeftAreTold()
{
    const qint64 first = save(States::tenant(acme, day(0), 3));
    save(States::tenant(acme, day(1), 3));
    Store::Database reader(path());
    Store::Statement reading(reader, u"SELECT id FROM object"_s);
    QVERIFY(reading.run() && reading.next()); // holds the file's state, and with it the journal
    const auto removed = m_store->remove({first});
    QVERIFY(!removed);
    QVERIFY2(removed.error().happened.contains(u"copies"_s), qPrintable(removed.error().text()));
    QCOMPARE(m_store->snapshots()->size(), 1);
    reading.finish();
    QCOMPARE(m_store->removeTenant(u"other.auth0.com"_s), Store::Outcome<qint64>(0)); // clears them too
}

QTEST_GUILESS_MAIN(TestSnapshotRemoval)
#include "tst_snapshotremoval.moc"
