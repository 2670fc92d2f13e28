#include "ui/shell/wheelguard.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>

namespace Ui {

WheelGuard::WheelGuard(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel && event->type() != QEvent::Polish) {
        return false;
    }
    auto *widget = qobject_cast<QWidget *>(watched);
    const bool isOne = qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractSpinBox *>(widget);
    if (!isOne) {
        return false;
    }
    if (event->type() == QEvent::Polish) {
        if (widget->focusPolicy() == Qt::WheelFocus) {
            widget->setFocusPolicy(Qt::StrongFocus); // else the wheel gives it the focus first
        }
        return false;
    }
    if (widget->hasFocus() || widget->isAncestorOf(QApplication::focusWidget())) {
        return false;
    }
    event->ignore(); // its parent gets it
    return true;
}

} // namespace Ui
