#include "ui/dialogs/reviewfindings.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"

#include "session/auditor.h"
#include "session/estate.h"
#include "session/snapshotparts.h"

#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// What is told in lines of its own; the others are one number.
constexpr qsizetype toldLines = 4;

struct Part
{
    Session::SnapshotParts tenant;
    QList<Change::Plan> plans;
    Analysis::AuditOptions options;
};

/// What becomes of a tenant by all of its plans together: what one leaves of a finding, another may take.
QList<Change::PlanItem> itemsOf(const QList<Change::Plan> &plans)
{
    QList<Change::PlanItem> items;
    for (const Change::Plan &plan : plans) {
        items += plan.items;
    }
    return items;
}

QString detailOf(QStringList lines)
{
    if (const qsizetype more = lines.size() - toldLines; more > 0) {
        lines = lines.first(toldLines) << ReviewFindings::tr("More: %1").arg(QLocale().toString(more));
    }
    return lines.join(u'\n');
}

/// "2 findings would vanish, 1 would ease"; empty where there are neither.
QString headOf(qsizetype first, const QString &firstText, qsizetype second, const QString &secondText)
{
    QStringList parts;
    if (first > 0) {
        parts << firstText;
    }
    if (second > 0) {
        parts << secondText;
    }
    return parts.join(u" · "_s);
}

void showIn(Banner &banner, Banner::Tone tone, const QString &head, const QStringList &lines)
{
    if (!head.isEmpty()) {
        banner.showState(tone, head, detailOf(lines));
    }
}

} // namespace

ReviewFindings::ReviewFindings(QWidget *parent)
    : QWidget(parent)
    , m_work(this, [this](const Told &told) { showTold(told); })
    , m_state(new Banner(this))
    , m_vanishing(new Banner(this))
    , m_appearing(new Banner(this))
{
    m_state->setObjectName(u"findingState"_s);
    m_vanishing->setObjectName(u"vanishing"_s);
    m_appearing->setObjectName(u"appearing"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    layout->addWidget(m_state);
    layout->addWidget(m_vanishing);
    layout->addWidget(m_appearing);
}

void ReviewFindings::showPlans(const QList<Session::TenantPlan> &plans, const Session::Estate &estate,
                               const Session::Auditor *auditor)
{
    clear(); // what was told was of other plans
    QList<Part> parts;
    QHash<QString, qsizetype> partOf; // by the tenant's id
    for (const Session::TenantPlan &plan : plans) {
        const Session::TenantSession *session = estate.find(plan.tenant);
        if (session && !partOf.contains(plan.tenant.text())) {
            partOf.insert(plan.tenant.text(), parts.size());
            parts.append({Session::SnapshotParts(*session),
                          {},
                          auditor ? auditor->optionsFor(plan.tenant) : Analysis::AuditOptions()});
        }
        if (session) {
            parts[partOf.value(plan.tenant.text())].plans.append(plan.plan);
        }
    }
    if (parts.isEmpty()) {
        return;
    }
    m_state->showState(Banner::Tone::Neutral, tr("Computing findings…"), {});
    m_work.start([parts, now = QDateTime::currentDateTimeUtc()] {
        Told told;
        for (const Part &part : parts) {
            const QList<Change::PlanItem> items = itemsOf(part.plans);
            const Analysis::Snapshot snapshot = Session::withSeenRelations(part.tenant.snapshot(), items);
            const Session::ForecastScope scope = Session::forecastScope(snapshot, items);
            const Session::FindingForecast all = Session::forecastFindings(snapshot, items, scope, part.options, now);
            for (const Change::Plan &plan : part.plans) {
                told.lines.insert(plan.id, Session::linesOf(all));
            }
            told.all.add(all);
            for (const Session::ForecastGap &gap : scope.gaps) {
                if (!told.gaps.contains(gap)) {
                    told.gaps.append(gap);
                }
            }
        }
        return told;
    });
}

void ReviewFindings::clear()
{
    m_work.forget();
    m_told = {};
    m_state->clear();
    m_vanishing->clear();
    m_appearing->clear();
}

void ReviewFindings::showTold(const Told &told)
{
    m_told = told;
    const Session::FindingForecast &forecast = told.all;
    m_state->clear();
    const QString none = forecast.isEmpty() ? tr("No finding would appear, vanish or change.") : QString();
    if (!told.gaps.isEmpty()) {
        const QString unknown = tr("Not computed, since it was not read:");
        m_state->showState(Banner::Tone::Neutral, none.isEmpty() ? unknown : none + u' ' + unknown,
                           detailOf(Session::linesOf(told.gaps)));
    } else if (!none.isEmpty()) {
        m_state->showState(Banner::Tone::Neutral, none, {});
    }
    showIn(*m_vanishing, Banner::Tone::Good,
           headOf(forecast.vanishing.size(), tr("%n finding(s) would vanish", nullptr, int(forecast.vanishing.size())),
                  forecast.eased.size(), tr("%n finding(s) would ease", nullptr, int(forecast.eased.size()))),
           Session::linesOf(forecast.eased) + Session::linesOf(forecast.vanishing));
    showIn(*m_appearing, Banner::Tone::Watch,
           headOf(forecast.appearing.size(), tr("%n finding(s) would appear", nullptr, int(forecast.appearing.size())),
                  forecast.graver.size(), tr("%n finding(s) would get graver", nullptr, int(forecast.graver.size()))),
           Session::linesOf(forecast.graver) + Session::linesOf(forecast.appearing));
}

} // namespace Ui
