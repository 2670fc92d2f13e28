#include "ui/dialogs/reviewfindings.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"

#include "session/estate.h"
#include "session/snapshotparts.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Kinds of finding that are named; the others are one number.
constexpr qsizetype toldChecks = 4;

struct Part
{
    Session::SnapshotParts tenant;
    QList<Change::PlanItem> items;
};

QString detailOf(const QList<Domain::Finding> &findings)
{
    QStringList lines = Session::linesOf(findings);
    if (const qsizetype more = lines.size() - toldChecks; more > 0) {
        lines = lines.first(toldChecks) << ReviewFindings::tr("and %n more kind(s)", nullptr, int(more));
    }
    return lines.join(u'\n');
}

} // namespace

ReviewFindings::ReviewFindings(QWidget *parent)
    : QWidget(parent)
    , m_work(this, [this](const Session::FindingForecast &forecast) { showForecast(forecast); })
    , m_vanishing(new Banner(this))
    , m_appearing(new Banner(this))
{
    m_vanishing->setObjectName(u"vanishing"_s);
    m_appearing->setObjectName(u"appearing"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
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
    m_work.start([parts, now = QDateTime::currentDateTimeUtc()] {
        Session::FindingForecast all;
        for (const Part &part : parts) {
            const Session::FindingForecast one
                = Session::forecastFindings(part.tenant.snapshot(), part.items, Analysis::AuditOptions(), now);
            all.appearing += one.appearing;
            all.vanishing += one.vanishing;
        }
        return all;
    });
}

void ReviewFindings::clear()
{
    m_work.forget();
    m_vanishing->clear();
    m_appearing->clear();
}

void ReviewFindings::showForecast(const Session::FindingForecast &forecast)
{
    if (!forecast.vanishing.isEmpty()) {
        m_vanishing->showState(Banner::Tone::Good,
                               tr("%n finding(s) would vanish", nullptr, int(forecast.vanishing.size())),
                               detailOf(forecast.vanishing));
    }
    if (!forecast.appearing.isEmpty()) {
        m_appearing->showState(Banner::Tone::Watch,
                               tr("%n finding(s) would appear", nullptr, int(forecast.appearing.size())),
                               detailOf(forecast.appearing));
    }
}

} // namespace Ui
