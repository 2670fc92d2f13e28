#include "query/markdownrow.h"

using namespace Qt::StringLiterals;

namespace Query {

QString markdownText(const QString &text)
{
    static const QString markup = u"\\|`*_[]()!#~@$"_s; // mentions and formulas are some programs' own
    QString escaped;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar character = text.at(i);
        // An address would be a link, also without brackets.
        const bool beginsLink = (character == u':' && QStringView(text).mid(i + 1).startsWith("//"_L1))
            || (character == u'.' && QStringView(text).first(i).endsWith("www"_L1, Qt::CaseInsensitive));
        if (character == u'<') {
            escaped += "&lt;"_L1;
        } else if (character == u'&') {
            escaped += "&amp;"_L1;
        } else if (character == u'\n' || character == u'\r' || character == QChar::LineSeparator
                   || character == QChar::ParagraphSeparator) {
            escaped += u' ';
        } else {
            if (beginsLink || markup.contains(character)) {
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
