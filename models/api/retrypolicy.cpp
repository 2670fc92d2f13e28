#include "api/retrypolicy.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Api::RetryPolicy {
namespace {

constexpr Milliseconds firstBackoff(500);
constexpr Milliseconds longestBackoff = std::chrono::seconds(30);

/// "Wed, 21 Oct 2026 07:28:00 GMT", HTTP's preferred form.
std::optional<QDateTime> httpDate(const QByteArray &text)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text).trimmed(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!time.isValid())
        return std::nullopt;
    time.setTimeZone(QTimeZone::utc());
    return time;
}

Milliseconds clamped(double milliseconds)
{
    return Milliseconds(static_cast<qint64>(std::clamp(milliseconds, 0.0, static_cast<double>(longestWait.count()))));
}

std::optional<Milliseconds> retryAfter(const WireReply &reply, const std::optional<QDateTime> &now)
{
    const QByteArray text = reply.header("retry-after").trimmed();
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber && std::isfinite(seconds))
        return clamped(seconds * 1000);
    const std::optional<QDateTime> time = httpDate(text);
    if (!time || !now)
        return std::nullopt;
    return clamped(static_cast<double>(now->msecsTo(*time)));
}

std::optional<Milliseconds> untilReset(const WireReply &reply, const std::optional<QDateTime> &now)
{
    bool isNumber = false;
    const double seconds = reply.header("x-ratelimit-reset").toDouble(&isNumber);
    if (!isNumber || !std::isfinite(seconds) || !now)
        return std::nullopt;
    return clamped(seconds * 1000 - static_cast<double>(now->toMSecsSinceEpoch()));
}

} // namespace

std::optional<QDateTime> serverTime(const WireReply &reply)
{
    return httpDate(reply.header("date"));
}

std::optional<Milliseconds> askedWait(const WireReply &reply, const std::optional<QDateTime> &serverNow)
{
    const std::optional<QDateTime> date = serverTime(reply);
    const std::optional<QDateTime> &now = date ? date : serverNow;
    const std::optional<Milliseconds> after = retryAfter(reply, now);
    const std::optional<Milliseconds> reset = untilReset(reply, now);
    if (after && reset)
        return std::max(*after, *reset);
    return after ? after : reset;
}

Milliseconds delay(int attempt, std::optional<Milliseconds> asked, double jitter)
{
    const double bounded = std::clamp(jitter, -1.0, 1.0);
    const double doubled = static_cast<double>(firstBackoff.count()) * std::exp2(std::clamp(attempt - 1, 0, 16));
    const double backoff = std::min(doubled, static_cast<double>(longestBackoff.count())) * (1 + bounded / 10);
    // Over what was asked for there is only more, so that clients that were refused together do not return together.
    const double least = asked ? static_cast<double>(asked->count()) * (1 + std::abs(bounded) / 10) : 0;
    return std::max(clamped(std::max(backoff, least)), std::min(asked.value_or(Milliseconds(0)), longestWait));
}

bool mayRetry(bool goesOnce, const ApiError &error, int attempt)
{
    if (attempt >= maximumTries)
        return false;
    switch (error.kind) {
    case ApiError::Kind::RateLimited:
        return true;
    case ApiError::Kind::Network:
    case ApiError::Kind::Timeout:
    case ApiError::Kind::Server:
        // 501 and 505 do not get better; a passed deadline was the user's wait already, once is enough.
        return !goesOnce && error.httpStatus != 501 && error.httpStatus != 505
            && (error.kind != ApiError::Kind::Timeout || attempt < 2);
    default:
        return false;
    }
}

} // namespace Api::RetryPolicy
