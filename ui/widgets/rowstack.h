#pragma once

#include "ui/theme/tokens.h"

#include <QStackedWidget>

namespace Ui {

/// The rows of a page, or what is said where there are none: takes the room that the rest of the page leaves. Wants to
/// show three rows below their heading, and gives way to what stands above them down to one.
class RowStack : public QStackedWidget
{
public:
    using QStackedWidget::QStackedWidget;

    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override { return {QStackedWidget::sizeHint().width(), heightOf(3)}; }
    QSize minimumSizeHint() const override { return {QStackedWidget::minimumSizeHint().width(), heightOf(1)}; }

private:
    static int heightOf(int rows) { return (rows + 1) * Size::row + 2; }
};

} // namespace Ui
