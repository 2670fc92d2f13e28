#pragma once

#include "session/tenantplan.h"
#include "ui/widgets/latestwork.h"

#include <QWidget>

class QLabel;

namespace Session {
class CustomerBook;
}

namespace Ui {

class WrapLabel;

/// What applying plans costs and leads to: requests, time, how many database connections each touched application then
/// has of Lock's 50, what it ties to another customer's, and which scopes the token lacks for it. Counted on another
/// thread where each request is made for it.
class ReviewCost : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewCost(QWidget *parent = nullptr);

    /// From now on it tells whose things are tied together, and follows what the book finds. The book outlives this.
    void setBook(const Session::CustomerBook &book);
    void showPlans(const QList<Session::TenantPlan> &plans, const Session::Estate &estate);
    /// Puts what a plan that was shown ties to another customer's among its notes: where it is read, nobody may know.
    void noteCrossings(Change::Plan &plan) const;

private:
    struct Cost
    {
        qsizetype requests = 0;
        std::optional<std::chrono::seconds> time;
        bool isLeast = false; ///< what is looked at before a deletion may take more
        qsizetype final = 0; ///< items that cannot be taken back
        QString whyFinal; ///< of the first of them
        QStringList missing; ///< scopes that a token lacks, a line for each tenant
    };

    void tellCrossings();
    void count(const QList<Session::TenantPlan> &plans, const Session::Estate &estate);
    void showCost(const Cost &cost);

    LatestWork<Cost> m_work;
    const Session::CustomerBook *m_book = nullptr; ///< nullptr: nothing is told of customers
    QList<Session::TenantPlan> m_plans;
    QHash<QString, QStringList> m_crossings; ///< by the plans' ids
    QLabel *m_cost;
    WrapLabel *m_missing; ///< scopes that the token lacks
    WrapLabel *m_final; ///< what cannot be taken back
    WrapLabel *m_crossed; ///< what is tied to another customer's
    WrapLabel *m_over; ///< the limits that would be passed
    WrapLabel *m_forecast;
};

} // namespace Ui
