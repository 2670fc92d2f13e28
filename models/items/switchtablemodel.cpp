#include "items/switchtablemodel.h"

#include "items/arranger.h"
#include "items/roles.h"
#include "query/columns.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

/// Beyond this many runs of rows one range is told: what listens walks all rows for some of the runs.
constexpr qsizetype mostRuns = 32;

QList<int> rowsOf(const QModelIndexList &cells)
{
    QList<int> rows;
    rows.reserve(cells.size());
    for (const QModelIndex &cell : cells) {
        rows.append(cell.row());
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

/// First and last of each run of rows without a gap.
QList<std::pair<int, int>> runsOf(const QList<int> &rows)
{
    QList<std::pair<int, int>> runs;
    for (const int row : rows) {
        if (runs.isEmpty() || row > runs.last().second + 1) {
            runs.append({row, row});
        } else {
            runs.last().second = row;
        }
    }
    return runs;
}

} // namespace

SwitchTableModel::SwitchTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    connect(&m_watcher, &QFutureWatcher<QStringList>::finished, this, &SwitchTableModel::takeIds);
}

SwitchTableModel::~SwitchTableModel() = default;

// ---- rows

void SwitchTableModel::gather(Rows rows)
{
    if (m_watcher.isRunning()) {
        m_next = std::move(rows);
        return;
    }
    m_next.reset();
    m_watcher.setFuture(QtConcurrent::run([rows = std::move(rows)] { return inOrder(rows); }));
}

QStringList SwitchTableModel::inOrder(const Rows &rows)
{
    struct Row
    {
        bool isLater;
        QCollatorSortKey name;
        QString id;
    };
    const QCollator collator = collatorForNames();
    std::vector<Row> sorted;
    sorted.reserve(std::size_t(rows.records.size() + rows.others.size()));
    const auto add = [&](const QString &id, const QString &name) {
        sorted.push_back({!rows.first.contains(id), collator.sortKey(name), id});
    };
    for (const Query::RecordPtr &record : rows.records) {
        add(record->id, Query::textAt(*record, rows.kind, u"name"));
    }
    for (const QString &id : rows.others) {
        add(id, id);
    }
    std::sort(sorted.begin(), sorted.end(), [](const Row &left, const Row &right) {
        if (left.isLater != right.isLater) {
            return right.isLater;
        }
        const int order = left.name.compare(right.name);
        return order == 0 ? left.id < right.id : order < 0;
    });
    QStringList ids;
    ids.reserve(qsizetype(sorted.size()));
    for (const Row &row : sorted) {
        ids.append(row.id);
    }
    return ids;
}

void SwitchTableModel::takeIds()
{
    const QStringList ids = m_watcher.result();
    if (m_next) {
        gather(*std::exchange(m_next, std::nullopt));
        return;
    }
    m_isGathered = true;
    if (ids == m_ids) { // whoever is at a row stays there
        tellCells();
    } else {
        beginResetModel();
        m_ids = ids;
        endResetModel();
    }
    Q_EMIT gathered();
}

int SwitchTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

// ---- switches

std::optional<SwitchTableModel::State> SwitchTableModel::state(const QModelIndex &cell) const
{
    return cell.isValid() && isKnown() ? stateAt(cell) : std::nullopt;
}

void SwitchTableModel::turn(const QModelIndexList &cells, bool on)
{
    if (isKnown() && !cells.isEmpty()) {
        m_turned = rowsOf(cells);
        want(cells, on);
        m_turned.clear();
    }
}

bool SwitchTableModel::isWish(const QModelIndex &cell) const
{
    const std::optional<State> found = state(cell);
    return found && found->isOn != found->isWanted;
}

void SwitchTableModel::tellCells()
{
    if (rowCount() == 0 || columnCount() == 0) {
        return;
    }
    QList<std::pair<int, int>> runs{{0, rowCount() - 1}};
    if (isTurning()) {
        const QList<std::pair<int, int>> turned = runsOf(m_turned);
        runs = turned.size() > mostRuns ? QList{std::pair(m_turned.first(), m_turned.last())} : turned;
    }
    for (const auto &[first, last] : std::as_const(runs)) {
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
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
