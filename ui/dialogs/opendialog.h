#pragma once

#include <QDialog>
#include <QScreen>

namespace Ui {

/// Shows a dialog without waiting for its end: no event loop of its own, and it deletes itself when it closes. It is no
/// larger than its screen, or the window it belongs to, so that its buttons can be reached at a large scale.
inline void openDialog(QDialog *dialog)
{
    const QWidget *owner = dialog->parentWidget() ? dialog->parentWidget()->window() : nullptr;
    const QSize room = owner ? owner->size() : QSize();
    dialog->resize(dialog->size().boundedTo(dialog->screen()->availableSize().expandedTo(room)));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace Ui
