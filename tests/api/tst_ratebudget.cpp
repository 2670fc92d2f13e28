#include "api/ratebudget.h"
#include "api/rateledger.h"

#include <QLocale>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <deque>
#include <random>

using namespace Qt::StringLiterals;
using namespace Api;

namespace {

constexpr qint64 epochAtStart = 1'790'000'000'000; // the simulated server's date at steady time 0

/// Auth0's side: one token bucket that drips by the millisecond.
struct ServerBucket
{
    int limit;
    double perSecond;
    double tokens = limit;
    Milliseconds at{0};

    bool take(Milliseconds now)
    {
        tokens = std::min<double>(limit, tokens + perSecond * static_cast<double>((now - at).count()) / 1000);
        at = now;
        if (tokens < 1)
            return false;
        tokens -= 1;
        return true;
    }
};

QByteArray httpDate(qint64 milliseconds)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

/// What Auth0 answers at `now`, its clock `skew` away from ours.
WireReply answerOf(ServerBucket &bucket, Milliseconds now, Milliseconds skew = Milliseconds(0))
{
    const bool isGranted = bucket.take(now);
    const double missing = std::max(0.0, 1 - (bucket.tokens - std::floor(bucket.tokens)));
    const qint64 serverNow = epochAtStart + now.count() + skew.count();
    const qint64 reset = serverNow + static_cast<qint64>(missing / bucket.perSecond * 1000);
    WireReply reply;
    reply.status = isGranted ? 200 : 429;
    reply.headers = {{"x-ratelimit-limit", QByteArray::number(bucket.limit)},
                     {"x-ratelimit-remaining", QByteArray::number(static_cast<int>(std::floor(bucket.tokens)))},
                     {"x-ratelimit-reset", QByteArray::number((reset + 999) / 1000)},
                     {"date", httpDate(serverNow)}};
    if (!isGranted)
        reply.body = R"({"statusCode":429,"message":"Endpoint limit has been reached"})";
    return reply;
}

struct Flight
{
    Milliseconds arrives;
    Milliseconds returns;
    RateTicket ticket;
    size_t budget;
    std::optional<WireReply> reply;
};

struct Outcomes
{
    int refused = 0;
    Milliseconds took{0};
};

/// Sends `count` requests through the budgets, two at once each, and counts what Auth0 refuses.
Outcomes run(std::vector<RateBudget *> budgets, const QList<RateFamily> &families,
             const std::function<ServerBucket &(RateFamily)> &server, int count, unsigned seed,
             Milliseconds skew = Milliseconds(0), Milliseconds start = Milliseconds(0))
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> latency(20, 150);
    std::deque<Flight> flights;
    Outcomes outcomes;
    Milliseconds now = start;
    std::vector<Milliseconds> ask(budgets.size(), start);
    int sent = 0;
    int back = 0;
    while (back < count) {
        for (Flight &flight : flights) {
            if (!flight.reply && flight.arrives <= now)
                flight.reply = answerOf(server(flight.ticket.family), now, skew);
        }
        for (auto it = flights.begin(); it != flights.end();) {
            if (!it->reply || it->returns > now) {
                ++it;
                continue;
            }
            outcomes.refused += it->reply->status == 429 ? 1 : 0;
            const QDateTime ours = QDateTime::fromMSecsSinceEpoch(epochAtStart + now.count(), Qt::UTC);
            budgets[it->budget]->answered(it->ticket, *it->reply, ours, now);
            ask[it->budget] = now;
            ++back;
            it = flights.erase(it);
        }
        for (size_t i = 0; i < budgets.size(); ++i) {
            const auto mine
                = std::count_if(flights.begin(), flights.end(), [i](const Flight &f) { return f.budget == i; });
            if (mine >= 2 || sent >= count || now < ask[i])
                continue;
            const RateBudget::Grant grant = budgets[i]->take(families.at(sent % families.size()), now);
            if (grant.ticket) {
                const Milliseconds there(latency(random));
                flights.push_back({now + there, now + there + Milliseconds(latency(random)), *grant.ticket, i, {}});
                ++sent;
            } else {
                ask[i] = now + grant.wait;
            }
        }
        now += Milliseconds(1);
        if (now - start > std::chrono::hours(10))
            break;
    }
    outcomes.took = now - start;
    return outcomes;
}

/// The only entry of a budget that has heard from one family.
RateState stateOf(const RateBudget &budget, Milliseconds now)
{
    const QList<RateState> states = budget.snapshot(now);
    return states.size() == 1 ? states.first() : RateState();
}

} // namespace

class TestRateBudget : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void neverTripsAndUsesWhatIsAllowed_data();
    void neverTripsAndUsesWhatIsAllowed();
    void refusalsInARowDoNotStarveIt_data();
    void refusalsInARowDoNotStarveIt();
    void aBurstOfRefusalsLowersOnce();
    void leavesAShareToOthers();
    void survivesClocksThatDiffer_data();
    void survivesClocksThatDiffer();
    void familiesOfOneGlobalBucketTakeFromIt();
    void familiesThatCountApartAreFoundOut();
    void twoProcessesTakeFromOneBucket();
    void aBusyRivalIsSeenInTheHeaders();
    void aServerThatDropsItsLimitsIsNotThrottled();
    void aForgottenLimitHoldsUpNobody();
    void answersWithoutLimitsDoNotHoldUp();
    void hostileHeadersNeitherBlockNorFlood_data();
    void hostileHeadersNeitherBlockNorFlood();
    void globalRefusalStopsAllFamilies();
    void snapshotTellsWhatIsReserved();
};

void TestRateBudget::neverTripsAndUsesWhatIsAllowed_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<int>("count");
    QTest::newRow("free") << 2 << 2.0 << 1000;
    QTest::newRow("enterprise") << 50 << 16.0 << 3000;
    QTest::newRow("enterprise, not production") << 10 << 2.0 << 500;
    QTest::newRow("professional, connections") << 5 << 50.0 / 60 << 300;
    QTest::newRow("professional, users") << 40 << 500.0 / 60 << 1500;
    QTest::newRow("organization connections, writing") << 5 << 25.0 / 60 << 200;
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

void TestRateBudget::refusalsInARowDoNotStarveIt_data()
{
    neverTripsAndUsesWhatIsAllowed_data();
}

void TestRateBudget::refusalsInARowDoNotStarveIt()
{
    QFETCH(int, limit);
    QFETCH(double, perSecond);
    ServerBucket server{limit, perSecond};
    const auto ask = [&server](RateFamily) -> ServerBucket & { return server; };
    RateBudget budget;
    // Ten refusals, each for a request that was sent after the one before: something else empties the bucket.
    run({&budget}, {RateFamily::ConnectionsRead}, ask, 1, 1);
    Milliseconds now(1000);
    for (int refusals = 0; refusals < 10;) {
        const RateBudget::Grant grant = budget.take(RateFamily::ConnectionsRead, now);
        if (!grant.ticket) {
            now += grant.wait;
            continue;
        }
        server.tokens = 0;
        server.at = now;
        budget.answered(*grant.ticket, answerOf(server, now), {}, now);
        ++refusals;
    }
    QVERIFY2(stateOf(budget, now).perSecond >= publishedRate(limit) / 2, "it fell below half of what is published");
    // The other is gone. From an empty bucket on, all that flows in is ours.
    server.tokens = 0;
    server.at = now;
    const Outcomes outcomes = run({&budget}, {RateFamily::ConnectionsRead}, ask, 300, 5, Milliseconds(0), now);
    const double used = std::max(300 / perSecond, 300 * 0.17 / 2) / (static_cast<double>(outcomes.took.count()) / 1000);
    qInfo("%d refused, %.0f %% of what is allowed, %.2f of %.2f a second", outcomes.refused, used * 100,
          stateOf(budget, now + outcomes.took).perSecond, perSecond);
    QVERIFY2(outcomes.refused <= 3, "refusals went on");
    QVERIFY2(used >= 0.9, "less than 90 % of the allowed rate was used");
}

void TestRateBudget::aBurstOfRefusalsLowersOnce()
{
    RateBudget budget;
    ServerBucket server{50, 16};
    const RateBudget::Grant first = budget.take(RateFamily::UsersRead, Milliseconds(10));
    budget.answered(*first.ticket, answerOf(server, Milliseconds(20)), {}, Milliseconds(30));
    QList<RateTicket> tickets;
    for (int i = 0; i < 10; ++i)
        tickets.append(*budget.take(RateFamily::UsersRead, Milliseconds(100)).ticket);
    const double before = stateOf(budget, Milliseconds(100)).perSecond;
    for (int i = 0; i < tickets.size(); ++i) {
        const Milliseconds now(200 + 10 * i);
        server = {50, 16, 0, now};
        budget.answered(tickets.at(i), answerOf(server, now), {}, now);
    }
    const double once = stateOf(budget, Milliseconds(300)).perSecond;
    QVERIFY2(once < before && once >= before * 0.69, "ten refusals of one burst counted as ten");
    // One that was sent knowing of the first refusal is another matter.
    Milliseconds now(300);
    RateBudget::Grant grant = budget.take(RateFamily::UsersRead, now);
    for (; !grant.ticket; grant = budget.take(RateFamily::UsersRead, now))
        now += grant.wait;
    server = {50, 16, 0, now};
    budget.answered(*grant.ticket, answerOf(server, now), {}, now);
    QVERIFY(stateOf(budget, now).perSecond < once);
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

void TestRateBudget::aServerThatDropsItsLimitsIsNotThrottled()
{
    RateBudget budget;
    ServerBucket server{2, 2};
    const auto ask = [&](const WireReply &reply, Milliseconds now) {
        RateBudget::Grant grant = budget.take(RateFamily::UsersRead, now);
        if (grant.ticket)
            budget.answered(*grant.ticket, reply, {}, now);
        return grant.ticket.has_value();
    };
    QVERIFY(ask(answerOf(server, Milliseconds(10)), Milliseconds(10)));
    const WireReply bare{200, {}, {}};
    // Two such answers prove nothing, an error page on the way even less.
    for (const int time : {1000, 2000})
        QVERIFY(ask(bare, Milliseconds(time)));
    QVERIFY(ask(answerOf(server, Milliseconds(3000)), Milliseconds(3000)));
    for (const int time : {4000, 5000, 6000, 7000, 8000})
        QVERIFY(ask(WireReply{502, {}, {}}, Milliseconds(time)));
    for (const int time : {9000, 10000})
        QVERIFY(ask(bare, Milliseconds(time)));
    QCOMPARE(stateOf(budget, Milliseconds(10000)).limit, 2);
    QVERIFY(ask(bare, Milliseconds(11000)));
    QCOMPARE(stateOf(budget, Milliseconds(11000)).limit, 0);
    for (int i = 0; i < 100; ++i)
        QVERIFY2(ask(bare, Milliseconds(11000)), "a server without limits was throttled");
    // Neither are families not heard from yet.
    QVERIFY(budget.take(RateFamily::LogsRead, Milliseconds(11000)).ticket);
    // And limits that come back hold.
    server = {2, 2, 2, Milliseconds(12000)};
    QVERIFY(ask(answerOf(server, Milliseconds(12000)), Milliseconds(12000)));
    QVERIFY(ask(answerOf(server, Milliseconds(12000)), Milliseconds(12000)));
    QVERIFY(!budget.take(RateFamily::UsersRead, Milliseconds(12000)).ticket);
}

void TestRateBudget::aForgottenLimitHoldsUpNobody()
{
    // A request that began while its bucket was known, and ends when it was forgotten and has been learnt anew.
    RateBudget budget;
    ServerBucket server{10, 2};
    const Milliseconds now(10);
    const auto take = [&] { return *budget.take(RateFamily::UsersRead, now).ticket; };
    budget.answered(take(), answerOf(server, now), {}, now);
    for (int i = 0; i < 4; ++i)
        budget.answered(take(), answerOf(server, now), {}, now);
    const RateTicket slow = take();
    for (int i = 0; i < 3; ++i)
        budget.answered(take(), WireReply{200, {}, {}}, {}, now);
    budget.answered(take(), answerOf(server, now), {}, now);
    budget.answered(slow, answerOf(server, now), {}, now);
    QVERIFY2(stateOf(budget, now).remaining <= server.tokens, "it believes in more than there is");
}

void TestRateBudget::answersWithoutLimitsDoNotHoldUp()
{
    RateBudget budget;
    Milliseconds now(0);
    const RateBudget::Grant first = budget.take(RateFamily::ClientsRead, now);
    QVERIFY(first.ticket);
    QVERIFY2(!budget.take(RateFamily::ClientsRead, now).ticket, "two went before the first had told of limits");
    budget.answered(*first.ticket, WireReply{200, {}, {}}, {}, now);
    for (int i = 0; i < 100; ++i)
        QVERIFY(budget.take(RateFamily::ClientsRead, now).ticket);
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

void TestRateBudget::globalRefusalStopsAllFamilies()
{
    RateBudget budget;
    Milliseconds now(1000);
    for (const RateFamily family : {RateFamily::ClientsRead, RateFamily::UsersRead}) {
        const RateBudget::Grant grant = budget.take(family, now);
        budget.answered(*grant.ticket, WireReply{200, {}, {}}, {}, now);
    }
    const RateBudget::Grant refused = budget.take(RateFamily::ClientsRead, now);
    WireReply reply{429, {{"retry-after", "7"}}, R"({"message":"Global limit has been reached"})"};
    budget.answered(*refused.ticket, reply, {}, now);
    QCOMPARE(budget.take(RateFamily::UsersRead, now).wait, std::chrono::seconds(7));
    QVERIFY(budget.take(RateFamily::Token, now).ticket); // another API
    QVERIFY(budget.take(RateFamily::UsersRead, now + std::chrono::seconds(7)).ticket);
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
