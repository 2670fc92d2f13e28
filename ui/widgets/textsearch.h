#pragma once

#include <QTextEdit>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace Ui {

/// The line that finds words in a text: how many hits, the next and the previous one, which it selects. The text shows
/// the hits as it likes (hitsChanged).
class TextSearch : public QWidget
{
    Q_OBJECT
public:
    /// `text` outlives it.
    TextSearch(QPlainTextEdit *text, const QString &prompt, QWidget *parent = nullptr);

    /// Puts the cursor into the field.
    void start();
    /// Looks again, as after the text or the theme changed; the cursor stays.
    void refresh();
    void step(bool backward);
    const QList<QTextEdit::ExtraSelection> &hits() const { return m_hits; }
    /// A further button at the end.
    QToolButton *addButton(QLatin1StringView iconName, const QString &what);

Q_SIGNALS:
    void hitsChanged();

private:
    void search();

    QPlainTextEdit *m_text;
    QLineEdit *m_field;
    QLabel *m_count;
    QHBoxLayout *m_layout;
    QList<QTextEdit::ExtraSelection> m_hits;
};

} // namespace Ui
