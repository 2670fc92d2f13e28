#include "session/lockforecast.h"

#include "domain/locklimit.h"
#include "query/columns.h"
#include "session/tenantsession.h"
#include "session/translation.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Query::Kind;

} // namespace

bool LockForecast::isOver() const
{
    return gained > 0 && now && *now + gained > Domain::lockLimit;
}

bool isDatabase(const TenantSession &session, const QString &connection)
{
    const Query::RecordPtr record = session.record(Kind::Connections, connection);
    return record && Query::textAt(*record, Kind::Connections, u"strategy") == "auth0"_L1;
}

std::optional<qint64> lockCount(const Query::RecordPtr &application)
{
    static const int column = Query::columnIndex(Kind::Applications, u"lock");
    const qint64 *count = application ? std::get_if<qint64>(&application->cells.at(column)) : nullptr;
    return count ? std::optional(*count) : std::nullopt;
}

QHash<QString, int> lockGains(const TenantSession &session, const QList<Change::PlanItem> &items)
{
    QHash<QString, int> gains;
    const auto isMade = [&items](const QString &id) { // databases only are made
        return std::any_of(items.begin(), items.end(), [&id](const Change::PlanItem &item) {
            return item.creation && item.object.kind == Change::ObjectKind::Connection && item.object.id == id;
        });
    };
    for (const Change::PlanItem &item : items) {
        if (item.object.kind != Change::ObjectKind::ConnectionClients
            || (!isMade(item.object.id) && !isDatabase(session, item.object.id))) {
            continue;
        }
        for (const Json::LeafChange &change : item.changes) {
            if (Change::isStandIn(change.pointer.first())) {
                continue; // nobody signs in to an application that is about to be made
            }
            const int before = change.before ? 1 : 0;
            const int after = change.after ? 1 : 0;
            gains[change.pointer.first()] += after - before;
        }
    }
    gains.removeIf([](const QHash<QString, int>::iterator entry) { return entry.value() == 0; });
    return gains;
}

QList<LockForecast> lockForecasts(const TenantSession &session, const QList<Change::PlanItem> &items)
{
    return lockForecasts(session, lockGains(session, items));
}

QList<LockForecast> lockForecasts(const TenantSession &session, const QHash<QString, int> &gains)
{
    QList<LockForecast> forecasts;
    for (auto gain = gains.cbegin(); gain != gains.cend(); ++gain) {
        if (gain.value() == 0) {
            continue;
        }
        const Query::RecordPtr record = session.record(Kind::Applications, gain.key());
        forecasts.append({gain.key(), record ? Query::textAt(*record, Kind::Applications, u"name") : gain.key(),
                          lockCount(record), gain.value()});
    }
    std::sort(forecasts.begin(), forecasts.end(), [](const LockForecast &left, const LockForecast &right) {
        return std::pair(left.name, left.application) < std::pair(right.name, right.application);
    });
    return forecasts;
}

QString textOf(const LockForecast &forecast)
{
    if (!forecast.now) {
        return tr("%1: %2 database connections; how many it has was not read")
            .arg(forecast.name, (forecast.gained > 0 ? u"+"_s : QString()) + QString::number(forecast.gained));
    }
    const QString text = tr("%1: %2 → %3 of Lock's %4 database connections")
                             .arg(forecast.name, QString::number(*forecast.now), QString::number(*forecast.after()),
                                  QString::number(Domain::lockLimit));
    return *forecast.after() > Domain::lockLimit ? tr("%1 (over: Lock does not show those beyond)").arg(text) : text;
}

QStringList linesOf(QList<LockForecast> forecasts, qsizetype most)
{
    if (forecasts.size() > most) { // what is left out is the least
        std::stable_sort(forecasts.begin(), forecasts.end(), [](const LockForecast &left, const LockForecast &right) {
            return left.after().value_or(Domain::lockLimit) > right.after().value_or(Domain::lockLimit);
        });
    }
    QStringList lines;
    for (const LockForecast &forecast : forecasts.first(std::min(most, forecasts.size()))) {
        lines.append(textOf(forecast));
    }
    if (forecasts.size() > most) {
        lines.append(QCoreApplication::translate("Session", "… and %n more application(s)", nullptr,
                                                 int(forecasts.size() - most)));
    }
    return lines;
}

} // namespace Session
