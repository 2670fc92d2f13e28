#pragma once

#include "api/call.h"
#include "api/origin.h"
#include "api/request.h"
#include "api/tokensource.h"
#include "api/transport.h"

#include <exception>

namespace Api {

class LinkDownload;
class TokenGate;

/// How one client behaves; the defaults are safe on any tenant.
struct ClientOptions
{
    TransportOptions transport;
    int parallel = 2; ///< requests at once; one more for what a user waits for
    double leftToOthers = 0; ///< share of each rate limit left to others: 0.5 is the default in production
    bool sharesBudget = true; ///< with this user's other processes, through a RateLedger
    QString ledgerFolder; ///< empty: RateLedger::defaultFolder()
    std::shared_ptr<Clock> clock; ///< empty: the computer's
};

/// The Management API client of one Auth0 tenant: everything that goes there goes through send().
///
///     send ─► queue ─► token ─► budget ─► transport ─► reply ─► parse ─► callback
///               ▲  foreground first                     │
///               └──── 401 once · 429 · (reads) 5xx ◄────┘
///
/// Owned by the session. When it is destroyed, its calls end without their callbacks.
class ManagementClient : public QObject
{
    Q_OBJECT
public:
    /// `source` must outlive the client.
    ManagementClient(const Origin &origin, TokenSource &source, const ClientOptions &options = {},
                     QObject *parent = nullptr);
    ~ManagementClient() override;

    /// Sends and calls back once with the outcome, on this thread, after this returns. When `context` goes, a read is
    /// dropped; a write completes and is logged, without the callback. The call is for watching and cancelling.
    template <typename T> Call *send(const Request<T> &request, QObject *context, std::function<void(Outcome<T>)> done)
    {
        Completion completion;
        completion.read = [wire = request.wire, parse = request.parse](const Outcome<WireReply> &reply) {
            auto outcome = std::make_shared<Outcome<T>>(typed<T>(wire, parse, reply));
            Completion::Reading reading{outcome, std::nullopt};
            if (!*outcome)
                reading.error = outcome->error();
            return reading;
        };
        completion.deliver = [done = std::move(done)](const Completion::Reading &reading) {
            done(std::move(*std::static_pointer_cast<Outcome<T>>(reading.value)));
        };
        return sendWire(request.wire, context, std::move(completion));
    }

    Call *sendWire(const WireRequest &request, QObject *context, Completion completion);

    /// Follows a link to a file that Auth0 gave; it counts for no rate limit. See Transport::download().
    LinkDownload *download(const QUrl &link, QObject *parent) { return m_transport->download(link, parent); }

    const Origin &origin() const { return m_transport->origin(); }
    RequestLog &log() const { return *m_log; }
    /// Limits as learnt, with the calls that wait for each family.
    QList<RateState> rates() const;
    /// Calls that have not ended, in the order they will go.
    QList<Call *> calls() const { return m_calls; }
    /// The server's clock minus this computer's; nothing before the first answer. Warn from a minute on.
    std::optional<Milliseconds> clockOffset() const { return m_clockOffset; }
    /// Scopes of the current token; nothing while there is none or where it does not say.
    std::optional<QStringList> tokenScopes() const;
    /// The application that its tokens are given to; empty before the first, and where they do not say.
    QString clientId() const;
    /// Drops the token: the next request fetches another, as after the secret was replaced.
    void forgetToken();

Q_SIGNALS:
    /// Something rates(), calls() or tokenScopes() tells has changed; at most once per turn of the event loop.
    void activityChanged();

private:
    friend class Call;
    template <typename T>
    static Outcome<T> typed(const WireRequest &wire, const std::function<Outcome<T>(const WireReply &)> &parse,
                            const Outcome<WireReply> &reply)
    {
        if (!reply)
            return tl::make_unexpected(reply.error());
        // The gate where exceptions of the JSON library stop.
        try {
            Outcome<T> outcome = parse(*reply);
            if (!outcome)
                return tl::make_unexpected(unreadable(wire, *reply, outcome.error().message));
            return outcome;
        } catch (const std::exception &problem) {
            return tl::make_unexpected(unreadable(wire, *reply, QString::fromUtf8(problem.what())));
        }
    }
    static ApiError unreadable(const WireRequest &request, const WireReply &reply, const QString &why);

    void enqueue(Call *call);
    void scheduleDispatch();
    void dispatch();
    bool tryToSend(Call *call, QHash<RateFamily, Milliseconds> &blocked, int inFlight);
    void begin(Call *call, const RateTicket &ticket, const Secret &token);
    void wakeAt(Milliseconds when);
    void conclude(Call *call, const Outcome<WireReply> &outcome);
    void settle(Call *call, Outcome<WireReply> outcome);
    bool retries(Call *call, const ApiError &error);
    void failWaiting(const ApiError &error);
    void remove(Call *call);
    void noteActivity();
    QDateTime serverNow() const;

    std::shared_ptr<Clock> m_clock;
    int m_parallel;
    Transport *m_transport;
    RequestLog *m_log;
    std::unique_ptr<TokenGate> m_gate;
    RateBudget m_budget;
    QList<Call *> m_calls; ///< children; foreground first, then by order
    quint64 m_lastOrder = 0;
    std::optional<Milliseconds> m_clockOffset;
    Milliseconds m_wakeAt{-1};
    bool m_isDispatchScheduled = false;
    bool m_isActivityNoted = false;
};

} // namespace Api
