#include "change/newusers.h"

#include "change/changewords.h"
#include "change/logtrace.h"
#include "change/translation.h"

#include "api/managementclient.h"
#include "api/requests/logrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/userrequests.h"
#include "json/value.h"

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using Kind = Api::ApiError::Kind;

constexpr int pageSize = 100;
/// After this time searches show a user; Auth0 names none, and speaks of moments.
constexpr qint64 slowestSearch = 24LL * 60 * 60;
/// By which this computer's clock and Auth0's may differ.
constexpr qint64 clocksDiffer = 60LL * 60;

/// How far back one search of the log went.
struct Reach
{
    QString query;
    QDateTime oldest{}; ///< of the events that were read; invalid: none
    bool isEnded = false; ///< the log has no older ones

    bool isSince(const QDateTime &time) const { return isEnded || (oldest.isValid() && oldest <= time); }
};

bool isIn(const Domain::User &user, const QString &connection)
{
    const auto json = Json::parse(user.original);
    const Json::Value *identities = json ? Json::memberAt(*json, "identities") : nullptr;
    return identities && std::any_of(identities->begin(), identities->end(), [&](const Json::Value &identity) {
               return Json::stringAt(identity, "connection") == connection;
           });
}

/// One look; lives as long as a request of it is under way.
class NewUserLook : public std::enable_shared_from_this<NewUserLook>
{
public:
    NewUserLook(Api::ManagementClient &client, const PlanItem &item, QObject *context, OnMakingLook done)
        : m_client(client)
        , m_item(item)
        , m_context(context)
        , m_done(std::move(done))
        , m_recently(QDateTime::currentDateTimeUtc().addSecs(-slowestSearch))
    {
        QString name = item.object.name;
        name.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s);
        m_reaches
            = {{u"type:sapi"_s},
               {isConnection() ? u"connection:\"%1\""_s.arg(name) : u"organization_id:\"%1\""_s.arg(item.object.id)}};
    }

    void readLog()
    {
        using Events = Api::Page<Domain::LogEvent>;
        Api::LogSearch search;
        search.query = m_reaches.at(m_search).query;
        m_client.send<Events>(Api::searchLogs(search, {Api::Paging::Offset, pageSize, m_page, {}}), m_context,
                              [self = shared_from_this()](const Api::Outcome<Events> &events) {
                                  if (events) {
                                      self->take(events->items);
                                  } else {
                                      self->refused(events.error());
                                  }
                              });
    }

private:
    bool isConnection() const { return m_item.object.kind == ObjectKind::Connection; }

    void refused(const Api::ApiError &error)
    {
        const bool isClosed
            = error.kind == Kind::Scope || error.kind == Kind::Forbidden || error.kind == Kind::NotFound;
        if (!isClosed) {
            return m_done(tl::make_unexpected(error));
        }
        m_gap = error.kind == Kind::Scope ? tr("The log tells of them, but this profile lacks the scope read:logs.")
                                          : tr("The log tells of them, but cannot be read: %1").arg(error.why());
        m_cure
            = error.kind == Kind::Scope ? tr("Give its application read:logs") : tr("Look for users in the Dashboard");
        conclude();
    }

    /// Events come with the latest first.
    void take(const QList<Domain::LogEvent> &events)
    {
        Reach &reach = m_reaches[m_search];
        for (const Domain::LogEvent &event : events) {
            if (m_made.isValid() && event.date < m_made) {
                break; // of another object that had the name
            }
            note(event, traceOf(event, m_item.object));
        }
        reach.oldest = events.isEmpty() ? reach.oldest : events.last().date;
        reach.isEnded = events.size() < pageSize;
        ++m_page;
        if (!reach.isSince(wantedSince()) && qint64(m_page) * pageSize < Api::searchCap) {
            return readLog();
        }
        m_page = 0;
        if (++m_search < m_reaches.size()) {
            return readLog();
        }
        judgeReach();
        askNext();
    }

    void note(const Domain::LogEvent &event, const LogTrace &trace)
    {
        if (trace.isMaking) {
            m_made = event.date;
        }
        if (trace.isImport && event.date > m_recently) {
            m_imported = std::max(m_imported, event.date);
        }
        for (const QString &id : trace.users) {
            if (!m_users.contains(id)) {
                m_users.append(id);
            }
        }
        if (!trace.email.isEmpty() && !m_emails.contains(trace.email)) {
            m_emails.append(trace.email);
        }
    }

    /// Back to when the object was made, by the log or, until it tells, by this computer.
    QDateTime wantedSince() const
    {
        const QDateTime planned = m_item.removal->made;
        return m_made.isValid() ? m_made
            : planned.isValid() ? std::min(planned.addSecs(-clocksDiffer), m_recently)
                                : QDateTime::fromMSecsSinceEpoch(0);
    }

    void judgeReach()
    {
        const auto isSince = [this](const QDateTime &time) {
            return std::all_of(m_reaches.cbegin(), m_reaches.cend(),
                               [&time](const Reach &reach) { return reach.isSince(time); });
        };
        const QDateTime planned = m_item.removal->made;
        const bool isOld = m_made.isValid() ? m_made < m_recently : planned.isValid() && planned < m_recently;
        if (m_made.isValid() && isSince(m_made)) {
            return;
        }
        if (isOld && isSince(m_recently)) {
            m_remark
                = tr("Auth0's log does not go back to when it was made: for users of before %1 only Auth0's search "
                     "was asked.")
                      .arg(m_recently.toString(u"yyyy-MM-dd HH:mm 'UTC'"_s));
            return;
        }
        if (isSince(m_made.isValid() ? std::max(m_made, m_recently) : m_recently)) {
            m_gap = tr("The log tells of them, but does not show that this was made: it may be late, or not go back so "
                       "far.");
            m_cure = tr("Look again in some minutes");
        } else {
            m_gap = tr("The log tells of them, but holds more events since than Auth0 gives to a search.");
            m_cure = tr("Look for users in the Dashboard");
        }
    }

    /// Asks for the next user of whom the log tells.
    void askNext()
    {
        const auto self = shared_from_this();
        if (!m_users.isEmpty()) {
            const Domain::UserId id(m_users.takeFirst());
            return isConnection() ? askForUser(id) : askForOrganizations(id);
        }
        if (m_emails.isEmpty()) {
            return conclude();
        }
        using Users = Api::Page<Domain::User>;
        m_client.send<Users>(Api::findUsersByEmail(m_emails.takeFirst()), m_context,
                             [self](const Api::Outcome<Users> &found) {
                                 if (!found) {
                                     return self->m_done(tl::make_unexpected(found.error()));
                                 }
                                 for (const Domain::User &user : found->items) {
                                     if (isIn(user, self->m_item.object.name)) {
                                         return self->tell(user.email);
                                     }
                                 }
                                 self->askNext();
                             });
    }

    void askForUser(const Domain::UserId &id)
    {
        m_client.send<Domain::User>(Api::getUser(id), m_context,
                                    [self = shared_from_this()](const Api::Outcome<Domain::User> &user) {
                                        if (!user && user.error().kind != Kind::NotFound) {
                                            self->m_done(tl::make_unexpected(user.error()));
                                        } else if (user && isIn(*user, self->m_item.object.name)) {
                                            self->tell(user->email.isEmpty() ? user->id.text() : user->email);
                                        } else {
                                            self->askNext();
                                        }
                                    });
    }

    void askForOrganizations(const Domain::UserId &id)
    {
        auto isMember = std::make_shared<bool>(false);
        Api::listAll<Domain::Organization>(
            m_client, Api::allUserOrganizations(id), m_context,
            [isMember, own = m_item.object.id](const QList<Domain::Organization> &organizations) {
                for (const Domain::Organization &organization : organizations) {
                    *isMember = *isMember || organization.id.text() == own;
                }
            },
            [self = shared_from_this(), isMember, id](const Api::Outcome<Api::Extent> &extent) {
                if (!extent && extent.error().kind != Kind::NotFound) {
                    self->m_done(tl::make_unexpected(extent.error()));
                } else if (*isMember) {
                    self->tell(id.text());
                } else {
                    self->askNext();
                }
            });
    }

    void tell(const QString &user)
    {
        refuse(
            tr("%1 holds users by now: the log tells of %2, whom Auth0's search does not show yet. It is not deleted. "
               "Move or delete them first, if that is meant.")
                .arg(described(m_item.object), user));
    }

    void refuse(const QString &reason) { m_done(MakingLook{Obstacle{Obstacle::Kind::Invalid, reason, {}}, {}}); }

    /// None of whom the log tells is there.
    void conclude()
    {
        if (m_gap.isEmpty() && m_imported.isValid()) {
            m_gap = tr("The log tells that users were imported (%1), and not whom.")
                        .arg(m_imported.toString(u"yyyy-MM-dd HH:mm 'UTC'"_s));
            m_cure = tr("Look again tomorrow");
        }
        if (m_gap.isEmpty()) {
            return m_done(MakingLook{{}, m_remark});
        }
        if (m_item.removal->isWithoutLog) {
            return m_done(MakingLook{
                {},
                tr("Users whom Auth0's search did not show yet were not looked for, as was allowed. %1").arg(m_gap)});
        }
        refuse(
            tr("%1 is not deleted: users may have come whom Auth0's search does not show yet. %2 %3, or take it back "
               "again and allow that it is deleted without the log.")
                .arg(described(m_item.object), m_gap, m_cure));
    }

    Api::ManagementClient &m_client;
    const PlanItem m_item;
    QObject *m_context;
    const OnMakingLook m_done;
    const QDateTime m_recently; ///< what came before, searches show
    QList<Reach> m_reaches;
    qsizetype m_search = 0;
    int m_page = 0;
    QDateTime m_made; ///< as the log tells; invalid: it does not
    QDateTime m_imported; ///< lately; invalid: not
    QStringList m_users; ///< whom the log tells of, still to be asked for
    QStringList m_emails;
    QString m_gap; ///< why the log cannot tell; empty: it can
    QString m_cure; ///< what to do about it
    QString m_remark;
};

} // namespace

void lookForNewUsers(Api::ManagementClient &client, const PlanItem &item, QObject *context, const OnMakingLook &done)
{
    std::make_shared<NewUserLook>(client, item, context, done)->readLog();
}

} // namespace Change
