#include "items/tenanttablemodel.h"

#include "items/arranger.h"
#include "items/celltext.h"
#include "items/roles.h"
#include "session/estate.h"

#include <algorithm>
#include <utility>

namespace Items {

TenantTableModel::TenantTableModel(Session::Estate &estate, QObject *parent)
    : QAbstractTableModel(parent)
    , m_estate(estate)
{ }

void TenantTableModel::setRecords(const QList<Query::RecordPtr> &records)
{
    m_records = records;
    arrange();
}

void TenantTableModel::setFilter(const Query::Filter &filter)
{
    m_filter = filter;
    arrange();
}

void TenantTableModel::sort(int column, Qt::SortOrder order)
{
    m_column = column < columnCount() ? column : -1;
    m_order = order;
    arrange();
}

void TenantTableModel::arrange()
{
    Arrangement wanted;
    wanted.kind = Query::Kind::Tenants;
    wanted.filter = m_filter;
    wanted.column = m_column;
    wanted.order = m_order;
    QList<Query::RecordPtr> rows;
    for (const int slot : Arranger().arrange(m_records, wanted, false)) {
        rows.append(m_records.at(slot));
    }
    const auto isSameTenant
        = [](const Query::RecordPtr &left, const Query::RecordPtr &right) { return left->tenant == right->tenant; };
    if (std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), isSameTenant)) {
        m_rows = rows;
        if (!m_rows.isEmpty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        }
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    const QList<Query::RecordPtr> earlier = std::exchange(m_rows, rows);
    QModelIndexList to;
    for (const QModelIndex &old : from) {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Query::RecordPtr &record) {
            return isSameTenant(record, earlier.at(old.row()));
        });
        to.append(found == m_rows.end() ? QModelIndex() : index(int(found - m_rows.begin()), old.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int TenantTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TenantTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Query::columnsOf(Query::Kind::Tenants).size());
}

QVariant TenantTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Query::RecordPtr record = m_rows.at(index.row());
    const Query::Value &cell = record->cells.at(index.column());
    const Session::TenantSession *session = m_estate.find(record->tenant);
    switch (role) {
    case Qt::DisplayRole:
        return displayText(Query::columnsOf(Query::Kind::Tenants).at(index.column()), cell);
    case ValueRole:
    case SortRole:
        return valueOf(cell);
    case TenantRole:
        return record->tenant.text();
    case EnvironmentRole:
        return session ? QVariant(int(session->profile().environment)) : QVariant();
    case ColorRole:
        return session ? session->profile().color : QString();
    default:
        return {};
    }
}

QVariant TenantTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHeader(Query::Kind::Tenants, section, orientation, role);
}

} // namespace Items
