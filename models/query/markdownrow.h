#pragma once

#include <QStringList>

namespace Query {

/// One row of a Markdown table with its line break. No markup of Markdown or HTML survives in a cell: a name cannot
/// become a link, an image or a second cell.
QString markdownRow(const QStringList &cells);
/// The row of headings with the rule below it.
QString markdownHead(const QStringList &titles);

} // namespace Query
