#pragma once

namespace Session {
class ChangeTray;
class Estate;
} // namespace Session
namespace Ui {
class MainWindow;
}

namespace Gui {

class Screenshots;

/// Adds the pictures of metadata: its editor with 1,000 keys, with problems and long names, with what vanishes; and the
/// rehearsal for many users. All references outlive the pictures.
void addMetadataShots(Screenshots &shots, Ui::MainWindow &window, Session::Estate &estate, Session::ChangeTray &tray);

} // namespace Gui
