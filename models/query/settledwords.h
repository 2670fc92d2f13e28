#pragma once

#include "query/columns.h"

namespace Query {

/// Why a column never equals the value, and what to write: its words are settled here, as those of outcomes, events,
/// kinds, generations and environments are. Empty where it can, and for columns that hold what Auth0 sends.
QString mistakenWord(Kind kind, const Column &column, const QString &value);

/// That a filter for logs names a code that Auth0 does not document: it may be new, or a slip of the pen. Translated;
/// empty where none is.
QString undocumentedCodes(Kind kind, const QString &filter);

} // namespace Query
