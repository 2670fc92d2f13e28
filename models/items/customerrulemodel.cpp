#include "items/customerrulemodel.h"

#include "items/customerrows.h"
#include "items/roles.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Items {

void CustomerRuleModel::setRules(const QList<Domain::CustomerRule> &rules)
{
    beginResetModel();
    m_rules = rules;
    m_found = QList<qsizetype>(rules.size(), -1);
    endResetModel();
    Q_EMIT edited();
}

void CustomerRuleModel::setFound(const QList<qsizetype> &found)
{
    if (found.size() != m_rules.size() || found == m_found) {
        return;
    }
    m_found = found;
    if (!m_rules.isEmpty()) {
        Q_EMIT dataChanged(index(0, FindsColumn), index(int(m_rules.size()) - 1, FindsColumn));
    }
}

void CustomerRuleModel::append(const Domain::CustomerRule &rule)
{
    const int row = int(m_rules.size());
    beginInsertRows({}, row, row);
    m_rules.append(rule);
    m_found.append(-1);
    endInsertRows();
    Q_EMIT edited();
}

void CustomerRuleModel::replace(int row, const Domain::CustomerRule &rule)
{
    if (m_rules.at(row) == rule) {
        return;
    }
    m_rules[row] = rule;
    m_found[row] = -1;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT edited();
}

void CustomerRuleModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_rules.removeAt(row);
    m_found.removeAt(row);
    endRemoveRows();
    Q_EMIT edited();
}

void CustomerRuleModel::move(int row, int by)
{
    const int to = row + by;
    if (row < 0 || row >= m_rules.size() || to < 0 || to >= m_rules.size() || by == 0) {
        return;
    }
    beginMoveRows({}, row, row, {}, by > 0 ? to + 1 : to);
    m_rules.move(row, to);
    m_found.move(row, to);
    endMoveRows();
    Q_EMIT edited();
}

QString CustomerRuleModel::problem(int row) const
{
    const Domain::CustomerRule &rule = m_rules.at(row);
    const QString problem = problemIn(rule);
    return problem.isEmpty() && m_rules.indexOf(rule) < row ? tr("The same rule stands above.") : problem;
}

bool CustomerRuleModel::hasProblems() const
{
    for (int row = 0; row < m_rules.size(); ++row) {
        if (!problem(row).isEmpty()) {
            return true;
        }
    }
    return false;
}

int CustomerRuleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rules.size());
}

int CustomerRuleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant CustomerRuleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == ErrorRole) {
        return problem(index.row());
    }
    if (role == Qt::TextAlignmentRole && index.column() == FindsColumn) {
        return int(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const Domain::CustomerRule &rule = m_rules.at(index.row());
    switch (index.column()) {
    case KindColumn:
        return titleOf(rule.kind);
    case TextColumn:
        return rule.text;
    default: {
        const qsizetype found = m_found.at(index.row());
        return !problem(index.row()).isEmpty() ? tr("not usable") : found < 0 ? u"…"_s : QLocale().toString(found);
    }
    }
}

QVariant CustomerRuleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && section == FindsColumn) {
        return int(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case KindColumn:
        return tr("Looks at");
    case TextColumn:
        return tr("Text");
    default:
        return tr("Customers");
    }
}

} // namespace Items
