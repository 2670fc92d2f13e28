#pragma once

#include "domain/tenant.h"

class QWidget;

namespace Session {
class Estate;
}

namespace Ui {

class BottomTabs;

/// What the client is doing, in three tabs: the requests as they go, the rate budget of each tenant and family, and the
/// jobs with progress and cancel. Their object names are activity, budget and jobs.
BottomTabs *makeBottomPanel(Session::Estate &estate, QWidget *parent);
/// Keeps among the jobs of such a panel what came of one that ended.
void keepOutcome(const QWidget &bottom, const Domain::TenantId &tenant, const QString &title, const QString &outcome);

} // namespace Ui
