#include "ui/widgets/jsonhighlighter.h"

#include "ui/theme/tokens.h"

#include <QGuiApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace Ui {

JsonHighlighter::JsonHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{ }

void JsonHighlighter::highlightBlock(const QString &text)
{
    const Tokens &tokens = tokensOf(QGuiApplication::palette());
    const int length = int(text.size());
    int i = 0;
    while (i < length) {
        const QChar unit = text.at(i);
        if (unit == u'"') {
            i = highlightString(text, i);
        } else if (unit.isLetterOrNumber() || unit == u'-') {
            const int start = i;
            while (i < length && !u",]} "_s.contains(text.at(i))) {
                ++i;
            }
            setFormat(start, i - start, unit.isLetter() ? tokens.near : tokens.watch);
        } else {
            setFormat(i, 1, tokens.muted);
            ++i;
        }
    }
}

int JsonHighlighter::highlightString(const QString &text, int from)
{
    const Tokens &tokens = tokensOf(QGuiApplication::palette());
    int end = from + 1;
    while (end < text.size() && text.at(end) != u'"') {
        end += text.at(end) == u'\\' ? 2 : 1;
    }
    end = std::min(end + 1, int(text.size()));
    const bool isKey = end < text.size() && text.at(end) == u':';
    const bool isMask = QStringView(text).sliced(from, end - from) == u"\"[REDACTED]\""_s;
    QTextCharFormat format;
    format.setForeground(isKey ? tokens.accent : isMask ? tokens.muted : tokens.ok);
    format.setFontItalic(isMask);
    setFormat(from, end - from, format);
    return end;
}

} // namespace Ui
