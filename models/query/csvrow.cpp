#include "query/csvrow.h"

#include <QRegularExpression>

#include <utility>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

/// A quote before what a spreadsheet takes for a formula: at the beginning, and behind whatever separates cells for a
/// program that was told another separator than this file has. The wide signs are those that input methods of Chinese
/// and Japanese give, and OWASP names them beside the others.
QString disarmed(QString text)
{
    static const QRegularExpression risky(u"(\\A|[;,|\\t\\r\\n])(\"*)(?=[=+\\-@＝＋－＠\\t\\r])"_s);
    return text.replace(risky, u"\\1\\2'"_s);
}

QString csvCell(QString text, QChar delimiter, CsvFormulas formulas)
{
    if (formulas == CsvFormulas::Disarmed) {
        text = disarmed(std::move(text));
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
