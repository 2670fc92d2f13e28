// What a ChangeModel says of the objects that are chosen.

#include "items/changemodel.h"

#include "change/plantitle.h"

#include <algorithm>

namespace Items {

QList<Session::TenantPlan> ChangeModel::chosenPlans() const
{
    QList<Session::TenantPlan> chosen;
    for (qsizetype plan = 0; plan < m_plans.size(); ++plan) {
        Session::TenantPlan own = m_plans.at(plan);
        const std::vector<Object> &objects = m_objects.at(std::size_t(plan));
        own.plan.items.clear();
        for (std::size_t item = 0; item < objects.size(); ++item) {
            if (objects[item].isChosen) {
                own.plan.items.append(m_plans.at(plan).plan.items.at(qsizetype(item)));
            }
        }
        if (!own.plan.isEmpty()) {
            chosen.append(own);
        }
    }
    return chosen;
}

QList<Session::TenantPlan> ChangeModel::titledPlans() const
{
    QList<Session::TenantPlan> chosen = chosenPlans();
    for (Session::TenantPlan &own : chosen) {
        const auto whole = std::find_if(m_plans.cbegin(), m_plans.cend(), [&own](const Session::TenantPlan &plan) {
            return plan.plan.id == own.plan.id;
        });
        const QList<Change::PlanItem> &all = whole->plan.items;
        if (own.plan.items.size() < all.size() && own.plan.title == Change::titleFor(all)) {
            own.plan.title = Change::titleFor(own.plan.items);
        }
    }
    return chosen;
}

qsizetype ChangeModel::chosenItems() const
{
    qsizetype count = 0;
    for (const std::vector<Object> &objects : m_objects) {
        count += std::count_if(objects.begin(), objects.end(), [](const Object &object) { return object.isChosen; });
    }
    return count;
}

} // namespace Items
