#pragma once

#include "session/tenantplan.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace Ui {

/// Asks for the customer's name before a plan that deletes what an onboarding made is even reviewed: users who came
/// meanwhile are looked for, but what is deleted does not come back. Whether it is deleted even where the log cannot
/// tell who came lately is asked here as well.
class TakeBackDialog : public QDialog
{
    Q_OBJECT
public:
    explicit TakeBackDialog(const QList<Session::TenantPlan> &plans, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The plans as they were given, with what was allowed here, in their order: to be reviewed over this, which stays.
    void confirmed(const QList<Session::TenantPlan> &plans);

private:
    void showState();
    QString obstacle() const;

    QList<Session::TenantPlan> allowed() const;

    QList<Session::TenantPlan> m_plans;
    QString m_wanted; ///< what is to be typed
    QCheckBox *m_withoutLog;
    QLineEdit *m_name;
    class WrapLabel *m_why; ///< it cannot go on yet
    QPushButton *m_go;
};

/// Whether a plan deletes objects, and so wants this dialog.
bool deletesObjects(const Change::Plan &plan);

} // namespace Ui
