#pragma once

#include "change/plan.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace Ui {

class FieldGrid;

/// Edits the display name of a connection or an organization. Sends nothing: what is accepted is staged.
class DisplayNameDialog : public QDialog
{
    Q_OBJECT
public:
    /// `seen` is the object as Auth0 sent it; `staged` what is staged for it already.
    DisplayNameDialog(const Change::ObjectRef &object, const QByteArray &seen,
                      const std::optional<Change::PlanItem> &staged, QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void staged(const Change::PlanItem &item);

private:
    Change::ObjectRef m_object;
    QByteArray m_seen;
    FieldGrid *m_fields;
    QLineEdit *m_name;
};

} // namespace Ui
