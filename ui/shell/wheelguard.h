#pragma once

#include <QObject>

namespace Ui {

/// Lets the wheel scroll what a choice or a number stands in: it changes one only where that has the keyboard's focus.
/// Who scrolls a form would change what comes under the pointer without a word. Watches the whole program.
class WheelGuard : public QObject
{
    Q_OBJECT
public:
    explicit WheelGuard(QObject *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace Ui
