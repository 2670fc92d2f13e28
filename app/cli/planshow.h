#pragma once

#include "cli/changeoutput.h"
#include "cli/command.h"
#include "cli/target.h"

#include <QObject>

namespace Cli {

class Console;
class TargetClients;

/// The Auth0 tenant that a plan is bound to, among these; nothing where it is not there.
std::optional<Target> targetFor(const Change::Plan &plan, const QList<Target> &targets);

/// One run of `plan show`: shows each plan with what Auth0 holds now, where its tenant is at hand and can be read, and
/// as it was saved where not. Changes nothing. Child of `parent`; deletes itself when it is over.
class PlanShow : public QObject
{
    Q_OBJECT
public:
    /// `targets`: those that may be read; nothing: the plans are shown as they were saved.
    PlanShow(QList<Change::Plan> plans, std::optional<QList<Target>> targets, bool asJson, Console &console,
             Finish finish, QObject *parent);
    void start();

private:
    void next();
    void add(const Change::Plan &plan, const std::optional<Foretold> &foretold);

    QList<Change::Plan> m_plans;
    std::optional<QList<Target>> m_targets;
    bool m_asJson;
    Console &m_console;
    Finish m_finish;
    TargetClients *m_clients; ///< child
    QList<PlanReport> m_reports;
};

} // namespace Cli
