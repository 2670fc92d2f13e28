#include "items/snapshotlistmodel.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

void SnapshotListModel::setSnapshots(const QList<Store::SnapshotInfo> &snapshots)
{
    beginResetModel();
    m_snapshots = snapshots;
    endResetModel();
}

int SnapshotListModel::rowOf(qint64 id) const
{
    const auto found = std::find_if(m_snapshots.crbegin(), m_snapshots.crend(),
                                    [id](const Store::SnapshotInfo &snapshot) { return snapshot.id == id; });
    return found == m_snapshots.crend() ? -1 : int(found - m_snapshots.crbegin());
}

int SnapshotListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_snapshots.size());
}

int SnapshotListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SnapshotListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Store::SnapshotInfo &own = snapshot(index.row());
    const bool isFirst = index.row() == int(m_snapshots.size()) - 1;
    const bool isSame = own.added == 0 && own.changed == 0 && own.gone == 0;
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == WhenColumn ? QLocale().toString(own.at.toLocalTime(), QLocale::ShortFormat)
            : isFirst                       ? tr("the first one")
            : isSame                        ? tr("as before")
                                            : u"+%L1  ~%L2  −%L3"_s.arg(own.added).arg(own.changed).arg(own.gone);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return index.column() == ChangeColumn && !isFirst && !isSame
            ? QVariant(tr("%L1 came, %L2 changed, %L3 went: objects, and what is enabled for what")
                           .arg(own.added)
                           .arg(own.changed)
                           .arg(own.gone))
            : QVariant();
    default:
        return {};
    }
}

QVariant SnapshotListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == WhenColumn ? tr("Snapshot of") : tr("Changes");
}

} // namespace Items
