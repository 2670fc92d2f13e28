#include "query/markdownrow.h"

using namespace Qt::StringLiterals;

namespace Query {

QString markdownText(const QString &text)
{
    static const QString markup = u"\\|`*_[]()!#~"_s;
    QString escaped;
    for (const QChar character : text) {
        if (character == u'<') {
            escaped += "&lt;"_L1;
        } else if (character == u'&') {
            escaped += "&amp;"_L1;
        } else if (character == u'\n' || character == u'\r' || character == QChar::LineSeparator
                   || character == QChar::ParagraphSeparator) {
            escaped += u' ';
        } else {
            if (markup.contains(character)) {
                escaped += u'\\';
            }
            escaped += character;
        }
    }
    return escaped;
}

QString markdownRow(const QStringList &cells)
{
    QStringList escaped;
    for (const QString &cell : cells) {
        escaped.append(markdownText(cell));
    }
    return "| "_L1 + escaped.join(u" | "_s) + " |\n"_L1;
}

QString markdownHead(const QStringList &titles)
{
    return markdownRow(titles) + u'|' + u"---|"_s.repeated(titles.size()) + u'\n';
}

} // namespace Query
