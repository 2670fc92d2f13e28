#include "session/usercensus.h"

#include "session/customerbook.h"
#include "session/estate.h"
#include "session/joblist.h"
#include "session/translation.h"
#include "settings/usercountstore.h"

namespace Session {

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
    const quint64 job = jobs.begin(tr("Counting users"), std::nullopt, [counting] { counting->cancel(); });
    m_running.emplace(tenant, Running{counting, job});
    connect(counting, &UserCounting::progressed, this,
            [counting, &jobs, job] { jobs.progress(job, counting->progress().users, counting->progress().total); });
    connect(counting, &UserCounting::finished, this,
            [this, tenant](const Api::Outcome<Domain::UserCounts> &outcome) { end(tenant, outcome); });
    Q_EMIT changed(tenant);
    counting->start();
}

void UserCensus::end(const Domain::TenantId &tenant, const Api::Outcome<Domain::UserCounts> &outcome)
{
    const Running running = m_running.at(tenant);
    m_running.erase(tenant);
    running.counting->deleteLater();
    if (TenantSession *session = m_estate.find(tenant)) {
        session->jobList().end(running.job);
    }
    QString notKept;
    if (outcome) {
        const auto kept = m_store.set(tenant, *outcome);
        notKept = kept ? QString() : kept.error().message;
    }
    Q_EMIT changed(tenant);
    Q_EMIT finished(tenant, outcome, notKept);
}

} // namespace Session
