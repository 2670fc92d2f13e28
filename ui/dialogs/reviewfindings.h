#pragma once

#include "session/findingforecast.h"
#include "session/forecastscope.h"
#include "session/tenantplan.h"
#include "ui/widgets/latestwork.h"

#include <QWidget>

namespace Session {
class Auditor;
class Estate;
} // namespace Session

namespace Ui {

class Banner;

/// Which findings would vanish and which would appear once plans are applied, and which checks could not tell. Worked
/// out on another thread, which it says meanwhile; where there are none it says so.
class ReviewFindings : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewFindings(QWidget *parent = nullptr);

    /// `auditor`: with what options; nullptr: with the defaults.
    void showPlans(const QList<Session::TenantPlan> &plans, const Session::Estate &estate,
                   const Session::Auditor *auditor);
    void clear();
    /// For the text of a plan that was shown, by its id: of all plans of its tenant together; empty while that is
    /// worked out.
    QStringList linesFor(const QString &planId) const { return m_told.lines.value(planId); }

private:
    struct Told
    {
        Session::FindingForecast all;
        QHash<QString, QStringList> lines; ///< by the plans' ids
        QList<Session::ForecastGap> gaps;
    };

    void showTold(const Told &told);

    LatestWork<Told> m_work;
    Told m_told;
    Banner *m_state; ///< while they are worked out, where there are none, and what could not be told
    Banner *m_vanishing;
    Banner *m_appearing;
};

} // namespace Ui
