#include "items/csvrow.h"

using namespace Qt::StringLiterals;

namespace Items {

namespace {

QString csvCell(QString text)
{
    static const QString risky = u"=+-@\t\r"_s;
    if (!text.isEmpty() && risky.contains(text.front())) {
        text.prepend(u'\'');
    }
    const bool needsQuotes = text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r');
    return needsQuotes ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

} // namespace

QString csvRow(const QStringList &cells)
{
    QStringList safe;
    for (const QString &cell : cells) {
        safe.append(csvCell(cell));
    }
    return safe.join(u',') + "\r\n"_L1;
}

} // namespace Items
