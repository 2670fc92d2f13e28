#include "session/logtail.h"

#include "api/requests/logrequests.h"
#include "session/tenantsession.h"

#include <algorithm>

namespace Session {

namespace {

constexpr int pageSize = 100;
/// A round that is longer goes on at the next turn: what people ask for meanwhile must not wait for it.
constexpr qsizetype mostPerRound = 2000;

/// Whether the same request may do better later.
bool isPassing(const Api::ApiError &error)
{
    using Kind = Api::ApiError::Kind;
    return error.kind == Kind::Network || error.kind == Kind::Timeout || error.kind == Kind::RateLimited
        || error.kind == Kind::Server;
}

} // namespace

LogTail::LogTail(TenantSession &session, std::chrono::seconds pause)
    : QObject(&session)
    , m_session(session)
    , m_usual(pause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LogTail::ask);
}

void LogTail::start(const Query::LogQuery &wanted)
{
    giveUpRequest();
    m_mark.reset();
    m_wanted = wanted;
    m_status = {};
    m_status.phase = Phase::Following;
    m_status.next = m_usual;
    ask();
}

void LogTail::stop()
{
    giveUpRequest();
    if (isOn()) {
        m_status.phase = Phase::Off;
        Q_EMIT changed();
    }
}

void LogTail::setPaused(bool isPaused)
{
    if (!isOn() || isPaused == (m_status.phase == Phase::Paused)) {
        return;
    }
    m_status.phase = isPaused ? Phase::Paused : Phase::Following;
    isPaused ? giveUpRequest() : ask();
    Q_EMIT changed();
}

/// What came of a round that is given up is in the session; the next one comes over it again, and it counts once.
void LogTail::giveUpRequest()
{
    m_timer.stop();
    m_round.reset();
    m_read = 0;
    forgetEvents();
}

void LogTail::forgetEvents()
{
    m_events.clear();
    m_goOn.reset();
}

void LogTail::ask()
{
    if (!isOn() || m_status.phase == Phase::Paused || m_round) {
        return;
    }
    m_timer.stop();
    m_round = std::make_unique<QObject>();
    m_mark ? readAfter(m_goOn.value_or(m_mark->from)) : readNewest();
    Q_EMIT changed();
}

void LogTail::readNewest()
{
    Api::PageQuery newest;
    newest.size = pageSize;
    m_session.client().send<Page>(Api::searchLogs({}, newest).at(Api::Priority::Background), m_round.get(),
                                  [this](const Api::Outcome<Page> &page) {
                                      if (!page) {
                                          return fail(page.error());
                                      }
                                      m_mark = markAt(page->items, QDateTime::currentDateTimeUtc());
                                      QList<Domain::LogEvent> events;
                                      std::copy_if(page->items.crbegin(), page->items.crend(),
                                                   std::back_inserter(events),
                                                   [this](const auto &event) { return m_wanted.matches(event); });
                                      // Before there was a first event, all of them are new.
                                      m_status.arrived += m_status.askedAt.isValid() ? events.size() : 0;
                                      m_session.accept(events, mostEvents);
                                      conclude();
                                  });
}

void LogTail::readAfter(const QString &from)
{
    m_session.client().send<Page>(Api::logsAfter(from, pageSize).at(Api::Priority::Background), m_round.get(),
                                  [this](const Api::Outcome<Page> &page) {
                                      if (!page) {
                                          return fail(page.error());
                                      }
                                      take(*page);
                                      const bool isAtEnd = page->items.size() < pageSize;
                                      if (!isAtEnd && m_read < mostPerRound) {
                                          return readAfter(page->next);
                                      }
                                      m_mark = markAfter(*m_mark, m_events, QDateTime::currentDateTimeUtc());
                                      isAtEnd ? forgetEvents() : goOnAfter(page->next);
                                      conclude();
                                  });
}

/// The mark may lie where this round began: more events came in a minute than a round reads. The next one begins where
/// this one ended, and only what the mark of then is made of is kept.
void LogTail::goOnAfter(const QString &last)
{
    m_goOn = last;
    m_events.removeIf([this](const Domain::LogEvent &event) { return !isEarlierLog(m_mark->from, event.id); });
}

void LogTail::take(const Page &page)
{
    m_read += page.items.size();
    QList<Domain::LogEvent> news;
    for (const Domain::LogEvent &event : page.items) {
        Domain::LogEvent brief;
        brief.id = event.id;
        brief.date = event.date;
        m_events.append(brief);
        const bool isKnown = m_mark->done.contains(event.id) || m_mark->earlier.contains(event.id);
        if (!isKnown && m_wanted.matches(event)) {
            m_mark->done.insert(event.id); // should the round be given up
            news.append(event);
        }
    }
    if (!news.isEmpty()) {
        m_status.arrived += news.size();
        m_session.accept(news, mostEvents);
        m_status.isFull = m_status.isFull || m_session.records(Query::Kind::Logs).size() >= mostEvents;
    }
}

void LogTail::conclude()
{
    m_status.phase = Phase::Following;
    m_status.error.reset();
    m_status.askedAt = QDateTime::currentDateTimeUtc();
    askLater(m_usual);
}

void LogTail::fail(const Api::ApiError &error)
{
    forgetEvents();
    m_status.error = error;
    if (isPassing(error)) {
        const bool isAgain = m_status.phase == Phase::Waiting;
        m_status.phase = Phase::Waiting;
        return askLater(std::min(longestPause, isAgain ? 2 * m_status.next : std::chrono::seconds(2 * m_usual)));
    }
    endRound();
    m_status.phase = Phase::Stopped;
    Q_EMIT changed();
}

/// Without dropping the context of the call that is telling its outcome.
void LogTail::endRound()
{
    if (m_round) {
        m_round.release()->deleteLater();
    }
    m_read = 0;
}

/// The next round begins so long after the end of this one: a slow tenant is asked less often.
void LogTail::askLater(std::chrono::seconds pause)
{
    endRound();
    m_status.next = pause;
    m_timer.start(pause);
    Q_EMIT changed();
}

} // namespace Session
