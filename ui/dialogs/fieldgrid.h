#pragma once

#include <QHash>
#include <QList>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace Ui {

/// The body of a form: labels to the left, editors to the right, and under each editor one line that explains it or
/// says what is wrong with what was entered.
class FieldGrid : public QWidget
{
    Q_OBJECT
public:
    explicit FieldGrid(QWidget *parent = nullptr);

    /// Adds a row. `label` has a mnemonic; the editor gets it as buddy and as accessible name. `focus` is the widget in
    /// the editor that the mnemonic goes to, where it is not the editor itself.
    void add(const QString &label, QWidget *editor, const QString &hint = {}, QWidget *focus = nullptr);
    void setLabel(QWidget *editor, const QString &label, QWidget *focus);
    void setHint(QWidget *editor, const QString &hint);
    void setRowVisible(QWidget *editor, bool visible);

    /// Says what is wrong with an editor's content, why and what to do; empty: nothing.
    void setProblem(QWidget *editor, const QString &problem);
    QString problem(QWidget *editor) const;
    void clearProblems();
    /// Puts the focus on the first editor that has a problem; false where none has.
    bool focusFirstProblem();

private:
    struct Row
    {
        QLabel *label;
        QLabel *message;
        QWidget *focus;
        QString hint;
        QString problem;
    };
    void showMessage(QWidget *editor, const Row &row);

    QGridLayout *m_layout;
    QList<QWidget *> m_order;
    QHash<QWidget *, Row> m_rows;
};

} // namespace Ui
