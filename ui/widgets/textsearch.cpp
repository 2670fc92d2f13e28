#include "ui/widgets/textsearch.h"

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Ui {

TextSearch::TextSearch(QPlainTextEdit *text, const QString &prompt, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_field(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_layout(new QHBoxLayout(this))
{
    m_field->setPlaceholderText(prompt);
    m_field->setAccessibleName(prompt);
    m_field->setClearButtonEnabled(true);
    m_field->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    connect(m_field, &QLineEdit::textChanged, this, &TextSearch::search);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { step(false); });
    m_count->setProperty("muted", true);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setFont(fontOf(Type::Small));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_field, 1);
    m_layout->addWidget(m_count);
    connect(addButton("go-up"_L1, tr("Previous hit")), &QToolButton::clicked, this, [this] { step(true); });
    connect(addButton("go-down"_L1, tr("Next hit")), &QToolButton::clicked, this, [this] { step(false); });
}

QToolButton *TextSearch::addButton(QLatin1StringView iconName, const QString &what)
{
    auto *button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setToolTip(what);
    button->setAccessibleName(what);
    button->setProperty("flat", true);
    m_layout->addWidget(button);
    return button;
}

void TextSearch::start()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void TextSearch::refresh()
{
    const QString wanted = m_field->text();
    m_hits.clear();
    if (!wanted.isEmpty()) {
        QTextCursor cursor(m_text->document());
        while (!(cursor = m_text->document()->find(wanted, cursor)).isNull()) {
            QTextEdit::ExtraSelection hit;
            hit.cursor = cursor;
            hit.format.setBackground(tokensOf(palette()).watchGround);
            m_hits.append(hit);
        }
    }
    m_count->setText(wanted.isEmpty() ? QString() : tr("%n hit(s)", nullptr, int(m_hits.size())));
    Q_EMIT hitsChanged();
}

void TextSearch::search()
{
    refresh();
    if (!m_hits.isEmpty()) {
        m_text->moveCursor(QTextCursor::Start);
        step(false);
    }
}

void TextSearch::step(bool backward)
{
    const QString wanted = m_field->text();
    const QTextDocument::FindFlags flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (wanted.isEmpty() || m_text->find(wanted, flags)) {
        return;
    }
    m_text->moveCursor(backward ? QTextCursor::End : QTextCursor::Start);
    m_text->find(wanted, flags);
}

} // namespace Ui
