#include "items/lockexitmodel.h"

#include "items/roles.h"
#include "query/columns.h"
#include "session/tenantplan.h"
#include "session/tenantsession.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Items {

using Query::Kind;
using Session::ExitRow;

LockExitModel::LockExitModel(Session::LockExit &exit, QObject *parent)
    : QAbstractTableModel(parent)
    , m_exit(exit)
    , m_rows(exit.rows().size())
{
    connect(&exit, &Session::LockExit::changed, this, &LockExitModel::showChanges);
    connect(&exit, &Session::LockExit::usesChanged, this, &LockExitModel::showChanges);
}

void LockExitModel::showChanges()
{
    if (m_rows != m_exit.rows().size()) {
        beginResetModel();
        m_rows = m_exit.rows().size();
        endResetModel();
    } else if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows) - 1, ColumnCount - 1));
    }
}

QStringList LockExitModel::idsOf(const QModelIndexList &rows) const
{
    QStringList ids;
    for (const QModelIndex &row : rows) {
        ids.append(m_exit.rows().at(row.row()).id);
    }
    return ids;
}

void LockExitModel::choose(const QModelIndexList &rows, bool on)
{
    m_exit.choose(idsOf(rows), on);
}

int LockExitModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows);
}

int LockExitModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString LockExitModel::textOf(const ExitRow &row, Column column) const
{
    const QLocale locale;
    const auto use = m_exit.useOf(row.id);
    switch (column) {
    case Connection:
        return row.name;
    case Strategy:
        return row.strategy;
    case Lock:
        return !row.isDatabase ? tr("not counted") : row.isBeyond ? tr("beyond 50") : tr("shown");
    case Applications:
        return !row.applications     ? tr("not known")
            : *row.applications == 1 ? tr("only this one")
                                     : locale.toString(*row.applications);
    case Users:
        return use ? locale.toString(use->users) : QString();
    case LastLogin:
        return !use                    ? QString()
            : use->lastLogin.isValid() ? locale.toString(use->lastLogin.toLocalTime(), QLocale::ShortFormat)
                                       : tr("never");
    case Organization: {
        const QString organization = m_exit.organizationOf(row.id);
        return organization.isEmpty() ? tr("none known")
                                      : Session::nameOf(m_exit.session(), Kind::Organizations, organization);
    }
    case ColumnCount:
        break;
    }
    return {};
}

QVariant LockExitModel::sortValueOf(const ExitRow &row, Column column) const
{
    const auto use = m_exit.useOf(row.id);
    switch (column) {
    case Lock: // what helps most stands first, what does not help last
        return !row.isDatabase ? 2 : row.isBeyond ? 0 : 1;
    case Applications:
        return row.applications ? QVariant(*row.applications) : QVariant(-1);
    case Users:
        return use ? QVariant(use->users) : QVariant(qint64(-1));
    case LastLogin: // nobody ever, then by time; what was not asked for stands first
        return !use ? QVariant(qint64(-1))
                    : QVariant(use->lastLogin.isValid() ? use->lastLogin.toMSecsSinceEpoch() : 0);
    default:
        return textOf(row, column).toCaseFolded();
    }
}

QVariant LockExitModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_exit.rows().size()) {
        return {};
    }
    const ExitRow &row = m_exit.rows().at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole: // for a delegate that shows it as plain text
        return column == Applications && row.applications == 1
            ? tr("Turned off here, nobody can sign in with it any more")
            : textOf(row, column);
    case Qt::CheckStateRole:
        return column == Connection ? QVariant(m_exit.isChosen(row.id) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::TextAlignmentRole:
        return column == Users ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case IdRole:
        return row.id;
    case SortRole:
        return sortValueOf(row, column);
    default:
        return {};
    }
}

bool LockExitModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Connection) {
        return false;
    }
    choose({index}, value.value<Qt::CheckState>() == Qt::Checked);
    return true;
}

QVariant LockExitModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (Column(section)) {
    case Connection:
        return tr("Connection");
    case Strategy:
        return tr("Strategy");
    case Lock:
        return tr("In Lock");
    case Applications:
        return tr("Applications");
    case Users:
        return tr("Users");
    case LastLogin:
        return tr("Last login");
    case Organization:
        return tr("Goes into");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::ItemFlags LockExitModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return {};
    }
    const bool isBox = index.column() == Connection;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | (isBox ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

} // namespace Items
