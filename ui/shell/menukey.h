#pragma once

#include <QObject>

namespace Ui {

/// Opens the context menu of what has the focus by Shift+F10, as the Menu key does, which many keyboards lack: Qt knows
/// the former on Windows alone. Watches the whole program, its dialogs too.
class MenuKey : public QObject
{
    Q_OBJECT
public:
    explicit MenuKey(QObject *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace Ui
