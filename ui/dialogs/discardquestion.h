#pragma once

#include <functional>

class QDialog;

namespace Ui {

/// Asks whether what was edited in the dialog may go, and calls `discard` where it may. For reject() of a dialog whose
/// edits are kept nowhere else.
void askToDiscard(QDialog &dialog, const std::function<void()> &discard);

} // namespace Ui
