#include "api/call.h"

#include "api/managementclient.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace Api {
namespace {

// Parsing this much takes about a millisecond; more goes to another thread.
constexpr qsizetype largeBody = qsizetype(64) * 1024;

} // namespace

Call::Call(ManagementClient &client, WireRequest request, QObject *context, Completion completion)
    : QObject(&client)
    , m_client(client)
    , m_request(std::move(request))
    , m_completion(std::move(completion))
    , m_context(context)
{
    connect(context, &QObject::destroyed, this, &Call::contextGone);
}

std::optional<Milliseconds> Call::waitLeft() const
{
    if (m_state != State::WaitingForBudget && m_state != State::WaitingToRetry)
        return std::nullopt;
    return std::max(m_waitUntil - m_client.m_clock->steady(), Milliseconds(0));
}

void Call::setState(State state)
{
    if (m_state == state || m_state == State::Finished)
        return;
    m_state = state;
    Q_EMIT stateChanged();
    m_client.noteActivity();
}

void Call::waitFor(State state, Milliseconds until)
{
    m_waitUntil = until;
    setState(state);
}

void Call::cancel()
{
    if (m_state == State::Finished)
        return;
    if (m_state >= State::Sent && goesOnce(m_request))
        return;
    if (m_exchange) {
        m_exchange->disconnect(this);
        m_client.m_budget.lost(m_ticket, m_client.m_clock->steady());
        m_record.took = Milliseconds(m_timer.elapsed());
        m_record.error = ApiError::Kind::Cancelled;
        m_client.m_log->end(m_record);
        m_exchange->deleteLater(); // its end aborts the reply
    }
    finish(tl::make_unexpected(errorFor(m_request, ApiError::Kind::Cancelled)));
}

void Call::contextGone()
{
    m_context = nullptr;
    if (!isWrite(m_request))
        cancel();
}

void Call::finish(const Outcome<WireReply> &outcome)
{
    if (m_state >= State::Reading && outcome)
        return;
    if (outcome && outcome->body.size() > largeBody) {
        setState(State::Reading);
        readElsewhere(outcome);
        return;
    }
    deliver(m_completion.read(outcome));
}

void Call::readElsewhere(const Outcome<WireReply> &outcome)
{
    auto *watcher = new QFutureWatcher<Completion::Reading>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] { deliver(watcher->result()); });
    // The reader is a copy of its own: the callback and what it holds never leave this thread.
    watcher->setFuture(QtConcurrent::run([read = m_completion.read, outcome] { return read(outcome); }));
}

void Call::deliver(const Completion::Reading &reading)
{
    if (m_state == State::Finished)
        return;
    setState(State::Finished);
    m_client.remove(this);
    deleteLater();
    const QPointer<Call> alive = this;
    const Completion completion = std::exchange(m_completion, {});
    if (m_context)
        completion.deliver(reading);
    if (alive)
        Q_EMIT finished();
}

} // namespace Api
