#pragma once

#include "reports/report.h"
#include "reports/writing.h"

namespace Reports {

// One function a format; see write().

/// One table in long form, `section,kind,id,name,field,value`, in UTF-8 without a mark unless it is wanted; times,
/// numbers and flags as programs read them (RFC 4180).
Written writeCsv(const Report &report, QIODevice &device, const Writing &writing);
/// As resources/report.schema.json describes.
Written writeJson(const Report &report, QIODevice &device, const Writing &writing);
/// For a wiki or a ticket. Names cannot become markup.
Written writeMarkdown(const Report &report, QIODevice &device, const Writing &writing);
/// One file without script and without a reference to another, under a content security policy that allows nothing but
/// its own style and its own pictures.
Written writeHtml(const Report &report, QIODevice &device, const Writing &writing);
/// An overview, and a sheet a table with real types, a frozen header and filters. What is longer than a sheet goes on
/// in another one; texts longer than Excel's 32,767 characters are cut, with an ellipsis.
Written writeXlsx(const Report &report, QIODevice &device, const Writing &writing);
/// Painted pages, A4 landscape, with repeated headers, "page 3 of 12" and bookmarks. Very long cells are cut with an
/// ellipsis: no row is higher than a third of a page.
Written writePdf(const Report &report, QIODevice &device, const Writing &writing);

/// Of PDF and XLSX, which are made beside first: the folder for temporary files took no more. `why` as the system or a
/// library says it, without a full stop.
WriteProblem temporaryProblem(const QString &why);

} // namespace Reports
