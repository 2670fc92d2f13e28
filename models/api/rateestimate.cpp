#include "api/rateestimate.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace Api {
namespace {

constexpr Milliseconds shortestWindow(1000);
// A bucket of a limit per minute is filled once a second (auth0.md 4.3): for as long nothing may have come.
constexpr Milliseconds drip(1000);
// What a burst of refusals leaves of a rate, what it leaves of the trust in the best one learnt (which a rival or
// another plan may have made too high), and by how much the rate grows with each bucket of answers without refusal.
constexpr double afterRefusal = 0.7;
constexpr double doubtedBest = 0.9;
constexpr double growth = 1.1;

struct Published
{
    int limit;
    double perSecond;
};

// Auth0's published buckets (auth0.md 4.3, read in November 2026); of several of one size, the slowest.
constexpr std::array published = {
    Published{2, 2}, // Free
    Published{5, 25.0 / 60}, // Professional: organization connections, writing
    Published{10, 100.0 / 60}, // Enterprise: organizations, reading
    Published{20, 100.0 / 60}, // logs and users, writing
    Published{40, 500.0 / 60}, // Professional: users, reading
    Published{50, 16}, // Enterprise, production
    Published{100, 15}, // connection status
    Published{250, 250}, // Private Cloud, from here on
    Published{750, 750},       Published{1500, 1500}, Published{3000, 3000}, Published{5000, 5000},
};

/// How long nothing may come back: no time for a limit per second, which drips by the millisecond.
Milliseconds dripOf(int limit)
{
    const double perSecond = publishedRate(limit);
    return perSecond > 0 && perSecond == std::floor(perSecond) ? Milliseconds(0) : drip;
}

double seconds(Milliseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

} // namespace

double publishedRate(int limit)
{
    const auto row = std::find_if(published.begin(), published.end(),
                                  [limit](const Published &candidate) { return candidate.limit == limit; });
    return row == published.end() ? 0 : row->perSecond;
}

void RateEstimate::begin(int size)
{
    limit = size;
    rate = publishedRate(size);
    bestRate = rate;
    calm = 0;
}

double RateEstimate::available(Milliseconds now) const
{
    double back = 0;
    if (rate > 0)
        back = rate * seconds(std::max(now - at - dripOf(limit), Milliseconds(0)));
    else if (now >= resetAt)
        back = 1 + std::floor(seconds(now - resetAt) / seconds(slowestRefill));
    return std::min(tokens + back, static_cast<double>(limit));
}

Milliseconds RateEstimate::untilAvailable(double wanted, Milliseconds now) const
{
    const double missing = wanted - available(now);
    if (missing <= 0)
        return Milliseconds(0);
    if (rate > 0) {
        const Milliseconds untilNext = std::clamp(at + dripOf(limit) - now, Milliseconds(0), drip);
        return untilNext + Milliseconds(static_cast<qint64>(std::ceil(missing / rate * 1000)));
    }
    const double refills = now < resetAt ? missing - 1 : missing;
    const Milliseconds known = now < resetAt ? resetAt - now : Milliseconds(0);
    return known + static_cast<qint64>(std::ceil(std::max(refills, 0.0))) * slowestRefill;
}

void RateEstimate::learn(int remaining, int unseen, Milliseconds sentAt, Milliseconds now)
{
    ++windowAnswered;
    if (windowStart >= Milliseconds(0) && now - windowStart >= shortestWindow) {
        // From before the first request to after the last answer, and one token less than seen: below the true rate.
        const int refilled = remaining - windowRemaining + windowAnswered - windowSlack - unseen;
        rate = std::max(rate, refilled / seconds(now - windowStart + dripOf(limit)));
    }
    // Nothing is seen of what flows into a full bucket: begin anew behind it.
    if (windowStart < Milliseconds(0) || remaining >= limit - 1) {
        windowStart = sentAt;
        windowRemaining = remaining;
        windowAnswered = 0;
        windowSlack = 1 + unseen;
    }
    bestRate = std::max(bestRate, rate);
    if (rate < bestRate && ++calm >= limit) {
        rate = std::min(rate * growth, bestRate);
        calm = 0;
    }
    tokens = remaining - unseen;
    doubt = unseen;
    at = now;
}

void RateEstimate::refuse(Milliseconds sentAt, Milliseconds wait, Milliseconds now)
{
    blockedUntil = std::max(blockedUntil, now + wait);
    tokens = std::min(tokens, 0.0);
    at = now;
    windowStart = Milliseconds(-1);
    calm = 0;
    if (sentAt <= loweredAt)
        return; // sent before the burst's first refusal was known
    loweredAt = now;
    const double published = publishedRate(limit);
    const double slowest = 1 / seconds(slowestRefill);
    const double floor = (published > 0 ? published : slowest) / 2;
    rate = std::max(rate * afterRefusal, std::min(rate, floor));
    bestRate = std::max({bestRate * doubtedBest, published, rate});
}

} // namespace Api
