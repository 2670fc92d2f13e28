#pragma once

#include <QPushButton>

namespace Ui {

/// A push button with an object name, which tests and style sheets find it by. Return in a field of the same dialog
/// never presses it, unless it is made the default.
inline QPushButton *namedButton(const char *name, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1StringView(name));
    button->setAutoDefault(false);
    return button;
}

} // namespace Ui
