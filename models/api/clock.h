#pragma once

#include <QDateTime>

#include <chrono>
#include <functional>
#include <memory>

class QObject;

namespace Api {

using Milliseconds = std::chrono::milliseconds;

/// Time as the engine sees it: tests bring their own, so that no test waits.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    /// Time that only goes forward and is the same in all processes of this computer since it started.
    virtual Milliseconds steady() const = 0;
    /// This computer's idea of the date; may be wrong by hours.
    virtual QDateTime wall() const = 0;
    /// Calls `action` once on this thread after `delay`, unless `context` goes first.
    virtual void after(Milliseconds delay, QObject *context, std::function<void()> action) = 0;

    /// The computer's own clock.
    static std::shared_ptr<Clock> system();
};

} // namespace Api
