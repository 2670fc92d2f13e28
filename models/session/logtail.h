#pragma once

#include "api/apierror.h"
#include "api/page.h"
#include "query/logquery.h"
#include "session/logmark.h"

#include <QObject>
#include <QTimer>

namespace Session {

class TenantSession;

/// Follows the log of an Auth0 tenant while somebody wants it: by checkpoint, a request now and then and in the
/// background, so that what people wait for goes first. What comes goes into the session's log events, each once and in
/// Auth0's order. Off until start(), and no request is under way while it is paused. Child of the session.
class LogTail : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Off,
        Following,
        Paused, ///< nobody looks
        Waiting, ///< the last request failed and is tried again, later each time
        Stopped, ///< by an error that no waiting mends
    };

    /// A value that a page shows as it is.
    struct Status
    {
        Phase phase = Phase::Off;
        qint64 arrived = 0; ///< events since it was started
        QDateTime askedAt; ///< when Auth0 last answered; invalid before
        std::chrono::seconds next{0}; ///< from one request to the next, or from an answer that failed
        bool isFull = false; ///< the oldest events are let go
        std::optional<Api::ApiError> error;
    };

    /// As many events are kept as a table shows well.
    static constexpr qsizetype mostEvents = 10000;
    static constexpr std::chrono::seconds usualPause{10};
    static constexpr std::chrono::seconds longestPause{300};

    explicit LogTail(TenantSession &session, std::chrono::seconds pause = usualPause);

    const Status &status() const { return m_status; }
    bool isOn() const { return m_status.phase != Phase::Off && m_status.phase != Phase::Stopped; }
    /// Of these events, from the newest there are. Starts over where it is on.
    void start(const Query::LogQuery &wanted);
    void stop();
    /// While nobody looks. Goes on where it was.
    void setPaused(bool isPaused);
    /// Asks at once instead of at the next turn.
    void ask();

Q_SIGNALS:
    void changed();

private:
    using Page = Api::Page<Domain::LogEvent>;

    void readNewest();
    void readAfter(const QString &from);
    void take(const Page &page);
    void goOnAfter(const QString &last);
    void forgetEvents();
    void conclude();
    void fail(const Api::ApiError &error);
    void askLater(std::chrono::seconds pause);
    void giveUpRequest();
    void endRound();

    TenantSession &m_session;
    const std::chrono::seconds m_usual;
    Status m_status;
    Query::LogQuery m_wanted;
    std::optional<LogMark> m_mark; ///< none before there was an event
    QList<Domain::LogEvent> m_events; ///< since the log's end was last reached, without their text: for the next mark
    std::optional<QString> m_goOn; ///< id of the event at which a long round was cut
    qsizetype m_read = 0; ///< events in this round, the known ones included
    std::unique_ptr<QObject> m_round; ///< while a request is under way; with it, it goes
    QTimer m_timer;
};

} // namespace Session
