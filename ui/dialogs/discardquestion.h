#pragma once

#include <QString>

#include <functional>

class QDialog;
class QWidget;

namespace Ui {

/// Asks whether what was edited in the dialog may go, and calls `discard` where it may. For reject() of a dialog whose
/// edits are kept nowhere else.
void askToDiscard(QDialog &dialog, const std::function<void()> &discard);
/// The same of what `question` names, plain text; `asker` must outlive the answer for it to count. `stay`: what the
/// button says that keeps it; empty: "Go on editing".
void askToDiscard(QWidget &asker, const QString &question, const std::function<void()> &discard,
                  const QString &stay = {});

} // namespace Ui
