#pragma once

class QWidget;

namespace Session {
class Estate;
}

namespace Ui {

class BottomTabs;

/// What the client is doing, in three tabs: the requests as they go, the rate budget of each tenant and family, and the
/// jobs with progress and cancel. Their object names are activity, budget and jobs.
BottomTabs *makeBottomPanel(Session::Estate &estate, QWidget *parent);

} // namespace Ui
