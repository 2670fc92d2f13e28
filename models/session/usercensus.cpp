#include "session/usercensus.h"

#include "session/customerbook.h"
#include "session/estate.h"
#include "session/joblist.h"
#include "session/translation.h"
#include "settings/usercountstore.h"

namespace Session {

namespace {

QString titleOf(UserCounting::Stage stage)
{
    switch (stage) {
    case UserCounting::Stage::Asking:
    case UserCounting::Stage::Waiting:
        return tr("Auth0 exports the users (per cent)");
    case UserCounting::Stage::Reading:
        return tr("Counting users");
    case UserCounting::Stage::Members:
        break;
    }
    return tr("Counting members (organizations)");
}

} // namespace

qsizetype CensusPlan::organizations() const
{
    qsizetype sum = 0;
    for (const auto &[key, ids] : byOrganizations) {
        sum += ids.size();
    }
    return sum;
}

UserCensus::UserCensus(Estate &estate, const CustomerBook &book, Settings::UserCountStore &store, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_book(book)
    , m_store(store)
{
    connect(&estate, &Estate::closing, this, [this](const Domain::TenantId &tenant) {
        const auto running = m_running.find(tenant);
        if (running != m_running.end()) {
            running->second.counting->cancel();
        }
    });
}

UserCensus::~UserCensus()
{
    for (const auto &[tenant, running] : m_running) {
        delete running.counting;
    }
}

std::optional<CensusPlan> UserCensus::plan(const Domain::TenantId &tenant) const
{
    const Analysis::TenantCustomers *customers = m_book.of(tenant);
    if (!customers) {
        return std::nullopt;
    }
    const Domain::CustomerRules rules = m_book.rulesOf(tenant);
    return CensusPlan{Analysis::UserCustomers(*customers, rules).places(), qsizetype(customers->shares.size()),
                      heldByOrganizations(*customers, rules)};
}

std::optional<QString> UserCensus::searchOf(const Domain::TenantId &tenant, const QString &customer) const
{
    const Analysis::TenantCustomers *customers = m_book.of(tenant);
    return customers ? userSearchOf(*customers, m_book.rulesOf(tenant), customer, m_store.of(tenant).get())
                     : std::nullopt;
}

void UserCensus::search(const Domain::TenantId &tenant, const QString &customer)
{
    TenantSession *session = m_estate.find(tenant);
    const auto query = searchOf(tenant, customer);
    if (!session || !query) {
        return;
    }
    countFound(session->client(), *query, this, [this, tenant, customer](const FoundUsers &users) {
        QString notKept;
        if (users && *users) {
            notKept = keep(tenant, withFound(m_store.of(tenant).get(), customer, **users));
        }
        Q_EMIT found(tenant, customer, users, notKept);
    });
}

void UserCensus::begin(const Domain::TenantId &tenant, bool withMembers)
{
    TenantSession *session = m_estate.find(tenant);
    const Analysis::TenantCustomers *customers = m_book.of(tenant);
    if (!session || !customers || isCounting(tenant)) {
        return;
    }
    const Domain::CustomerRules rules = m_book.rulesOf(tenant);
    auto *counting
        = new UserCounting(session->client(), Analysis::UserCustomers(*customers, rules),
                           withMembers ? heldByOrganizations(*customers, rules) : HeldByOrganizations(), this);
    counting->setFirstPause(m_firstPause);
    JobList &jobs = session->jobList();
    const UserCounting::Stage first = counting->progress().stage;
    const quint64 job = jobs.begin(titleOf(first), std::nullopt, [counting] { counting->cancel(); });
    m_running.emplace(tenant, Running{counting, job, first});
    connect(counting, &UserCounting::progressed, this, [this, tenant, &jobs] { follow(tenant, jobs); });
    connect(counting, &UserCounting::finished, this,
            [this, tenant](const Api::Outcome<Domain::UserCounts> &outcome) { end(tenant, outcome); });
    Q_EMIT changed(tenant);
    counting->start();
}

/// Each stage counts something else, and is a job of its own.
void UserCensus::follow(const Domain::TenantId &tenant, JobList &jobs)
{
    Running &running = m_running.at(tenant);
    const UserCounting::Progress &progress = running.counting->progress();
    if (titleOf(progress.stage) != titleOf(running.stage)) {
        jobs.end(running.job);
        running.job
            = jobs.begin(titleOf(progress.stage), std::nullopt, [counting = running.counting] { counting->cancel(); });
    }
    running.stage = progress.stage;
    if (progress.stage == UserCounting::Stage::Waiting) {
        jobs.progress(running.job, progress.exported.value_or(0),
                      progress.exported ? std::optional<qint64>(100) : std::nullopt);
    } else {
        jobs.progress(running.job, progress.users, progress.total);
    }
}

void UserCensus::end(const Domain::TenantId &tenant, const Api::Outcome<Domain::UserCounts> &outcome)
{
    const Running running = m_running.at(tenant);
    m_running.erase(tenant);
    running.counting->deleteLater();
    if (TenantSession *session = m_estate.find(tenant)) {
        session->jobList().end(running.job);
    }
    const QString notKept = outcome ? keep(tenant, withEarlier(*outcome, m_store.of(tenant).get())) : QString();
    Q_EMIT changed(tenant);
    Q_EMIT finished(tenant, outcome, notKept);
}

/// Why they will not be there after a restart; empty where all is well.
QString UserCensus::keep(const Domain::TenantId &tenant, const Domain::UserCounts &counts)
{
    const auto kept = m_store.set(tenant, counts);
    return kept ? QString() : kept.error().message;
}

} // namespace Session
