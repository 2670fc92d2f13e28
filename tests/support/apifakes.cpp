#include "support/apifakes.h"

#include <algorithm>

namespace Support {

QDateTime ManualClock::wall() const
{
    return QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + m_now.count(), Qt::UTC);
}

void ManualClock::after(Api::Milliseconds delay, QObject *context, std::function<void()> action)
{
    m_waiting.append({m_now + delay, context, std::move(action)});
}

bool ManualClock::advanceToNext()
{
    m_waiting.removeIf([](const Waiting &waiting) { return waiting.context.isNull(); });
    const auto next
        = std::min_element(m_waiting.cbegin(), m_waiting.cend(),
                           [](const Waiting &left, const Waiting &right) { return left.when < right.when; });
    if (next == m_waiting.cend())
        return false;
    advance(std::max(next->when - m_now, Api::Milliseconds(0)));
    return true;
}

void ManualClock::advance(Api::Milliseconds time)
{
    m_now += time;
    QList<Waiting> due;
    m_waiting.removeIf([&](const Waiting &waiting) {
        if (waiting.when > m_now)
            return false;
        due.append(waiting);
        return true;
    });
    for (const Waiting &waiting : std::as_const(due)) {
        if (waiting.context)
            waiting.action();
    }
}

FastClock::FastClock(int rate)
    : m_rate(rate)
{ }

Api::Milliseconds FastClock::steady() const
{
    return m_start + (m_system->steady() - m_start) * m_rate;
}

QDateTime FastClock::wall() const
{
    return m_system->wall();
}

void FastClock::after(Api::Milliseconds delay, QObject *context, std::function<void()> action)
{
    // Rounded up: a timer that ends early would show as an early request.
    m_system->after((delay + Api::Milliseconds(m_rate - 1)) / m_rate, context, std::move(action));
}

void FakeTokenSource::fetch(Api::ManagementClient &, Callback callback)
{
    ++fetches;
    m_held = std::move(callback);
    if (!isHolding)
        answer();
}

void FakeTokenSource::answer()
{
    const Callback callback = std::exchange(m_held, {});
    if (error)
        return callback(tl::make_unexpected(*error));
    Api::AccessToken token;
    token.value = Api::Secret(fixedToken.isEmpty() ? "token-" + QByteArray::number(fetches) : fixedToken);
    token.lifetime = lifetime;
    callback(token);
}

Api::ClientOptions openOptions(std::shared_ptr<Api::Clock> clock)
{
    Api::ClientOptions options;
    options.transport.writesAllowed = [](const Api::WireRequest &) { return true; };
    options.sharesBudget = false;
    options.clock = std::move(clock);
    return options;
}

Api::Origin loopback(const QString &url)
{
    return *Api::Origin::fromBaseUrl(url);
}

} // namespace Support
