#pragma once

#include "domain/datedcount.h"
#include "domain/snapshotage.h"
#include "domain/tenant.h"
#include "session/restqueue.h"
#include "store/problem.h"
#include "store/secrethistory.h"
#include "json/mask.h"

#include <QFutureWatcher>
#include <QSet>
#include <QThreadPool>

#include <functional>

namespace Settings {
class ProfileStore;
class SettingsStore;
} // namespace Settings

namespace Session {

class TenantSession;

/// Where snapshots go. An empty path: nowhere.
struct SnapshotFiles
{
    QString saved; ///< of Auth0 tenants whose profiles are saved
    QString others; ///< of all others, as the sandbox's: never among those of real tenants
};

/// How often snapshots are taken.
struct SnapshotPace
{
    std::chrono::milliseconds rest{2'000}; ///< nothing has changed for so long
    std::chrono::milliseconds pause{60'000}; ///< between two of one tenant: somebody may edit for an hour
    std::chrono::seconds unchangedAfter{3'600}; ///< one that tells nothing new is not stored before
};

/// Keeps what was read of every open Auth0 tenant as snapshots, on a thread of its own: once its reading has come to
/// rest, where something is another than before, or was read again an hour after. A snapshot is of the time when its
/// parts were read; what is older than the latest one, as another process stored it, is left out. Nothing is read for
/// it. A session that opens is given what the latest ones tell, to show until it has read. What belongs to a profile
/// goes with the profile. Owned by main(); the estate and the profiles outlive it. Its end keeps what of saved tenants
/// was to be kept after a rest or a pause, and waits until that is written; what has not begun after ten seconds is
/// left out.
class SnapshotKeeper : public QObject
{
    Q_OBJECT
public:
    SnapshotKeeper(Estate &estate, const Settings::ProfileStore &profiles, SnapshotFiles files,
                   const Json::SecretKeys &secrets, QObject *parent = nullptr);
    ~SnapshotKeeper() override;

    void setPace(const SnapshotPace &pace);
    /// How long they are kept is as the preferences say, now and whenever these change.
    void follow(const Settings::SettingsStore &settings);

    /// Where the tenant's snapshots are kept; empty: nowhere.
    QString fileFor(const Domain::TenantId &tenant) const;

    /// The database connections of an application in each snapshot of the tenant, the oldest first; empty before
    /// changed() told of it.
    QList<Domain::DatedCount> databaseCounts(const Domain::TenantId &tenant, const QString &application) const;

    /// What they tell of the client secrets; an empty one before secretsChanged() told of it.
    Store::SecretHistory secretHistory(const Domain::TenantId &tenant) const { return m_secretHistories.value(tenant); }

Q_SIGNALS:
    /// The tenant's snapshots were looked at: there may be one more.
    void changed(const Domain::TenantId &tenant);
    /// secretHistory() is another.
    void secretsChanged(const Domain::TenantId &tenant);
    /// Snapshots cannot be kept, or a damaged file was set aside; the same text is told once.
    void troubled(const QString &text);

private:
    using Counts = QHash<QString, QList<Domain::DatedCount>>;

    struct Done
    {
        Domain::TenantId tenant;
        std::optional<Counts> counts; ///< nothing: could not be learnt
        std::optional<Store::SecretHistory> secrets; ///< the same
        QString trouble; ///< for a person; empty: none
        QString setAside; ///< the same of a damaged file
    };

    void watch(TenantSession *session);
    void keepSoon(const Domain::TenantId &tenant);
    void forget(const Domain::TenantId &tenant);
    void startNext();
    void keepLast();
    std::function<Done()> keeping(const TenantSession &session) const;
    void take();
    void tell(const QString &trouble);
    void learn(const Domain::TenantId &profile);
    void purge(const Domain::TenantId &profile);
    void showPast(const TenantSession &session);

    Estate &m_estate;
    const Settings::ProfileStore &m_profiles;
    SnapshotFiles m_files;
    Json::SecretKeys m_secrets;
    SnapshotPace m_pace;
    int m_keptDays = Domain::standardSnapshotDays;
    QHash<Domain::TenantId, QString> m_names; ///< what the snapshots of saved profiles are called
    QHash<Domain::TenantId, Counts> m_counts;
    QHash<Domain::TenantId, Store::SecretHistory> m_secretHistories;
    RestQueue m_waiting;
    QSet<QString> m_told;
    bool m_isRunning = false; ///< until its result was taken, which is later than the watcher says
    QThreadPool m_thread; ///< one: what is purged is purged after what is written
    QFutureWatcher<Done> m_watcher;
};

} // namespace Session
