#pragma once

#include <QSyntaxHighlighter>

namespace Ui {

/// Colours JSON text by the theme: keys, strings, numbers, words, and the mask of secrets.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit JsonHighlighter(QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;

private:
    int highlightString(const QString &text, int from);
};

} // namespace Ui
