#pragma once

#include "cli/failure.h"

#include "analysis/snapshot.h"
#include "api/managementclient.h"
#include "api/outcome.h"
#include "api/pager.h"
#include "domain/tenant.h"
#include "query/record.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>

namespace Cli {

class LogWatch;

/// What was read of an Auth0 tenant.
struct ReadSnapshot
{
    Analysis::Snapshot snapshot;
    QString ownApplication; ///< client ID with which it was read
    /// Why parts are not there although they were to be read: a missing scope. What came is fit to be used.
    std::optional<Failure> incomplete;
    std::map<Analysis::Need, QString> notWhole; ///< lists that ended early, and how early
    QString moved; ///< that something was changed meanwhile, so that counts may be off; empty: not that is known
    QStringList notes; ///< what the reader of the result should know: lists that ended early, objects that moved
};

/// Reads the parts of a snapshot that are needed, and nothing else, with the fewest requests. A missing scope leaves a
/// part out; any other error ends it. Child of its context; deletes itself after `onEnd`.
class SnapshotReading : public QObject
{
    Q_OBJECT
public:
    using OnEnd = std::function<void(const Outcome<ReadSnapshot> &)>;

    /// `asksForMuch`: parts that may take very many requests are read too.
    SnapshotReading(Api::ManagementClient &client, Domain::TenantProfile profile, Analysis::Needs needs,
                    bool asksForMuch, QObject *context, OnEnd onEnd);
    /// Of the needs: a result that lacks them is not incomplete, it only says so in `absent`.
    void setExtras(Analysis::Needs extras) { m_extras = extras; }
    void start();

Q_SIGNALS:
    /// The application x connection map is about to be read, with at least so many requests.
    void mapBegins(qint64 requests);
    /// Objects of its side whose list is there.
    void mapProgressed(qint64 read, qint64 total);

private:
    using Step = void (SnapshotReading::*)();

    void next();
    void readConnections();
    void readApplications();
    void readMap();
    void readSettings();
    void readOrganizations();
    void readOrganizationConnections();
    void readOneOrganization();
    void readCredentials();
    void readOneCredentials();
    void readNotices();
    void readUsers();
    void beginWatch();
    void endWatch();
    QStringList namesOf(const QSet<QString> &ids) const;
    void readList(Query::Kind kind, Analysis::Need need, Analysis::Snapshot::Records &records);
    /// Notes how a part ended and goes on; false where it is not there.
    bool conclude(Analysis::Need need, const Api::ApiError *error);
    void noteExtent(Query::Kind kind, Analysis::Need need, const Api::Extent &extent);

    Api::ManagementClient &m_client;
    Domain::TenantProfile m_profile;
    Analysis::Needs m_needs;
    Analysis::Needs m_extras;
    bool m_asksForMuch;
    OnEnd m_onEnd;
    LogWatch *m_watch = nullptr; ///< child; while the map is read, which may take long
    QElapsedTimer m_time;
    QSet<QString> m_moved; ///< ids of what was changed meanwhile
    ReadSnapshot m_read;
    QList<Step> m_steps;
    QStringList m_organizations; ///< whose connections are still to be read
    QStringList m_keyOwners; ///< applications whose keys are still to be read
    int m_underWay = 0;
};

} // namespace Cli
