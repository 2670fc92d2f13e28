#pragma once

#include <QByteArray>

namespace Json {

/// The text with one member or element a line and two blanks of indentation. Only white space outside strings changes:
/// numbers, escapes, order and duplicates stay as they came. `text` must be well-formed.
QByteArray indented(const QByteArray &text);

} // namespace Json
