#include "items/recordtablemodel.h"

#include "items/celltext.h"
#include "items/roles.h"

#include <QtConcurrentRun>

namespace Items {

namespace {

/// How long changes are gathered before the rows are worked out again: pages come in bursts.
constexpr int gatherMilliseconds = 60;

std::pair<QString, QString> keyOf(const Query::RecordPtr &record)
{
    return {record->tenant.text(), record->id};
}

} // namespace

RecordTableModel::RecordTableModel(Query::Kind kind, Session::Estate &estate, QObject *parent)
    : QAbstractTableModel(parent)
    , m_estate(estate)
    , m_arranger(std::make_shared<Arranger>())
{
    m_by.kind = kind;
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RecordTableModel::arrange);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        m_isArranging = false;
        m_lastArrangement = m_arrangingSince.elapsed();
        if (!*m_cancelled) {
            show(m_watcher.result());
        }
        if (std::exchange(m_wantsMore, false)) {
            arrangeSoon(false);
        } else if (!m_timer.isActive()) {
            Q_EMIT arranged();
        }
    });
    const auto sessions = m_estate.sessions();
    for (Session::TenantSession *session : sessions) {
        watch(session);
    }
    connect(&m_estate, &Session::Estate::opened, this, [this](const Domain::TenantId &id) {
        watch(m_estate.find(id));
        arrangeSoon(true);
    });
    connect(&m_estate, &Session::Estate::closed, this, [this] { arrangeSoon(true); });
    arrangeSoon(true);
}

RecordTableModel::~RecordTableModel()
{
    if (m_cancelled) {
        *m_cancelled = true;
    }
}

void RecordTableModel::watch(Session::TenantSession *session)
{
    const auto changed = [this, id = session->id()](Query::Kind kind) {
        if (kind == m_by.kind && (!m_tenant || *m_tenant == id)) {
            arrangeSoon(true);
        }
    };
    connect(session, &Session::TenantSession::recordsChanged, this, changed);
    connect(session, &Session::TenantSession::recordsRemoved, this, changed);
}

void RecordTableModel::setScope(const std::optional<Domain::TenantId> &tenant, const QString &strategyKind)
{
    m_tenant = tenant;
    m_by.strategyKind = strategyKind;
    m_sourceIsOld = true;
    arrange();
}

void RecordTableModel::setFilter(const Query::Filter &filter)
{
    m_by.filter = filter;
    arrange();
}

void RecordTableModel::sort(int column, Qt::SortOrder order)
{
    m_by.column = column;
    m_by.order = order;
    arrange();
}

void RecordTableModel::arrangeSoon(bool recordsChanged)
{
    m_sourceIsOld = m_sourceIsOld || recordsChanged;
    if (!m_timer.isActive()) {
        // While a list comes in, at most half of the time is spent on arranging what is there so far.
        m_timer.start(int(qMax<qint64>(gatherMilliseconds, m_lastArrangement)));
    }
}

QList<Query::RecordPtr> RecordTableModel::gather() const
{
    if (m_tenant) {
        const Session::TenantSession *session = m_estate.find(*m_tenant);
        return session ? session->records(m_by.kind) : QList<Query::RecordPtr>();
    }
    QList<Query::RecordPtr> all;
    const auto sessions = m_estate.sessions();
    for (const Session::TenantSession *session : sessions) {
        all.append(session->records(m_by.kind));
    }
    return all;
}

void RecordTableModel::arrange()
{
    m_timer.stop();
    if (m_isArranging) {
        // The latest wish wins. A sort under way is let finish: what it learns is used again.
        *m_cancelled = true;
        m_wantsMore = true;
        return;
    }
    if (std::exchange(m_sourceIsOld, false)) {
        m_source = gather();
        m_unfiltered = m_source.size();
    }
    m_isArranging = true;
    m_arrangingSince.start();
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_watcher.setFuture(QtConcurrent::run([arranger = m_arranger, cancelled = m_cancelled, records = m_source,
                                           by = m_by] { return arranger->arrange(records, by, *cancelled); }));
}

void RecordTableModel::show(const QList<Query::RecordPtr> &rows)
{
    const auto sameObject = [](const Query::RecordPtr &left, const Query::RecordPtr &right) {
        return left == right || (left->id == right->id && left->tenant == right->tenant);
    };
    const qsizetype common = std::min(rows.size(), m_rows.size());
    const bool startsAlike = std::equal(rows.begin(), rows.begin() + common, m_rows.begin(), sameObject);
    if (startsAlike && rows.size() >= m_rows.size()) {
        replaceInPlace(rows.first(common));
        if (rows.size() > common) {
            beginInsertRows({}, int(common), int(rows.size()) - 1);
            m_rows = rows;
            m_rowIndex.clear();
            endInsertRows();
        }
        return;
    }
    if (rows.size() == m_rows.size()) {
        const auto &before = rowIndex();
        if (std::all_of(rows.begin(), rows.end(),
                        [&](const Query::RecordPtr &row) { return before.contains(keyOf(row)); })) {
            reorder(rows);
            return;
        }
    }
    beginResetModel();
    m_rows = rows;
    m_rowIndex.clear();
    endResetModel();
}

void RecordTableModel::replaceInPlace(const QList<Query::RecordPtr> &rows)
{
    // One signal for each run of rows that changed.
    qsizetype first = -1;
    for (qsizetype row = 0; row <= rows.size(); ++row) {
        const bool changed = row < rows.size() && rows.at(row) != m_rows.at(row);
        if (changed) {
            m_rows[row] = rows.at(row);
            first = first < 0 ? row : first;
        } else if (first >= 0) {
            Q_EMIT dataChanged(index(int(first), 0), index(int(row) - 1, columnCount() - 1));
            first = -1;
        }
    }
}

void RecordTableModel::reorder(const QList<Query::RecordPtr> &rows)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    const QList<Query::RecordPtr> before = std::exchange(m_rows, rows);
    m_rowIndex.clear();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &old : from) {
        to.append(index(rowIndex().value(keyOf(before.at(old.row()))), old.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

const QHash<std::pair<QString, QString>, int> &RecordTableModel::rowIndex() const
{
    if (m_rowIndex.isEmpty() && !m_rows.isEmpty()) {
        m_rowIndex.reserve(m_rows.size());
        for (int row = 0; row < int(m_rows.size()); ++row) {
            m_rowIndex.insert(keyOf(m_rows.at(row)), row);
        }
    }
    return m_rowIndex;
}

Query::RecordPtr RecordTableModel::recordAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row) : nullptr;
}

int RecordTableModel::rowOf(const Domain::TenantId &tenant, const QString &id) const
{
    return rowIndex().value({tenant.text(), id}, -1);
}

int RecordTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RecordTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Query::columnsOf(m_by.kind).size());
}

QVariant RecordTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Query::Record &record = *m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(Query::columnsOf(m_by.kind).at(index.column()), record.cells.at(index.column()));
    case ValueRole:
        return valueOf(record.cells.at(index.column()));
    case IdRole:
        return record.id;
    case TenantRole:
        return record.tenant.text();
    case EnvironmentRole:
        if (const Session::TenantSession *session = m_estate.find(record.tenant)) {
            return int(session->profile().environment);
        }
        return {};
    default:
        return {};
    }
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const Query::Column &column = Query::columnsOf(m_by.kind).at(section);
    if (role == Qt::DisplayRole) {
        return Query::titleOf(column);
    }
    if (role == ColumnIdRole) {
        return QString(column.id);
    }
    return {};
}

} // namespace Items
