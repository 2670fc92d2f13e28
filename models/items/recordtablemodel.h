#pragma once

#include "domain/locklimit.h"
#include "items/arranger.h"
#include "items/policyrows.h"
#include "session/estate.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QTimer>

namespace Session {
class Auditor;
class ChangeTray;
class CustomerBook;
struct MergedChanges;
} // namespace Session

namespace Items {

/// The records of one kind as a table, of one Auth0 tenant or of all of them. Its rows are filtered and sorted on
/// another thread, the latest wish wins, and what changed is applied without a reset: selection, current row and
/// persistent indexes stay with their objects. Columns are Query::columnsOf(kind); which are shown is the view's
/// business. Password policies are worked out of the connections (PolicyRows), customers of all tenants stand as the
/// CustomerBook puts them together, the others are what the sessions hold. The estate must outlive it.
class RecordTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    RecordTableModel(Session::Estate &estate, Query::Kind kind, QObject *parent = nullptr);
    ~RecordTableModel() override;

    Query::Kind kind() const { return m_wanted.kind; }

    /// One tenant's records, or everyone's; connections of one kind only where `connectionKind` names it ("database").
    void setScope(const std::optional<Domain::TenantId> &tenant, const QString &connectionKind = {});
    const std::optional<Domain::TenantId> &tenant() const { return m_tenant; }
    void setFilter(const Query::Filter &filter);
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// What password policies are compared with; empty: with nothing.
    void setBaseline(const Policy::Baseline &baseline);
    /// From how many database connections on an application is marked.
    void setLockBands(const Domain::LockBands &bands);
    /// Shows what is staged, from now on: in the cells of password policies what they will be, and of other objects, at
    /// their names, that something is. The tray must outlive the model.
    void showStaged(const Session::ChangeTray &tray);
    /// Tells from now on which applications the operator marked as using Lock, or as not using it. The auditor must
    /// outlive the model.
    void showLockMarks(const Session::Auditor &auditor);
    /// Customers of all tenants are shown from now on, a row for each. The book must outlive the model.
    void showCustomers(const Session::CustomerBook &book);
    /// What is known of password policies beyond their records; nullptr for other kinds.
    const PolicyRows *policies() const { return m_policies; }

    /// Records before the filter.
    qsizetype total() const { return m_slots.live(); }
    /// Rows do not show the latest wish or the latest records yet.
    bool isArranging() const;

    /// The row's record, or nothing.
    Query::RecordPtr recordAt(int row) const;
    /// The object's record, whether the filter lets it through or not; or nothing. Where a row stands for a customer in
    /// several tenants, each of them names it.
    Query::RecordPtr find(const Domain::TenantId &tenant, const QString &id) const;
    /// The row of an object, or -1 where it is not shown. As find().
    int rowOf(const Domain::TenantId &tenant, const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The rows show the latest wish and the latest records.
    void arranged();
    /// Rows stand for objects of another Auth0 tenant now: a customer's, of whom the former one was closed.
    void moved();

private:
    void watch(Session::TenantSession *session);
    void watchPolicies();
    void gatherStaged(const Session::ChangeTray &tray);
    bool isMerged() const { return !m_tenant && Query::isDerived(m_wanted.kind); }
    /// The table shows what the tenant's session holds.
    bool isInScope(const Domain::TenantId &tenant) const { return m_tenant ? *m_tenant == tenant : !isMerged(); }
    int slotOf(const Domain::TenantId &tenant, const QString &id) const;
    void takeMerged(const Session::MergedChanges &changes);
    void gather();
    void takeAll(const Session::TenantSession &session);
    void take(const Session::TenantSession &session, const QStringList &ids);
    void upsert(const QList<Query::RecordPtr> &records);
    void announce(QList<int> rows);
    void forget(const Domain::TenantId &tenant, const QStringList &ids);
    void forgetTenant(const Domain::TenantId &tenant);
    void arrangeSoon();
    void arrange();
    void takeResult();
    void show(QList<int> rows);
    void reorder(const QList<int> &rows);
    void setRows(const QList<int> &rows);
    QVariant cellData(const Query::Record &record, int column, int role) const;
    std::optional<bool> lockMarkOf(const Query::Record &record) const;
    QVariant stagedData(const Query::Record &record, int column, int role) const;

    Session::Estate &m_estate;
    std::optional<Domain::TenantId> m_tenant;
    Arrangement m_wanted;
    Slots m_slots;
    QList<int> m_rows; ///< the slot of each row
    QList<int> m_rowOfSlot; ///< -1 where it is not shown; slots that came later are missing

    Domain::LockBands m_lockBands;
    QHash<Domain::TenantId, QHash<QString, bool>> m_lockMarks; ///< by application
    const Session::CustomerBook *m_book = nullptr; ///< of customers only
    PolicyRows *m_policies = nullptr; ///< of password policies only
    QTimer m_staged; ///< gathers changes of what is staged
    /// How many fields are staged of an object, by its id; of other kinds than password policies.
    QHash<Domain::TenantId, QHash<QString, int>> m_stagedFields;
    QTimer m_timer; ///< gathers changes: pages come in bursts
    QFutureWatcher<QList<int>> m_watcher;
    std::shared_ptr<Arranger> m_arranger; ///< the worker's while one runs
    std::shared_ptr<std::atomic_bool> m_cancelled;
    QElapsedTimer m_sinceStart;
    qint64 m_lastDuration = 0; ///< milliseconds, of the last arrangement
    bool m_isRunning = false;
    bool m_wantsMore = false; ///< a wish came while one was running
};

} // namespace Items
