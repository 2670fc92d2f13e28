#pragma once

namespace Session {
class ChangeTray;
}
namespace Ui {
class MainWindow;
}

namespace Gui {

class Screenshots;

/// Adds the pictures of the editor of password policies: several connections that differ, a full list of words,
/// templates, a conversion, and the password tester. All references outlive the pictures.
void addPolicyEditorShots(Screenshots &shots, Ui::MainWindow &window, Session::ChangeTray &tray);

} // namespace Gui
