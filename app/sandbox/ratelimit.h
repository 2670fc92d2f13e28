#pragma once

#include "sandbox/options.h"
#include "sandbox/route.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace Sandbox {

/// A bucket of `burst` tokens that refills by `perSecond`. Auth0 lets a bucket of a per-minute limit refill by the
/// second, one of a per-second limit by the millisecond.
struct RateLimit
{
    double burst = 0;
    double perSecond = 0;
};

/// What one request did to the buckets.
struct RateVerdict
{
    bool allowed = true;
    bool global = false; ///< the limit that refused, or that the figures describe, is the one for the whole API
    bool limited = false; ///< the plan limits this request, so the figures below hold
    long limit = 0;
    long remaining = 0;
    long resetAt = 0; ///< Unix seconds at which at least one token is back
    long retryAfter = 0; ///< seconds until then, at least 1
};

/// The rate limits of one Auth0 tenant. Thread-safe.
class RateLimiter
{
public:
    RateLimiter(Plan plan, bool production)
        : m_plan(plan)
        , m_production(production)
    { }

    /// Takes a token from the global bucket and from the family's; takes none if one of them is empty.
    RateVerdict take(RateFamily family, TimePoint now);

private:
    struct Bucket
    {
        double tokens = 0;
        TimePoint refilled;
    };
    std::optional<RateLimit> globalLimit() const;
    std::optional<RateLimit> familyLimit(RateFamily family) const;
    Bucket &bucket(RateFamily family, const RateLimit &limit, TimePoint now);

    Plan m_plan;
    bool m_production;
    std::mutex m_mutex;
    std::map<RateFamily, Bucket> m_buckets; // RateFamily::None is the whole API
};

} // namespace Sandbox
