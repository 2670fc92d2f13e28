#pragma once

#include <QString>

namespace Items {

/// One field of a CSV file: quoted where RFC 4180 asks for it, with a quote before what a spreadsheet would take for a
/// formula (OWASP: = + - @, tab, carriage return).
QString csvCell(QString text);

} // namespace Items
