#include "ratesimulation.h"

#include <QLocale>
#include <QTest>

#include <cmath>
#include <deque>
#include <optional>
#include <random>

using namespace Qt::StringLiterals;
using namespace Api;

namespace Support {
namespace {

struct Flight
{
    Milliseconds arrives;
    Milliseconds returns;
    RateTicket ticket;
    size_t budget;
    std::optional<WireReply> reply;
};

} // namespace

QByteArray httpDate(qint64 milliseconds)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

WireReply answerOf(ServerBucket &bucket, Milliseconds now, Milliseconds skew)
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

Outcomes run(std::vector<RateBudget *> budgets, const QList<RateFamily> &families,
             const std::function<ServerBucket &(RateFamily)> &server, int count, unsigned seed, Milliseconds skew,
             Milliseconds start)
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

RateState stateOf(const RateBudget &budget, Milliseconds now)
{
    const QList<RateState> states = budget.snapshot(now);
    return states.size() == 1 ? states.first() : RateState();
}

void addPlans()
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

} // namespace Support
