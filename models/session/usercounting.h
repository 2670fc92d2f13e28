#pragma once

#include "analysis/usertally.h"
#include "api/outcome.h"
#include "api/requests/exportrequests.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <stop_token>

namespace Api {
class Call;
class LinkDownload;
class ManagementClient;
} // namespace Api

namespace Session {

/// Customers who are held by organizations alone: of these an export tells nothing, since it does not say who is a
/// member of what. By the customer's key, the ids of the organizations.
using HeldByOrganizations = std::map<QString, QStringList>;
HeldByOrganizations heldByOrganizations(const Analysis::TenantCustomers &customers, const Domain::CustomerRules &rules);

/// Counts the users of one Auth0 tenant by customer: has Auth0 export them, waits for that, and reads the file as it
/// comes in, on a worker, without keeping it. Nothing is written to Auth0 or to disk. Begins with start() and ends with
/// finished(), once; gone before its client.
class UserCounting : public QObject
{
    Q_OBJECT
public:
    enum class Stage { Asking, Waiting, Reading, Members };

    struct Progress
    {
        Stage stage = Stage::Asking;
        qint64 users = 0; ///< counted so far; of Members: organizations
        std::optional<qint64> total{}; ///< nothing where it is not known
        std::optional<int> exported{}; ///< per cent, while Auth0 writes its export; nothing where it does not say
    };

    /// `members`: whose organizations' members are counted too, a request each. Where that goes wrong at the end, the
    /// counts of the export come alone and say so.
    UserCounting(Api::ManagementClient &client, const Analysis::UserCustomers &customers,
                 HeldByOrganizations members = {}, QObject *parent = nullptr);
    ~UserCounting() override;

    /// Before start(): how long it waits before it asks again for the first time.
    void setFirstPause(std::chrono::milliseconds pause) { m_pause.setInterval(pause); }
    void start();
    /// Stops asking and reading; finished() comes before this returns, with an error of kind Cancelled.
    void cancel();
    const Progress &progress() const { return m_progress; }

    /// How often it is asked at first whether the export is done; each time a half later, up to longestPause.
    static constexpr std::chrono::milliseconds firstPause{500};
    static constexpr std::chrono::milliseconds longestPause{15000};
    /// A link is good for 60 seconds.
    static constexpr std::chrono::seconds lifeOfLink{55};

Q_SIGNALS:
    void progressed();
    void finished(const Api::Outcome<Domain::UserCounts> &outcome);

private:
    struct Work;

    template <typename T, typename Next> void ask(const Api::Request<T> &request, Next next);
    std::optional<Api::ApiError> membersRefused() const;
    void takeJob(const Api::ExportJob &job);
    void poll();
    void pollLater();
    void download(const QUrl &link);
    void take(const QByteArray &piece);
    void takeCounted();
    void endDownload(const std::optional<Api::ApiError> &error);
    void countMembers();
    void conclude(const Api::Outcome<Domain::UserCounts> &outcome);

    Api::ManagementClient &m_client;
    const Analysis::UserCustomers m_customers;
    QList<QPair<QString, QString>> m_organizations; ///< key and id, those that are still to be counted
    QPointer<Api::Call> m_call;
    QPointer<Api::LinkDownload> m_download;
    std::shared_ptr<Work> m_work; ///< shared with the worker
    QFutureWatcher<bool> m_watcher;
    QTimer m_pause;
    QString m_job;
    int m_links = 0; ///< that were followed
    int m_failedPolls = 0; ///< in a row
    Domain::UserCounts m_counts;
    Progress m_progress;
    bool m_isOver = false;
};

} // namespace Session
