#include "cli/texttable.h"

#include "cli/terminaltext.h"

#include <algorithm>

namespace Cli {

namespace {

QString cut(const QString &cell, int widest)
{
    if (widest <= 0 || terminalWidth(cell) <= widest) {
        return cell;
    }
    QString kept;
    int width = 1; // the ellipsis
    for (const char32_t character : cell.toUcs4()) {
        const QString next = QString::fromUcs4(&character, 1);
        width += terminalWidth(next);
        if (width > widest) {
            break;
        }
        kept += next;
    }
    return kept + QChar(0x2026);
}

QString padded(const QString &cell, int width, TextTable::Alignment alignment)
{
    const QString blanks(width - terminalWidth(cell), u' ');
    return alignment == TextTable::Alignment::Left ? cell + blanks : blanks + cell;
}

} // namespace

TextTable::TextTable(QList<Heading> headings)
    : m_headings(std::move(headings))
{ }

void TextTable::add(const QStringList &cells)
{
    QStringList safe;
    safe.reserve(cells.size());
    std::transform(cells.begin(), cells.end(), std::back_inserter(safe), terminalText);
    m_rows.append(safe);
}

QString TextTable::text(int widest) const
{
    QStringList titles;
    for (const Heading &heading : m_headings) {
        titles.append(heading.title);
    }
    QList<QStringList> lines{titles};
    lines += m_rows;
    QList<int> widths(m_headings.size(), 0);
    for (QStringList &line : lines) {
        for (qsizetype column = 0; column < widths.size(); ++column) {
            line[column] = cut(line[column], widest);
            widths[column] = std::max(widths[column], terminalWidth(line[column]));
        }
    }
    QString text;
    for (const QStringList &line : std::as_const(lines)) {
        QString row;
        for (qsizetype column = 0; column < widths.size(); ++column) {
            row += padded(line[column], widths[column], m_headings[column].alignment) + QStringLiteral("  ");
        }
        while (row.endsWith(u' ')) {
            row.chop(1);
        }
        text += row + u'\n';
    }
    return text;
}

} // namespace Cli
