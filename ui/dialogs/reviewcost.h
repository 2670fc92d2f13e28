#pragma once

#include "session/tenantplan.h"
#include "ui/widgets/latestwork.h"

#include <QWidget>

class QLabel;

namespace Ui {

class WrapLabel;

/// What applying plans costs and leads to: requests, time, and how many database connections each touched application
/// then has of Lock's 50. Counted on another thread, since each request is made for it.
class ReviewCost : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewCost(QWidget *parent = nullptr);

    void showPlans(const QList<Session::TenantPlan> &plans, const Session::Estate &estate);

private:
    struct Cost
    {
        qsizetype requests = 0;
        std::optional<std::chrono::seconds> time;
        bool isLeast = false; ///< what is looked at before a deletion may take more
        qsizetype final = 0; ///< items that cannot be taken back
        QString whyFinal; ///< of the first of them
    };

    void count(const QList<Session::TenantPlan> &plans, const Session::Estate &estate);
    void showCost(const Cost &cost);

    LatestWork<Cost> m_work;
    QLabel *m_cost;
    WrapLabel *m_final; ///< what cannot be taken back
    WrapLabel *m_over; ///< the limits that would be passed
    WrapLabel *m_forecast;
};

} // namespace Ui
