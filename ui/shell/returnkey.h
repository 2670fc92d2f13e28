#pragma once

#include <QObject>

namespace Ui {

/// Lets Return press the button that has the focus, as Space does. Qt gives it to the dialog's default button instead,
/// unless a button is an "auto default" one, which takes the look of the default with it. Watches the whole program.
class ReturnKey : public QObject
{
    Q_OBJECT
public:
    explicit ReturnKey(QObject *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace Ui
