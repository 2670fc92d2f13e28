#pragma once

#include "session/tenantplan.h"

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
    void count(const QList<Session::TenantPlan> &plans, const Session::Estate &estate);

    QLabel *m_cost;
    WrapLabel *m_forecast;
    quint64 m_counting = 0; ///< the count that is waited for
};

} // namespace Ui
