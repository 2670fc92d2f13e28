#include "items/switchmodel.h"

#include "items/arranger.h"
#include "items/roles.h"
#include "query/columns.h"
#include "session/tenantsession.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

using Query::Kind;
using Session::MapSide;
using Session::Switch;

SwitchModel::SwitchModel(Session::SwitchBoard &board, QObject *parent)
    : SwitchTableModel(parent)
    , m_board(board)
{
    gather();
    connect(&m_board, &Session::SwitchBoard::changed, this, &SwitchModel::tellCells);
}

void SwitchModel::gather()
{
    const Kind kind = m_board.side() == MapSide::Applications ? Kind::Connections : Kind::Applications;
    const QCollator collator = collatorForNames();
    std::vector<std::pair<QCollatorSortKey, QString>> rows;
    for (const Query::RecordPtr &record : m_board.session().records(kind)) {
        rows.emplace_back(collator.sortKey(Query::textAt(*record, kind, u"name")), record->id);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto &left, const auto &right) { return left.first < right.first; });
    for (const auto &[key, id] : rows) {
        m_others.append(id);
    }
}

Switch SwitchModel::switchAt(const QModelIndex &index) const
{
    const QString &chosen = m_board.chosen().at(index.column());
    const QString &other = m_others.at(index.row());
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

int SwitchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_others.size());
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
    const Kind kind = isApplication ? Kind::Applications : Kind::Connections;
    const Query::RecordPtr record = m_board.session().record(kind, id);
    return record ? Query::textAt(*record, kind, u"name") : id;
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
    const QStringList &ids = isColumn ? m_board.chosen() : m_others;
    if (section < 0 || section >= ids.size()) {
        return {};
    }
    return header(ids.at(section), isColumn == (m_board.side() == MapSide::Applications), role);
}

} // namespace Items
