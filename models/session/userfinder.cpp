#include "session/userfinder.h"

#include "api/requests/userrequests.h"
#include "query/records.h"
#include "query/userquery.h"
#include "session/emaillookup.h"
#include "session/estate.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Session {

namespace {

constexpr auto pause = 400ms;

bool isUserId(const QString &text)
{
    static const QRegularExpression id(u"\\A[\\w-]+\\|\\S+\\z"_s);
    return id.match(text).hasMatch();
}

} // namespace

UserFinder::UserFinder(Estate &estate, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, qOverload<>(&UserFinder::ask));
    // The calls of a client that goes end without a word.
    connect(&estate, &Estate::closing, this, &UserFinder::stop);
}

UserFinder::~UserFinder() = default;

void UserFinder::find(const QString &text)
{
    const QString wanted = text.simplified();
    if (wanted == m_text) {
        return;
    }
    stop();
    m_text = wanted;
    if (wanted.size() >= shortestText && !m_estate.sessions().isEmpty()) {
        m_pause.start();
    }
    Q_EMIT changed();
}

void UserFinder::stop()
{
    m_pause.stop();
    m_run.reset();
    m_text.clear();
    m_asked = 0;
    m_waiting = 0;
    m_users.clear();
    m_failures.clear();
    Q_EMIT changed();
}

QList<Query::RecordPtr> UserFinder::users() const
{
    QList<Query::RecordPtr> all;
    for (const TenantSession *session : m_estate.sessions()) {
        all += m_users.value(session->id());
    }
    return all;
}

void UserFinder::ask()
{
    m_run = std::make_unique<QObject>();
    for (TenantSession *session : m_estate.sessions()) {
        ++m_asked;
        ask(*session);
    }
    Q_EMIT changed();
}

void UserFinder::ask(TenantSession &session)
{
    const auto fail = [this, tenant = session.id()](const Api::ApiError &error) {
        const bool isTold = std::any_of(m_failures.cbegin(), m_failures.cend(),
                                        [&tenant](const Failure &failure) { return failure.tenant == tenant; });
        if (!isTold) {
            m_failures.append({tenant, error});
        }
        endOne();
    };
    const auto takePage = [this, &session, fail](const Api::Outcome<Api::Page<Domain::User>> &page) {
        if (!page) {
            return fail(page.error());
        }
        take(session, page->items);
        endOne();
    };
    using Users = Api::Page<Domain::User>;
    Api::ManagementClient &client = session.client();
    const Query::UserLookup lookup = Query::userLookupFor(m_text); // as the page of users takes it
    ++m_waiting;
    if (isUserId(m_text)) {
        client.send<Domain::User>(Api::getUser(Domain::UserId(m_text)).at(Api::Priority::Foreground), m_run.get(),
                                  [this, &session, fail](const Api::Outcome<Domain::User> &user) {
                                      if (!user && user.error().kind != Api::ApiError::Kind::NotFound) {
                                          return fail(user.error());
                                      }
                                      if (user) {
                                          take(session, {*user});
                                      }
                                      endOne();
                                  });
    } else if (lookup.way == Query::UserLookup::Way::Email) {
        // Also one that goes on: whoever types has not come to the end of the domain yet.
        auto source = usersWithEmail(m_text, EmailPart::Beginning);
        source.priority = Api::Priority::Foreground;
        Api::listAll<Domain::User>(
            client, source, m_run.get(),
            [this, &session](const QList<Domain::User> &users) {
                take(session, users);
                Q_EMIT changed(); // who is known at once does not wait for a search
            },
            [this, fail](const Api::Outcome<Api::Extent> &extent) { extent ? endOne() : fail(extent.error()); });
    } else {
        Api::UserSearch search;
        // What is no query yet, since somebody still types it, is words.
        const bool isQuery = Query::problemOfQuery(Query::Kind::Users, m_text).isEmpty();
        search.query = isQuery ? lookup.text : Query::userQueryForWords(m_text);
        search.needsOrder = false;
        Api::PageQuery first;
        first.paging = Api::Paging::Offset;
        first.size = mostPerTenant;
        client.send<Users>(Api::searchUsers(search, first).at(Api::Priority::Foreground), m_run.get(), takePage);
    }
}

void UserFinder::take(TenantSession &session, const QList<Domain::User> &users)
{
    QList<Query::RecordPtr> &kept = m_users[session.id()];
    for (const Domain::User &user : users) {
        const bool isKnown = std::any_of(kept.cbegin(), kept.cend(), [&user](const Query::RecordPtr &record) {
            return record->id == user.id.text();
        });
        if (!isKnown && kept.size() < mostPerTenant) {
            kept.append(std::make_shared<const Query::Record>(Query::userRecord(session.profile(), user)));
        }
    }
}

void UserFinder::endOne()
{
    --m_waiting;
    Q_EMIT changed();
}

} // namespace Session
