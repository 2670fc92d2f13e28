#pragma once

#include "items/arrangement.h"
#include "session/estate.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QTimer>

namespace Items {

/// The records of one kind as a table, of one Auth0 tenant or of all of them. It holds its rows already filtered and
/// sorted: that is worked out on another thread, the latest wish wins, and a table of 100,000 rows stays usable
/// meanwhile. The estate must outlive it.
class RecordTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    RecordTableModel(Query::Kind kind, Session::Estate &estate, QObject *parent = nullptr);
    ~RecordTableModel() override;

    Query::Kind kind() const { return m_by.kind; }

    /// One tenant's records, or everyone's; connections of one kind only where `strategyKind` names it.
    void setScope(const std::optional<Domain::TenantId> &tenant, const QString &strategyKind = {});
    void setFilter(const Query::Filter &filter);
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Records before the filter.
    qsizetype unfilteredCount() const { return m_unfiltered; }
    /// Rows do not show the latest wish yet.
    bool isArranging() const { return m_isArranging || m_timer.isActive(); }

    Query::RecordPtr recordAt(int row) const;
    /// The row of an object, or -1 where it is not shown.
    int rowOf(const Domain::TenantId &tenant, const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// The rows show the latest wish.
    void arranged();

private:
    void watch(Session::TenantSession *session);
    void arrangeSoon(bool recordsChanged);
    void arrange();
    void show(const QList<Query::RecordPtr> &rows);
    void replaceInPlace(const QList<Query::RecordPtr> &rows);
    void reorder(const QList<Query::RecordPtr> &rows);
    QList<Query::RecordPtr> gather() const;
    const QHash<std::pair<QString, QString>, int> &rowIndex() const;

    Session::Estate &m_estate;
    std::optional<Domain::TenantId> m_tenant;
    ArrangeBy m_by;
    QList<Query::RecordPtr> m_rows;
    QList<Query::RecordPtr> m_source;
    bool m_sourceIsOld = true;
    qsizetype m_unfiltered = 0;
    mutable QHash<std::pair<QString, QString>, int> m_rowIndex; ///< by tenant and id; made when it is first asked for

    QTimer m_timer;
    QFutureWatcher<QList<Query::RecordPtr>> m_watcher;
    std::shared_ptr<Arranger> m_arranger;
    std::shared_ptr<std::atomic_bool> m_cancelled;
    QElapsedTimer m_arrangingSince;
    qint64 m_lastArrangement = 0; ///< milliseconds
    bool m_isArranging = false;
    bool m_wantsMore = false; ///< a wish came while arranging
};

} // namespace Items
