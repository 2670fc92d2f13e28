#include "query/csvrow.h"

using namespace Qt::StringLiterals;

namespace Query {

namespace {

QString csvCell(QString text, QChar delimiter, CsvFormulas formulas)
{
    static const QString risky = u"=+-@\t\r"_s;
    if (formulas == CsvFormulas::Disarmed && !text.isEmpty() && risky.contains(text.front())) {
        text.prepend(u'\'');
    }
    const bool needsQuotes
        = text.contains(u'"') || text.contains(delimiter) || text.contains(u'\n') || text.contains(u'\r');
    return needsQuotes ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

} // namespace

QString csvRow(const QStringList &cells, QChar delimiter, CsvFormulas formulas)
{
    QStringList safe;
    for (const QString &cell : cells) {
        safe.append(csvCell(cell, delimiter, formulas));
    }
    return safe.join(delimiter) + "\r\n"_L1;
}

} // namespace Query
