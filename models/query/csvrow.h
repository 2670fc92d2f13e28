#pragma once

#include <QStringList>

namespace Query {

/// What a program does with a cell of a CSV file that a spreadsheet would take for a formula.
enum class CsvFormulas {
    Disarmed, ///< a quote goes before it (OWASP: = + - @, tab, carriage return)
    Kept, ///< for other programs than spreadsheets: what is read is what was written
};

/// One record of a CSV file with its line break: fields quoted where RFC 4180 asks for it.
QString csvRow(const QStringList &cells, QChar delimiter = u',', CsvFormulas formulas = CsvFormulas::Disarmed);

} // namespace Query
