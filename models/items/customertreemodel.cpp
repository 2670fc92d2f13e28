#include "items/customertreemodel.h"

#include "items/roles.h"

#include <utility>

namespace Items {

/// Written out: it is its own part.
bool operator==(const CustomerRow &left, const CustomerRow &right)
{
    const auto tie = [](const CustomerRow &row) {
        return std::tie(row.text, row.detail, row.tenant, row.table, row.id, row.customer, row.object, row.severity,
                        row.environment, row.color, row.isRest);
    };
    return tie(left) == tie(right) && left.children == right.children;
}

CustomerTreeModel::CustomerTreeModel(QStringList headings, QObject *parent)
    : QAbstractItemModel(parent)
    , m_headings(std::move(headings))
{ }

void CustomerTreeModel::setRows(const QList<CustomerRow> &rows)
{
    if (rows == m_rows) {
        return;
    }
    beginResetModel();
    m_rows = rows;
    m_nodes.clear();
    m_top.clear();
    add(std::as_const(m_rows), -1);
    endResetModel();
}

void CustomerTreeModel::add(const QList<CustomerRow> &rows, qsizetype parent)
{
    for (const CustomerRow &row : rows) {
        const auto node = qsizetype(m_nodes.size());
        std::vector<qsizetype> &siblings = parent < 0 ? m_top : m_nodes.at(std::size_t(parent)).children;
        const int place = int(siblings.size());
        siblings.push_back(node);
        m_nodes.push_back({&row, parent, place, {}, true});
        add(row.children, node);
    }
}

const CustomerRow &CustomerTreeModel::row(const QModelIndex &index) const
{
    return *m_nodes.at(index.internalId()).row;
}

QModelIndex CustomerTreeModel::indexOf(const QString &customer) const
{
    for (const qsizetype node : m_top) {
        if (m_nodes.at(std::size_t(node)).row->customer == customer) {
            return indexOfNode(node);
        }
    }
    return {};
}

QModelIndex CustomerTreeModel::indexOfNode(qsizetype node, int column) const
{
    return createIndex(m_nodes.at(std::size_t(node)).place, column, quintptr(node));
}

const std::vector<qsizetype> &CustomerTreeModel::childrenOf(const QModelIndex &parent) const
{
    return parent.isValid() ? m_nodes.at(parent.internalId()).children : m_top;
}

QModelIndex CustomerTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? indexOfNode(childrenOf(parent).at(std::size_t(row)), column) : QModelIndex();
}

QModelIndex CustomerTreeModel::parent(const QModelIndex &index) const
{
    const qsizetype above = index.isValid() ? m_nodes.at(index.internalId()).parent : -1;
    return above < 0 ? QModelIndex() : indexOfNode(above);
}

int CustomerTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(childrenOf(parent).size());
}

int CustomerTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool CustomerTreeModel::hasBox(const QModelIndex &index) const
{
    return m_isCheckable && index.column() == TextColumn && row(index).children.isEmpty();
}

bool CustomerTreeModel::isChecked(const QModelIndex &index) const
{
    return hasBox(index) && m_nodes.at(index.internalId()).isChecked;
}

void CustomerTreeModel::setChecked(const QModelIndex &index, bool checked)
{
    if (hasBox(index) && m_nodes.at(index.internalId()).isChecked != checked) {
        m_nodes.at(index.internalId()).isChecked = checked;
        Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    }
}

QVariant CustomerTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const CustomerRow &row = this->row(index);
    const bool isText = index.column() == TextColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isText ? row.text : row.detail;
    case Qt::CheckStateRole:
        return hasBox(index) ? QVariant(isChecked(index) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::AccessibleDescriptionRole:
        return isText ? row.detail : QString(); // which a view of one column draws below the text
    case TenantRole:
        return row.tenant.text();
    case KindRole:
        return row.id.isEmpty() ? QVariant() : QVariant(int(row.table));
    case IdRole:
        return row.id;
    case FindingSeverityRole:
        return row.severity && isText ? QVariant(int(*row.severity)) : QVariant();
    case EnvironmentRole:
        return row.environment && isText ? QVariant(int(*row.environment)) : QVariant();
    case ColorRole:
        return isText ? QString() : row.color;
    default:
        return {};
    }
}

bool CustomerTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || !hasBox(index)) {
        return false;
    }
    setChecked(index, value.toInt() == Qt::Checked);
    return true;
}

QVariant CustomerTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? m_headings.value(section) : QVariant();
}

Qt::ItemFlags CustomerTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    flags.setFlag(Qt::ItemIsUserCheckable, hasBox(index));
    return flags;
}

} // namespace Items
