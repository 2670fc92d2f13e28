#pragma once

#include "domain/tenant.h"
#include "query/columns.h"
#include "session/connectionmap.h"
#include "session/job.h"
#include "session/kindstate.h"
#include "session/readplan.h"

#include <map>
#include <memory>

namespace Session {

struct ChangesRead;
struct PastPart;
class JobList;
class MapReader;
class OrganizationConnections;
class WriteUnlock;

/// One Auth0 tenant as the program knows it: its client, its records by kind and how far each was read.
///     client ─► pages ─► accept() ─► recordsChanged ─► item models ─► views
/// Data flows that way only; the answer to a write comes back through accept() like a page of a list. Owned by the
/// Estate. Nothing is read unless somebody asks, and nothing polls.
class TenantSession : public QObject
{
    Q_OBJECT
public:
    /// `options` carry what the profile does not say (CA file, clock). Their write gate becomes writeUnlock().
    TenantSession(Domain::TenantProfile profile, const Api::Origin &origin, std::unique_ptr<Api::TokenSource> source,
                  Api::ClientOptions options, QObject *parent = nullptr);
    ~TenantSession() override;

    const Domain::TenantProfile &profile() const { return m_profile; }
    const Domain::TenantId &id() const { return m_profile.id; }
    /// The operator calls the tenant otherwise, or marks it with another colour: nothing is read again.
    void setDisplay(const QString &name, const QString &color);
    /// Editors that are opened from now on hold metadata against this file; nothing is read again.
    void setMetadataSchemaFile(const QString &path) { m_profile.metadataSchemaFile = path; }
    /// Checks hold the tenant against the limits of this plan once displayChanged() says so; nothing is read again.
    void setPlan(const QString &plan) { m_profile.plan = plan; }
    Api::ManagementClient &client() const { return *m_client; }
    /// Whether this tenant may be written to. Owned by the session.
    WriteUnlock &writeUnlock() const { return *m_unlock; }

    /// Shared; of the kind that is read for a table of `kind` (Query::sourceOf). Users and logs are what the last
    /// search found; Tenants has none.
    const QList<Query::RecordPtr> &records(Query::Kind kind) const;
    Query::RecordPtr record(Query::Kind kind, const QString &id) const;
    const KindStatus &status(Query::Kind kind) const; ///< Tenants: of the tenant's settings
    const QByteArray &settings() const { return m_settings; } ///< as Auth0 sent them; empty before they were read
    QString searchText(Query::Kind kind) const; ///< what users or logs were last searched for

    const ConnectionMap *map() const { return m_map.get(); } ///< the session's; nullptr while it was not read
    const KindStatus &mapStatus() const { return m_mapStatus; }
    std::optional<ReadPlan> mapPlan() const; ///< what reading it costs; nothing before both lists are complete
    /// Owned by the session; it tells of changes itself.
    OrganizationConnections &organizationConnections() const { return *m_organizationConnections; }

    const QList<Job> &jobs() const;
    JobList &jobList() { return *m_jobs; } ///< the session's, for work on this tenant that is not its own

    /// Reads a list again; users and logs: the last search, all of them before there was one. A reading under way goes
    /// on. Foreground for what somebody asked for by hand: it lets nothing else of this tenant pass.
    void refresh(Query::Kind kind, Api::Priority priority = Api::Priority::Background);
    /// Reads the settings and the lists of the window; after them, in the background, the map and the connections of
    /// the organizations, each where it costs at most unaskedMapRequests.
    void refreshAll(Api::Priority priority = Api::Priority::Background);
    /// Brings all that was read up to date by what the tenant's log says was changed since; where that is dearer, or
    /// the log tells too little, everything is read again. A list that was never read whole is read, as is a search.
    void update(Query::Kind kind, Api::Priority priority = Api::Priority::Foreground);
    /// Reads again what failed, as after the credential was replaced.
    void refreshFailed();
    /// Looks for users or log events (Lucene, as Auth0 documents it; empty: all; users by words and e-mails too). Auth0
    /// gives 1,000 at most; the status says so. What an earlier search found goes. Somebody waits: in the foreground.
    void search(Query::Kind kind, const QString &query);
    void readMap();
    void cancel(Query::Kind kind);
    void cancelMap();
    void cancelJob(quint64 id);

    /// Takes objects in, whatever brought them.
    void accept(const QList<Domain::Application> &applications);
    void accept(const QList<Domain::Connection> &connections);
    void accept(const QList<Domain::Organization> &organizations);
    void accept(const QList<Domain::User> &users);
    /// Events that came since the last search (Session::LogTail). Of more than `most` events the oldest are let go.
    void accept(const QList<Domain::LogEvent> &events, qsizetype most);
    /// A connection's applications as they were read just now; nothing happens before the map was read. The map follows
    /// in the next turn of the event loop, with all that came in this one.
    void accept(const Domain::ConnectionId &connection, const QList<Domain::ApplicationId> &applications);
    void forget(Query::Kind kind, const QString &id); ///< an object that Auth0 has no more
    void accept(const PastPart &past); ///< shown until that part is read; never instead of what was read
    /// The customers that rules find in what this holds (Session::CustomerBook): all of them, in their order.
    void acceptCustomers(const QList<Query::RecordPtr> &customers);

Q_SIGNALS:
    /// Another name or colour; the records' cells follow.
    void displayChanged();
    void recordsChanged(Query::Kind kind, const QStringList &ids);
    void recordsRemoved(Query::Kind kind, const QStringList &ids);
    void statusChanged(Query::Kind kind);
    void mapStatusChanged();
    void jobsChanged();

private:
    void read(Query::Kind kind, Api::ListSource<Query::RecordPtr> source, Api::Priority priority);
    void readSearch(Query::Kind kind, Api::Priority priority);
    void readSettings(Api::Priority priority);
    void concludeSettings(const Api::Outcome<QByteArray> &outcome);
    void begin(Query::Kind kind, const QString &title);
    void renewRights(const KindStatus &status);
    void progress(Query::Kind kind, qint64 read, qint64 total);
    void conclude(Query::Kind kind, const Api::Outcome<Api::Extent> &outcome);
    void upsert(Query::Kind kind, QList<Query::RecordPtr> records);
    void concludeMap(const Api::Outcome<ConnectionMap> &outcome);
    void endMap(const std::optional<Api::ApiError> &error);
    void takeMark(Api::Priority priority);
    void followLog(Api::Priority priority);
    void endFollowing(const Api::Outcome<ChangesRead> &outcome, Api::Priority priority);
    void take(const ChangesRead &changes, bool isCatchingUp);
    void takeAccepted();
    void refill(Query::Kind kind);
    void deliver(Query::Kind kind, const QList<Query::RecordPtr> &before, const QList<Query::RecordPtr> &filled,
                 qsizetype from);
    void continueWithMap();
    KindState &state(Query::Kind kind);
    const KindState &state(Query::Kind kind) const;

    Domain::TenantProfile m_profile;
    std::shared_ptr<Api::Clock> m_clock;
    std::unique_ptr<WriteUnlock> m_unlock; ///< asked by the client
    std::unique_ptr<Api::TokenSource> m_source;
    std::unique_ptr<Api::ManagementClient> m_client;
    std::map<Query::Kind, KindState> m_states;
    bool m_wasRenamed = false; ///< a reading under way may still bring records with the earlier name
    QByteArray m_settings;
    JobList *m_jobs;
    std::shared_ptr<const ConnectionMap> m_map; ///< shared with the worker that fills records in
    QHash<Domain::ConnectionId, QList<Domain::ApplicationId>> m_accepted; ///< for the next turn, see accept()
    KindStatus m_mapStatus;
    QPointer<MapReader> m_mapReader;
    quint64 m_mapJob = 0;
    LogFollowing m_log;
    std::unique_ptr<OrganizationConnections> m_organizationConnections; ///< works with the client, the jobs and the log
    bool m_wantsMap = false; ///< a refreshAll() is under way that ends with the map
};

} // namespace Session
