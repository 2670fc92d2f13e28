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
// What was written longer ago says nothing of today's limits; what was written further ahead stems from an earlier
// boot.
constexpr Milliseconds ledgerLife = std::chrono::minutes(10);
constexpr Milliseconds clockTolerance = std::chrono::seconds(5);
// When to ask again where another process holds the ledger; one that holds it this long was stopped in the middle.
constexpr Milliseconds ledgerPause(20);
constexpr Milliseconds longestBusy = std::chrono::seconds(2);
// So many answers in a row that name no limit: the server has none any more, or is another one on the same port.
constexpr int bareAnswersOfNoLimit = 3;
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

/// Requests sent after this one; none where the bucket was forgotten meanwhile, and counts anew.
int sentAfter(const RateEstimate &estimate, const RateTicket &ticket)
{
    return estimate.sent > ticket.sentBefore ? static_cast<int>(estimate.sent - ticket.sentBefore) : 0;
}

/// An answer named no limit. Once is enough for a family that never had one.
void learnNoLimit(RateEstimates &all, RateFamily family)
{
    const int bucket = all.bucketOf.value(family, unknownBucket);
    const bool hasLimit = bucket != unknownBucket && bucket != unlimitedBucket;
    if (hasLimit && ++all.bareAnswers[family] < bareAnswersOfNoLimit)
        return;
    all.bareAnswers.remove(family);
    all.bucketOf.insert(family, unlimitedBucket);
    if (all.bucketOf.keys(bucket).isEmpty())
        all.buckets.remove(bucket); // else it would hold up families not heard from yet
}

} // namespace

RateBudget::RateBudget(double leftToOthers, std::shared_ptr<RateLedger> ledger)
    : m_leftToOthers(std::clamp(leftToOthers, 0.0, 0.9))
    , m_ledger(std::move(ledger))
    , m_process(QRandomGenerator::global()->generate())
{ }

/// Does `change`, and all that was noted before, to what the processes of this user know together. False where another
/// one holds the ledger: then nothing was done.
bool RateBudget::change(Milliseconds now, const Change &change)
{
    const auto shared = [&](RateEstimates &all) {
        const bool isOfEarlierBoot = all.at > now + clockTolerance;
        const bool isStale = now - all.at > ledgerLife;
        if (all.at < Milliseconds(0) || isOfEarlierBoot || isStale)
            all = m_estimates;
        work(all, now, change);
    };
    const auto result = m_ledger ? m_ledger->update(shared) : RateLedger::Result::Unusable;
    if (result == RateLedger::Result::Done) {
        m_busySince = Milliseconds(-1);
        return true;
    }
    if (result == RateLedger::Result::Busy) {
        if (m_busySince < Milliseconds(0))
            m_busySince = now;
        if (now - m_busySince < longestBusy)
            return false;
    }
    RateEstimates own = m_estimates;
    work(own, now, change);
    return true;
}

void RateBudget::work(RateEstimates &all, Milliseconds now, const Change &change)
{
    // Another process may have written after this one looked at the clock.
    const auto then = [&all](Milliseconds time) { return std::max(time, all.at); };
    all.flights.removeIf([at = then(now)](const RateFlight &flight) {
        return flight.count <= 0 || at - flight.at > flightLife || flight.at > at;
    });
    for (const Note &note : std::exchange(m_notes, {}))
        note.change(all, then(note.at));
    if (change)
        change(all, then(now));
    all.at = then(now);
    m_estimates = all;
}

/// As change(), but where another process holds the ledger it is done with the next change: an answer comes once.
void RateBudget::note(Milliseconds now, Change change)
{
    m_notes.append({now, std::move(change)});
    this->change(now, {});
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
    if (now < all.allBlockedUntil && !isOfAuthentication(family))
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
    Grant result{std::nullopt, ledgerPause};
    change(now, [&](RateEstimates &all, Milliseconds then) { result = grant(all, family, then); });
    return result;
}

void RateBudget::lost(const RateTicket &ticket, Milliseconds now)
{
    note(now, [this, ticket](RateEstimates &all, Milliseconds then) { changeFlights(all, ticket.bucket, -1, then); });
}

void RateBudget::answered(const RateTicket &ticket, const WireReply &reply, const QDateTime &serverNow,
                          Milliseconds now)
{
    const Milliseconds wait = RetryPolicy::askedWait(reply, serverNow).value_or(slowestRefill);
    note(now, [this, ticket, reply, wait](RateEstimates &all, Milliseconds then) {
        changeFlights(all, ticket.bucket, -1, then);
        learn(all, ticket, reply, then + wait, then);
        if (reply.status == 429)
            refuse(all, ticket, reply, wait, then);
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
    const int later = ticket.bucket == sharedBucket(limit) ? sentAfter(*shared, ticket) : 0;
    return remaining > shared->tokens + shared->doubt + refill + 1 + ticket.flying + later;
}

void RateBudget::learn(RateEstimates &all, const RateTicket &ticket, const WireReply &reply, Milliseconds reset,
                       Milliseconds now) const
{
    const int limit = headerNumber(reply, "x-ratelimit-limit");
    const int remaining = headerNumber(reply, "x-ratelimit-remaining");
    if (limit <= 0 || remaining < 0) {
        // An error page on the way names no limit either: only an answer of the API itself shows that there is none.
        if (reply.status / 100 == 2)
            learnNoLimit(all, ticket.family);
        return;
    }
    all.bareAnswers.remove(ticket.family);
    const int own = ownBucket(ticket.family);
    const bool isApart = all.bucketOf.value(ticket.family) == own || countsApart(all, ticket, limit, remaining, now);
    const int bucket = isApart ? own : sharedBucket(limit);
    all.bucketOf.insert(ticket.family, bucket);
    RateEstimate &estimate = all.buckets[bucket];
    if (estimate.limit != limit)
        estimate.begin(limit);
    const int later = bucket == ticket.bucket ? sentAfter(estimate, ticket) : changeFlights(all, ticket.bucket, 0, now);
    estimate.learn(remaining, ticket.flying + later, ticket.sentAt, now);
    estimate.resetAt = reset;
}

void RateBudget::refuse(RateEstimates &all, const RateTicket &ticket, const WireReply &reply, Milliseconds wait,
                        Milliseconds now) const
{
    const bool isKnown = all.bucketOf.contains(ticket.family) && all.bucketOf[ticket.family] != unlimitedBucket;
    if (!isKnown || reply.body.contains("Global limit")) {
        if (!isOfAuthentication(ticket.family))
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
        estimate.begin(all.buckets.value(bucket).limit);
        estimate.resetAt = now + wait;
        estimate.loweredAt = now; // the published rate has refused nothing yet
    }
    estimate.refuse(ticket.sentAt, wait, now);
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
