#include "session/organizationforecast.h"

#include "domain/organizationlimit.h"
#include "session/translation.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

bool OrganizationForecast::isOver() const
{
    return after > std::max(now, qsizetype(Domain::organizationConnectionLimit));
}

OrganizationForecast forecastOf(const Change::PlanItem &item)
{
    const auto seen = Json::parse(item.seen);
    OrganizationForecast forecast{item.object.name, seen ? qsizetype(seen->size()) : 0, 0};
    forecast.after = forecast.now;
    for (const Json::LeafChange &change : item.changes) {
        if (change.pointer.tokens().size() == 1) { // a connection; deeper are its switches
            forecast.after += (change.after ? 1 : 0) - (change.before ? 1 : 0);
        }
    }
    return forecast;
}

QList<OrganizationForecast> organizationForecasts(const QList<Change::PlanItem> &items)
{
    QList<OrganizationForecast> forecasts;
    for (const Change::PlanItem &item : items) {
        if (item.object.kind != Change::ObjectKind::OrganizationConnections || item.seen.isEmpty()) {
            continue; // a plan from a file does not say how many there are
        }
        if (const OrganizationForecast forecast = forecastOf(item); forecast.now != forecast.after) {
            forecasts.append(forecast);
        }
    }
    return forecasts;
}

QString textOf(const OrganizationForecast &forecast)
{
    const QString now = QString::number(forecast.now);
    const QString count = forecast.now == forecast.after ? now : now + u" → "_s + QString::number(forecast.after);
    const QString text = tr("%1: %2 of Auth0's %3 connections")
                             .arg(forecast.name, count, QString::number(Domain::organizationConnectionLimit));
    return forecast.isOver() ? tr("%1 (over: Auth0 refuses those beyond)").arg(text) : text;
}

QStringList linesOf(const QList<OrganizationForecast> &forecasts, qsizetype most)
{
    QStringList lines;
    for (const OrganizationForecast &forecast : forecasts.first(std::min(most, forecasts.size()))) {
        lines.append(textOf(forecast));
    }
    if (forecasts.size() > most) {
        lines.append(tr("… and %n more organization(s)", int(forecasts.size() - most)));
    }
    return lines;
}

} // namespace Session
