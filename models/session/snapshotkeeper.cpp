#include "session/snapshotkeeper.h"

#include "session/estate.h"
#include "session/organizationconnections.h"
#include "session/pastpart.h"
#include "session/resting.h"
#include "session/snapshotparts.h"
#include "session/storedstate.h"
#include "session/translation.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "store/snapshotstore.h"

#include <QDir>
#include <QFile>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

/// By so much may the clocks of those who share a file differ.
constexpr int patientSeconds = 60;
/// How long the end of the program may begin to write.
constexpr std::chrono::seconds lastPatience{10};

bool isAhead(const QDateTime &stored)
{
    return stored.isValid() && stored > QDateTime::currentDateTimeUtc().addSecs(patientSeconds);
}

/// What is to be told of a state that was not stored. That a later one is there means that another window or the
/// command line was quicker, unless that lies ahead of the clock: then nothing would be stored for long.
QString textOf(const Store::Problem &problem, const QDateTime &latest)
{
    return problem.kind != Store::Problem::Kind::Outdated || isAhead(latest) ? problem.text() : QString();
}

QString setAsideText(const QString &path)
{
    return path.isEmpty() ? QString()
                          : tr("The file of snapshots was damaged and is set aside as %1. A new one was begun.")
                                .arg(QDir::toNativeSeparators(path));
}

} // namespace

SnapshotKeeper::SnapshotKeeper(Estate &estate, const Settings::ProfileStore &profiles, SnapshotFiles files,
                               const Json::SecretKeys &secrets, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_profiles(profiles)
    , m_files(std::move(files))
    , m_secrets(secrets)
    , m_waiting(estate, m_pace.rest)
{
    m_thread.setMaxThreadCount(1);
    connect(&m_waiting, &RestQueue::ready, this, &SnapshotKeeper::startNext);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &SnapshotKeeper::take);
    for (const Domain::TenantProfile &profile : m_profiles.profiles()) {
        learn(profile.id);
    }
    connect(&m_profiles, &Settings::ProfileStore::added, this, &SnapshotKeeper::learn);
    connect(&m_profiles, &Settings::ProfileStore::changed, this, &SnapshotKeeper::learn);
    connect(&m_profiles, &Settings::ProfileStore::removed, this, &SnapshotKeeper::purge);
    m_estate.each(this, [this](TenantSession *session) { watch(session); });
    connect(&m_estate, &Estate::closing, this, &SnapshotKeeper::forget);
}

SnapshotKeeper::~SnapshotKeeper()
{
    keepLast();
}

void SnapshotKeeper::follow(const Settings::SettingsStore &settings)
{
    m_keptDays = settings.preferences().snapshotDays;
    connect(&settings, &Settings::SettingsStore::preferencesChanged, this,
            [this](const Settings::Preferences &preferences) { m_keptDays = preferences.snapshotDays; });
}

void SnapshotKeeper::setPace(const SnapshotPace &pace)
{
    m_pace = pace;
    m_waiting.setRest(pace.rest);
}

QList<Domain::DatedCount> SnapshotKeeper::databaseCounts(const Domain::TenantId &tenant,
                                                         const QString &application) const
{
    return m_counts.value(tenant).value(application);
}

QString SnapshotKeeper::fileFor(const Domain::TenantId &tenant) const
{
    return m_profiles.find(tenant) ? m_files.saved : m_files.others;
}

void SnapshotKeeper::learn(const Domain::TenantId &profile)
{
    const auto known = m_profiles.find(profile);
    if (known && m_names.value(profile) != storedName(*known)) {
        purge(profile); // by the name that it had: it is of another Auth0 tenant now
        m_names.insert(profile, storedName(*known));
    }
}

void SnapshotKeeper::watch(TenantSession *session)
{
    // Users and logs are in no snapshot, but their reading may be what others waited for.
    const auto soon = [this, session](Query::Kind kind) {
        if ((!Query::isSearched(kind) && !Query::isDerived(kind)) || m_waiting.contains(session->id())) {
            keepSoon(session->id());
        }
    };
    connect(session, &TenantSession::recordsChanged, this, soon);
    connect(session, &TenantSession::recordsRemoved, this, soon);
    connect(session, &TenantSession::statusChanged, this, soon);
    const auto soonAfter = [this, session] { keepSoon(session->id()); };
    connect(session, &TenantSession::mapStatusChanged, this, soonAfter);
    connect(&session->organizationConnections(), &OrganizationConnections::changed, this, soonAfter);
    showPast(*session);
}

void SnapshotKeeper::showPast(const TenantSession &session)
{
    auto *watcher = new QFutureWatcher<PastPart>(this);
    connect(watcher, &QFutureWatcherBase::resultReadyAt, this, [this, watcher, tenant = session.id()](int part) {
        if (TenantSession *open = m_estate.find(tenant)) {
            open->accept(watcher->resultAt(part));
        } else {
            watcher->cancel();
        }
    });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(QtConcurrent::run(
        &m_thread,
        [file = fileFor(session.id()), tenant = session.profile(), secrets = m_secrets](QPromise<PastPart> &promise) {
            readPast(file, tenant, secrets, [&promise](const PastPart &part) {
                promise.addResult(part);
                return !promise.isCanceled();
            });
        }));
}

void SnapshotKeeper::keepSoon(const Domain::TenantId &tenant)
{
    if (!fileFor(tenant).isEmpty()) {
        m_waiting.add(tenant);
    }
}

void SnapshotKeeper::forget(const Domain::TenantId &tenant)
{
    m_waiting.remove(tenant);
    m_counts.remove(tenant);
    m_secretHistories.remove(tenant);
}

void SnapshotKeeper::startNext()
{
    if (m_isRunning) {
        return; // take() goes on
    }
    const auto next = m_waiting.take();
    if (!next) {
        return;
    }
    m_isRunning = true;
    m_watcher.setFuture(QtConcurrent::run(&m_thread, keeping(*m_estate.find(*next))));
}

/// Blocks, on values: for the thread.
std::function<SnapshotKeeper::Done()> SnapshotKeeper::keeping(const TenantSession &session) const
{
    return [tenant = session.id(), file = fileFor(session.id()), name = storedName(session.profile()),
            parts = SnapshotParts(session), gaps = notWhole(session), times = readTimes(session), secrets = m_secrets,
            pace = m_pace.unchangedAfter, days = m_keptDays, now = QDateTime::currentDateTimeUtc()] {
        Store::TenantState state = storedState(parts.snapshot(), name, now, gaps);
        const auto store = state.objects.empty() ? Store::Outcome<std::unique_ptr<Store::SnapshotStore>>(nullptr)
                                                 : Store::SnapshotStore::open(file, secrets);
        if (!store) {
            return Done{tenant, std::nullopt, std::nullopt, store.error().text(), {}};
        }
        if (!*store) {
            return Done{tenant, std::nullopt, std::nullopt, {}, {}}; // nothing was read
        }
        Done done{tenant, std::nullopt, std::nullopt, {}, setAsideText((*store)->setAside())};
        const auto list = (*store)->snapshots(name);
        const QDateTime latest = list && !list->isEmpty() ? list->last().at : QDateTime();
        dateByReading(state, times, isAhead(latest) ? QDateTime() : latest); // one ahead is refused, and told
        Store::SaveWish wish{pace};
        if (state.at.isValid() && latest.isValid() && state.at <= latest) {
            // What is another than then came after that reading, and before now: by a change that was made here, or
            // in a list that was read again.
            state.at = now;
            wish.unchangedAfter = std::chrono::seconds::max();
        }
        const auto saved = !state.at.isValid() ? Store::Outcome<void>()
                                               : (*store)->save(state, wish).map([](const Store::Saved &) {});
        const auto pruned = saved ? (*store)->prune(name, Store::standardRetention(now, days)) : 0;
        const auto counts = (*store)->databaseCounts(name);
        const auto known = (*store)->secretHistory(name);
        if (counts) {
            done.counts = *counts;
        }
        if (known) {
            done.secrets = *known;
        }
        if (!saved || !pruned || !counts || !known) {
            done.trouble = textOf(!saved        ? saved.error()
                                      : !pruned ? pruned.error()
                                      : !counts ? counts.error()
                                                : known.error(),
                                  latest);
        }
        return done;
    };
}

/// What another window would be shown at its start must not lack what is being read just now.
void SnapshotKeeper::keepLast()
{
    const QDeadlineTimer deadline(lastPatience);
    for (const TenantSession *session : m_estate.sessions()) {
        if (!m_waiting.contains(session->id()) || !m_profiles.find(session->id()) || isReading(*session)) {
            continue;
        }
        m_waiting.remove(session->id());
        m_thread.start([work = keeping(*session), deadline] {
            if (!deadline.hasExpired()) {
                (void)work();
            }
        });
    }
}

void SnapshotKeeper::take()
{
    m_isRunning = false;
    const Done done = m_watcher.result();
    if (m_estate.find(done.tenant)) {
        m_waiting.pause(done.tenant, m_pace.pause);
        if (done.counts) {
            m_counts.insert(done.tenant, *done.counts);
        }
        if (done.secrets && *done.secrets != m_secretHistories.value(done.tenant)) {
            m_secretHistories.insert(done.tenant, *done.secrets);
            Q_EMIT secretsChanged(done.tenant);
        }
        Q_EMIT changed(done.tenant);
    }
    tell(done.setAside);
    tell(done.trouble);
    startNext();
}

void SnapshotKeeper::tell(const QString &trouble)
{
    if (!trouble.isEmpty() && !m_told.contains(trouble)) {
        m_told.insert(trouble);
        Q_EMIT troubled(trouble);
    }
}

/// Another profile of the same Auth0 tenant keeps its snapshots.
void SnapshotKeeper::purge(const Domain::TenantId &profile)
{
    const QString name = m_names.take(profile);
    const bool isShared
        = std::any_of(m_names.begin(), m_names.end(), [&name](const QString &other) { return other == name; });
    if (name.isEmpty() || isShared || m_files.saved.isEmpty() || !QFile::exists(m_files.saved)) {
        return;
    }
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        tell(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(&m_thread, [file = m_files.saved, name, secrets = m_secrets] {
        const auto store = Store::SnapshotStore::open(file, secrets);
        const auto removed = store ? (*store)->removeTenant(name) : tl::make_unexpected(store.error());
        return removed ? setAsideText((*store)->setAside()) : removed.error().text();
    }));
}

} // namespace Session
