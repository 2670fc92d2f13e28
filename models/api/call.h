#pragma once

#include "api/clock.h"
#include "api/outcome.h"
#include "api/ratebudget.h"
#include "api/requestlog.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace Api {

class Exchange;
class ManagementClient;

/// What becomes of a reply, without its type: `read` makes the typed outcome (it is pure and may run on another
/// thread), `deliver` hands it to the caller.
struct Completion
{
    struct Reading
    {
        std::shared_ptr<void> value; ///< an Outcome<T>
        std::optional<ApiError> error;
    };
    std::function<Reading(const Outcome<WireReply> &)> read;
    std::function<void(const Reading &)> deliver;
};

/// One request on its way through token, queue, budget, network, retries and parsing. Child of the client; deletes
/// itself at its end. Ends by one gate, exactly once: the callback (unless its context is gone), then finished().
class Call : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Queued, ///< for a token, a slot or its turn
        WaitingForBudget, ///< the rate limit; see waitLeft()
        WaitingToRetry, ///< after a failed try; see waitLeft()
        Sent,
        Reading, ///< the answer is being parsed
        Finished,
    };

    const WireRequest &request() const { return m_request; }
    State state() const { return m_state; }
    /// Number of the current or next try, from 1.
    int attempt() const { return m_attempt; }
    /// How long it waits at least, in the two waiting states.
    std::optional<Milliseconds> waitLeft() const;
    /// Ends a call that was not sent yet, and a read that was: its callback gets the error Cancelled before this
    /// returns. A write that was sent completes; its outcome is what it is.
    void cancel();

Q_SIGNALS:
    void stateChanged();
    /// Bytes of the answer; `total` is -1 while unknown.
    void progressed(qint64 received, qint64 total);
    void finished();

private:
    friend class ManagementClient;
    Call(ManagementClient &client, WireRequest request, QObject *context, Completion completion);

    void setState(State state);
    void waitFor(State state, Milliseconds until);
    void contextGone();
    /// The one gate.
    void finish(const Outcome<WireReply> &outcome);
    void readElsewhere(const Outcome<WireReply> &outcome);
    void deliver(const Completion::Reading &reading);

    ManagementClient &m_client;
    WireRequest m_request;
    Completion m_completion;
    QPointer<QObject> m_context;
    State m_state = State::Queued;
    int m_attempt = 1;
    quint64 m_order = 0; ///< within its priority, first come first served
    Milliseconds m_notBefore{0};
    Milliseconds m_waitUntil{0};
    QPointer<Exchange> m_exchange;
    RateTicket m_ticket;
    RequestRecord m_record;
    QElapsedTimer m_timer; ///< since the sending
    quint64 m_tokenGeneration = 0;
    bool m_hasRenewed = false;
};

} // namespace Api
