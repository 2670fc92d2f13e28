#include "api/rateledger.h"
#include "ratesimulation.h"

#include <QTemporaryDir>
#include <QtTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace Api;
using namespace Support;

class TestRateBudget : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void neverTripsAndUsesWhatIsAllowed_data();
    void neverTripsAndUsesWhatIsAllowed();
    void minuteLimitsAreFilledOnceASecond_data();
    void minuteLimitsAreFilledOnceASecond();
    void leavesAShareToOthers();
    void survivesClocksThatDiffer_data();
    void survivesClocksThatDiffer();
    void familiesOfOneGlobalBucketTakeFromIt();
    void familiesThatCountApartAreFoundOut();
    void twoProcessesTakeFromOneBucket();
    void aBusyRivalIsSeenInTheHeaders();
    void hostileHeadersNeitherBlockNorFlood_data();
    void hostileHeadersNeitherBlockNorFlood();
    void snapshotTellsWhatIsReserved();
};

void TestRateBudget::neverTripsAndUsesWhatIsAllowed_data()
{
    addPlans();
}

void TestRateBudget::neverTripsAndUsesWhatIsAllowed()
{
    QFETCH(int, limit);
    QFETCH(double, perSecond);
    QFETCH(int, count);
    for (unsigned seed = 1; seed <= 3; ++seed) {
        ServerBucket server{limit, perSecond};
        RateBudget budget;
        const Outcomes outcomes = run(
            {&budget}, {RateFamily::ConnectionsRead}, [&server](RateFamily) -> ServerBucket & { return server; }, count,
            seed);
        const double seconds = static_cast<double>(outcomes.took.count()) / 1000;
        // What two requests at once can reach at all: about 170 ms each.
        const double fastest = std::max((count - limit) / perSecond, count * 0.17 / 2);
        const double used = fastest / seconds;
        qInfo("seed %u: %d refused, %.1f s, %.0f %% of what is allowed", seed, outcomes.refused, seconds, used * 100);
        QCOMPARE(outcomes.refused, 0);
        QVERIFY2(used >= 0.9, "less than 90 % of the allowed rate was used");
    }
}

void TestRateBudget::minuteLimitsAreFilledOnceASecond_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<double>("perSecond");
    QTest::newRow("professional, connections") << 5 << 50.0 / 60;
    QTest::newRow("professional, applications") << 5 << 100.0 / 60;
    QTest::newRow("professional, users") << 40 << 500.0 / 60;
    QTest::newRow("professional, logs") << 10 << 100.0 / 60;
    QTest::newRow("organization connections, writing") << 5 << 25.0 / 60;
}

void TestRateBudget::minuteLimitsAreFilledOnceASecond()
{
    QFETCH(int, limit);
    QFETCH(double, perSecond);
    for (unsigned seed = 1; seed <= 10; ++seed) {
        ServerBucket server{limit, perSecond};
        server.dripsBySecond = true;
        RateBudget budget;
        const Outcomes outcomes = run(
            {&budget}, {RateFamily::ConnectionsRead}, [&server](RateFamily) -> ServerBucket & { return server; }, 300,
            seed);
        const double seconds = static_cast<double>(outcomes.took.count()) / 1000;
        const double used = (300 - limit) / perSecond / seconds;
        qInfo("seed %u: %d refused, %.0f %% of what is allowed", seed, outcomes.refused, used * 100);
        QCOMPARE(outcomes.refused, 0);
        QVERIFY2(used >= 0.9, "less than 90 % of the allowed rate was used");
    }
}

void TestRateBudget::leavesAShareToOthers()
{
    ServerBucket server{50, 16};
    RateBudget budget(0.5);
    double lowest = server.limit;
    const auto watched = [&](RateFamily) -> ServerBucket & {
        lowest = std::min(lowest, server.tokens);
        return server;
    };
    const Outcomes outcomes = run({&budget}, {RateFamily::UsersRead}, watched, 1500, 3);
    QCOMPARE(outcomes.refused, 0);
    QVERIFY2(lowest >= 25, "others found less than their half of the bucket");
    const double perSecond = 1500 / (static_cast<double>(outcomes.took.count()) / 1000);
    qInfo("%.1f requests a second of 16, at least %.0f tokens left", perSecond, lowest);
    QVERIFY2(perSecond <= 16, "more than the refill was taken");
}

void TestRateBudget::survivesClocksThatDiffer_data()
{
    QTest::addColumn<int>("hours");
    for (const int hours : {-26, -13, -2, -1, 0, 1, 2, 13, 26})
        QTest::addRow("%d h", hours) << hours;
}

void TestRateBudget::survivesClocksThatDiffer()
{
    QFETCH(int, hours);
    ServerBucket server{2, 2};
    RateBudget budget;
    const Outcomes outcomes = run(
        {&budget}, {RateFamily::Other}, [&server](RateFamily) -> ServerBucket & { return server; }, 100, 7,
        std::chrono::hours(hours));
    QCOMPARE(outcomes.refused, 0);
    QVERIFY2(outcomes.took < std::chrono::seconds(60), "a skewed clock made it wait");
}

void TestRateBudget::familiesOfOneGlobalBucketTakeFromIt()
{
    // On a Free tenant all families count in one bucket: the first request of a family may not assume its own.
    ServerBucket server{2, 2};
    RateBudget budget;
    const QList<RateFamily> families = {RateFamily::ConnectionsRead, RateFamily::ClientsRead, RateFamily::UsersRead,
                                        RateFamily::OrganizationsRead, RateFamily::Other};
    const Outcomes outcomes = run(
        {&budget}, families, [&server](RateFamily) -> ServerBucket & { return server; }, 300, 11);
    QCOMPARE(outcomes.refused, 0);
}

void TestRateBudget::familiesThatCountApartAreFoundOut()
{
    // Professional: several groups of five, each refilled on its own.
    for (unsigned seed = 1; seed <= 10; ++seed) {
        std::map<RateFamily, ServerBucket> server = {{RateFamily::ConnectionsRead, {5, 50.0 / 60}},
                                                     {RateFamily::ClientsRead, {5, 100.0 / 60}},
                                                     {RateFamily::OrganizationsRead, {5, 50.0 / 60}}};
        RateBudget budget;
        const Outcomes outcomes = run(
            {&budget},
            server.empty() ? QList<RateFamily>()
                           : QList<RateFamily>{RateFamily::ConnectionsRead, RateFamily::ClientsRead,
                                               RateFamily::OrganizationsRead},
            [&server](RateFamily family) -> ServerBucket & { return server.at(family); }, 150, seed);
        qInfo("seed %u: %d refused in %.1f s", seed, outcomes.refused,
              static_cast<double>(outcomes.took.count()) / 1000);
        QCOMPARE_LE(outcomes.refused, 2);
        QVERIFY2(outcomes.took < std::chrono::seconds(150), "the families held each other up");
    }
}

void TestRateBudget::twoProcessesTakeFromOneBucket()
{
    QTemporaryDir folder;
    ServerBucket server{2, 2};
    RateBudget window(0, std::make_shared<RateLedger>(u"acme.eu.auth0.com"_s, folder.path()));
    RateBudget cli(0, std::make_shared<RateLedger>(u"acme.eu.auth0.com"_s, folder.path()));
    const Outcomes outcomes = run(
        {&window, &cli}, {RateFamily::ConnectionsRead}, [&server](RateFamily) -> ServerBucket & { return server; }, 300,
        13);
    const double seconds = static_cast<double>(outcomes.took.count()) / 1000;
    qInfo("%d refused in %.1f s", outcomes.refused, seconds);
    QCOMPARE(outcomes.refused, 0);
    QVERIFY2(seconds < 149 / 0.85, "two processes together use less than 85 % of the rate");
}

void TestRateBudget::aBusyRivalIsSeenInTheHeaders()
{
    // Another tool that takes half of a Free tenant's rate: we must give way, and get through.
    ServerBucket server{10, 2};
    RateBudget budget;
    Milliseconds last(0);
    const auto shared = [&](RateFamily) -> ServerBucket & { return server; };
    const auto withRival = [&](RateFamily family) -> ServerBucket & {
        // The rival's requests of the last second happen before ours is counted.
        server.take(last);
        return shared(family);
    };
    const Outcomes outcomes = run({&budget}, {RateFamily::UsersRead}, withRival, 200, 17);
    qInfo("%d of 200 refused beside a rival", outcomes.refused);
    QVERIFY2(outcomes.refused <= 10, "a rival made more than 5 % of the requests fail");
}

void TestRateBudget::hostileHeadersNeitherBlockNorFlood_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<QByteArray>("remaining");
    QTest::addColumn<QByteArray>("reset");
    const QList<QByteArray> odd = {"",    "0",   "-1",         "-9223372036854775808", "1e308", "nan", "inf",
                                   "abc", "2.5", "4294967297", "99999999999999999999", "0x10",  "２",  " 5 "};
    int row = 0;
    for (const QByteArray &text : odd) {
        QTest::addRow("limit %d", row) << text << QByteArray("1") << QByteArray("1790000001");
        QTest::addRow("remaining %d", row) << QByteArray("2") << text << QByteArray("1790000001");
        QTest::addRow("reset %d", row++) << QByteArray("2") << QByteArray("0") << text;
    }
}

void TestRateBudget::hostileHeadersNeitherBlockNorFlood()
{
    QFETCH(QByteArray, limit);
    QFETCH(QByteArray, remaining);
    QFETCH(QByteArray, reset);
    RateBudget budget;
    const RateBudget::Grant first = budget.take(RateFamily::Other, Milliseconds(1000));
    QVERIFY(first.ticket);
    const WireReply reply{200,
                          {{"x-ratelimit-limit", limit},
                           {"x-ratelimit-remaining", remaining},
                           {"x-ratelimit-reset", reset},
                           {"date", httpDate(epochAtStart)}},
                          {}};
    budget.answered(*first.ticket, reply, {}, Milliseconds(1000));
    const RateBudget::Grant soon = budget.take(RateFamily::Other, Milliseconds(1000));
    QVERIFY(soon.ticket || (soon.wait > Milliseconds(0) && soon.wait <= std::chrono::seconds(120)));
    QVERIFY2(budget.take(RateFamily::Other, Milliseconds(1000) + std::chrono::seconds(121)).ticket, "blocked for good");
}

void TestRateBudget::snapshotTellsWhatIsReserved()
{
    RateBudget budget(0.5);
    ServerBucket server{10, 2};
    const RateBudget::Grant grant = budget.take(RateFamily::UsersRead, Milliseconds(10));
    budget.answered(*grant.ticket, answerOf(server, Milliseconds(20)), {}, Milliseconds(30));
    const QList<RateState> states = budget.snapshot(Milliseconds(30));
    QCOMPARE(states.size(), 1);
    QCOMPARE(states.first().family, RateFamily::UsersRead);
    QCOMPARE(states.first().limit, 10);
    QCOMPARE(states.first().remaining, 9);
    QCOMPARE(states.first().reserved, 5);
}

QTEST_APPLESS_MAIN(TestRateBudget)
#include "tst_ratebudget.moc"
