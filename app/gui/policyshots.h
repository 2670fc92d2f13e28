#pragma once

namespace Session {
class ChangeTray;
}
namespace Ui {
class MainWindow;
}

namespace Gui {

class Screenshots;

/// Adds the pictures of password policies: compared with a template, with edits staged; and those of both generations.
/// All references outlive the pictures.
void addPolicyShots(Screenshots &shots, Ui::MainWindow &window, Session::ChangeTray &tray);

} // namespace Gui
