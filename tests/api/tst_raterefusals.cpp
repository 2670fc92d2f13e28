#include "api/ratebudget.h"
#include "ratesimulation.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;
using namespace Support;

class TestRateRefusals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusalsInARowDoNotStarveIt_data();
    void refusalsInARowDoNotStarveIt();
    void aBurstOfRefusalsLowersOnce();
    void globalRefusalStopsAllFamilies();
    void aServerThatDropsItsLimitsIsNotThrottled();
    void aForgottenLimitHoldsUpNobody();
    void answersWithoutLimitsDoNotHoldUp();
};

void TestRateRefusals::refusalsInARowDoNotStarveIt_data()
{
    addPlans();
}

void TestRateRefusals::refusalsInARowDoNotStarveIt()
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

void TestRateRefusals::aBurstOfRefusalsLowersOnce()
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

void TestRateRefusals::globalRefusalStopsAllFamilies()
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

void TestRateRefusals::aServerThatDropsItsLimitsIsNotThrottled()
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

void TestRateRefusals::aForgottenLimitHoldsUpNobody()
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

void TestRateRefusals::answersWithoutLimitsDoNotHoldUp()
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

QTEST_APPLESS_MAIN(TestRateRefusals)
#include "tst_raterefusals.moc"
