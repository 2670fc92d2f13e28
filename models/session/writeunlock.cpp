#include "session/writeunlock.h"

#include <algorithm>
#include <utility>

namespace Session {

WriteUnlock::WriteUnlock(bool isReadOnly, std::shared_ptr<Api::Clock> clock, QObject *parent)
    : QObject(parent)
    , m_isReadOnly(isReadOnly)
    , m_clock(clock ? std::move(clock) : Api::Clock::system())
{ }

tl::expected<void, QString> WriteUnlock::unlock()
{
    if (m_isReadOnly) {
        return tl::make_unexpected(
            tr("The profile of this tenant is marked read-only. Edit the tenant and take the mark off, if it may be "
               "changed."));
    }
    m_isNameConfirmed = isNameConfirmed(); // that of an unlock that is over counts no more
    m_isOpen = true;
    m_steadyEnd = m_clock->steady() + m_duration;
    m_wallEnd = m_clock->wall().addMSecs(Api::Milliseconds(m_duration).count());
    m_clock->after(m_duration, this, [this] { lockWhenOver(); });
    Q_EMIT changed();
    return {};
}

void WriteUnlock::setDuration(std::chrono::minutes duration)
{
    if (std::exchange(m_duration, duration) != duration) {
        Q_EMIT changed();
    }
}

void WriteUnlock::lock()
{
    m_isNameConfirmed = false;
    if (std::exchange(m_isOpen, false)) {
        Q_EMIT changed();
    }
}

Api::Milliseconds WriteUnlock::left() const
{
    if (!m_isOpen) {
        return Api::Milliseconds::zero();
    }
    const Api::Milliseconds wall(m_clock->wall().msecsTo(m_wallEnd));
    return std::max(Api::Milliseconds::zero(), std::min(m_steadyEnd - m_clock->steady(), wall));
}

void WriteUnlock::lockWhenOver()
{
    if (!isUnlocked()) { // it may have been unlocked once more meanwhile
        lock();
    }
}

} // namespace Session
