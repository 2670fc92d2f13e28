#include "session/usercounting.h"

#include "api/exportlines.h"
#include "api/linkdownload.h"
#include "api/managementclient.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/userrequests.h"
#include "session/translation.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

/// A link that is refused, or a connection that breaks, is no reason to give up what took Auth0 an hour.
constexpr int mostLinks = 4;
/// Polls in a row that fail: with the growing pause between them, and the client's own retries, some minutes.
constexpr int mostFailedPolls = 8;

/// Auth0 keeps the job for a day, whatever happens to a question about it.
bool mayPass(Api::ApiError::Kind kind)
{
    using Kind = Api::ApiError::Kind;
    return kind == Kind::Network || kind == Kind::Timeout || kind == Kind::Server || kind == Kind::RateLimited;
}

Api::ApiError exportError(Api::ApiError::Kind kind, const QString &message)
{
    Api::ApiError error;
    error.kind = kind;
    error.message = message;
    error.verb = Api::Verb::Post;
    error.path = u"/jobs/users-exports"_s;
    return error;
}

/// Counts the members without reading them: how many there are comes with the first.
Api::Request<Api::Page<Domain::User>> oneMember(const QString &organization)
{
    return Api::listOrganizationMembers(Domain::OrganizationId(organization), {Api::Paging::Offset, 1});
}

} // namespace

HeldByOrganizations heldByOrganizations(const Analysis::TenantCustomers &customers, const Domain::CustomerRules &rules)
{
    const bool isWhole = std::any_of(rules.rules.begin(), rules.rules.end(), [](const Domain::CustomerRule &rule) {
        return rule.kind == Domain::CustomerRule::Kind::WholeTenant;
    });
    HeldByOrganizations held;
    for (const auto &[key, share] : customers.shares) {
        const bool isTold = !share.connections.isEmpty() || share.ways.contains(Domain::CustomerWay::AppMetadata);
        if (!isWhole && !isTold && !share.organizations.isEmpty()) {
            held.emplace(key, share.organizations);
        }
    }
    return held;
}

/// What the worker holds: one piece at a time, so that nothing of it is used twice at once.
struct UserCounting::Work
{
    explicit Work(const Analysis::UserCustomers &customers)
        : tally(customers)
        , lines({[this](const QByteArray &line) {
                     if (!stop.stop_requested()) {
                         tally.add(line);
                     }
                 },
                 [this] { tally.skip(); }})
    { }

    Analysis::UserTally tally;
    Api::ExportLines lines;
    std::stop_source stop;
    QString problem;
};

UserCounting::UserCounting(Api::ManagementClient &client, const Analysis::UserCustomers &customers,
                           HeldByOrganizations members, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_customers(customers)
{
    for (const auto &[key, ids] : members) {
        for (const QString &id : ids) {
            m_organizations.append({key, id});
        }
    }
    m_pause.setSingleShot(true);
    m_pause.setInterval(firstPause);
    connect(&m_pause, &QTimer::timeout, this, &UserCounting::poll);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &UserCounting::takeCounted);
}

/// What the worker is at holds values of its own, so that nobody waits for its end.
UserCounting::~UserCounting()
{
    if (m_work) {
        m_work->stop.request_stop();
    }
}

template <typename T, typename Next> void UserCounting::ask(const Api::Request<T> &request, Next next)
{
    m_call = m_client.send<T>(request, this, [this, next](Api::Outcome<T> outcome) {
        if (!m_isOver) {
            next(std::move(outcome));
        }
    });
}

/// How many there are is asked first: it is cheap, and a progress without an end says little. Nobody needs it.
void UserCounting::start()
{
    const auto total = Api::searchUsers({{}, {}, {u"user_id"_s}}, {Api::Paging::Offset, 1});
    ask(total, [this](const Api::Outcome<Api::Page<Domain::User>> &page) {
        if (!page
            && (page.error().kind == Api::ApiError::Kind::Scope || page.error().kind == Api::ApiError::Kind::Auth)) {
            return conclude(tl::make_unexpected(page.error()));
        }
        if (const auto lacking = membersRefused()) {
            return conclude(tl::make_unexpected(*lacking));
        }
        m_progress.total = page ? page->total : std::nullopt;
        ask(Api::createUsersExport(Analysis::UserTally::fieldsFor(m_customers.places())),
            [this](const Api::Outcome<Api::ExportJob> &job) {
                job ? takeJob(*job) : conclude(tl::make_unexpected(job.error()));
            });
    });
}

/// Told before Auth0 is put to work: later it would be known only once the export is there.
std::optional<Api::ApiError> UserCounting::membersRefused() const
{
    const std::optional<QStringList> scopes = m_client.tokenScopes();
    if (m_organizations.isEmpty() || !scopes) {
        return std::nullopt;
    }
    const Api::WireRequest wire = oneMember(m_organizations.first().second).wire;
    for (const QStringList &anyOf : wire.scopes) {
        if (std::none_of(anyOf.begin(), anyOf.end(), [&](const QString &scope) { return scopes->contains(scope); })) {
            Api::ApiError error = Api::errorFor(wire, Api::ApiError::Kind::Scope);
            error.missingScopes = anyOf;
            return error;
        }
    }
    return std::nullopt;
}

void UserCounting::poll()
{
    ask(Api::getExportJob(m_job), [this](const Api::Outcome<Api::ExportJob> &job) {
        if (job) {
            m_failedPolls = 0;
            return takeJob(*job);
        }
        if (!mayPass(job.error().kind) || ++m_failedPolls >= mostFailedPolls) {
            return conclude(tl::make_unexpected(job.error()));
        }
        pollLater();
    });
}

void UserCounting::pollLater()
{
    m_pause.start();
    m_pause.setInterval(std::min(m_pause.intervalAsDuration() * 3 / 2, longestPause));
}

void UserCounting::takeJob(const Api::ExportJob &job)
{
    m_job = job.id;
    m_progress.stage = Stage::Waiting;
    m_progress.exported = job.percentage;
    switch (job.status) {
    case Api::ExportJob::Status::Failed:
        return conclude(
            tl::make_unexpected(exportError(Api::ApiError::Kind::Server, tr("Auth0 could not export the users"))));
    case Api::ExportJob::Status::Done:
        return download(job.location);
    case Api::ExportJob::Status::Waiting:
        break;
    }
    Q_EMIT progressed();
    pollLater();
}

/// Each answer of a finished job brings a link, which is followed at once: there is none that could grow old. What is
/// refused nevertheless is asked for again.
void UserCounting::download(const QUrl &link)
{
    ++m_links;
    m_work = std::make_shared<Work>(m_customers);
    m_progress.stage = Stage::Reading;
    m_progress.users = 0;
    Q_EMIT progressed();
    m_download = m_client.download(link, this);
    connect(m_download, &Api::LinkDownload::received, this, &UserCounting::take);
    connect(m_download, &Api::LinkDownload::finished, this, &UserCounting::endDownload);
}

void UserCounting::take(const QByteArray &piece)
{
    m_watcher.setFuture(QtConcurrent::run([work = m_work, piece] {
        const auto fed = work->lines.feed(piece, work->stop.get_token());
        work->problem = fed ? QString() : fed.error();
        return fed.has_value();
    }));
}

void UserCounting::takeCounted()
{
    if (m_isOver || !m_work) {
        return;
    }
    m_progress.users = m_work->tally.users();
    if (!m_work->problem.isEmpty()) {
        return conclude(tl::make_unexpected(exportError(Api::ApiError::Kind::BadResponse, m_work->problem)));
    }
    Q_EMIT progressed();
    if (m_download && !m_isOver) {
        m_download->next();
    }
}

void UserCounting::endDownload(const std::optional<Api::ApiError> &error)
{
    m_download = nullptr;
    if (error) {
        const bool mayWork = error->kind == Api::ApiError::Kind::Forbidden || mayPass(error->kind);
        if (mayWork && m_links < mostLinks) {
            m_progress.stage = Stage::Waiting;
            m_progress.users = 0;
            Q_EMIT progressed();
            return m_links > 1 ? pollLater() : poll();
        }
        return conclude(tl::make_unexpected(*error));
    }
    if (const auto ended = m_work->lines.end(); !ended) {
        return conclude(tl::make_unexpected(exportError(Api::ApiError::Kind::BadResponse, ended.error())));
    }
    m_counts = m_work->tally.counts();
    m_counts.countedAt = QDateTime::currentDateTimeUtc();
    m_progress = {Stage::Members, 0, m_organizations.size()};
    countMembers();
}

void UserCounting::countMembers()
{
    if (m_organizations.isEmpty()) {
        return conclude(m_counts);
    }
    Q_EMIT progressed();
    if (m_isOver) {
        return;
    }
    const auto [key, id] = m_organizations.takeFirst();
    ask(oneMember(id), [this, key = key](const Api::Outcome<Api::Page<Domain::User>> &page) {
        // One that is gone meanwhile has none; anything else would make numbers that are not true. What the export told
        // holds all the same.
        if (!page && page.error().kind != Api::ApiError::Kind::NotFound) {
            m_counts.members.clear();
            m_counts.membersNotCounted = page.error().text();
            return conclude(m_counts);
        }
        m_counts.members[key] += page ? page->total.value_or(page->items.size()) : 0;
        ++m_progress.users;
        countMembers();
    });
}

void UserCounting::cancel()
{
    conclude(tl::make_unexpected(exportError(Api::ApiError::Kind::Cancelled, {})));
}

void UserCounting::conclude(const Api::Outcome<Domain::UserCounts> &outcome)
{
    if (m_isOver) {
        return;
    }
    m_isOver = true;
    m_pause.stop();
    if (m_work) {
        m_work->stop.request_stop();
    }
    if (m_call) {
        m_call->cancel();
    }
    delete m_download;
    Q_EMIT finished(outcome);
}

} // namespace Session
