#pragma once

#include "api/clock.h"
#include "api/managementclient.h"
#include "api/tokensource.h"

#include <QList>
#include <QPointer>

namespace Support {

/// A clock that stands until a test moves it.
class ManualClock : public Api::Clock
{
public:
    Api::Milliseconds steady() const override { return m_now; }
    QDateTime wall() const override;
    void after(Api::Milliseconds delay, QObject *context, std::function<void()> action) override;
    /// Moves on to the next thing that waits; false where nothing does.
    bool advanceToNext();
    void advance(Api::Milliseconds time);

private:
    struct Waiting
    {
        Api::Milliseconds when;
        QPointer<QObject> context;
        std::function<void()> action;
    };
    Api::Milliseconds m_now{1000};
    QList<Waiting> m_waiting;
};

/// The computer's clock, `rate` times as fast: for servers whose clock runs fast too.
class FastClock : public Api::Clock
{
public:
    explicit FastClock(int rate);
    Api::Milliseconds steady() const override;
    QDateTime wall() const override;
    void after(Api::Milliseconds delay, QObject *context, std::function<void()> action) override;

private:
    int m_rate;
    std::shared_ptr<Api::Clock> m_system = Api::Clock::system();
    Api::Milliseconds m_start = m_system->steady();
};

/// Hands out "token-1", "token-2"... and counts.
class FakeTokenSource : public Api::TokenSource
{
    Q_OBJECT
public:
    using TokenSource::TokenSource;
    void fetch(Api::ManagementClient &client, Callback callback) override;
    bool canRenew() const override { return renewable; }
    /// Answers a fetch that was held back.
    void answer();

    int fetches = 0;
    bool renewable = true;
    bool isHolding = false;
    std::optional<std::chrono::seconds> lifetime = std::chrono::hours(24);
    std::optional<Api::ApiError> error;
    QByteArray fixedToken; ///< instead of "token-N"

private:
    Callback m_held;
};

/// Everything allowed, no ledger, no share for others.
Api::ClientOptions openOptions(std::shared_ptr<Api::Clock> clock = nullptr);
Api::Origin loopback(const QString &url);

} // namespace Support
