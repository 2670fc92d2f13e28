#pragma once

#include "store/tenantstate.h"

#include <QAbstractTableModel>

namespace Items {

/// The snapshots of an Auth0 tenant as a table, the latest first: when each is of, and what came, changed and went
/// against the one before. A value model: whoever shows it hands them in.
class SnapshotListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { WhenColumn, ChangeColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// The oldest first.
    void setSnapshots(const QList<Store::SnapshotInfo> &snapshots);
    const Store::SnapshotInfo &snapshot(int row) const { return m_snapshots.at(m_snapshots.size() - 1 - row); }
    /// The row of a snapshot; -1: it is not there.
    int rowOf(qint64 id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<Store::SnapshotInfo> m_snapshots;
};

} // namespace Items
