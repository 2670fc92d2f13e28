#pragma once

#include "api/apierror.h"
#include "api/clock.h"
#include "api/wire.h"

#include <optional>

namespace Api::RetryPolicy {

/// Tries of one request, the first included.
inline constexpr int maximumTries = 6;
/// No wait is longer, whatever a server asks for (its clock may be wrong by a day).
inline constexpr Milliseconds longestWait = std::chrono::seconds(120);

/// The answer's own idea of "now", from its Date header.
std::optional<QDateTime> serverTime(const WireReply &reply);

/// How long the server asks to wait: the longer of Retry-After and x-ratelimit-reset, measured by the server's clock
/// (`serverNow` stands in where the answer has no Date), between 0 and longestWait. Nothing where it does not ask.
std::optional<Milliseconds> askedWait(const WireReply &reply, const std::optional<QDateTime> &serverNow = std::nullopt);

/// The wait before try number `attempt` + 1: exponential from half a second to 30, +-10 % by `jitter` (-1 to 1), and
/// never less than what was asked for.
Milliseconds delay(int attempt, std::optional<Milliseconds> asked, double jitter);

/// Whether a request may be sent again after this error. Reads: after 429, 5xx, a broken connection or a passed
/// deadline. What goes once, as writes do: only after 429, since then nothing happened.
bool mayRetry(bool goesOnce, const ApiError &error, int attempt);

} // namespace Api::RetryPolicy
