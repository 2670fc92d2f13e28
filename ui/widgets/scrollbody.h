#pragma once

#include <QScrollArea>

namespace Ui {

/// The body of a dialog, or a part of it, that scrolls where the screen has no room for all of it. Takes `body` over;
/// child of `parent`. `name`: for those who do not see it.
QScrollArea *makeScrollBody(QWidget *body, const QString &name, QWidget *parent);

} // namespace Ui
