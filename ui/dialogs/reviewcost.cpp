#include "ui/dialogs/reviewcost.h"

#include "ui/pages/statustext.h"
#include "ui/widgets/wraplabel.h"

#include "session/estate.h"
#include "session/lockforecast.h"

#include <QFutureWatcher>
#include <QLabel>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Applications whose counts are told; the others are one number.
constexpr qsizetype toldForecasts = 6;

struct Part
{
    Change::Plan plan;
    QList<Api::RateState> rates;
};

struct Cost
{
    qsizetype requests = 0;
    std::optional<std::chrono::seconds> time;
};

Cost costOf(const QList<Part> &parts)
{
    Cost cost;
    for (const Part &part : parts) {
        cost.requests += Change::requestCount(part.plan);
        if (const auto time = Session::expectedTime(part.plan, part.rates)) {
            cost.time = std::max(*time, cost.time.value_or(std::chrono::seconds(0))); // they run side by side
        }
    }
    return cost;
}

} // namespace

ReviewCost::ReviewCost(QWidget *parent)
    : QWidget(parent)
    , m_cost(new QLabel(this))
    , m_forecast(new WrapLabel(this))
{
    m_cost->setProperty("muted", true);
    m_cost->setTextFormat(Qt::PlainText);
    m_forecast->setObjectName(u"forecast"_s);
    m_forecast->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_cost);
    layout->addWidget(m_forecast);
}

void ReviewCost::showPlans(const QList<Session::TenantPlan> &plans, const Session::Estate &estate)
{
    QStringList lines;
    qsizetype untold = 0;
    for (const Session::TenantPlan &plan : plans) {
        const Session::TenantSession *session = estate.find(plan.tenant);
        const QList<Session::LockForecast> forecasts
            = session ? Session::lockForecasts(*session, plan.plan.items) : QList<Session::LockForecast>();
        for (const Session::LockForecast &forecast : forecasts) {
            lines.size() < toldForecasts ? lines.append(Session::textOf(forecast)) : void(++untold);
        }
    }
    if (untold > 0) {
        lines.append(tr("… and %n more application(s)", nullptr, int(untold)));
    }
    m_forecast->setLines(lines);
    m_forecast->setVisible(!lines.isEmpty());
    count(plans, estate);
}

void ReviewCost::count(const QList<Session::TenantPlan> &plans, const Session::Estate &estate)
{
    QList<Part> parts;
    for (const Session::TenantPlan &plan : plans) {
        Session::TenantSession *session = estate.find(plan.tenant);
        parts.append({plan.plan, session ? session->client().rates() : QList<Api::RateState>()});
    }
    const quint64 counting = ++m_counting;
    auto *watcher = new QFutureWatcher<Cost>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, counting] {
        watcher->deleteLater();
        if (counting != m_counting) {
            return;
        }
        const Cost cost = watcher->result();
        QStringList told{tr("%n request(s)", nullptr, int(cost.requests))};
        if (cost.time) {
            told << durationText(*cost.time);
        }
        told << tr("each object is read again first; where somebody changed the same, nothing is written");
        m_cost->setText(told.join(u" · "_s));
    });
    watcher->setFuture(QtConcurrent::run([parts] { return costOf(parts); }));
}

} // namespace Ui
