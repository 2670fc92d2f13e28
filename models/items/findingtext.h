#pragma once

#include "items/findingarranger.h"

namespace Items {

/// Findings for whoever must be shown, a line each: what the panel shows, and why it matters, what to do, and the
/// source of the rule beside. Names are hostile text: no cell becomes a formula.
QString findingsAsCsv(const QList<FindingRow> &rows);
/// What the panel shows as a Markdown table.
QString findingsAsMarkdown(const QList<FindingRow> &rows);
/// The array that `tenantry-cli check --json` prints.
QString findingsAsJson(const QList<FindingRow> &rows);

} // namespace Items
