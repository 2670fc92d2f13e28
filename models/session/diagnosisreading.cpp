#include "session/diagnosisreading.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/lockfilerequests.h"
#include "api/requests/logrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/supportrequests.h"
#include "api/requests/tenantrequests.h"
#include "api/requests/userrequests.h"
#include "domain/locklimit.h"
#include "query/filterlexer.h"
#include "query/nearestword.h"
#include "query/userquery.h"
#include "session/emaillookup.h"
#include "session/translation.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Analysis::FoundUser;
using Part = Analysis::SignInPart;

/// What a token, or the plan, does not allow: the rest can be looked at all the same.
bool isRefusal(const Api::ApiError &error)
{
    using Kind = Api::ApiError::Kind;
    return error.kind == Kind::Scope || error.kind == Kind::Forbidden;
}

/// Without these there is nothing to say.
bool isNeeded(Part part)
{
    return part == Part::Users || part == Part::Application || part == Part::Connections
        || part == Part::OrganizationConnections;
}

} // namespace

DiagnosisReading::DiagnosisReading(Api::ManagementClient &client, SignInQuestion question, QObject *context, Done done)
    : QObject(context)
    , m_client(client)
    , m_question(std::move(question))
    , m_done(std::move(done))
{
    m_facts.email = m_question.email;
    m_facts.lockMark = m_question.lockMark;
    m_facts.spellings = {m_question.email, m_question.email.toLower()};
    m_facts.spellings.removeDuplicates();
    // Where a scope is missing, these stay as they are.
    m_facts.application.id = m_question.application;
    m_facts.application.name = m_question.application.text();
    if (!m_question.organization.isEmpty()) {
        m_facts.organization.emplace();
        m_facts.organization->id = m_question.organization;
        m_facts.organization->name = m_question.organization.text();
    }
}

template <typename T>
void DiagnosisReading::read(Part part, const Api::Request<T> &request, const std::function<void(const T &)> &take)
{
    ++m_waiting;
    m_client.send<T>(request, this, [this, part, take](const Api::Outcome<T> &outcome) {
        outcome ? take(*outcome) : note(part, outcome.error());
        endOne();
    });
}

template <typename T>
void DiagnosisReading::readAll(Part part, Api::ListSource<T> source, const std::function<void(const QList<T> &)> &take)
{
    ++m_waiting;
    source.priority = Api::Priority::Foreground;
    auto all = std::make_shared<QList<T>>();
    Api::listAll<T>(
        m_client, source, this, [all](const QList<T> &items) { *all += items; },
        [this, part, all, take](const Api::Outcome<Api::Extent> &outcome) {
            // What is missing of such a list would look turned off.
            const Api::Outcome<Api::Extent> extent = Api::whole(outcome);
            extent ? take(*all) : note(part, extent.error());
            endOne();
        });
}

void DiagnosisReading::start()
{
    ++m_waiting; // until all of these are under way
    readUsers();
    read<Domain::Application>(Part::Application, Api::getApplication(m_question.application),
                              [this](const Domain::Application &application) { m_facts.application = application; });
    readAll<Domain::Connection>(
        Part::Connections, Api::allApplicationConnections(m_question.application),
        [this](const QList<Domain::Connection> &connections) {
            m_facts.enabled = connections;
            if (std::any_of(connections.begin(), connections.end(), [](const auto &one) { return !one.hasOptions; })) {
                m_facts.unread[Part::Options] = {tr("The token lacks %1.").arg(u"read:connections_options"_s), true};
            }
            readOthers();
        });
    read<QByteArray>(Part::Settings, Api::getTenantSettings(),
                     [this](const QByteArray &settings) { m_facts.settings = settings; });
    readLogs(m_facts.spellings); // an event has the address as somebody typed it, or as Auth0 keeps it
    if (!m_question.organization.isEmpty()) {
        readOrganization();
    }
    endOne();
}

/// By the name that was typed, which Auth0 compares letter by letter.
void DiagnosisReading::readLogs(const QStringList &spellings)
{
    QStringList names;
    for (const QString &spelling : spellings) {
        names.append(u"user_name:"_s + Query::quoted(spelling));
    }
    Api::LogSearch search;
    search.query = names.join(u" OR "_s);
    read<Api::Page<Domain::LogEvent>>(
        Part::Logs, Api::searchLogs(search, {Api::Paging::Offset, mostEvents, 0, {}}),
        [this](const auto &page) { m_facts.logs = m_facts.logs.value_or(QList<Domain::LogEvent>()) + page.items; });
}

/// As the users who were found write the address.
void DiagnosisReading::readOwnSpellings()
{
    QStringList own;
    for (const FoundUser &user : std::as_const(m_facts.users)) {
        for (const Analysis::Account &account : Analysis::accountsOf(user.user)) {
            const bool isTheSame = account.email.compare(m_question.email, Qt::CaseInsensitive) == 0;
            if (isTheSame && !m_facts.spellings.contains(account.email) && !own.contains(account.email)) {
                own.append(account.email);
            }
        }
    }
    if (!own.isEmpty()) {
        readLogs(own);
    }
}

void DiagnosisReading::readOrganization()
{
    read<Domain::Organization>(
        Part::OrganizationConnections, Api::getOrganization(m_question.organization),
        [this](const Domain::Organization &organization) { m_facts.organization = organization; });
    readAll<Domain::OrganizationConnection>(Part::OrganizationConnections,
                                            Api::allOrganizationConnections(m_question.organization),
                                            [this](const QList<Domain::OrganizationConnection> &connections) {
                                                m_facts.organizationConnections = connections;
                                            });
}

void DiagnosisReading::readUsers()
{
    ++m_waiting;
    Api::ListSource<Domain::User> source = Api::allUsersByEmail(m_question.email);
    source.priority = Api::Priority::Foreground;
    Api::listAll<Domain::User>(
        m_client, source, this, [this](const QList<Domain::User> &users) { takeUsers(users); },
        [this](const Api::Outcome<Api::Extent> &outcome) {
            const Api::Outcome<Api::Extent> extent = Api::whole(outcome);
            if (!extent) {
                note(Part::Users, extent.error());
            }
            endUsers();
            endOne();
        });
}

void DiagnosisReading::takeUsers(const QList<Domain::User> &users)
{
    for (const Domain::User &user : users) {
        const bool isKnown = std::any_of(m_facts.users.begin(), m_facts.users.end(),
                                         [&user](const FoundUser &one) { return one.user.id == user.id; });
        const auto match = Analysis::matchOf(user, m_question.email);
        if (!isKnown && match) {
            FoundUser found;
            found.user = user;
            found.match = *match;
            m_facts.users.append(std::move(found));
        }
    }
}

void DiagnosisReading::endUsers()
{
    m_facts.unread.contains(Part::Users) ? lookAtUsers() : readSimilar();
}

/// Those that were found, of whom no more come.
void DiagnosisReading::lookAtUsers()
{
    for (qsizetype i = 0; i < std::min(m_facts.users.size(), mostUsers); ++i) {
        readUser(i);
    }
    if (m_facts.users.size() > mostUsers) {
        const Analysis::Unread rest{tr("Only of the first %1 of %2 users with this address it was.")
                                        .arg(QString::number(mostUsers), QLocale().toString(m_facts.users.size())),
                                    false, true};
        for (const Part part : {Part::Blocks, Part::Factors, Part::Logs}) {
            m_facts.unread.emplace(part, rest);
        }
        if (!m_question.organization.isEmpty()) {
            m_facts.unread.emplace(Part::Membership, rest);
        }
    }
    m_hasEndedUsers = true;
    readOwnSpellings();
    readOthers();
}

/// A search sees the address in other letters, and in identities that are linked; it may lag behind. Also where
/// somebody has it as it was asked: they may have another account, which their company's provider writes otherwise.
void DiagnosisReading::readSimilar()
{
    ++m_waiting;
    Api::UserSearch search;
    search.query = emailQuery(m_question.email);
    m_client.send<Api::Page<Domain::User>>(Api::searchUsers(search, {Api::Paging::Offset, int(mostUsers), 0, {}}), this,
                                           [this](const Api::Outcome<Api::Page<Domain::User>> &page) {
                                               const qsizetype known = m_facts.users.size();
                                               if (page) {
                                                   takeUsers(page->items);
                                               } else if (known == 0) { // else there is one to look at
                                                   note(Part::Similar, page.error());
                                               }
                                               if (page && m_facts.users.isEmpty()) {
                                                   readNear();
                                               }
                                               for (qsizetype i = known; i < m_facts.users.size(); ++i) {
                                                   readAsHeld(i);
                                               }
                                               lookAtUsers();
                                               endOne();
                                           });
}

/// By id, which tells what is so now.
void DiagnosisReading::readAsHeld(qsizetype index)
{
    read<Domain::User>(Part::Similar, Api::getUser(m_facts.users.at(index).user.id),
                       [this, index](const Domain::User &user) { m_facts.users[index].user = user; });
}

/// Nor in other letters: one that was mistyped, in the name or in the domain. A wildcard that ends a term wants three
/// characters before it (auth0.md 4.5).
void DiagnosisReading::readNear()
{
    constexpr int mostRead = 100;
    constexpr qsizetype beginning = 3;
    const QString email = m_question.email.trimmed().toLower();
    const qsizetype at = email.lastIndexOf(u'@');
    const QString domain = email.mid(at);
    if (at < beginning || domain.size() < beginning) {
        return;
    }
    Api::UserSearch search;
    search.query = u"email:%1@* OR (email:*%2 AND (email:%3* OR email:*%4%2))"_s.arg(
        Query::searchTerm(email.left(at)), Query::searchTerm(domain), Query::searchTerm(email.left(beginning)),
        Query::searchTerm(email.mid(at - 1, 1)));
    read<Api::Page<Domain::User>>(Part::Similar, Api::searchUsers(search, {Api::Paging::Offset, mostRead, 0, {}}),
                                  [this, email](const Api::Page<Domain::User> &page) {
                                      QStringList addresses;
                                      for (const Domain::User &user : page.items) {
                                          addresses.append(user.email.toLower());
                                      }
                                      while (m_facts.near.size() < mostNear) {
                                          const qsizetype nearest
                                              = addresses.indexOf(Query::nearestWord(email, addresses));
                                          if (nearest < 0 || addresses.at(nearest).isEmpty()) {
                                              return;
                                          }
                                          m_facts.near.append(page.items.at(nearest));
                                          addresses[nearest].clear();
                                      }
                                  });
}

void DiagnosisReading::readUser(qsizetype index)
{
    const Domain::UserId id = m_facts.users.at(index).user.id;
    read<Api::Page<QByteArray>>(Part::Blocks, Api::listUserBlocks(id),
                                [this, index](const auto &page) { m_facts.users[index].blocks = page.items; });
    read<Api::Page<QByteArray>>(Part::Factors, Api::listAuthenticationMethods(id),
                                [this, index](const auto &page) { m_facts.users[index].factors = page.items; });
    read<Api::Page<Domain::LogEvent>>(Part::Logs, Api::listUserLogs(id, {Api::Paging::Offset, mostEvents, 0, {}}),
                                      [this, index](const auto &page) { m_facts.users[index].logs = page.items; });
    if (m_question.organization.isEmpty()) {
        return;
    }
    Api::ListSource<Domain::Organization> source;
    source.paging = Api::Paging::Offset;
    source.request = [id](const Api::PageQuery &page) { return Api::listUserOrganizations(id, page); };
    source.idOf = [](const Domain::Organization &organization) { return organization.id.text(); };
    readAll<Domain::Organization>(Part::Membership, source, [this, index](const QList<Domain::Organization> &list) {
        QStringList ids;
        for (const Domain::Organization &organization : list) {
            ids.append(organization.id.text());
        }
        m_facts.users[index].organizations = ids;
    });
}

/// Once it is known where the accounts are and what is enabled: what lies between.
void DiagnosisReading::readOthers()
{
    if (!m_hasEndedUsers || !m_facts.enabled || std::exchange(m_hasReadOthers, true)) {
        return;
    }
    readLockFile();
    QStringList missing;
    for (const FoundUser &user : std::as_const(m_facts.users)) {
        for (const Analysis::Account &account : Analysis::accountsOf(user.user)) {
            const bool isEnabled
                = std::any_of(m_facts.enabled->begin(), m_facts.enabled->end(),
                              [&account](const auto &connection) { return connection.name == account.connection; });
            if (!isEnabled && !missing.contains(account.connection)) {
                missing.append(account.connection);
            }
        }
    }
    for (const QString &name : std::as_const(missing)) {
        Api::ConnectionFilter filter;
        filter.name = name;
        read<Api::Page<Domain::Connection>>(
            Part::OtherConnections, Api::listConnections({Api::Paging::Checkpoint, 1, 0, {}}, filter),
            [this, name](const Api::Page<Domain::Connection> &page) {
                if (page.items.isEmpty()) {
                    return;
                }
                const Domain::Connection &connection = page.items.first();
                m_facts.others.insert(name, {connection, std::nullopt});
                read<Api::Page<Domain::ApplicationId>>(
                    Part::OtherConnections,
                    Api::listConnectionClients(connection.id, {Api::Paging::Checkpoint, 1, 0, {}}),
                    [this, name](const auto &clients) { m_facts.others[name].isUsed = !clients.items.isEmpty(); });
            });
    }
}

/// Public, and of no use where Lock has room.
void DiagnosisReading::readLockFile()
{
    const auto databases = std::count_if(m_facts.enabled->begin(), m_facts.enabled->end(), [](const auto &connection) {
        return connection.kind == Domain::ConnectionKind::Database;
    });
    if (databases > Domain::lockLimit && !m_facts.users.isEmpty()) {
        read<Domain::LockFile>(Part::LockFile, Api::getLockFile(m_question.application),
                               [this](const Domain::LockFile &file) { m_facts.lockFile = file; });
    }
}

void DiagnosisReading::note(Part part, const Api::ApiError &error)
{
    if (isNeeded(part) && !isRefusal(error)) {
        m_failure = m_failure.value_or(error);
        return;
    }
    const bool isScope = error.kind == Api::ApiError::Kind::Scope && !error.missingScopes.isEmpty();
    m_facts.unread[part] = {
        isScope ? tr("The token lacks %1.").arg(error.missingScopes.join(tr(" or "))) : error.text(), isRefusal(error)};
}

void DiagnosisReading::endOne()
{
    if (--m_waiting > 0) {
        return;
    }
    deleteLater();
    m_failure ? m_done(tl::make_unexpected(*m_failure)) : m_done(m_facts);
}

} // namespace Session
