#include "api/clock.h"

#include <QTimer>

#include <utility>

namespace Api {
namespace {

class SystemClock : public Clock
{
public:
    Milliseconds steady() const override
    {
        return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    }
    QDateTime wall() const override { return QDateTime::currentDateTimeUtc(); }
    void after(Milliseconds delay, QObject *context, std::function<void()> action) override
    {
        QTimer::singleShot(delay, Qt::PreciseTimer, context, std::move(action));
    }
};

} // namespace

std::shared_ptr<Clock> Clock::system()
{
    return std::make_shared<SystemClock>();
}

} // namespace Api
