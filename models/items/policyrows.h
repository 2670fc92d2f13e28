#pragma once

#include "items/slots.h"
#include "query/policyrecord.h"
#include "json/leafchange.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <deque>
#include <map>
#include <vector>

namespace Items {

/// What is staged for connections: leaf changes by tenant and id.
using StagedLeaves = std::map<Domain::TenantId, QHash<QString, QList<Json::LeafChange>>>;

/// Rows of a tenant's policies, by what is known of them.
struct PolicyTally
{
    qsizetype rows = 0;
    qsizetype unknown = 0; ///< came without their options
    qsizetype both = 0; ///< hold both generations
};

/// The rows of the table of password policies, worked out of connections on other threads and some at a time: neither
/// a large estate nor another baseline holds the window up. What was worked out before stays until the new is there.
/// Owned by its RecordTableModel.
class PolicyRows : public QObject
{
    Q_OBJECT
public:
    explicit PolicyRows(QObject *parent = nullptr);
    ~PolicyRows() override;

    /// Takes connections in; those that are no database connections have no row.
    void put(const QList<Query::RecordPtr> &connections);
    void remove(const Domain::TenantId &tenant, const QStringList &ids);
    void remove(const Domain::TenantId &tenant);
    void clear();
    /// Works every row out again where it is another baseline.
    void setBaseline(const Policy::Baseline &baseline);
    const Policy::Baseline &baseline() const { return m_baseline; }
    /// Works those rows out again for which something else is staged than before.
    void setStaged(StagedLeaves staged);

    bool isBusy() const { return m_isRunning || m_next < m_waiting.size() || !m_incoming.empty(); }
    /// The row as Auth0 holds it, or nullptr while it was not worked out. Valid until the next event.
    const Query::PolicyEntry *entry(const Domain::TenantId &tenant, const QString &id) const;
    /// The row as it will be once what is staged is applied, or nullptr where nothing is.
    const Query::PolicyEntry *staged(const Domain::TenantId &tenant, const QString &id) const;
    PolicyTally tally(const Domain::TenantId &tenant) const;

    /// Rows worked out so far; for tests of growth.
    quint64 rowsMade() const { return m_rowsMade; }

Q_SIGNALS:
    /// These rows are new, or others than before.
    void made(const QList<Query::RecordPtr> &rows);
    /// Nothing waits any longer.
    void finished();

private:
    struct Task
    {
        int slot = 0;
        Query::RecordPtr connection;
        QList<Json::LeafChange> staged;
    };
    struct Result
    {
        Task task;
        Query::PolicyEntry entry;
        Query::PolicyEntry staged; ///< without a record where nothing is staged
    };

    static Result work(const Task &task, const Policy::Baseline &baseline);
    QList<Json::LeafChange> stagedFor(const Query::Record &connection) const;
    void takeIn();
    template <typename Condition> void dropIncoming(Condition condition);
    void wait(int slot);
    void waitForAll();
    void empty(int slot);
    void addTasks(QList<Task> &tasks);
    void start();
    void take();
    void count(const Query::Record &row, qsizetype by);

    Policy::Baseline m_baseline;
    StagedLeaves m_staged;
    std::deque<QList<Query::RecordPtr>> m_incoming; ///< shared with the sessions; takes slots a few at a time
    qsizetype m_taken = 0; ///< of the first list
    Slots m_connections;
    QList<Query::PolicyEntry> m_entries; ///< by slot
    QHash<int, Query::PolicyEntry> m_stagedEntries; ///< by slot, of few
    std::map<Domain::TenantId, PolicyTally> m_tallies;

    std::vector<int> m_waiting; ///< slots, from m_next on
    std::size_t m_next = 0;
    std::vector<char> m_isWaiting; ///< by slot
    quint64 m_version = 1; ///< another number: what is under way is about something else
    quint64 m_running = 0; ///< the version of what is under way
    bool m_isRunning = false;
    quint64 m_rowsMade = 0;
    QThreadPool m_pool;
    QFutureWatcher<Result> m_watcher;
};

} // namespace Items
