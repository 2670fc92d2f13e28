#pragma once

#include "api/ratebudget.h"

#include <QList>

#include <algorithm>
#include <functional>
#include <vector>

namespace Support {

/// The simulated server's date at steady time 0, in milliseconds since 1970.
inline constexpr qint64 epochAtStart = 1'790'000'000'000;

/// Auth0's side: one token bucket that drips by the millisecond, or, as one of a limit per minute, by the second.
struct ServerBucket
{
    int limit;
    double perSecond;
    double tokens = limit;
    Api::Milliseconds at{0};
    bool dripsBySecond = false;

    bool take(Api::Milliseconds now)
    {
        const Api::Milliseconds passed
            = dripsBySecond ? std::chrono::floor<std::chrono::seconds>(now - at) : Api::Milliseconds(now - at);
        tokens = std::min<double>(limit, tokens + perSecond * static_cast<double>(passed.count()) / 1000);
        at += passed;
        if (tokens < 1)
            return false;
        tokens -= 1;
        return true;
    }
};

/// A date as it stands in a header.
QByteArray httpDate(qint64 milliseconds);
/// What Auth0 answers at `now`, its clock `skew` away from ours.
Api::WireReply answerOf(ServerBucket &bucket, Api::Milliseconds now, Api::Milliseconds skew = Api::Milliseconds(0));

/// What came of a run.
struct Outcomes
{
    int refused = 0;
    Api::Milliseconds took{0};
};

/// Sends `count` requests through the budgets from `start` on, two at once each, and counts what Auth0 refuses.
Outcomes run(std::vector<Api::RateBudget *> budgets, const QList<Api::RateFamily> &families,
             const std::function<ServerBucket &(Api::RateFamily)> &server, int count, unsigned seed,
             Api::Milliseconds skew = Api::Milliseconds(0), Api::Milliseconds start = Api::Milliseconds(0));

/// The only entry of a budget that has heard from one family.
Api::RateState stateOf(const Api::RateBudget &budget, Api::Milliseconds now);

/// Test rows `limit`, `perSecond` and `count` (of requests to send) for what Auth0 publishes (auth0.md 4.3).
void addPlans();

} // namespace Support
