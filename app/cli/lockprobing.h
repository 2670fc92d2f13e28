#pragma once

#include "cli/failure.h"

#include "analysis/locksight.h"
#include "analysis/snapshot.h"
#include "domain/finding.h"

#include <nlohmann/json_fwd.hpp>

#include <QObject>

#include <functional>
#include <map>

namespace Api {
class ManagementClient;
}

namespace Cli {

/// What Lock sees of one application, or why that is not known.
struct ApplicationSight
{
    QString name;
    Outcome<Analysis::LockSight> sight;
};

/// By the application's id.
using LockSights = std::map<QString, ApplicationSight>;

/// Reads the public file that Lock reads, one after the other, of each application whose database connections are told,
/// and holds it against what the snapshot knows. Child of its context; deletes itself after `onEnd`.
class LockProbing : public QObject
{
    Q_OBJECT
public:
    using OnEnd = std::function<void(const LockSights &)>;

    LockProbing(Api::ManagementClient &client, Analysis::Snapshot snapshot, const QList<Domain::Finding> &findings,
                QObject *context, OnEnd onEnd);
    void start() { next(); }

private:
    void next();

    Api::ManagementClient &m_client;
    Analysis::Snapshot m_snapshot;
    QList<Domain::FindingSubject> m_left;
    OnEnd m_onEnd;
    LockSights m_sights;
};

/// A line for each application and each way in which its connections differ, with their names.
QStringList linesOf(const LockSights &sights);
/// For --json; null where it is not known.
nlohmann::ordered_json valueOf(const LockSights &sights, const QString &application);
/// The first that could not be read.
std::optional<Failure> failureOf(const LockSights &sights);

} // namespace Cli
