#include "items/organizationconnectionmodel.h"

#include "items/roles.h"
#include "query/columns.h"
#include "session/tenantsession.h"

#include <algorithm>

namespace Items {

using Query::Kind;
using Session::OrganizationSwitch;
using Session::OrganizationSwitchKey;

namespace {

OrganizationSwitch switchOf(int column)
{
    switch (column) {
    case OrganizationConnectionModel::AssignMembership:
        return OrganizationSwitch::AssignMembership;
    case OrganizationConnectionModel::ShowAsButton:
        return OrganizationSwitch::ShowAsButton;
    case OrganizationConnectionModel::Signup:
        return OrganizationSwitch::Signup;
    default:
        return OrganizationSwitch::Enabled;
    }
}

} // namespace

OrganizationConnectionModel::OrganizationConnectionModel(Session::OrganizationBoard &board, QObject *parent)
    : SwitchTableModel(parent)
    , m_board(board)
{
    connect(&m_board, &Session::OrganizationBoard::changed, this, &OrganizationConnectionModel::showChanges);
    // Once, and not for each page of a list that is being read.
    connect(&m_board.session(), &Session::TenantSession::statusChanged, this, [this](Kind kind) {
        if (kind == Kind::Connections && !m_board.session().status(kind).isReading()) {
            gatherConnections();
        }
    });
}

void OrganizationConnectionModel::gatherConnections()
{
    if (!m_board.isKnown()) {
        return;
    }
    Rows rows{Kind::Connections, m_board.session().records(Kind::Connections), {}, {}};
    for (const QString &id : m_board.connections()) {
        if (m_board.isOn({id, OrganizationSwitch::Enabled})) {
            rows.first.insert(id);
        }
        if (!m_board.session().record(Kind::Connections, id)) {
            rows.others.append(id); // it can be removed even so
        }
    }
    gather(std::move(rows));
}

/// The order stays while switches are turned, so that no row leaves the hand.
void OrganizationConnectionModel::showChanges()
{
    if (isGathered()) {
        tellCells();
    } else {
        gatherConnections();
    }
}

OrganizationSwitchKey OrganizationConnectionModel::keyAt(const QModelIndex &index) const
{
    return {ids().at(index.row()), switchOf(index.column())};
}

void OrganizationConnectionModel::want(const QModelIndexList &cells, bool on)
{
    QModelIndexList sorted = cells; // a connection is enabled before its switches can be turned
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const QModelIndex &left, const QModelIndex &right) { return left.column() < right.column(); });
    QList<OrganizationSwitchKey> keys;
    for (const QModelIndex &cell : std::as_const(sorted)) {
        if (cell.column() != Strategy) {
            keys.append(keyAt(cell));
        }
    }
    m_board.want(keys, on);
}

int OrganizationConnectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

std::optional<OrganizationConnectionModel::State> OrganizationConnectionModel::stateAt(const QModelIndex &cell) const
{
    if (cell.column() == Strategy) {
        return std::nullopt;
    }
    const OrganizationSwitchKey key = keyAt(cell);
    const bool isThere
        = key.which == OrganizationSwitch::Enabled || m_board.isWanted({key.connection, OrganizationSwitch::Enabled});
    if (!isThere || !m_board.applies(key)) {
        return std::nullopt;
    }
    return State{m_board.isOn(key), m_board.isWanted(key)};
}

/// Why a cell has no check box is said in its tooltip and to a screen reader.
QString OrganizationConnectionModel::describe(const QModelIndex &cell) const
{
    QString text = tr("%1: %2").arg(textOfRow(cell.row(), u"name"),
                                    headerData(cell.column(), Qt::Horizontal, Qt::DisplayRole).toString());
    if (!m_board.isKnown() || stateAt(cell)) {
        return text;
    }
    const OrganizationSwitchKey key = keyAt(cell);
    if (m_board.applies(key)) {
        return tr("%1 – once the connection is enabled").arg(text);
    }
    return key.which == OrganizationSwitch::ShowAsButton ? tr("%1 – of enterprise connections only").arg(text)
                                                         : tr("%1 – of database connections only").arg(text);
}

QString OrganizationConnectionModel::textOfRow(int row, QStringView column) const
{
    const QString &id = ids().at(row);
    const Query::RecordPtr record = m_board.session().record(Kind::Connections, id);
    return record ? Query::textAt(*record, Kind::Connections, column) : column == u"name" ? id : QString();
}

QVariant OrganizationConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.column() != Strategy) {
        return SwitchTableModel::data(index, role);
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case ValueRole:
        return textOfRow(index.row(), u"strategy");
    default:
        return {};
    }
}

QVariant OrganizationConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0 || section >= (orientation == Qt::Horizontal ? int(ColumnCount) : rowCount())) {
        return {};
    }
    if (orientation == Qt::Vertical) { // no tooltip: a view would take a hostile name for rich text
        return role == Qt::DisplayRole ? textOfRow(section, u"name")
            : role == IdRole           ? QVariant(ids().at(section))
                                       : QVariant();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Strategy:
        return tr("Strategy");
    case Enabled:
        return tr("Enabled");
    default:
        return Session::titleOf(switchOf(section));
    }
}

} // namespace Items
