#include "api/ratebudget.h"

#include "api/rateledger.h"
#include "api/retrypolicy.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Api {
namespace {

// A first request of a family goes alone; how often to look whether another process' first one is back.
constexpr Milliseconds probePoll(250);
// A process that has not reported for this long is gone, and its flights with it.
constexpr Milliseconds flightLife = std::chrono::seconds(120);
// The fastest published refill of a bucket of up to ten is 150 a minute; of a larger one, its size a second.
double fastestRefill(int limit)
{
    return limit <= 10 ? 2.5 : limit;
}

int headerNumber(const WireReply &reply, const char *name)
{
    bool isNumber = false;
    const int number = reply.header(name).trimmed().toInt(&isNumber);
    return isNumber && number >= 0 && number < unlimitedBucket ? number : -1;
}

double seconds(Milliseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

} // namespace

RateBudget::RateBudget(double leftToOthers, std::shared_ptr<RateLedger> ledger)
    : m_leftToOthers(std::clamp(leftToOthers, 0.0, 0.9))
    , m_ledger(std::move(ledger))
    , m_process(QRandomGenerator::global()->generate())
{ }

void RateBudget::change(Milliseconds now, const std::function<void(RateEstimates &)> &change)
{
    const auto work = [this, now, &change](RateEstimates &all) {
        const bool isFresh = all.buckets.isEmpty() && all.flights.isEmpty();
        const bool isOfEarlierBoot = std::any_of(all.buckets.cbegin(), all.buckets.cend(),
                                                 [now](const RateEstimate &bucket) { return bucket.at > now; });
        if (isFresh || isOfEarlierBoot)
            all = m_estimates;
        all.flights.removeIf([now](const RateFlight &flight) {
            return flight.count <= 0 || now - flight.at > flightLife || flight.at > now;
        });
        change(all);
        m_estimates = all;
    };
    if (m_ledger && m_ledger->update(work))
        return;
    RateEstimates all = m_estimates;
    work(all);
}

int RateBudget::reserved(int limit) const
{
    return std::clamp(static_cast<int>(std::ceil(m_leftToOthers * limit)), 0, std::max(0, limit - 1));
}

/// Adds to this process' flights in a bucket; returns the flights of all in it before.
int RateBudget::changeFlights(RateEstimates &all, int bucket, int change, Milliseconds now) const
{
    int before = 0;
    RateFlight *mine = nullptr;
    for (RateFlight &flight : all.flights) {
        if (flight.bucket != bucket)
            continue;
        before += flight.count;
        if (flight.process == m_process)
            mine = &flight;
    }
    if (mine) {
        mine->count = std::max(0, mine->count + change);
        mine->at = now;
    } else if (change > 0) {
        all.flights.append({bucket, m_process, change, now});
    }
    return before;
}

Milliseconds RateBudget::waitFor(const RateEstimate &estimate, Milliseconds now) const
{
    Milliseconds wait
        = std::max(estimate.blockedUntil - now, estimate.untilAvailable(reserved(estimate.limit) + 1, now));
    const double share = 1 - m_leftToOthers;
    if (m_leftToOthers > 0 && estimate.rate > 0 && estimate.ownAt >= Milliseconds(0)) {
        const double own = estimate.own + share * estimate.rate * seconds(now - estimate.ownAt);
        if (own < 1)
            wait = std::max(wait,
                            Milliseconds(static_cast<qint64>(std::ceil((1 - own) / (share * estimate.rate) * 1000))));
    }
    return std::clamp(wait, Milliseconds(0), RetryPolicy::longestWait);
}

/// A family not heard from counts in any of the known buckets: the lowest decides. Its first request goes alone.
Milliseconds RateBudget::waitForUnknown(const RateEstimates &all, Milliseconds now) const
{
    Milliseconds wait(0);
    for (const RateEstimate &estimate : all.buckets)
        wait = std::max(wait, waitFor(estimate, now));
    for (const RateFlight &flight : all.flights) {
        if (flight.bucket == unknownBucket)
            wait = std::max(wait, probePoll);
    }
    return wait;
}

void RateBudget::spend(RateEstimate &estimate, Milliseconds now) const
{
    const double share = 1 - m_leftToOthers;
    const double most = std::max(1.0, share * estimate.limit);
    const bool isFirst = estimate.ownAt < Milliseconds(0);
    const double own = isFirst ? most : estimate.own + share * estimate.rate * seconds(now - estimate.ownAt);
    estimate.own = std::min(own, most) - 1;
    estimate.ownAt = now;
    estimate.tokens -= 1;
    ++estimate.sent;
}

RateBudget::Grant RateBudget::grant(RateEstimates &all, RateFamily family, Milliseconds now) const
{
    if (now < all.allBlockedUntil && family != RateFamily::Token)
        return {std::nullopt, std::min(all.allBlockedUntil - now, RetryPolicy::longestWait)};
    const int bucket = all.bucketOf.value(family, unknownBucket);
    RateTicket ticket{family, bucket, now, 0, 0};
    if (bucket == unknownBucket) {
        const Milliseconds wait = waitForUnknown(all, now);
        if (wait > Milliseconds(0))
            return {std::nullopt, wait};
        for (RateEstimate &estimate : all.buckets)
            spend(estimate, now);
    } else if (bucket != unlimitedBucket) {
        RateEstimate &estimate = all.buckets[bucket];
        const Milliseconds wait = waitFor(estimate, now);
        if (wait > Milliseconds(0))
            return {std::nullopt, wait};
        spend(estimate, now);
        ticket.sentBefore = estimate.sent;
    }
    ticket.flying = changeFlights(all, bucket, 1, now);
    return {ticket, Milliseconds(0)};
}

RateBudget::Grant RateBudget::take(RateFamily family, Milliseconds now)
{
    Grant result;
    change(now, [&](RateEstimates &all) { result = grant(all, family, now); });
    return result;
}

void RateBudget::lost(const RateTicket &ticket, Milliseconds now)
{
    change(now, [&](RateEstimates &all) { changeFlights(all, ticket.bucket, -1, now); });
}

void RateBudget::answered(const RateTicket &ticket, const WireReply &reply, const QDateTime &serverNow,
                          Milliseconds now)
{
    const Milliseconds wait = RetryPolicy::askedWait(reply, serverNow).value_or(slowestRefill);
    change(now, [&](RateEstimates &all) {
        changeFlights(all, ticket.bucket, -1, now);
        learn(all, ticket, reply, now + wait, now);
        if (reply.status == 429)
            refuse(all, ticket, reply, wait, now);
    });
}

/// Whether a header says more than the bucket that this family is thought to share can hold.
bool RateBudget::countsApart(const RateEstimates &all, const RateTicket &ticket, int limit, int remaining,
                             Milliseconds now) const
{
    const auto shared = all.buckets.constFind(sharedBucket(limit));
    const auto sharers = all.bucketOf.keys(sharedBucket(limit));
    const bool isAlone = sharers.isEmpty() || (sharers.size() == 1 && sharers.first() == ticket.family);
    if (shared == all.buckets.cend() || isAlone)
        return false;
    const double refill = std::max(2 * shared->rate, fastestRefill(limit)) * seconds(now - shared->at);
    const auto later = ticket.bucket == sharedBucket(limit) ? static_cast<double>(shared->sent - ticket.sentBefore) : 0;
    return remaining > shared->tokens + shared->doubt + refill + 1 + ticket.flying + later;
}

void RateBudget::learn(RateEstimates &all, const RateTicket &ticket, const WireReply &reply, Milliseconds reset,
                       Milliseconds now) const
{
    const int limit = headerNumber(reply, "x-ratelimit-limit");
    const int remaining = headerNumber(reply, "x-ratelimit-remaining");
    if (limit <= 0 || remaining < 0) {
        // An error page on the way names no limit either: only an answer of the API itself shows that there is none.
        if (reply.status / 100 == 2 && !all.bucketOf.contains(ticket.family))
            all.bucketOf.insert(ticket.family, unlimitedBucket);
        return;
    }
    const int own = ownBucket(ticket.family);
    const bool isApart = all.bucketOf.value(ticket.family) == own || countsApart(all, ticket, limit, remaining, now);
    const int bucket = isApart ? own : sharedBucket(limit);
    all.bucketOf.insert(ticket.family, bucket);
    RateEstimate &estimate = all.buckets[bucket];
    if (std::exchange(estimate.limit, limit) != limit)
        estimate.rate = publishedRate(limit);
    const int later = bucket == ticket.bucket ? static_cast<int>(estimate.sent - ticket.sentBefore)
                                              : changeFlights(all, ticket.bucket, 0, now);
    estimate.learn(remaining, ticket.flying + later, ticket.sentAt, now);
    estimate.resetAt = reset;
}

void RateBudget::refuse(RateEstimates &all, const RateTicket &ticket, const WireReply &reply, Milliseconds wait,
                        Milliseconds now) const
{
    const bool isKnown = all.bucketOf.contains(ticket.family) && all.bucketOf[ticket.family] != unlimitedBucket;
    if (!isKnown || reply.body.contains("Global limit")) {
        if (ticket.family != RateFamily::Token)
            all.allBlockedUntil = std::max(all.allBlockedUntil, now + wait);
        if (!isKnown)
            return;
    }
    const int bucket = all.bucketOf[ticket.family];
    const bool isShared = bucket > 0 && all.bucketOf.keys(bucket).size() > 1;
    if (isShared && reply.body.contains("Endpoint limit"))
        all.bucketOf.insert(ticket.family, ownBucket(ticket.family)); // its estimate was another family's
    RateEstimate &estimate = all.buckets[all.bucketOf[ticket.family]];
    if (estimate.limit == 0) {
        estimate.limit = all.buckets[bucket].limit;
        estimate.rate = publishedRate(estimate.limit) / 0.7;
        estimate.at = now;
        estimate.resetAt = now + wait;
    }
    estimate.blockedUntil = std::max(estimate.blockedUntil, now + wait);
    estimate.tokens = std::min(estimate.tokens, 0.0);
    estimate.rate *= 0.7; // learnt too high, or the plan has changed
    estimate.windowStart = Milliseconds(-1);
}

QList<RateState> RateBudget::snapshot(Milliseconds now) const
{
    QList<RateState> states;
    for (auto it = m_estimates.bucketOf.cbegin(); it != m_estimates.bucketOf.cend(); ++it) {
        RateState state;
        state.family = it.key();
        if (it.value() != unlimitedBucket) {
            const RateEstimate estimate = m_estimates.buckets.value(it.value());
            state.limit = estimate.limit;
            state.remaining = static_cast<int>(std::floor(std::max(0.0, estimate.available(now))));
            state.reserved = reserved(estimate.limit);
            state.perSecond = estimate.rate;
            state.sharesBucket = it.value() > 0;
            const Milliseconds reset = std::max(estimate.resetAt, estimate.blockedUntil);
            if (reset > now && state.remaining < state.limit)
                state.resetIn = reset - now;
        }
        states.append(state);
    }
    std::sort(states.begin(), states.end(),
              [](const RateState &left, const RateState &right) { return left.family < right.family; });
    return states;
}

} // namespace Api
