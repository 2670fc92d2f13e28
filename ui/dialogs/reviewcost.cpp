#include "ui/dialogs/reviewcost.h"

#include "ui/pages/statustext.h"
#include "ui/widgets/wraplabel.h"

#include "change/planscopes.h"
#include "session/customerbook.h"
#include "session/customercrossings.h"
#include "session/estate.h"
#include "session/lockforecast.h"
#include "session/organizationforecast.h"

#include <QLabel>
#include <QVBoxLayout>

#include <map>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Applications, and organizations, whose counts are told; the others are one number.
constexpr qsizetype toldForecasts = 6;

/// Those that would be over a limit, which are told first; what is left are the others.
template <typename Forecast> QList<Forecast> takeOver(QList<Forecast> &forecasts)
{
    QList<Forecast> over;
    QList<Forecast> others;
    for (const Forecast &forecast : std::as_const(forecasts)) {
        (forecast.isOver() ? over : others).append(forecast);
    }
    forecasts = others;
    return over;
}

template <typename Forecast> QStringList linesOf(const QList<Forecast> &forecasts)
{
    return Session::linesOf(forecasts, toldForecasts);
}

struct Part
{
    Change::Plan plan;
    QList<Api::RateState> rates;
    QString tenant; ///< its name; empty where it is the only one
    std::optional<QStringList> scopes; ///< of its token, where they are known
};

/// The run stops at what Auth0 refuses: what comes before it is done by then.
QString textOf(const QStringList &missing, const QString &tenant)
{
    const QString text = ReviewCost::tr("The token lacks %1, so that Auth0 will most likely refuse what needs it, with "
                                        "some of this done by then. Grant it to the application of this profile, then "
                                        "get a new token.")
                             .arg(missing.join(u", "_s));
    return tenant.isEmpty() ? text : tenant + u": "_s + text;
}

} // namespace

ReviewCost::ReviewCost(QWidget *parent)
    : QWidget(parent)
    , m_work(this, [this](const Cost &cost) { showCost(cost); })
    , m_cost(new QLabel(this))
    , m_missing(new WrapLabel(this))
    , m_final(new WrapLabel(this))
    , m_crossed(new WrapLabel(this))
    , m_over(new WrapLabel(this))
    , m_forecast(new WrapLabel(this))
{
    m_cost->setProperty("muted", true);
    m_cost->setTextFormat(Qt::PlainText);
    m_cost->setWordWrap(true);
    m_missing->setObjectName(u"missingScopes"_s);
    m_missing->setProperty("error", true);
    m_missing->hide();
    m_final->setObjectName(u"final"_s);
    m_final->setProperty("error", true);
    m_final->hide();
    m_crossed->setObjectName(u"crossedCustomers"_s);
    m_crossed->setProperty("error", true);
    m_crossed->hide();
    m_over->setObjectName(u"overLimits"_s);
    m_over->setProperty("error", true);
    m_over->hide();
    m_forecast->setObjectName(u"forecast"_s);
    m_forecast->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_cost);
    layout->addWidget(m_missing);
    layout->addWidget(m_final);
    layout->addWidget(m_crossed);
    layout->addWidget(m_over);
    layout->addWidget(m_forecast);
}

void ReviewCost::showPlans(const QList<Session::TenantPlan> &plans, const Session::Estate &estate)
{
    QList<Session::LockForecast> forecasts;
    QList<Session::OrganizationForecast> organizations;
    std::map<Domain::TenantId, QList<Change::PlanItem>> items; // several plans of one tenant count together
    for (const Session::TenantPlan &plan : plans) {
        items[plan.tenant] += plan.plan.items;
    }
    for (const auto &[tenant, own] : items) {
        if (const Session::TenantSession *session = estate.find(tenant)) {
            forecasts += Session::lockForecasts(*session, own);
        }
        organizations += Session::organizationForecasts(own);
    }
    const QStringList over = linesOf(takeOver(forecasts)) + linesOf(takeOver(organizations));
    const QStringList lines = linesOf(forecasts) + linesOf(organizations);
    m_over->setLines(over);
    m_over->setVisible(!over.isEmpty());
    m_forecast->setLines(lines);
    m_forecast->setVisible(!lines.isEmpty());
    m_plans = plans;
    tellCrossings();
    count(plans, estate);
}

void ReviewCost::setBook(const Session::CustomerBook &book)
{
    m_book = &book;
    connect(&book, &Session::CustomerBook::changed, this, &ReviewCost::tellCrossings);
}

void ReviewCost::noteCrossings(Change::Plan &plan) const
{
    for (const QString &line : m_crossings.value(plan.id)) {
        if (!plan.notes.contains(line)) {
            plan.notes.append(line);
        }
    }
}

void ReviewCost::tellCrossings()
{
    m_crossings.clear();
    QList<Analysis::Crossing> all;
    for (const Session::TenantPlan &plan : std::as_const(m_plans)) {
        if (const Analysis::TenantCustomers *customers = m_book ? m_book->of(plan.tenant) : nullptr) {
            const auto crossings = Session::crossingsOf(plan.plan, *customers, m_book->rulesOf(plan.tenant));
            m_crossings.insert(plan.plan.id, Session::linesOf(crossings));
            all += crossings;
        }
    }
    m_crossed->setLines(Session::linesOf(all));
    m_crossed->setVisible(!all.isEmpty());
}

void ReviewCost::count(const QList<Session::TenantPlan> &plans, const Session::Estate &estate)
{
    QList<Part> parts;
    for (const Session::TenantPlan &plan : plans) {
        Session::TenantSession *session = estate.find(plan.tenant);
        parts.append({plan.plan, session ? session->client().rates() : QList<Api::RateState>(),
                      plans.size() > 1 ? plan.plan.tenant.name : QString(),
                      session ? session->client().tokenScopes() : std::nullopt});
    }
    m_work.start([parts] {
        Cost cost;
        const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
        for (const Part &part : parts) {
            cost.requests += Change::requestCount(part.plan);
            if (const auto time = Session::expectedTime(part.plan, part.rates)) {
                cost.time = std::max(*time, cost.time.value_or(std::chrono::seconds(0))); // they run side by side
            }
            const QStringList missing = part.scopes ? Change::missingScopes(part.plan, *part.scopes) : QStringList();
            if (!missing.isEmpty()) {
                cost.missing.append(textOf(missing, part.tenant));
            }
            for (const Change::PlanItem &item : part.plan.items) {
                cost.isLeast = cost.isLeast || item.removal;
                if (const auto why = Change::cannotUndo(item, secrets)) {
                    cost.whyFinal = cost.final++ == 0 ? *why : cost.whyFinal;
                }
            }
        }
        return cost;
    });
}

void ReviewCost::showCost(const Cost &cost)
{
    QStringList told{cost.isLeast ? tr("at least %n request(s)", nullptr, int(cost.requests))
                                  : tr("%n request(s)", nullptr, int(cost.requests))};
    if (cost.time) {
        told << durationText(*cost.time);
    }
    told << tr("each object is read again first; where somebody changed the same, nothing is written");
    m_cost->setText(told.join(u" · "_s));
    m_missing->setLines(cost.missing);
    m_missing->setVisible(!cost.missing.isEmpty());
    m_final->setText(tr("%n change(s) cannot be taken back. %1", nullptr, int(cost.final)).arg(cost.whyFinal));
    m_final->setVisible(cost.final > 0);
}

} // namespace Ui
