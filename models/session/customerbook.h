#pragma once

#include "session/customerlook.h"
#include "session/restqueue.h"

#include <QFutureWatcher>
#include <QPointer>

namespace Settings {
class CustomerStore;
class UserCountStore;
} // namespace Settings

namespace Session {

class Auditor;
class TenantSession;

/// Keeps up to date who the customers of every open Auth0 tenant are: by the rules that the operator decided on, or by
/// those that names and metadata propose, until somebody decides. A tenant is looked at when its reading has come to
/// rest, and again after what it holds has changed; one at a time, on another thread. Nothing is read for it. The
/// customers stand in each session's table of them. Owned by main(); the estate and the rules outlive it.
class CustomerBook : public QObject
{
    Q_OBJECT
public:
    using Names = CustomersByKey;

    /// Whose the objects of one tenant are, at one moment. A value that a worker may ask.
    class Owners
    {
    public:
        /// What the customer is called to whom the object belongs; empty for none.
        QString of(Domain::CustomerObject::Kind kind, const QString &id) const;

    private:
        friend class CustomerBook;
        std::shared_ptr<const Analysis::TenantCustomers> m_tenant; ///< nullptr: it was not looked at
        std::shared_ptr<const Names> m_names;
    };

    /// What tenants other than one know, at one moment. A value that a worker may ask.
    class Others
    {
    public:
        /// The keys of their customers. Walks all of them.
        std::set<QString> keys() const;

    private:
        friend class CustomerBook;
        QList<std::shared_ptr<const Analysis::TenantCustomers>> m_tenants;
    };

    CustomerBook(Estate &estate, const Settings::CustomerStore &decided, QObject *parent = nullptr);
    ~CustomerBook() override;

    /// From now on the customers stand with how many users they were counted to have, and those whom only these named
    /// are found too. The store outlives this.
    void setUserCounts(const Settings::UserCountStore &store);
    const Settings::UserCountStore *userCounts() const { return m_counts; }
    /// From now on they stand with how much an audit found of what is theirs, and are counted again after each audit.
    void setAuditor(const Auditor &auditor);

    /// Who they are, or nullptr before it was first looked at. Owned by this; valid until the next event.
    const Analysis::TenantCustomers *of(const Domain::TenantId &tenant) const;
    /// The same, to be held by a worker.
    std::shared_ptr<const Analysis::TenantCustomers> sharedOf(const Domain::TenantId &tenant) const;
    /// What is counted of them, or nullptr with of(). Owned by this; valid until the next event.
    const CustomerTallies *talliesOf(const Domain::TenantId &tenant) const;
    /// The rules that the operator decided on, else those that found them.
    Domain::CustomerRules rulesOf(const Domain::TenantId &tenant) const;
    /// Nobody decided on the rules yet.
    bool isProposed(const Domain::TenantId &tenant) const;
    /// It is being looked at, or will be once it has come to rest.
    bool isAwaited(const Domain::TenantId &tenant) const { return m_waiting.contains(tenant) || m_running == tenant; }
    /// The customers of all tenants, those of one key together. They are put together on another thread: for a moment
    /// they may still have what a tenant held that was closed. Valid until the next event.
    const std::map<QString, Analysis::Customer> &customers() const { return *m_customers; }
    /// What the table of all tenants shows of them. Follows as customers() does. Valid until the next event.
    const MergedCustomers &merged() const { return *m_merged; }
    Owners ownersOf(const Domain::TenantId &tenant) const;
    /// The same of one object.
    QString ownerOf(const Domain::TenantId &tenant, Domain::CustomerObject::Kind kind, const QString &id) const;
    Others othersThan(const Domain::TenantId &tenant) const;

Q_SIGNALS:
    /// The tenant was looked at, or closed.
    void changed(const Domain::TenantId &tenant);
    /// Nothing but what is counted of its customers is another: talliesOf(), and with it their rows.
    void counted(const Domain::TenantId &tenant);
    /// merged() is another.
    void mergedChanged(const Session::MergedChanges &changes);

private:
    void watch(TenantSession *session);
    void lookSoon(const Domain::TenantId &tenant);
    void countSoon(const Domain::TenantId &tenant);
    void forget(const Domain::TenantId &tenant);
    void startNext();
    void take();
    void accept(CustomerFinds &done);

    Estate &m_estate;
    const Settings::CustomerStore &m_decided;
    const Settings::UserCountStore *m_counts = nullptr;
    QPointer<const Auditor> m_auditor;
    AllKnownCustomers m_known;
    std::shared_ptr<const Names> m_customers = std::make_shared<const Names>(); ///< shared with workers
    std::shared_ptr<const MergedCustomers> m_merged = std::make_shared<const MergedCustomers>(); ///< so is this
    QList<Domain::TenantId> m_closed; ///< tenants of which m_customers may still have something
    RestQueue m_waiting;
    std::set<Domain::TenantId> m_onlyCounts; ///< waiting tenants of which nothing but the audit is another
    bool m_isRunning = false; ///< until its result was taken, which is later than the watcher says
    std::stop_source m_stop; ///< of what is under way
    Domain::TenantId m_running; ///< empty: none, or one that was closed meanwhile
    QFutureWatcher<CustomerFinds> m_watcher;
};

} // namespace Session
