#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrentRun>

#include <functional>
#include <optional>

namespace Ui {

/// Works a value out on another thread; of several that were asked for meanwhile, only the last one counts. The work
/// holds values alone: it may outlive its owner.
template <typename T> class LatestWork
{
public:
    /// `onDone` is called on the thread of `context`, which owns this.
    LatestWork(QObject *context, std::function<void(const T &)> onDone)
        : m_onDone(std::move(onDone))
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, context, [this] { finish(); });
    }

    void start(std::function<T()> work)
    {
        m_next = std::move(work);
        if (!m_isRunning) {
            begin();
        }
    }
    /// Nothing that was asked for is told any more.
    void forget()
    {
        m_next.reset();
        m_isForgotten = m_isRunning;
    }
    bool isBusy() const { return (m_isRunning && !m_isForgotten) || m_next; }

private:
    void begin()
    {
        m_isRunning = true;
        m_isForgotten = false;
        m_watcher.setFuture(QtConcurrent::run(*std::exchange(m_next, std::nullopt)));
    }
    void finish()
    {
        m_isRunning = false;
        if (m_next) {
            begin();
        } else if (!std::exchange(m_isForgotten, false)) {
            m_onDone(m_watcher.result());
        }
    }

    std::function<void(const T &)> m_onDone;
    std::optional<std::function<T()>> m_next;
    bool m_isRunning = false;
    bool m_isForgotten = false;
    QFutureWatcher<T> m_watcher;
};

} // namespace Ui
