#include "items/switchmodel.h"

#include "items/roles.h"
#include "session/tenantplan.h"
#include "session/tenantsession.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Items {

using Query::Kind;
using Session::MapSide;
using Session::Switch;

SwitchModel::SwitchModel(Session::SwitchBoard &board, QObject *parent)
    : SwitchTableModel(parent)
    , m_board(board)
{
    const Kind kind = board.side() == MapSide::Applications ? Kind::Connections : Kind::Applications;
    gather({kind, board.session().records(kind), {}, {}});
    connect(&m_board, &Session::SwitchBoard::changed, this, &SwitchModel::showChanges);
}

/// Counts of applications that the board reads on the way are none of the cells.
void SwitchModel::showChanges()
{
    if (isTurning() || !std::exchange(m_wasKnown, m_board.isKnown())) {
        tellCells();
    }
}

Switch SwitchModel::switchAt(const QModelIndex &index) const
{
    const QString &chosen = m_board.chosen().at(index.column());
    const QString &other = ids().at(index.row());
    return m_board.side() == MapSide::Applications ? Switch{chosen, other} : Switch{other, chosen};
}

void SwitchModel::want(const QModelIndexList &cells, bool on)
{
    QList<Switch> keys;
    for (const QModelIndex &cell : cells) {
        keys.append(switchAt(cell));
    }
    m_board.want(keys, on);
}

int SwitchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_board.chosen().size());
}

std::optional<SwitchModel::State> SwitchModel::stateAt(const QModelIndex &cell) const
{
    const Switch key = switchAt(cell);
    return State{m_board.isOn(key), m_board.isWanted(key)};
}

QString SwitchModel::describe(const QModelIndex &cell) const
{
    const Switch key = switchAt(cell);
    return tr("%1 for %2").arg(nameOf(key.connection, false), nameOf(key.application, true));
}

QString SwitchModel::nameOf(const QString &id, bool isApplication) const
{
    return Session::nameOf(m_board.session(), isApplication ? Kind::Applications : Kind::Connections, id);
}

QVariant SwitchModel::header(const QString &id, bool isApplication, int role) const
{
    switch (role) {
    case Qt::DisplayRole: // no tooltip: a view would take a hostile name for rich text
        return nameOf(id, isApplication);
    case IdRole:
        return id;
    default:
        return {};
    }
}

QVariant SwitchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isColumn = orientation == Qt::Horizontal;
    const QStringList &those = isColumn ? m_board.chosen() : ids();
    if (section < 0 || section >= those.size()) {
        return {};
    }
    return header(those.at(section), isColumn == (m_board.side() == MapSide::Applications), role);
}

} // namespace Items
