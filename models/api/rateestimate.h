#pragma once

#include "api/clock.h"
#include "api/ratefamily.h"

#include <QHash>
#include <QList>

#include <limits>
#include <optional>

namespace Api {

/// While a bucket's rate is unknown: the slowest published refill of one token (25 a minute), rounded up.
inline constexpr Milliseconds slowestRefill{3000};

/// What is believed of one of Auth0's token buckets: always a lower bound, so that obeying it causes no 429. Numbers
/// only.
struct RateEstimate
{
    int limit = 0; ///< size of the bucket, as the headers say
    double tokens = 0; ///< tokens left at `at`; below 0 where requests on their way may have taken them
    int doubt = 0; ///< of the tokens taken off at the last answer, those that may not have been
    Milliseconds at{0}; ///< steady time of the last answer
    Milliseconds resetAt{0}; ///< when at least one token is back
    double rate = 0; ///< tokens a second, learnt; 0 while unknown
    double bestRate = 0; ///< the highest learnt or published: how far a lowered rate grows back
    int calm = 0; ///< answers without a refusal since the rate was lowered or grew
    Milliseconds loweredAt{-1}; ///< of the last burst of refusals
    Milliseconds blockedUntil{0}; ///< after a 429
    quint64 sent = 0; ///< requests ever sent
    double own = 0; ///< what is left of our share, at `ownAt`
    Milliseconds ownAt{-1};
    // The window over which the rate is being learnt.
    Milliseconds windowStart{-1};
    int windowRemaining = 0;
    int windowAnswered = 0;
    int windowSlack = 0;

    /// Tokens that must be there by `now`, before anything is left to others.
    double available(Milliseconds now) const;
    /// How long until that many are.
    Milliseconds untilAvailable(double wanted, Milliseconds now) const;
    /// Begins with the published rate of a bucket of this size.
    void begin(int size);
    /// Learns from an answer that said `remaining`; `unseen` requests may have been counted after it.
    void learn(int remaining, int unseen, Milliseconds sentAt, Milliseconds now);
    /// A request sent at `sentAt` was refused. Lowers the rate once per burst of refusals, and never below half of what
    /// Auth0 publishes: below that a bucket looks full at each answer, and nothing is learnt any more.
    void refuse(Milliseconds sentAt, Milliseconds wait, Milliseconds now);

    friend bool operator==(const RateEstimate &, const RateEstimate &) = default;
};

/// The slowest refill Auth0 publishes for a bucket of this size, in tokens a second: where learning starts. 0 for a
/// size that is not published.
double publishedRate(int limit);

/// Requests of one process that are on their way in one bucket.
struct RateFlight
{
    int bucket = 0;
    quint32 process = 0;
    int count = 0;
    Milliseconds at{0}; ///< of the last change; long silence means that the process is gone

    friend bool operator==(const RateFlight &, const RateFlight &) = default;
};

/// All that is believed of one Auth0 tenant's limits: a value of plain numbers, shared through the ledger.
struct RateEstimates
{
    /// The bucket of each family heard from. Families that report the same limit count in one bucket until their
    /// headers contradict each other: that the lower estimate counts is the safe reading (auth0.md 4.3).
    QHash<RateFamily, int> bucketOf;
    QHash<int, RateEstimate> buckets;
    QList<RateFlight> flights;
    /// 2xx answers in a row that named no limit, of families that had one.
    QHash<RateFamily, int> bareAnswers;
    Milliseconds allBlockedUntil{0}; ///< after "Global limit has been reached"
    Milliseconds at{-1}; ///< steady time of the last change; -1 where there was none

    friend bool operator==(const RateEstimates &, const RateEstimates &) = default;
};

/// Bucket of all families that report this limit, and the one of a family that has been shown to count alone.
constexpr int sharedBucket(int limit)
{
    return limit;
}
constexpr int ownBucket(RateFamily family)
{
    return -1 - static_cast<int>(family);
}
/// Where flights of families count that were not heard from yet.
inline constexpr int unknownBucket = 0;
/// The bucket of families whose answers name no limit.
inline constexpr int unlimitedBucket = std::numeric_limits<int>::max();

} // namespace Api
