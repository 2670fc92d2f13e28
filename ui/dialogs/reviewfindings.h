#pragma once

#include "session/findingforecast.h"
#include "session/tenantplan.h"
#include "ui/widgets/latestwork.h"

#include <QWidget>

namespace Ui {

class Banner;

/// Which findings would vanish and which would appear once plans are applied. Worked out on another thread, which it
/// says meanwhile; where there are none it says so.
class ReviewFindings : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewFindings(QWidget *parent = nullptr);

    void showPlans(const QList<Session::TenantPlan> &plans, const Session::Estate &estate);
    void clear();

private:
    void showForecast(const Session::FindingForecast &forecast);

    LatestWork<Session::FindingForecast> m_work;
    Banner *m_state; ///< while they are worked out, or where there are none
    Banner *m_vanishing;
    Banner *m_appearing;
};

} // namespace Ui
