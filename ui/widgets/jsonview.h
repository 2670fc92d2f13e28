#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace Ui {

class JsonHighlighter;
class TextSearch;

/// An object's JSON for reading: indented, highlighted, searchable. It is handed masked text: nothing here knows a
/// secret.
class JsonView : public QWidget
{
    Q_OBJECT
public:
    explicit JsonView(QWidget *parent = nullptr);

    /// `masked` is the object with its secrets masked; empty clears the view.
    void setJson(const QByteArray &masked);
    QString text() const;
    /// Puts the cursor into the search field.
    void startSearch();

protected:
    void changeEvent(QEvent *event) override;

private:
    QPlainTextEdit *m_text;
    TextSearch *m_search;
    JsonHighlighter *m_highlighter;
};

} // namespace Ui
