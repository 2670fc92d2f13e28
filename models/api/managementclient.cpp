#include "api/managementclient.h"

#include "api/rateledger.h"
#include "api/retrypolicy.h"
#include "api/tokengate.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

namespace Api {
namespace {

std::shared_ptr<RateLedger> ledgerFor(const Origin &origin, const ClientOptions &options)
{
    if (!options.sharesBudget)
        return nullptr;
    const QString folder = options.ledgerFolder.isEmpty() ? RateLedger::defaultFolder() : options.ledgerFolder;
    return std::make_shared<RateLedger>(origin.authority(), folder);
}

bool goesBefore(const Call *left, const WireRequest &request, quint64 leftOrder, quint64 order)
{
    if (left->request().priority != request.priority)
        return left->request().priority == Priority::Foreground;
    return leftOrder < order;
}

} // namespace

ManagementClient::ManagementClient(const Origin &origin, TokenSource &source, const ClientOptions &options,
                                   QObject *parent)
    : QObject(parent)
    , m_clock(options.clock ? options.clock : Clock::system())
    , m_parallel(std::max(1, options.parallel))
    , m_transport(new Transport(origin, options.transport, this))
    , m_log(new RequestLog(this))
    , m_gate(std::make_unique<TokenGate>(source, *this, m_clock))
    , m_budget(options.leftToOthers, ledgerFor(origin, options))
{
    connect(m_gate.get(), &TokenGate::ready, this, &ManagementClient::scheduleDispatch);
    connect(m_gate.get(), &TokenGate::failed, this, &ManagementClient::failWaiting);
}

ManagementClient::~ManagementClient()
{
    m_gate.reset();
    for (Call *call : std::exchange(m_calls, {})) {
        call->m_state = Call::State::Finished;
        delete call;
    }
    delete m_transport;
}

Call *ManagementClient::sendWire(const WireRequest &request, QObject *context, Completion completion)
{
    auto *call = new Call(*this, request, context, std::move(completion));
    call->m_order = ++m_lastOrder;
    enqueue(call);
    scheduleDispatch();
    return call;
}

void ManagementClient::enqueue(Call *call)
{
    const auto place = std::find_if(m_calls.cbegin(), m_calls.cend(), [call](const Call *other) {
        return !goesBefore(other, call->m_request, other->m_order, call->m_order);
    });
    m_calls.insert(place, call);
    noteActivity();
}

void ManagementClient::scheduleDispatch()
{
    if (std::exchange(m_isDispatchScheduled, true))
        return;
    QMetaObject::invokeMethod(this, &ManagementClient::dispatch, Qt::QueuedConnection);
}

/// Sends what may go now: foreground before background, each family in its order, and never past its budget.
void ManagementClient::dispatch()
{
    m_isDispatchScheduled = false;
    m_wakeAt = Milliseconds(-1);
    QHash<RateFamily, Milliseconds> blocked;
    auto inFlight = static_cast<int>(std::count_if(
        m_calls.cbegin(), m_calls.cend(), [](const Call *call) { return call->state() == Call::State::Sent; }));
    // By pointer: sending may end calls and fetching a token may add some.
    QList<QPointer<Call>> waiting;
    for (Call *call : std::as_const(m_calls)) {
        if (call->state() < Call::State::Sent)
            waiting.append(call);
    }
    for (const QPointer<Call> &call : std::as_const(waiting)) {
        if (call && call->state() < Call::State::Sent && tryToSend(call, blocked, inFlight))
            ++inFlight;
    }
    noteActivity();
}

bool ManagementClient::tryToSend(Call *call, QHash<RateFamily, Milliseconds> &blocked, int inFlight)
{
    const Milliseconds now = m_clock->steady();
    if (call->m_notBefore > now) {
        call->waitFor(Call::State::WaitingToRetry, call->m_notBefore);
        wakeAt(call->m_notBefore);
        return false;
    }
    const bool isForeground = call->m_request.priority == Priority::Foreground;
    const bool needsToken = call->m_request.surface == Surface::Management;
    if (inFlight >= m_parallel + (isForeground && needsToken ? 1 : 0) && needsToken) {
        call->setState(Call::State::Queued);
        return false;
    }
    if (needsToken && !m_gate->usable())
        m_gate->request(); // a source may answer at once
    if (needsToken && !m_gate->usable()) {
        call->setState(Call::State::Queued);
        return false;
    }
    const RateFamily family = familyOf(call->m_request);
    if (blocked.contains(family)) { // those behind must not overtake
        call->waitFor(Call::State::WaitingForBudget, blocked.value(family));
        return false;
    }
    const RateBudget::Grant grant = m_budget.take(family, now);
    if (!grant.ticket) {
        blocked.insert(family, now + grant.wait);
        call->waitFor(Call::State::WaitingForBudget, now + grant.wait);
        wakeAt(now + grant.wait);
        return false;
    }
    begin(call, *grant.ticket, needsToken ? m_gate->usable()->value : Secret());
    return true;
}

void ManagementClient::begin(Call *call, const RateTicket &ticket, const Secret &token)
{
    call->m_ticket = ticket;
    call->m_tokenGeneration = m_gate->generation();
    RequestRecord record;
    record.at = m_clock->wall();
    record.verb = call->m_request.verb;
    record.pathTemplate = call->m_request.pathTemplate;
    const QByteArray prefix = call->m_request.surface == Surface::Management ? "/api/v2" : "";
    record.path = QString::fromLatin1(prefix + encodedPath(call->m_request).value_or(QByteArray()));
    record.priority = call->m_request.priority;
    record.family = ticket.family;
    record.attempt = call->m_attempt;
    record.id = m_log->begin(record);
    call->m_record = record;
    call->m_timer.start();
    call->m_exchange = m_transport->send(call->m_request, token);
    connect(call->m_exchange, &Exchange::progressed, call, &Call::progressed);
    connect(call->m_exchange, &Exchange::finished, call,
            [this, call](const Outcome<WireReply> &outcome) { conclude(call, outcome); });
    call->setState(Call::State::Sent);
}

void ManagementClient::wakeAt(Milliseconds when)
{
    if (m_wakeAt >= Milliseconds(0) && m_wakeAt <= when)
        return;
    m_wakeAt = when;
    m_clock->after(std::max(when - m_clock->steady(), Milliseconds(1)), this, [this, when] {
        if (m_wakeAt == when)
            dispatch();
    });
}

/// One try is over: learn, log, and then decide what becomes of the call.
void ManagementClient::conclude(Call *call, const Outcome<WireReply> &outcome)
{
    RequestRecord &record = call->m_record;
    record.took = Milliseconds(call->m_timer.elapsed());
    call->m_exchange = nullptr;
    Outcome<WireReply> result = outcome;
    if (outcome) {
        m_budget.answered(call->m_ticket, *outcome, serverNow(), m_clock->steady());
        if (const std::optional<QDateTime> date = RetryPolicy::serverTime(*outcome))
            m_clockOffset = Milliseconds(m_clock->wall().msecsTo(*date));
        record.status = outcome->status;
        record.bytes = outcome->body.size();
        if (outcome->status / 100 != 2)
            result = tl::make_unexpected(errorFrom(call->m_request, *outcome));
    } else {
        m_budget.lost(call->m_ticket, m_clock->steady());
        record.status = outcome.error().httpStatus;
    }
    if (!result) {
        record.error = result.error().kind;
        record.unknownOutcome = result.error().unknownOutcome;
    }
    m_log->end(record);
    scheduleDispatch();
    settle(call, std::move(result));
}

void ManagementClient::settle(Call *call, Outcome<WireReply> outcome)
{
    if (!outcome && retries(call, outcome.error())) {
        ++call->m_attempt;
        call->setState(call->m_notBefore > m_clock->steady() ? Call::State::WaitingToRetry : Call::State::Queued);
        scheduleDispatch();
        return;
    }
    call->finish(outcome);
}

bool ManagementClient::retries(Call *call, const ApiError &error)
{
    const bool isOrphan = call->m_context.isNull() && !isWrite(call->m_request);
    if (isOrphan)
        return false;
    // A 401 comes before anything is done, so that a write may go again too.
    if (error.kind == ApiError::Kind::Auth && error.httpStatus == 401
        && call->m_request.surface == Surface::Management) {
        const bool mayRenew = m_gate->reject(call->m_tokenGeneration);
        return mayRenew && !std::exchange(call->m_hasRenewed, true);
    }
    if (!RetryPolicy::mayRetry(goesOnce(call->m_request), error, call->m_attempt))
        return false;
    const double jitter = QRandomGenerator::global()->generateDouble() * 2 - 1;
    const Milliseconds delay = RetryPolicy::delay(call->m_attempt, error.retryAfter, jitter);
    call->m_notBefore = m_clock->steady() + delay;
    call->m_waitUntil = call->m_notBefore;
    return true;
}

/// No token can be had: what waits for one ends with the reason.
void ManagementClient::failWaiting(const ApiError &error)
{
    QList<QPointer<Call>> waiting;
    for (Call *call : std::as_const(m_calls)) {
        if (call->state() < Call::State::Sent && call->m_request.surface == Surface::Management)
            waiting.append(call);
    }
    for (const QPointer<Call> &call : std::as_const(waiting)) {
        ApiError own = error;
        if (own.path.isEmpty() && call) {
            own.verb = call->m_request.verb;
            own.path = call->m_request.pathTemplate;
        }
        if (call)
            call->finish(tl::make_unexpected(own));
    }
}

void ManagementClient::remove(Call *call)
{
    m_calls.removeOne(call);
    noteActivity();
    scheduleDispatch();
}

void ManagementClient::noteActivity()
{
    if (std::exchange(m_isActivityNoted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isActivityNoted = false;
            Q_EMIT activityChanged();
        },
        Qt::QueuedConnection);
}

QDateTime ManagementClient::serverNow() const
{
    return m_clock->wall().addMSecs(m_clockOffset.value_or(Milliseconds(0)).count());
}

} // namespace Api
