#include "items/policyrows.h"

#include "change/policywish.h"
#include "query/columns.h"

#include <QtConcurrentMap>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

/// Rows that are worked out between two looks at what is wished by now; some ten milliseconds of work.
constexpr std::size_t chunk = 256;

bool isDatabase(const Query::Record &connection)
{
    static const int column = Query::columnIndex(Query::Kind::Connections, u"strategy");
    const auto *strategy = std::get_if<QString>(&connection.cells.at(column));
    return strategy && *strategy == "auth0"_L1;
}

} // namespace

PolicyRows::PolicyRows(QObject *parent)
    : QObject(parent)
{
    // One core stays with the window.
    m_pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &PolicyRows::take);
}

PolicyRows::~PolicyRows()
{
    m_watcher.cancel();
    m_pool.waitForDone();
}

// ---- what is wished

void PolicyRows::put(const QList<Query::RecordPtr> &connections)
{
    if (!connections.isEmpty()) {
        m_incoming.push_back(connections);
        start();
    }
}

/// Gives slots to what came, until there is work for the next chunk.
void PolicyRows::takeIn()
{
    while (!m_incoming.empty() && m_waiting.size() - m_next < chunk) {
        const Query::RecordPtr connection = m_incoming.front().at(m_taken++);
        if (m_taken == m_incoming.front().size()) {
            m_incoming.pop_front();
            m_taken = 0;
        }
        if (isDatabase(*connection)) {
            m_connections.upsert(connection);
            wait(m_connections.find(connection->tenant, connection->id));
        }
    }
}

template <typename Condition> void PolicyRows::dropIncoming(Condition condition)
{
    if (m_incoming.empty()) {
        return;
    }
    m_incoming.front().remove(0, std::exchange(m_taken, 0));
    for (QList<Query::RecordPtr> &connections : m_incoming) {
        connections.removeIf(condition);
    }
    std::erase_if(m_incoming, [](const QList<Query::RecordPtr> &connections) { return connections.isEmpty(); });
}

void PolicyRows::remove(const Domain::TenantId &tenant, const QStringList &ids)
{
    dropIncoming([&tenant, gone = QSet<QString>(ids.begin(), ids.end())](const Query::RecordPtr &connection) {
        return connection->tenant == tenant && gone.contains(connection->id);
    });
    for (const QString &id : ids) {
        if (const int slot = m_connections.remove(tenant, id); slot >= 0) {
            empty(slot);
        }
    }
}

void PolicyRows::remove(const Domain::TenantId &tenant)
{
    dropIncoming([&tenant](const Query::RecordPtr &connection) { return connection->tenant == tenant; });
    for (qsizetype slot = 0; slot < m_connections.records().size(); ++slot) {
        const Query::RecordPtr connection = m_connections.records().at(slot);
        if (connection && connection->tenant == tenant) {
            m_connections.remove(tenant, connection->id);
            empty(int(slot));
        }
    }
}

void PolicyRows::clear()
{
    ++m_version;
    m_incoming.clear();
    m_taken = 0;
    m_connections.clear();
    // To free many rows takes its time.
    m_pool.start([entries = std::exchange(m_entries, {}), staged = std::exchange(m_stagedEntries, {})] {});
    m_tallies.clear();
    m_waiting.clear();
    m_isWaiting.clear();
    m_next = 0;
}

void PolicyRows::setBaseline(const Policy::Baseline &baseline)
{
    if (m_baseline == baseline) {
        return;
    }
    m_baseline = baseline;
    ++m_version;
    waitForAll();
    start();
}

void PolicyRows::setStaged(StagedLeaves staged)
{
    const StagedLeaves earlier = std::exchange(m_staged, std::move(staged));
    const auto waitWhereOther = [this](const StagedLeaves &leaves, const StagedLeaves &others) {
        for (const auto &[tenant, objects] : leaves) {
            const auto found = others.find(tenant);
            for (auto object = objects.begin(); object != objects.end(); ++object) {
                const bool isSame = found != others.end() && found->second.value(object.key()) == object.value();
                const int slot = isSame ? -1 : m_connections.find(tenant, object.key());
                if (slot >= 0) {
                    wait(slot);
                }
            }
        }
    };
    waitWhereOther(m_staged, earlier);
    waitWhereOther(earlier, m_staged);
    start();
}

QList<Json::LeafChange> PolicyRows::stagedFor(const Query::Record &connection) const
{
    const auto found = m_staged.find(connection.tenant);
    return found == m_staged.end() ? QList<Json::LeafChange>() : found->second.value(connection.id);
}

// ---- working it out

void PolicyRows::wait(int slot)
{
    if (m_isWaiting.size() <= std::size_t(slot)) {
        m_isWaiting.resize(std::size_t(slot) + 1);
    }
    if (!std::exchange(m_isWaiting[std::size_t(slot)], 1)) {
        m_waiting.push_back(slot);
    }
}

void PolicyRows::waitForAll()
{
    m_waiting.clear();
    m_next = 0;
    m_isWaiting.assign(std::size_t(m_connections.records().size()), 0);
    for (qsizetype slot = 0; slot < m_connections.records().size(); ++slot) {
        if (m_connections.records().at(slot)) {
            wait(int(slot));
        }
    }
}

PolicyRows::Result PolicyRows::work(const Task &task, const Policy::Baseline &baseline)
{
    Result result{task, Query::policyEntry(*task.connection, baseline), {}};
    if (!task.staged.isEmpty()) {
        const Query::Record &now = *task.connection;
        const auto object = Change::asStaged({{Change::ObjectKind::Connection, now.id, {}}, now.original, task.staged});
        if (object) {
            result.staged = Query::policyEntry({now.tenant, now.id, now.cells, *object}, baseline);
        }
    }
    return result;
}

void PolicyRows::addTasks(QList<Task> &tasks)
{
    for (; m_next < m_waiting.size() && std::size_t(tasks.size()) < chunk; ++m_next) {
        const int slot = m_waiting[m_next];
        m_isWaiting[std::size_t(slot)] = 0;
        if (const Query::RecordPtr &connection = m_connections.records().at(slot)) {
            tasks.append({slot, connection, stagedFor(*connection)});
        }
    }
    if (m_next == m_waiting.size()) {
        m_waiting.clear();
        m_next = 0;
    }
}

void PolicyRows::start()
{
    if (m_isRunning) {
        return;
    }
    QList<Task> tasks;
    do {
        takeIn();
        addTasks(tasks);
    } while (tasks.isEmpty() && !m_incoming.empty()); // all that waited may have gone
    if (tasks.isEmpty()) {
        return;
    }
    m_isRunning = true;
    m_running = m_version;
    m_watcher.setFuture(QtConcurrent::mapped(
        &m_pool, std::move(tasks), [baseline = m_baseline](const Task &task) { return work(task, baseline); }));
}

void PolicyRows::take()
{
    m_isRunning = false;
    QList<Query::RecordPtr> rows;
    if (m_running == m_version) {
        m_entries.resize(m_connections.records().size());
        const QList<Result> results = m_watcher.future().results();
        for (const Result &result : results) {
            const int slot = result.task.slot;
            // A connection that went or came anew meanwhile is not the one that was worked on.
            if (m_connections.records().at(slot) != result.task.connection || !result.entry.record) {
                continue;
            }
            empty(slot);
            m_entries[slot] = result.entry;
            count(*result.entry.record, 1);
            if (result.staged.record) {
                m_stagedEntries.insert(slot, result.staged);
            }
            rows.append(result.entry.record);
        }
        m_rowsMade += quint64(rows.size());
    }
    start();
    if (!rows.isEmpty()) {
        Q_EMIT made(rows);
    }
    if (!isBusy()) {
        Q_EMIT finished();
    }
}

/// Forgets what was worked out for a slot.
void PolicyRows::empty(int slot)
{
    m_stagedEntries.remove(slot);
    if (slot < m_entries.size() && m_entries.at(slot).record) {
        count(*m_entries.at(slot).record, -1);
        m_entries[slot] = {};
    }
}

void PolicyRows::count(const Query::Record &row, qsizetype by)
{
    static const int column = Query::columnIndex(Query::Kind::Policies, u"generation");
    const auto *generation = std::get_if<QString>(&row.cells.at(column));
    PolicyTally &tally = m_tallies[row.tenant];
    tally.rows += by;
    tally.unknown += generation ? 0 : by;
    tally.both += generation && *generation == Policy::wordFor(Domain::PolicyGeneration::Both) ? by : 0;
}

// ---- what was worked out

const Query::PolicyEntry *PolicyRows::entry(const Domain::TenantId &tenant, const QString &id) const
{
    const int slot = m_connections.find(tenant, id);
    return slot >= 0 && slot < m_entries.size() && m_entries.at(slot).record ? &m_entries.at(slot) : nullptr;
}

const Query::PolicyEntry *PolicyRows::staged(const Domain::TenantId &tenant, const QString &id) const
{
    const auto found = m_stagedEntries.constFind(m_connections.find(tenant, id));
    return found == m_stagedEntries.cend() ? nullptr : &*found;
}

PolicyTally PolicyRows::tally(const Domain::TenantId &tenant) const
{
    const auto found = m_tallies.find(tenant);
    return found == m_tallies.end() ? PolicyTally() : found->second;
}

} // namespace Items
