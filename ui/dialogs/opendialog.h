#pragma once

#include <QDialog>

namespace Ui {

/// Shows a dialog without waiting for its end: no event loop of its own, and it deletes itself when it closes.
inline void openDialog(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace Ui
