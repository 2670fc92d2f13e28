#include "cli/snapshotsave.h"

#include "cli/console.h"
#include "cli/mapcost.h"
#include "cli/snapshotaccess.h"
#include "cli/snapshotoutput.h"
#include "cli/targetqueue.h"

#include "session/readplan.h"
#include "session/storedstate.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Analysis::Need;

constexpr Analysis::Needs wanted = Need::Settings | Need::Applications | Need::Connections | Need::Map
    | Need::Organizations | Need::OrganizationConnections;

struct Stored
{
    Outcome<Store::Saved> saved = tl::make_unexpected(Failure());
    QString setAside; ///< a damaged file that was in the place
    QString notPruned; ///< why what is too old is there still
};

Stored storedAs(const Store::TenantState &state, int days)
{
    const OpenedStore store = openSnapshots();
    if (!store) {
        return {tl::make_unexpected(store.error()), {}, {}};
    }
    const auto saved = (*store)->save(state);
    if (!saved) {
        return {tl::make_unexpected(failureOf(saved.error())), (*store)->setAside(), {}};
    }
    const auto pruned = (*store)->prune(state.tenant, Store::standardRetention(state.at, days));
    return {*saved, (*store)->setAside(), pruned ? QString() : pruned.error().text()};
}

} // namespace

SnapshotSave::SnapshotSave(Targets targets, bool asks, bool json, Console &console, Finish finish, QObject *parent)
    : QObject(parent)
    , m_targets(std::move(targets))
    , m_json(json)
    , m_console(console)
    , m_finish(std::move(finish))
    , m_queue(new TargetQueue(
          m_targets.list, asks, [this](qsizetype index, Api::ManagementClient &client) { read(index, client); },
          [this](qsizetype index, const Failure &why) { fail(index, why); }, this))
    , m_results(m_targets.list.size())
{
    m_queue->onInterrupt([this] { interrupt(); });
}

void SnapshotSave::start()
{
    m_console.progress(tr("0 of %1 Auth0 tenants stored").arg(m_results.size()));
    m_queue->start();
}

/// What is written to the file now comes to its end.
void SnapshotSave::interrupt()
{
    const auto stored
        = std::ranges::count_if(m_results, [](const Result &result) { return result.stored.has_value(); });
    m_console.progress({});
    if (m_beingWritten > 0) {
        m_console.say({ExitCode::Network, tr("Snapshots may have been stored, or not."),
                       tr("It was interrupted while they were being written."),
                       tr("tenantry-cli snapshot list shows those that were, each whole.")});
        return m_finish(ExitCode::Network);
    }
    m_console.say({ExitCode::Network,
                   m_results.size() > 1 ? tr("Not all snapshots were stored.") : tr("The snapshot was not stored."),
                   tr("It was interrupted."),
                   stored > 0 ? tr("Start it again. Stored before that, each whole: %L1.").arg(stored)
                              : tr("Start it again; nothing was left of it.")});
    m_finish(ExitCode::Network);
}

void SnapshotSave::read(qsizetype index, Api::ManagementClient &client)
{
    const Domain::TenantProfile &profile = m_targets.list.at(index).profile;
    auto *reading
        = new SnapshotReading(client, profile, wanted, false, this, [this, index](const Outcome<ReadSnapshot> &read) {
              if (read) {
                  store(index, *read);
              } else {
                  fail(index, read.error());
              }
          });
    tellMapCost(*reading, profile.name, m_console);
    reading->start();
}

void SnapshotSave::store(qsizetype index, const ReadSnapshot &read)
{
    m_results[index].incomplete = read.incomplete;
    if (!read.moved.isEmpty()) {
        m_results[index].notes.append(read.moved);
    }
    Analysis::Snapshot snapshot = read.snapshot;
    if (snapshot.organizations && snapshot.organizations->size() > Session::unaskedMapRequests
        && !snapshot.organizationConnections) {
        snapshot.absent[Need::OrganizationConnections]
            = tr("that takes a request for each of %L1 organizations").arg(snapshot.organizations->size());
    }
    auto *watcher = new QFutureWatcher<Stored>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, index] {
        watcher->deleteLater();
        --m_beingWritten;
        const Stored stored = watcher->result();
        Result &result = m_results[index];
        if (!stored.setAside.isEmpty()) {
            result.notes.append(setAsideNote(stored.setAside));
        }
        if (!stored.saved) {
            return fail(index, stored.saved.error());
        }
        result.stored = stored.saved->snapshot;
        if (!stored.notPruned.isEmpty()) {
            result.notes.append(tr("It is stored, but those that are too old stay: %1").arg(stored.notPruned));
        }
        result.notes += notReadLines(*result.stored);
        end();
    });
    const auto write
        = [snapshot, gaps = read.notWhole, at = timeOfSnapshot(),
           name = Session::storedName(m_targets.list[index].profile), days = m_targets.list[index].snapshotDays] {
              return storedAs(Session::storedState(snapshot, name, at, gaps), days);
          };
    ++m_beingWritten;
    // The database blocks: what other tenants send must not wait for it.
    watcher->setFuture(QtConcurrent::run(&m_writers, write));
}

void SnapshotSave::fail(qsizetype index, const Failure &failure)
{
    m_results[index].failure = failure;
    end();
}

void SnapshotSave::end()
{
    m_console.progress(tr("%1 of %2 Auth0 tenants stored").arg(++m_ended).arg(m_results.size()));
    m_queue->next();
    if (m_ended == m_results.size()) {
        conclude();
    }
}

void SnapshotSave::conclude()
{
    m_console.progress({});
    QList<Store::SnapshotInfo> stored;
    for (const Result &result : std::as_const(m_results)) {
        if (result.stored) {
            stored.append(*result.stored);
        }
    }
    if (!stored.isEmpty()) {
        printSnapshots(stored, m_json, m_console);
        m_console.flush();
    }
    ExitCode code = ExitCode::Done;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Result &result = m_results.at(i);
        const QString name = m_targets.list.at(i).profile.name;
        if (result.failure) {
            Failure failure = *result.failure;
            failure.happened = m_targets.several ? name + u": "_s + failure.happened : failure.happened;
            m_console.say(failure);
        }
        for (const QString &note : result.notes) {
            m_console.note(name + u": "_s + note);
        }
        for (const auto *failure : {&result.failure, &result.incomplete}) {
            if (*failure && code == ExitCode::Done) {
                code = (*failure)->code;
            }
        }
    }
    m_finish(code);
}

} // namespace Cli
