#include "sandbox/ratelimit.h"

#include <algorithm>
#include <cmath>

namespace Sandbox {

namespace {

// Burst and sustained rates from Auth0's "Rate Limit Configurations" pages.
const std::map<RateFamily, RateLimit> professionalLimits{
    {RateFamily::UsersRead, {40, 500 / 60.0}},
    {RateFamily::UsersWrite, {20, 200 / 60.0}},
    {RateFamily::LogsRead, {10, 100 / 60.0}},
    {RateFamily::ClientsRead, {5, 100 / 60.0}},
    {RateFamily::ConnectionsRead, {5, 50 / 60.0}},
    {RateFamily::OrganizationsRead, {5, 50 / 60.0}},
    {RateFamily::OrganizationById, {20, 200 / 60.0}},
    {RateFamily::OrganizationConnectionsRead, {5, 50 / 60.0}},
    {RateFamily::OrganizationConnectionsWrite, {5, 25 / 60.0}},
    {RateFamily::OrganizationMembersRead, {40, 500 / 60.0}},
    {RateFamily::OrganizationMembersWrite, {20, 200 / 60.0}},
};

const std::map<RateFamily, RateLimit> enterpriseLimits{
    {RateFamily::OrganizationsRead, {10, 100 / 60.0}},
    {RateFamily::OrganizationsWrite, {5, 150 / 60.0}},
    {RateFamily::OrganizationConnectionsRead, {10, 100 / 60.0}},
    {RateFamily::OrganizationConnectionsWrite, {5, 150 / 60.0}},
    {RateFamily::OrganizationMembersRead, {40, 500 / 60.0}},
    {RateFamily::UserOrganizations, {40, 500 / 60.0}},
};

std::chrono::duration<double> timeToOneToken(double tokens, double perSecond)
{
    return std::chrono::duration<double>(std::max(0.0, 1.0 - tokens) / perSecond);
}

} // namespace

std::optional<Plan> planFromName(const std::string &name)
{
    static const std::map<std::string, Plan> plans{{"free", Plan::Free},
                                                   {"professional", Plan::Professional},
                                                   {"enterprise", Plan::Enterprise},
                                                   {"unlimited", Plan::Unlimited}};
    const auto found = plans.find(name);
    return found == plans.end() ? std::nullopt : std::optional(found->second);
}

std::optional<RateLimit> RateLimiter::globalLimit() const
{
    switch (m_plan) {
    case Plan::Free:
        return RateLimit{2, 2};
    case Plan::Enterprise:
        return m_production ? RateLimit{50, 16} : RateLimit{10, 2};
    case Plan::Professional: // publishes groups only
    case Plan::Unlimited:
        break;
    }
    return std::nullopt;
}

std::optional<RateLimit> RateLimiter::familyLimit(RateFamily family) const
{
    if (m_plan != Plan::Professional && m_plan != Plan::Enterprise)
        return std::nullopt;
    const auto &limits = m_plan == Plan::Professional ? professionalLimits : enterpriseLimits;
    const auto found = limits.find(family);
    return found == limits.end() ? std::nullopt : std::optional(found->second);
}

RateLimiter::Bucket &RateLimiter::bucket(RateFamily family, const RateLimit &limit, TimePoint now)
{
    const auto [entry, made] = m_buckets.try_emplace(family, Bucket{limit.burst, now});
    Bucket &bucket = entry->second;
    if (made || now <= bucket.refilled)
        return bucket;
    std::chrono::duration<double> passed = now - bucket.refilled;
    if (limit.perSecond < 1.0 || family != RateFamily::None) { // per-minute limits drip by the whole second
        const auto whole = std::chrono::floor<std::chrono::seconds>(now - bucket.refilled);
        passed = whole;
        bucket.refilled += whole;
    } else {
        bucket.refilled = now;
    }
    bucket.tokens = std::min(limit.burst, bucket.tokens + passed.count() * limit.perSecond);
    return bucket;
}

RateVerdict RateLimiter::take(RateFamily family, TimePoint now)
{
    const std::lock_guard lock(m_mutex);
    const auto global = globalLimit();
    const auto group = family == RateFamily::None ? std::nullopt : familyLimit(family);
    RateVerdict verdict;
    verdict.limited = global.has_value() || group.has_value();
    if (!verdict.limited)
        return verdict;
    Bucket *globalBucket = global ? &bucket(RateFamily::None, *global, now) : nullptr;
    Bucket *groupBucket = group ? &bucket(family, *group, now) : nullptr;
    // Auth0 looks at the limit of the whole API first, then at the group.
    const bool globalEmpty = globalBucket != nullptr && globalBucket->tokens < 1.0;
    const bool groupEmpty = groupBucket != nullptr && groupBucket->tokens < 1.0;
    verdict.allowed = !globalEmpty && !groupEmpty;
    if (verdict.allowed) {
        for (Bucket *bucket : {globalBucket, groupBucket}) {
            if (bucket != nullptr)
                bucket->tokens -= 1.0;
        }
    }
    verdict.global = globalEmpty || groupBucket == nullptr;
    const Bucket &shown = verdict.global ? *globalBucket : *groupBucket;
    const RateLimit &limit = verdict.global ? *global : *group;
    const auto wait = timeToOneToken(shown.tokens, limit.perSecond);
    const auto back = now + std::chrono::duration_cast<TimePoint::duration>(wait);
    verdict.limit = std::lround(limit.burst);
    verdict.remaining = static_cast<long>(std::floor(shown.tokens));
    verdict.resetAt = static_cast<long>(std::chrono::ceil<std::chrono::seconds>(back.time_since_epoch()).count());
    verdict.retryAfter = std::max(1L, static_cast<long>(std::ceil(wait.count())));
    return verdict;
}

} // namespace Sandbox
