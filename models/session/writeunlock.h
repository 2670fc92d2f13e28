#pragma once

#include "api/clock.h"

#include <QObject>
#include <QString>

#include <tl/expected.hpp>

namespace Session {

/// Whether one Auth0 tenant may be written to. Locked until somebody unlocks it, and again after 15 minutes, or
/// as many as the operator prefers; the transport asks before each write. Owned by the tenant's session.
class WriteUnlock : public QObject
{
    Q_OBJECT
public:
    /// `isReadOnly`: the profile is marked so, and refuses. Without a clock: the computer's.
    WriteUnlock(bool isReadOnly, std::shared_ptr<Api::Clock> clock, QObject *parent = nullptr);

    static constexpr std::chrono::minutes usualDuration{15};
    /// How long an unlock lasts, from the next one on.
    std::chrono::minutes duration() const { return m_duration; }
    void setDuration(std::chrono::minutes duration);

    /// Opens it for the whole duration from now on. The error says why not, for a person.
    tl::expected<void, QString> unlock();
    void lock();

    /// Somebody typed the tenant's name for this unlock: the review that follows need not ask for it again. Over with
    /// the unlock, or once something was applied.
    void confirmName() { m_isNameConfirmed = true; }
    void useUpName() { m_isNameConfirmed = false; }
    bool isNameConfirmed() const { return m_isNameConfirmed && isUnlocked(); }

    bool isReadOnly() const { return m_isReadOnly; }
    bool isUnlocked() const { return left() > Api::Milliseconds::zero(); }
    /// Time until it locks itself; zero while it is locked.
    Api::Milliseconds left() const;

Q_SIGNALS:
    /// It was locked or unlocked, by hand or by time; or the next unlock will last longer or shorter.
    void changed();

private:
    void lockWhenOver();

    const bool m_isReadOnly;
    std::shared_ptr<Api::Clock> m_clock;
    bool m_isOpen = false;
    bool m_isNameConfirmed = false;
    /// Both ends count: the steady clock stands still while the computer sleeps, and the other may be set back.
    Api::Milliseconds m_steadyEnd{};
    QDateTime m_wallEnd;
    std::chrono::minutes m_duration = usualDuration;
};

} // namespace Session
