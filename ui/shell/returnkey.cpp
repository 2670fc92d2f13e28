#include "ui/shell/returnkey.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>

namespace Ui {

ReturnKey::ReturnKey(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool ReturnKey::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) {
        return false;
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!isReturn || (key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) {
        return false;
    }
    auto *button = qobject_cast<QAbstractButton *>(watched);
    if (!qobject_cast<QPushButton *>(button) && !qobject_cast<QToolButton *>(button)) {
        return false; // a check box or a choice is a field: Return there means the dialog
    }
    if (!key->isAutoRepeat()) {
        button->click();
    }
    return true;
}

} // namespace Ui
