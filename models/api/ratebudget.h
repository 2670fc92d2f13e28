#pragma once

#include "api/rateestimate.h"

#include <functional>
#include <memory>

namespace Api {

class RateLedger;

/// What the Activity dock shows of one family.
struct RateState
{
    RateFamily family = RateFamily::Other;
    int limit = 0; ///< size of Auth0's bucket; 0 while unknown
    int remaining = 0; ///< tokens believed left
    int reserved = 0; ///< of these, left to others
    double perSecond = 0; ///< learnt refill; 0 while unknown
    std::optional<Milliseconds> resetIn; ///< until at least one token is back, where that is awaited
    bool sharesBucket = false; ///< with other families of the same limit
    int queued = 0; ///< calls waiting
    Milliseconds eta{0}; ///< until the last of them has gone, as far as can be said

    friend bool operator==(const RateState &, const RateState &) = default;
};

/// Permission to send one request; give it back with what came of it.
struct RateTicket
{
    RateFamily family = RateFamily::Other;
    int bucket = unknownBucket;
    Milliseconds sentAt{0};
    quint64 sentBefore = 0; ///< the bucket's count of requests, this one included
    int flying = 0; ///< others on their way when it went
};

/// The rate limits of one Auth0 tenant as learnt from its answers, and when the next request may go. Pure arithmetic:
/// times come in as arguments. Shared with other processes of the same user through a ledger, where there is one.
class RateBudget
{
public:
    /// `leftToOthers` is the share (0 to 0.9) of each limit that other tools and the tenant's own systems keep.
    explicit RateBudget(double leftToOthers = 0, std::shared_ptr<RateLedger> ledger = nullptr);

    /// A ticket, or how long to wait before asking again.
    struct Grant
    {
        std::optional<RateTicket> ticket;
        Milliseconds wait{0};
    };
    Grant take(RateFamily family, Milliseconds now);

    /// Learns from an answer. `serverNow` stands in where the answer has no Date header.
    void answered(const RateTicket &ticket, const WireReply &reply, const QDateTime &serverNow, Milliseconds now);
    /// There was no answer.
    void lost(const RateTicket &ticket, Milliseconds now);

    /// One entry per family heard from; queue lengths are the caller's to fill in.
    QList<RateState> snapshot(Milliseconds now) const;
    double leftToOthers() const { return m_leftToOthers; }

private:
    /// What to do to the estimates, at a time that does not lie before their last change.
    using Change = std::function<void(RateEstimates &, Milliseconds)>;
    struct Note
    {
        Milliseconds at;
        Change change;
    };
    bool change(Milliseconds now, const Change &change);
    void note(Milliseconds now, Change change);
    void work(RateEstimates &all, Milliseconds now, const Change &change);

    Grant grant(RateEstimates &all, RateFamily family, Milliseconds now) const;
    Milliseconds waitFor(const RateEstimate &estimate, Milliseconds now) const;
    Milliseconds waitForUnknown(const RateEstimates &all, Milliseconds now) const;
    void spend(RateEstimate &estimate, Milliseconds now) const;
    bool countsApart(const RateEstimates &all, const RateTicket &ticket, int limit, int remaining,
                     Milliseconds now) const;
    int changeFlights(RateEstimates &all, int bucket, int change, Milliseconds now) const;
    void learn(RateEstimates &all, const RateTicket &ticket, const WireReply &reply, Milliseconds reset,
               Milliseconds now) const;
    void refuse(RateEstimates &all, const RateTicket &ticket, const WireReply &reply, Milliseconds wait,
                Milliseconds now) const;
    int reserved(int limit) const;

    double m_leftToOthers;
    std::shared_ptr<RateLedger> m_ledger;
    quint32 m_process; ///< random: tells this budget's flights from others' in the ledger
    RateEstimates m_estimates;
    QList<Note> m_notes; ///< what answers taught while another process held the ledger
    Milliseconds m_busySince{-1};
};

} // namespace Api
