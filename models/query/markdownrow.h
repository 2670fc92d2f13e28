#pragma once

#include <QStringList>

namespace Query {

/// A text on one line, of whose markup, be it of Markdown or HTML, nothing survives: a name cannot become a link, an
/// image or a second cell.
QString markdownText(const QString &text);
/// One row of a Markdown table with its line break.
QString markdownRow(const QStringList &cells);
/// The row of headings with the rule below it.
QString markdownHead(const QStringList &titles);

} // namespace Query
