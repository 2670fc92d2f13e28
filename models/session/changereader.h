#pragma once

#include "api/listing.h"
#include "domain/application.h"
#include "domain/connection.h"
#include "domain/organization.h"
#include "session/logmark.h"
#include "session/refreshplan.h"
#include "session/touched.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <queue>

namespace Session {

/// What changed since a mark: what was read again, and the mark from which to go on. A value.
struct ChangesRead
{
    RefreshWay way = RefreshWay::Log; ///< Full: nothing below was read, everything is to be
    LogMark mark;
    qint64 events = 0; ///< of the log, those of an earlier reading left out
    Touched touched;
    QSet<QString> moved; ///< what events touched that came after the reading before began

    QList<Domain::Application> applications;
    QList<Domain::Connection> connections;
    QList<Domain::Organization> organizations;
    QSet<QString> gone; ///< of any kind
    QHash<Domain::ConnectionId, QList<Domain::ApplicationId>> clientsOf;
    QHash<Domain::ApplicationId, QList<Domain::ConnectionId>> connectionsOf;
    QHash<QString, QStringList> organizationConnections; ///< ids, by organization
    std::optional<QByteArray> settings;
};

/// Reads a tenant's log from a mark on, and then what its events touched, each once. Deletes itself when it is over;
/// child of `parent`. One that is destroyed before says nothing.
class ChangeReader : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const Api::Outcome<ChangesRead> &)>;
    /// What was read before: what was not is not read now.
    struct Known
    {
        QSet<Query::Kind> kinds;
        RefreshCounts counts;
    };

    /// `done` is called once. `now` by this computer's clock: when what is read will have been true.
    ChangeReader(Api::ManagementClient &client, LogMark mark, const QDateTime &now, Known known, Done done,
                 QObject *parent, Api::Priority priority = Api::Priority::Background);

    void start();
    /// Ends with an error of kind Cancelled.
    void cancel();

Q_SIGNALS:
    /// `total` is -1 while the log is read.
    void progressed(qint64 read, qint64 total);

private:
    /// Requests under way at once, as of a MapReader.
    static constexpr int window = 6;

    void readLog(const QString &from);
    void follow(const QList<Domain::LogEvent> &events);
    void leaveOutWhatWasNotRead(Touched &touched) const;
    RefreshPlan plan(bool isAtEnd) const;
    void readTouched();
    void queueLists();
    void feed();
    void concludeOne(const QString &id, const std::optional<Api::ApiError> &error);
    template <typename T>
    void readObject(const QString &id, Api::Request<T> request, std::function<void(const T &)> take);
    template <typename T>
    void readList(const QString &id, Api::ListSource<T> source, std::function<void(const QList<T> &)> take);
    void finish(const Api::Outcome<ChangesRead> &outcome);
    void giveUp();

    Api::ManagementClient &m_client;
    const LogMark m_mark;
    const QDateTime m_now;
    const Known m_known;
    Done m_done;
    const Api::Priority m_priority;
    qint64 m_logReads = 0;
    QList<Domain::LogEvent> m_events; ///< without their text: for the next mark
    ChangesRead m_read;
    std::queue<std::function<void()>> m_queue;
    qint64 m_total = 0;
    qint64 m_concluded = 0;
    int m_underWay = 0;
};

} // namespace Session
