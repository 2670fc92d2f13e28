#pragma once

#include <QDialog>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

/// What a desktop takes of its screen for the frame of a dialog, in pixels.
inline constexpr int dialogFrame = 32;
inline constexpr int leastDialogWidth = 640; ///< of those that are as wide at all

/// The size, or as much of it as the dialog's screen, or the window it belongs to, has room for.
inline QSize boundToScreen(const QDialog &dialog, const QSize &wanted)
{
    const QWidget *owner = dialog.parentWidget() ? dialog.parentWidget()->window() : nullptr;
    const QSize screen = (owner ? owner : &dialog)->screen()->availableSize() - QSize(0, dialogFrame);
    return wanted.boundedTo(screen.expandedTo(owner ? owner->size() : QSize()));
}

/// Gives a dialog, once it is laid out, the size it would like to have, and no more than there is: its buttons must be
/// in reach at a large scale. Every dialog of ours is sized by this.
inline void sizeDialog(QDialog &dialog, const QSize &wanted)
{
    // A dialog is never less high than its texts are at the least width: which must not be one of a few words a line.
    if (auto *column = qobject_cast<QVBoxLayout *>(dialog.layout())) {
        column->addStrut(std::min(wanted.width(), leastDialogWidth));
    }
    dialog.resize(boundToScreen(dialog, wanted));
}

/// Shows a dialog without waiting for its end: no event loop of its own, and it deletes itself when it closes.
inline void openDialog(QDialog *dialog)
{
    dialog->resize(boundToScreen(*dialog, dialog->size()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace Ui
