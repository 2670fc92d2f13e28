#pragma once

#include "change/plan.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace Ui {

/// Asks for the customer's name before a plan that deletes what an onboarding made is even reviewed: users who came
/// meanwhile are looked for, but what is deleted does not come back.
class TakeBackDialog : public QDialog
{
    Q_OBJECT
public:
    explicit TakeBackDialog(const QList<Change::Plan> &plans, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed();

private:
    void showState();
    QString obstacle() const;

    QString m_wanted; ///< what is to be typed
    QLineEdit *m_name;
    QPushButton *m_go;
};

/// Whether a plan deletes objects, and so wants this dialog.
bool deletesObjects(const Change::Plan &plan);

} // namespace Ui
