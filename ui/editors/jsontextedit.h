#pragma once

#include "json/textedit.h"

#include <QPlainTextEdit>

namespace Ui {

class JsonHighlighter;

/// The text side of a JSON document, and its undo: edits of the tree come in as splices, so that one history holds
/// both. Places with problems are underlined, and stay with their text while it is edited.
class JsonTextEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit JsonTextEdit(QWidget *parent = nullptr);

    /// The text as it stands there: toPlainText() would make ordinary blanks of no-break ones.
    QString rawText() const;
    void apply(const Json::Splice &splice);
    /// Replaces all of it; can be undone.
    void replaceAll(const QString &text);

    struct Mark
    {
        qsizetype position = 0;
        qsizetype length = 0; ///< 0: to the end of the line
        bool isError = false;
    };
    void setMarks(const QList<Mark> &marks);
    void setHits(const QList<QTextEdit::ExtraSelection> &hits);
    /// The place that is current in the tree; 0 long: none.
    void setCurrentPlace(qsizetype position, qsizetype length);
    /// Puts the cursor there and scrolls to it.
    void goTo(qsizetype position);

protected:
    void changeEvent(QEvent *event) override;

private:
    QTextEdit::ExtraSelection selectionOf(qsizetype position, qsizetype length) const;
    void showSelections();
    void shiftPlaces(int position, int removed, int added);

    JsonHighlighter *m_highlighter;
    QList<Mark> m_marks;
    QList<QTextEdit::ExtraSelection> m_hits;
    qsizetype m_currentPosition = 0;
    qsizetype m_currentLength = 0;
};

} // namespace Ui
