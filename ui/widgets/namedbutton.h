#pragma once

#include "ui/theme/plaintext.h"

#include <QPushButton>

namespace Ui {

/// A push button with an object name, which tests and style sheets find it by. Return in a field of the same dialog
/// never presses it, unless it is made the default; with the focus on it, it does (see ReturnKey).
inline QPushButton *namedButton(const char *name, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1StringView(name));
    button->setAutoDefault(false);
    return button;
}

/// Enables the button, with its usual tooltip, or says on it why it cannot be pressed; `why` is empty where it can.
inline void showObstacle(QPushButton &button, const QString &why, const QString &usual)
{
    button.setEnabled(why.isEmpty());
    button.setAccessibleDescription(why);
    button.setToolTip(why.isEmpty() ? usual : plainToolTip(why));
}

} // namespace Ui
