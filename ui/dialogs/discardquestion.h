#pragma once

#include <functional>

class QDialog;
class QString;
class QWidget;

namespace Ui {

/// Asks whether what was edited in the dialog may go, and calls `discard` where it may. For reject() of a dialog whose
/// edits are kept nowhere else.
void askToDiscard(QDialog &dialog, const std::function<void()> &discard);
/// The same of edits that `question` names, plain text; `asker` must outlive the answer for it to count.
void askToDiscard(QWidget &asker, const QString &question, const std::function<void()> &discard);

} // namespace Ui
