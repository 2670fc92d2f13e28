#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

/// Measures how long the UI thread does not come round: a timer of no interval that notes the longest gap between two
/// of its turns.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
        m_timer.start(1);
        m_since.start();
    }

    /// The longest gap since the last call, in milliseconds.
    double takeLongest()
    {
        beat();
        return double(std::exchange(m_longest, 0)) / 1e6;
    }

private:
    void beat()
    {
        m_longest = std::max(m_longest, m_since.nsecsElapsed());
        m_since.start();
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};
