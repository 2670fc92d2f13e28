#pragma once

#include "change/plan.h"

namespace Session {

/// What an item makes of an organization: how many connections it has enabled, as last seen and afterwards.
struct OrganizationForecast
{
    QString name;
    qsizetype now = 0;
    qsizetype after = 0;

    /// More than Auth0 allows, and more than there are: an organization that is beyond the limit already has one of its
    /// own.
    bool isOver() const;
    friend bool operator==(const OrganizationForecast &, const OrganizationForecast &) = default;
};

/// Of an item of ObjectKind::OrganizationConnections.
OrganizationForecast forecastOf(const Change::PlanItem &item);
/// Of those items that enable or remove connections, as far as they tell what was seen.
QList<OrganizationForecast> organizationForecasts(const QList<Change::PlanItem> &items);
/// For a person: "acme: 9 → 10 of Auth0's 10 connections"; one number where it stays.
QString textOf(const OrganizationForecast &forecast);
/// A line for each of the first forecasts, and one for how many more there are.
QStringList linesOf(const QList<OrganizationForecast> &forecasts, qsizetype most);

} // namespace Session
