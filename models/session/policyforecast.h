#pragma once

#include "change/policywish.h"
#include "policy/strengthchange.h"
#include "session/tenantplan.h"

#include <map>

namespace Session {

class ChangeTray;

/// An object of some tenant, across gaps in time. A value.
struct ObjectId
{
    Domain::TenantId tenant;
    QString id;

    friend bool operator==(const ObjectId &, const ObjectId &) = default;
};

/// A connection whose policy is edited, as it is seen and staged now. A value, fit for a worker thread.
struct PolicyTarget
{
    Domain::TenantId tenant;
    Change::PlanTenant planTenant;
    Change::PolicySubject subject;
};

/// The connections of these ids that are there, in their order.
QList<PolicyTarget> policyTargets(const Estate &estate, const ChangeTray &tray, const QList<ObjectId> &ids);

/// One thing to know, and of which connections.
struct ForecastNote
{
    QString text;
    QStringList names;

    friend bool operator==(const ForecastNote &, const ForecastNote &) = default;
};

/// What a wish would do to each of several connections, before anything is staged.
struct PolicyForecast
{
    QList<PolicyTarget> targets;
    QList<Change::PolicyOutcome> outcomes; ///< one per target
    int changing = 0;
    int soAlready = 0;
    QList<ForecastNote> skipped; ///< why those stay that should change; the most frequent first
    QList<ForecastNote> notes; ///< what could not be set of those that change; losses are in the outcomes

    int skippedCount() const { return int(outcomes.size()) - changing - soAlready; }
};

/// Works it out. Parses each connection, so it belongs on a worker thread where there are many.
PolicyForecast forecast(const QList<PolicyTarget> &targets, const Change::PolicyWish &wish);

/// A setting that would ask for less than what Auth0 holds now, and of which connections.
struct Lessening
{
    Policy::Deviation change; ///< `wanted` is what Auth0 holds now, `found` what would be
    QStringList names;
};

/// What would ask for less, the most frequent first: compared with what Auth0 holds, since that is what sending
/// changes, however it came to be staged. Parses each connection, so it belongs on a worker thread.
QList<Lessening> lessenings(const PolicyForecast &forecast);

/// What a wish makes of one setting, by how many of the connections that would be staged.
struct SettingFate
{
    std::map<Policy::Direction, int> directions; ///< compared with what Auth0 holds now
    int left = 0; ///< would ask for less, and are only to be raised

    friend bool operator==(const SettingFate &, const SettingFate &) = default;
};
using SettingFates = std::map<Policy::Key, SettingFate>;
/// Each connection counts once, with the generation that it ends with. Parses each, so it belongs on a worker thread.
SettingFates settingFates(const PolicyForecast &forecast, const Change::PolicyWish &wish);

/// Stages what would change; returns how many connections that is.
int stage(ChangeTray &tray, const PolicyForecast &forecast);

} // namespace Session
