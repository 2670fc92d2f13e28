#pragma once

#include <QStringList>

namespace Items {

/// One record of a CSV file with its line break: fields quoted where RFC 4180 asks for it, with a quote before what a
/// spreadsheet would take for a formula (OWASP: = + - @, tab, carriage return).
QString csvRow(const QStringList &cells);

} // namespace Items
