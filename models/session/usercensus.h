#pragma once

#include "api/outcome.h"
#include "domain/usercounts.h"
#include "session/usercounting.h"
#include "session/usersearch.h"

#include <QObject>
#include <QPointer>

#include <map>

namespace Settings {
class UserCountStore;
}

namespace Session {

class CustomerBook;
class Estate;
class JobList;

/// What counting the users of a tenant costs, and what it can tell.
struct CensusPlan
{
    QStringList places; ///< of app_metadata, that name customers
    qsizetype customers = 0; ///< of the tenant
    HeldByOrganizations byOrganizations; ///< of whom an export tells nothing

    qsizetype organizations() const; ///< a request each
};

/// The counts of users of the open tenants: begins a count, shows it among the tenant's jobs, and keeps what came of
/// it. One at a time per tenant. Owned by main(); estate, book and store outlive it.
class UserCensus : public QObject
{
    Q_OBJECT
public:
    UserCensus(Estate &estate, const CustomerBook &book, Settings::UserCountStore &store, QObject *parent = nullptr);
    ~UserCensus() override;

    /// Nothing before the customers of the tenant were looked for.
    std::optional<CensusPlan> plan(const Domain::TenantId &tenant) const;
    /// `withMembers`: counts the members of organizations as well, see CensusPlan. Does nothing while one is under way.
    void begin(const Domain::TenantId &tenant, bool withMembers);
    /// See userSearchOf(); of a customer of the tenant, by its key.
    std::optional<QString> searchOf(const Domain::TenantId &tenant, const QString &customer) const;
    /// Asks Auth0's search for the number, and keeps it where it tells; found() comes. Nothing happens where
    /// searchOf() has no query.
    void search(const Domain::TenantId &tenant, const QString &customer);
    /// See UserCounting; of counts that begin after this.
    void setFirstPause(std::chrono::milliseconds pause) { m_firstPause = pause; }
    bool isCounting(const Domain::TenantId &tenant) const { return m_running.contains(tenant); }
    const Settings::UserCountStore &store() const { return m_store; }

Q_SIGNALS:
    void changed(const Domain::TenantId &tenant);
    /// Begun counts end so; a count that was cancelled with an error of that kind. `notKept`: why it will not be there
    /// after a restart; empty where all is well.
    void finished(const Domain::TenantId &tenant, const Api::Outcome<Domain::UserCounts> &outcome,
                  const QString &notKept);
    /// What came of search(); `notKept` as above.
    void found(const Domain::TenantId &tenant, const QString &customer, const Session::FoundUsers &users,
               const QString &notKept);

private:
    struct Running
    {
        UserCounting *counting = nullptr; ///< child of this
        quint64 job = 0; ///< of the stage
        UserCounting::Stage stage = UserCounting::Stage::Asking;
    };

    void follow(const Domain::TenantId &tenant, JobList &jobs);

    QString keep(const Domain::TenantId &tenant, const Domain::UserCounts &counts);
    void end(const Domain::TenantId &tenant, const Api::Outcome<Domain::UserCounts> &outcome);

    Estate &m_estate;
    const CustomerBook &m_book;
    Settings::UserCountStore &m_store;
    std::map<Domain::TenantId, Running> m_running;
    std::chrono::milliseconds m_firstPause = UserCounting::firstPause;
};

} // namespace Session
