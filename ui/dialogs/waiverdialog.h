#pragma once

#include "items/findingarranger.h"

#include <QDialog>

class QDateEdit;
class QLineEdit;
class QPlainTextEdit;

namespace Ui {

class Banner;
class FieldGrid;

/// Asks why findings may stand, who decides so and until when.
class WaiverDialog : public QDialog
{
    Q_OBJECT
public:
    /// `by`: the name that was given last; `today`: the first day that can be chosen.
    WaiverDialog(const QList<Items::FindingRow> &rows, const QString &by, QDate today, QWidget *parent = nullptr);

    /// What was entered, complete or not.
    Domain::Waiver waiver() const;
    /// The waiver could not be kept: the dialog stays open.
    void showProblem(const QString &problem);

    void accept() override;

Q_SIGNALS:
    /// All of it was given. Whoever keeps it closes the dialog, or says why it could not be kept.
    void given(const Domain::Waiver &waiver);

private:
    Banner *m_banner;
    FieldGrid *m_grid;
    QPlainTextEdit *m_note;
    QLineEdit *m_by;
    QDateEdit *m_until;
};

} // namespace Ui
