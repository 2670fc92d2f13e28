#include "session/restqueue.h"

#include "session/resting.h"

#include <algorithm>

namespace Session {

using std::chrono::milliseconds;

RestQueue::RestQueue(const Estate &estate, milliseconds rest, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_rest(rest)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        Q_EMIT ready();
        awaitNext();
    });
}

void RestQueue::add(const Domain::TenantId &tenant)
{
    m_rests.insert(tenant, QDeadlineTimer(m_rest));
    if (!m_waiting.contains(tenant)) {
        m_waiting.append(tenant);
    }
    startSoon(m_rest);
}

void RestQueue::pause(const Domain::TenantId &tenant, milliseconds time)
{
    m_pauses.insert(tenant, QDeadlineTimer(time));
}

void RestQueue::remove(const Domain::TenantId &tenant)
{
    m_waiting.removeAll(tenant);
    m_rests.remove(tenant);
    m_pauses.remove(tenant);
}

milliseconds RestQueue::waitOf(const Domain::TenantId &tenant) const
{
    return milliseconds(std::max(m_rests.value(tenant).remainingTime(), m_pauses.value(tenant).remainingTime()));
}

bool RestQueue::isReady(const Domain::TenantId &tenant) const
{
    return contains(tenant) && rests(m_estate, tenant) && waitOf(tenant).count() == 0;
}

std::optional<Domain::TenantId> RestQueue::take()
{
    const auto next = std::find_if(m_waiting.cbegin(), m_waiting.cend(),
                                   [this](const Domain::TenantId &tenant) { return isReady(tenant); });
    if (next == m_waiting.cend()) {
        awaitNext();
        return std::nullopt;
    }
    const Domain::TenantId tenant = *next;
    m_waiting.erase(next);
    return tenant;
}

/// An earlier end is kept: no tenant postpones another.
void RestQueue::startSoon(milliseconds left)
{
    m_timer.start(m_timer.isActive() ? std::min(left, m_timer.remainingTimeAsDuration()) : left);
}

/// The end of a reading is a change as well; the end of a rest or a pause is not. One that is ready waits for take().
void RestQueue::awaitNext()
{
    for (const Domain::TenantId &tenant : std::as_const(m_waiting)) {
        const milliseconds wait = waitOf(tenant);
        if (wait.count() > 0 && rests(m_estate, tenant)) {
            startSoon(wait + milliseconds(1));
        }
    }
}

} // namespace Session
