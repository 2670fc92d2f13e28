#pragma once

#include <QString>

namespace Reports {

/// A name for a file in a folder that somebody chose, made of hostile text: lower-case letters, digits, "-" and "_"
/// only, at most 80 of them, and never one that a system keeps for itself. Two texts may give the same.
QString fileNameFor(const QString &text);

} // namespace Reports
