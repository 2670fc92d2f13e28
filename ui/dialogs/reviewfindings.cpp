#include "ui/dialogs/reviewfindings.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"

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
    QList<Change::PlanItem> items;
};

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
    , m_work(this, [this](const Session::FindingForecast &forecast) { showForecast(forecast); })
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

void ReviewFindings::showPlans(const QList<Session::TenantPlan> &plans, const Session::Estate &estate)
{
    clear(); // what was told was of other plans
    QList<Part> parts;
    for (const Session::TenantPlan &plan : plans) {
        if (const Session::TenantSession *session = estate.find(plan.tenant)) {
            parts.append({Session::SnapshotParts(*session), plan.plan.items});
        }
    }
    if (parts.isEmpty()) {
        return;
    }
    m_state->showState(Banner::Tone::Neutral, tr("Computing findings…"), {});
    m_work.start([parts, now = QDateTime::currentDateTimeUtc()] {
        Session::FindingForecast all;
        for (const Part &part : parts) {
            const Session::FindingForecast one
                = Session::forecastFindings(part.tenant.snapshot(), part.items, Analysis::AuditOptions(), now);
            all.add(one);
        }
        return all;
    });
}

void ReviewFindings::clear()
{
    m_work.forget();
    m_state->clear();
    m_vanishing->clear();
    m_appearing->clear();
}

void ReviewFindings::showForecast(const Session::FindingForecast &forecast)
{
    m_state->clear();
    if (forecast.isEmpty()) {
        m_state->showState(Banner::Tone::Neutral, tr("No finding would appear, vanish or change."), {});
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
