#pragma once

#include "change/plan.h"
#include "query/record.h"

#include <QHash>

#include <optional>

namespace Session {

class TenantSession;

/// What switches lead to for Lock: an application's enabled database connections now and afterwards.
struct LockForecast
{
    QString application; ///< its id
    QString name;
    std::optional<qint64> now; ///< nothing while the application x connection map has not been read
    int gained = 0; ///< negative: fewer

    std::optional<qint64> after() const { return now ? std::optional(*now + gained) : std::nullopt; }
    /// More than Lock shows, by what is gained.
    bool isOver() const;
    friend bool operator==(const LockForecast &, const LockForecast &) = default;
};

/// Whether a connection counts against Lock's limit, by its id; false where the session does not hold it.
bool isDatabase(const TenantSession &session, const QString &connection);
/// Enabled database connections of an application's record; nothing while the map has not been read.
std::optional<qint64> lockCount(const Query::RecordPtr &application);
/// Database connections that each application gains or loses by these items; only applications for which that is not 0.
/// Enterprise, social and passwordless connections do not count against Lock's 50 (auth0.md 4.1).
QHash<QString, int> lockGains(const TenantSession &session, const QList<Change::PlanItem> &items);
/// The same with names and counts, as far as the session knows them; by name.
QList<LockForecast> lockForecasts(const TenantSession &session, const QList<Change::PlanItem> &items);
/// Of gains that are known; those of 0 are left out.
QList<LockForecast> lockForecasts(const TenantSession &session, const QHash<QString, int> &gains);
/// For a person: "Portal: 44 -> 45 of Lock's 50 database connections".
QString textOf(const LockForecast &forecast);
/// A line for each forecast; of more than `most` for the fullest, and one for how many more there are.
QStringList linesOf(QList<LockForecast> forecasts, qsizetype most);

} // namespace Session
