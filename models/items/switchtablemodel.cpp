#include "items/switchtablemodel.h"

#include "items/roles.h"

using namespace Qt::StringLiterals;

namespace Items {

std::optional<SwitchTableModel::State> SwitchTableModel::state(const QModelIndex &cell) const
{
    return cell.isValid() && isKnown() ? stateAt(cell) : std::nullopt;
}

void SwitchTableModel::turn(const QModelIndexList &cells, bool on)
{
    if (isKnown() && !cells.isEmpty()) {
        want(cells, on);
    }
}

bool SwitchTableModel::isWish(const QModelIndex &cell) const
{
    const std::optional<State> found = state(cell);
    return found && found->isOn != found->isWanted;
}

void SwitchTableModel::tellCells()
{
    if (rowCount() > 0 && columnCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

QVariant SwitchTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        if (!isKnown()) {
            return u"…"_s;
        }
        return !isWish(index) ? QString() : state(index)->isWanted ? tr("turns on") : tr("turns off");
    case Qt::CheckStateRole:
        if (const std::optional<State> found = state(index)) {
            return found->isWanted ? Qt::Checked : Qt::Unchecked;
        }
        return {};
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return describe(index);
    case ValueRole:
        if (const std::optional<State> found = state(index)) {
            return found->isOn;
        }
        return {};
    default:
        return {};
    }
}

bool SwitchTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !state(index)) {
        return false;
    }
    turn({index}, value.value<Qt::CheckState>() == Qt::Checked);
    return true;
}

Qt::ItemFlags SwitchTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return {};
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | (state(index) ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

} // namespace Items
