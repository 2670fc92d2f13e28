#include "ui/dialogs/fieldgrid.h"

#include "ui/theme/tokens.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

namespace Ui {

namespace {

/// Lets the style sheet see a property that changed.
void setFlag(QWidget *widget, const char *name, bool on)
{
    if (widget->property(name).toBool() != on) {
        widget->setProperty(name, on);
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
    }
}

QString withoutMnemonic(const QString &label)
{
    QString plain = label;
    return plain.remove(u'&');
}

} // namespace

FieldGrid::FieldGrid(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(Size::wide);
    m_layout->setVerticalSpacing(2);
    m_layout->setColumnStretch(1, 1);
}

void FieldGrid::add(const QString &label, QWidget *editor, const QString &hint, QWidget *focus)
{
    const int line = m_layout->rowCount();
    auto *name = new QLabel(label, this);
    name->setTextFormat(Qt::PlainText);
    Row row{name, new QLabel(this), focus == nullptr ? editor : focus, hint, {}};
    name->setBuddy(row.focus);
    row.focus->setAccessibleName(withoutMnemonic(label));
    row.message->setTextFormat(Qt::PlainText);
    row.message->setWordWrap(true);
    row.message->setProperty("small", true);
    // The label stands on the first line of its editor, however tall that is.
    m_layout->addWidget(name, line, 0, Qt::AlignLeft | Qt::AlignTop);
    m_layout->addWidget(editor, line, 1);
    m_layout->addWidget(row.message, line + 1, 1);
    name->setContentsMargins(0, 5, 0, 0);
    m_order.append(editor);
    m_rows.insert(editor, row);
    showMessage(editor, row);
}

void FieldGrid::setLabel(QWidget *editor, const QString &label, QWidget *focus)
{
    Row &row = m_rows[editor];
    row.label->setText(label);
    row.label->setBuddy(focus);
    row.focus = focus;
    focus->setAccessibleName(withoutMnemonic(label));
}

void FieldGrid::setHint(QWidget *editor, const QString &hint)
{
    m_rows[editor].hint = hint;
    showMessage(editor, m_rows[editor]);
}

void FieldGrid::setRowVisible(QWidget *editor, bool visible)
{
    const Row row = m_rows.value(editor);
    row.label->setVisible(visible);
    editor->setVisible(visible);
    row.message->setVisible(visible);
}

void FieldGrid::setProblem(QWidget *editor, const QString &problem)
{
    m_rows[editor].problem = problem;
    showMessage(editor, m_rows[editor]);
}

QString FieldGrid::problem(QWidget *editor) const
{
    return m_rows.value(editor).problem;
}

void FieldGrid::clearProblems()
{
    for (QWidget *editor : std::as_const(m_order)) {
        setProblem(editor, {});
    }
}

bool FieldGrid::focusFirstProblem()
{
    for (QWidget *editor : std::as_const(m_order)) {
        if (!m_rows[editor].problem.isEmpty()) {
            m_rows[editor].focus->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return false;
}

void FieldGrid::showMessage(QWidget *editor, const Row &row)
{
    const bool wrong = !row.problem.isEmpty();
    const QString text = wrong ? row.problem : row.hint;
    row.message->setText(text);
    setFlag(row.message, "error", wrong);
    setFlag(row.message, "muted", !wrong);
    setFlag(row.focus, "error", wrong);
    row.focus->setAccessibleDescription(text);
    row.message->setContentsMargins(1, 0, 0, Size::gap); // which polishing takes away
    // Without words it still keeps the rows apart.
    row.message->setMaximumHeight(text.isEmpty() ? Size::gap : QWIDGETSIZE_MAX);
    row.message->setVisible(!editor->isHidden());
}

} // namespace Ui
