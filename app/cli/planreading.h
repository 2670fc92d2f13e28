#pragma once

#include "cli/changerun.h"

#include "api/outcome.h"
#include "query/columns.h"

#include <set>

namespace Cli {

/// Reads what a plan that was made earlier is about, as Auth0 holds it now, with as few requests as tell its exact
/// requests and what it makes of the findings: one for each of a few objects, else their whole list. What cannot be
/// read is said among the findings, and is no failure: applying reads each object again anyway. Child of its context;
/// deletes itself after it has called back.
class PlanReading : public QObject
{
    Q_OBJECT
public:
    using OnRead = std::function<void(const Planned &)>;

    PlanReading(Api::ManagementClient &client, Target target, Planned planned, QObject *context, OnRead onRead);
    void start();

private:
    void planReads();
    void next();
    void readOne(const Change::ObjectRef &object);
    void readList(Query::Kind kind);
    void readDatabasesOf(const QString &application);
    void take(const Change::ObjectRef &object, const QByteArray &text);
    void setSeen(const Change::ObjectRef &object, const QByteArray &text);
    void addNow(Change::ObjectKind kind, const Query::RecordPtr &record);
    QStringList lockCounts() const;
    void addManualSteps();
    void fail(const Api::ApiError &error);
    void finish(const std::optional<Foretold> &foretold);

    Api::ManagementClient &m_client;
    Target m_target;
    Planned m_planned;
    OnRead m_onRead;
    Analysis::Snapshot m_read;
    QList<std::function<void()>> m_reads; ///< still to be made, in order
    QStringList m_applications; ///< that connections are turned on or off for
    QHash<Change::ObjectRef, QList<qsizetype>> m_places; ///< of the plan's items; a user may have several
    qint64 m_requests = 0;
};

} // namespace Cli
