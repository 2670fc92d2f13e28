#pragma once

#include "ui/dialogs/changeservices.h"

#include "change/plan.h"
#include "domain/id.h"

namespace Ui {

class MainWindow;

/// Stages what an editor made, and says in the window that nothing was sent.
void stageEdits(const ChangeServices &services, MainWindow &window, const Domain::TenantId &tenant,
                const QList<Change::PlanItem> &items);

} // namespace Ui
