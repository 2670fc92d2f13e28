#include "items/recordtablemodel.h"

#include "items/roles.h"

#include "session/customerbook.h"

#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace Items {

namespace {

/// How long changes are gathered before the rows are worked out again.
constexpr qint64 gatherMilliseconds = 60;

/// As many dataChanged() signals as are worth their while; more become one for all rows between.
constexpr qsizetype mostSignals = 16;

} // namespace

RecordTableModel::RecordTableModel(Session::Estate &estate, Query::Kind kind, QObject *parent)
    : QAbstractTableModel(parent)
    , m_estate(estate)
    , m_arranger(std::make_shared<Arranger>())
{
    m_wanted.kind = kind;
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RecordTableModel::arrange);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &RecordTableModel::takeResult);
    if (kind == Query::Kind::Policies) {
        watchPolicies();
    }
    const auto sessions = m_estate.sessions();
    for (Session::TenantSession *session : sessions) {
        watch(session);
    }
    connect(&m_estate, &Session::Estate::opened, this, [this](const Domain::TenantId &id) {
        Session::TenantSession *session = m_estate.find(id);
        watch(session);
        if (isInScope(id)) {
            takeAll(*session);
            arrangeSoon();
        }
    });
    connect(&m_estate, &Session::Estate::closing, this, &RecordTableModel::forgetTenant);
    gather();
    arrange();
}

RecordTableModel::~RecordTableModel()
{
    if (m_cancelled) {
        *m_cancelled = true;
    }
}

// ---- what comes from the sessions

void RecordTableModel::watch(Session::TenantSession *session)
{
    connect(session, &Session::TenantSession::recordsChanged, this,
            [this, session](Query::Kind kind, const QStringList &ids) {
                if (kind == Query::sourceOf(m_wanted.kind) && isInScope(session->id())) {
                    take(*session, ids);
                }
            });
    connect(session, &Session::TenantSession::recordsRemoved, this,
            [this, id = session->id()](Query::Kind kind, const QStringList &ids) {
                if (kind == Query::sourceOf(m_wanted.kind) && isInScope(id)) {
                    forget(id, ids);
                }
            });
}

void RecordTableModel::gather()
{
    m_slots.clear();
    if (m_policies) {
        m_policies->clear();
    }
    const auto sessions = m_estate.sessions();
    for (const Session::TenantSession *session : sessions) {
        if (isInScope(session->id())) {
            takeAll(*session);
        }
    }
    if (isMerged() && m_book) {
        for (const auto &[key, customer] : m_book->merged()) {
            m_slots.upsert(customer.record);
        }
    }
}

void RecordTableModel::showCustomers(const Session::CustomerBook &book)
{
    m_book = &book;
    connect(&book, &Session::CustomerBook::mergedChanged, this, &RecordTableModel::takeMerged);
    if (isMerged()) {
        gather();
        arrange();
    }
}

void RecordTableModel::takeMerged(const Session::MergedChanges &changes)
{
    if (!isMerged()) {
        return;
    }
    if (changes.gone.empty()) {
        return upsert(changes.news); // after an audit very many
    }
    QHash<QString, Query::RecordPtr> news;
    for (const Query::RecordPtr &record : changes.news) {
        news.insert(record->id, record);
    }
    bool hasMoved = false;
    for (const auto &[tenant, ids] : changes.gone) {
        QStringList gone;
        for (const QString &id : ids) {
            const Query::RecordPtr elsewhere = news.value(id);
            if (elsewhere && m_slots.move(tenant, elsewhere)) { // its row stays where it is, and selected
                hasMoved = true;
            } else {
                gone.append(id);
            }
        }
        forget(tenant, gone);
    }
    upsert(changes.news);
    if (hasMoved) {
        Q_EMIT moved();
    }
}

/// All of a session that is new to the table.
void RecordTableModel::takeAll(const Session::TenantSession &session)
{
    const auto &records = session.records(m_wanted.kind);
    if (m_policies) {
        m_policies->put(records);
        return;
    }
    for (const Query::RecordPtr &record : records) {
        m_slots.upsert(record);
    }
}

void RecordTableModel::take(const Session::TenantSession &session, const QStringList &ids)
{
    QList<Query::RecordPtr> records;
    records.reserve(ids.size());
    for (const QString &id : ids) {
        if (const Query::RecordPtr record = session.record(m_wanted.kind, id)) {
            records.append(record);
        }
    }
    m_policies ? m_policies->put(records) : upsert(records);
}

void RecordTableModel::upsert(const QList<Query::RecordPtr> &records)
{
    QList<int> rows;
    for (const Query::RecordPtr &record : records) {
        if (m_slots.upsert(record)) {
            continue;
        }
        if (const int row = rowOf(record->tenant, record->id); row >= 0) {
            rows.append(row);
        }
    }
    announce(std::move(rows));
    arrangeSoon();
}

/// The cells of these rows changed; where the rows belong now is another matter.
void RecordTableModel::announce(QList<int> rows)
{
    if (rows.isEmpty()) {
        return;
    }
    std::sort(rows.begin(), rows.end());
    const int lastColumn = columnCount() - 1;
    if (rows.size() > mostSignals) {
        Q_EMIT dataChanged(index(rows.first(), 0), index(rows.last(), lastColumn));
        return;
    }
    for (const int row : std::as_const(rows)) {
        Q_EMIT dataChanged(index(row, 0), index(row, lastColumn));
    }
}

void RecordTableModel::forget(const Domain::TenantId &tenant, const QStringList &ids)
{
    QList<int> rows = m_rows;
    QSet<int> gone;
    for (const QString &id : ids) {
        gone.insert(m_slots.find(tenant, id));
    }
    rows.removeIf([&gone](int slot) { return gone.contains(slot); });
    show(rows); // while the records are still there for views to ask about
    for (const QString &id : ids) {
        m_slots.remove(tenant, id);
    }
    if (m_policies) {
        m_policies->remove(tenant, ids);
    }
    arrangeSoon();
}

void RecordTableModel::forgetTenant(const Domain::TenantId &tenant)
{
    if (isMerged()) {
        return; // other tenants may have the customer too: the next merge tells, see takeMerged()
    }
    QStringList ids;
    for (const Query::RecordPtr &record : m_slots.records()) {
        if (record && record->tenant == tenant) {
            ids.append(record->id);
        }
    }
    forget(tenant, ids);
    if (m_policies) {
        m_policies->remove(tenant); // what was not worked out yet has no record here
    }
}

void RecordTableModel::watchPolicies()
{
    m_policies = new PolicyRows(this);
    connect(m_policies, &PolicyRows::made, this, &RecordTableModel::upsert);
    connect(m_policies, &PolicyRows::finished, this, &RecordTableModel::arrangeSoon);
}

// ---- what the user wishes

void RecordTableModel::setBaseline(const Policy::Baseline &baseline)
{
    if (m_policies) {
        m_policies->setBaseline(baseline);
    }
}

void RecordTableModel::setLockBands(const Domain::LockBands &bands)
{
    m_lockBands = bands;
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {SeverityRole});
    }
}

void RecordTableModel::setScope(const std::optional<Domain::TenantId> &tenant, const QString &connectionKind)
{
    if (m_tenant == tenant && m_wanted.connectionKind == connectionKind) {
        return;
    }
    if (m_tenant != tenant) {
        // Other objects altogether: nothing of the view could be kept.
        beginResetModel();
        m_tenant = tenant;
        m_rows.clear();
        m_rowOfSlot.clear();
        // Records that are nobody else's, as those of policies, take their time to be freed.
        QThreadPool::globalInstance()->start([records = std::exchange(m_slots, {}),
                                              arranger = std::exchange(m_arranger, std::make_shared<Arranger>())] {});
        gather();
        endResetModel();
    }
    m_wanted.connectionKind = connectionKind;
    ++m_wanted.filterVersion;
    arrange();
}

void RecordTableModel::setFilter(const Query::Filter &filter)
{
    m_wanted.filter = filter;
    ++m_wanted.filterVersion;
    arrange();
}

void RecordTableModel::sort(int column, Qt::SortOrder order)
{
    m_wanted.column = column < columnCount() ? column : -1;
    m_wanted.order = order;
    arrange();
}

// ---- arranging

void RecordTableModel::arrangeSoon()
{
    if (!m_timer.isActive()) {
        // While a list comes in, at most a third of the time is spent on arranging what is there so far.
        m_timer.start(int(std::max(gatherMilliseconds, 2 * m_lastDuration)));
    }
}

void RecordTableModel::arrange()
{
    m_timer.stop();
    if (m_isRunning) {
        // The latest wish wins; what the one under way has learnt by now is used again.
        *m_cancelled = true;
        m_wantsMore = true;
        return;
    }
    m_isRunning = true;
    m_sinceStart.start();
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_watcher.setFuture(
        QtConcurrent::run([arranger = m_arranger, cancelled = m_cancelled, records = m_slots.records(),
                           wanted = m_wanted] { return arranger->arrange(records, wanted, *cancelled); }));
}

void RecordTableModel::takeResult()
{
    m_isRunning = false;
    m_lastDuration = m_sinceStart.elapsed();
    if (!*m_cancelled) {
        QList<int> rows = m_watcher.result();
        // Records that went meanwhile left their slots empty.
        rows.removeIf([this](int slot) { return !m_slots.records().at(slot); });
        show(std::move(rows));
    }
    if (std::exchange(m_wantsMore, false)) {
        arrange();
    } else if (!isArranging()) {
        Q_EMIT arranged();
    }
}

/// Tells the views the least: rows that came or went in one run, else a new layout that knows where each row went.
void RecordTableModel::show(QList<int> rows)
{
    const auto ends = std::mismatch(m_rows.cbegin(), m_rows.cend(), rows.cbegin(), rows.cend());
    const qsizetype before = ends.first - m_rows.cbegin();
    const qsizetype shorter = std::min(rows.size(), m_rows.size());
    qsizetype after = 0;
    while (after < shorter - before && rows.at(rows.size() - 1 - after) == m_rows.at(m_rows.size() - 1 - after)) {
        ++after;
    }
    if (before == rows.size() && before == m_rows.size()) {
        return;
    }
    if (before + after == m_rows.size()) {
        beginInsertRows({}, int(before), int(rows.size() - after) - 1);
        setRows(rows);
        endInsertRows();
    } else if (before + after == rows.size()) {
        beginRemoveRows({}, int(before), int(m_rows.size() - after) - 1);
        setRows(rows);
        endRemoveRows();
    } else {
        reorder(rows);
    }
}

void RecordTableModel::reorder(const QList<int> &rows)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    const QList<int> earlier = m_rows;
    setRows(rows);
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &old : from) {
        const int row = m_rowOfSlot.value(earlier.at(old.row()), -1);
        to.append(row < 0 ? QModelIndex() : index(row, old.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void RecordTableModel::setRows(const QList<int> &rows)
{
    m_rows = rows;
    m_rowOfSlot.fill(-1, m_slots.records().size());
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        m_rowOfSlot[m_rows.at(row)] = int(row);
    }
}

} // namespace Items
