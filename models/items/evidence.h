#pragma once

#include "change/journal.h"

namespace Items {

/// What was changed, by whom and when, as CSV for whoever must be shown: one row per field of each object, with the
/// outcome of the object; an object without fields has one row. Secrets are masked in a journal already.
QString evidenceCsv(const QList<Change::JournalEntry> &entries);

} // namespace Items
