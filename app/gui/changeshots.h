#pragma once

#include <QString>

namespace Session {
class ChangeTray;
class Estate;
} // namespace Session
namespace Ui {
class MainWindow;
}

namespace Gui {

class Screenshots;

/// Adds the pictures of an edit on its way: staged, unlocked, reviewed, applied with a conflict, and in the journal.
/// All references outlive the pictures.
void addChangeShots(Screenshots &shots, Ui::MainWindow &window, Session::Estate &estate, Session::ChangeTray &tray);

} // namespace Gui
