#pragma once

#include "ui/theme/tokens.h"

#include <QStackedWidget>

namespace Ui {

/// The rows of a page, or what is said where there are none: takes the room that the rest of the page leaves, and at
/// least that of three rows below their heading: notes and banners above them can scroll.
class RowStack : public QStackedWidget
{
public:
    using QStackedWidget::QStackedWidget;

    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override { return {QStackedWidget::sizeHint().width(), leastHeight}; }
    QSize minimumSizeHint() const override { return {QStackedWidget::minimumSizeHint().width(), leastHeight}; }

private:
    static constexpr int leastHeight = 4 * Size::row + 2;
};

} // namespace Ui
