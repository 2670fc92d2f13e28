#pragma once

namespace Session {
class Estate;
}
namespace Ui {
class MainWindow;
}

namespace Gui {

class Screenshots;

/// Adds the pictures of the palette: as it opens, with what was found and with users, and of a link that names no
/// tenant. All references outlive the pictures.
void addPaletteShots(Screenshots &shots, Ui::MainWindow &window, Session::Estate &estate);

} // namespace Gui
