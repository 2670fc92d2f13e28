#include "cli/planshow.h"

#include "cli/console.h"
#include "cli/planreading.h"
#include "cli/targetclients.h"

#include <algorithm>

namespace Cli {

std::optional<Target> targetFor(const Change::Plan &plan, const QList<Target> &targets)
{
    const auto target = std::find_if(targets.cbegin(), targets.cend(), [&plan](const Target &candidate) {
        return Change::planTenant(candidate.profile).origin == plan.tenant.origin;
    });
    return target == targets.cend() ? std::nullopt : std::optional(*target);
}

PlanShow::PlanShow(QList<Change::Plan> plans, std::optional<QList<Target>> targets, bool asJson, Console &console,
                   Finish finish, QObject *parent)
    : QObject(parent)
    , m_plans(std::move(plans))
    , m_targets(std::move(targets))
    , m_asJson(asJson)
    , m_console(console)
    , m_finish(std::move(finish))
    , m_clients(new TargetClients(false, this)) // showing a plan asks for nothing
{ }

void PlanShow::start()
{
    next();
}

void PlanShow::add(const Change::Plan &plan, const std::optional<Foretold> &foretold)
{
    m_reports.append({plan, QList<Change::ItemResult>(plan.items.size()), foretold});
    next();
}

void PlanShow::next()
{
    if (m_reports.size() == m_plans.size()) {
        m_console.progress({});
        m_console.write(m_asJson ? jsonOf(m_reports, m_reports.size() > 1) : textOf(m_reports, {}));
        deleteLater();
        m_finish(ExitCode::Done);
        return;
    }
    const Change::Plan plan = m_plans.at(m_reports.size());
    if (!m_targets) {
        return add(plan, notForetold(tr("nothing was read for them")));
    }
    const std::optional<Target> target = targetFor(plan, *m_targets);
    if (!target) {
        return add(plan, notForetold(tr("%1 is neither named nor a saved tenant").arg(plan.tenant.origin)));
    }
    m_console.progress(tr("Reading %1").arg(target->profile.name));
    m_clients->open(*target, this, [this, plan, target](const Outcome<Api::ManagementClient *> &client) {
        if (!client) {
            return add(plan, notForetold(client.error().happened + QLatin1Char(' ') + client.error().why));
        }
        const auto onRead = [this](const Planned &read) { add(read.plan, read.foretold); };
        (new PlanReading(**client, *target, {plan, std::nullopt}, this, onRead))->start();
    });
}

} // namespace Cli
