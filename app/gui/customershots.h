#pragma once

namespace Session {
class Estate;
} // namespace Session
namespace Ui {
class MainWindow;
struct CustomerServices;
} // namespace Ui

namespace Gui {

class Screenshots;

/// The customers: their table, a record, the rules with their preview and proposals, whose something is, and two side
/// by side. The services outlive the pictures.
void addCustomerShots(Screenshots &shots, Ui::MainWindow &window, const Ui::CustomerServices &services);

} // namespace Gui
