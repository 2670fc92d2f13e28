#pragma once

#include "items/policyrows.h"

#include <QVariant>

namespace Items {

/// What a cell of the table of password policies answers beyond its record: both readings, the deviation from the
/// baseline, what is staged, and the words for these. Invalid where the record says it all.
QVariant policyCell(const PolicyRows &rows, const Query::Record &record, int column, int role);

/// A word for a deviation, translated: "weaker than the baseline".
QString textOf(Policy::Direction direction);

} // namespace Items
