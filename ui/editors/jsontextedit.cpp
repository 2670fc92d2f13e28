#include "ui/editors/jsontextedit.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/jsonhighlighter.h"

#include <QEvent>
#include <QTextBlock>

#include <algorithm>

namespace Ui {

JsonTextEdit::JsonTextEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new JsonHighlighter(document()))
{
    setFont(fontOf(Type::Mono));
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTabChangesFocus(true);
    setProperty("frameless", true);
    document()->setDocumentMargin(Size::gap);
    connect(document(), &QTextDocument::contentsChange, this, &JsonTextEdit::shiftPlaces);
}

QString JsonTextEdit::rawText() const
{
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, u'\n').replace(QChar::LineSeparator, u'\n');
    return text;
}

void JsonTextEdit::apply(const Json::Splice &splice)
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.setPosition(int(splice.position));
    cursor.setPosition(int(splice.position + splice.length), QTextCursor::KeepAnchor);
    cursor.insertText(splice.text);
    cursor.endEditBlock();
}

void JsonTextEdit::replaceAll(const QString &text)
{
    apply({0, document()->characterCount() - 1, text});
}

void JsonTextEdit::shiftPlaces(int position, int removed, int added)
{
    const qsizetype further = added - removed;
    const auto isBehind = [&](qsizetype place) { return place >= position + removed; };
    m_marks.removeIf([&](const Mark &mark) {
        return !isBehind(mark.position) && mark.position + mark.length > position && further != 0;
    });
    for (Mark &mark : m_marks) {
        mark.position += isBehind(mark.position) ? further : 0;
    }
    if (isBehind(m_currentPosition)) {
        m_currentPosition += further;
    } else if (m_currentPosition + m_currentLength > position) {
        m_currentLength = std::max<qsizetype>(0, m_currentLength + further);
    }
}

void JsonTextEdit::setMarks(const QList<Mark> &marks)
{
    m_marks = marks;
    showSelections();
}

void JsonTextEdit::setHits(const QList<QTextEdit::ExtraSelection> &hits)
{
    m_hits = hits;
    showSelections();
}

void JsonTextEdit::setCurrentPlace(qsizetype position, qsizetype length)
{
    m_currentPosition = position;
    m_currentLength = length;
    showSelections();
}

void JsonTextEdit::goTo(qsizetype position)
{
    QTextCursor cursor(document());
    cursor.setPosition(int(std::min<qsizetype>(position, document()->characterCount() - 1)));
    setTextCursor(cursor);
    centerCursor();
}

QTextEdit::ExtraSelection JsonTextEdit::selectionOf(qsizetype position, qsizetype length) const
{
    const qsizetype end = document()->characterCount() - 1;
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(document());
    selection.cursor.setPosition(int(std::clamp<qsizetype>(position, 0, end)));
    selection.cursor.setPosition(int(std::clamp<qsizetype>(position + length, 0, end)), QTextCursor::KeepAnchor);
    return selection;
}

void JsonTextEdit::showSelections()
{
    const Tokens &tokens = tokensOf(palette());
    QList<QTextEdit::ExtraSelection> selections;
    if (m_currentLength > 0) {
        QTextEdit::ExtraSelection current = selectionOf(m_currentPosition, m_currentLength);
        current.format.setBackground(tokens.selection);
        selections.append(current);
    }
    selections += m_hits;
    for (const Mark &mark : std::as_const(m_marks)) {
        QTextEdit::ExtraSelection selection = selectionOf(mark.position, mark.length);
        if (mark.length == 0) {
            selection.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        }
        if (!selection.cursor.hasSelection()) {
            selection.cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
        }
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(mark.isError ? tokens.full : tokens.near);
        selection.format.setBackground(mark.isError ? tokens.fullGround : tokens.nearGround);
        selections.append(selection);
    }
    setExtraSelections(selections);
}

void JsonTextEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->rehighlight();
        showSelections();
    }
}

} // namespace Ui
