#include "reports/workbook.h"

#include "reports/celltext.h"
#include "reports/paper.h"
#include "reports/sheetlines.h"
#include "reports/translation.h"

#include "query/visibletext.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr lxw_row_t mostRows = LXW_ROW_MAX; // of a sheet, its header included
constexpr qsizetype mostUnits = 32767; // of a cell: what Excel takes
constexpr double overviewWidths[] = {40, 36, 68}; // of its columns, in characters
constexpr lxw_col_t overviewColumns = std::size(overviewWidths);
constexpr double lineHeight = 15; // points, of the usual font
constexpr double air = 5; // points, between rows
constexpr double mostHeight = 409; // points: what Excel takes
constexpr double filterWidth = 3; // of the arrow in a header
constexpr double boldness = 1.1; // letters are so much wider then

QByteArray cellText(const QString &text)
{
    const QString shown = Query::visibleText(text);
    return (shown.size() > mostUnits ? shown.left(mostUnits - 1) + u'…' : shown).toUtf8();
}

/// The widest word of a header must fit.
double leastWidth(const Column &column)
{
    double least = 0;
    for (const QString &word : Query::visibleText(column.title).split(u' ')) {
        least = std::max(least, sheetWidth(word) * boldness + filterWidth);
    }
    return least;
}

double widthOf(const Column &column)
{
    double width = 0;
    switch (column.type) {
    case Query::ColumnType::Number:
        width = 10;
        break;
    case Query::ColumnType::Flag:
        width = 8;
        break;
    case Query::ColumnType::Time:
        width = 18;
        break;
    case Query::ColumnType::Identifier:
        width = 38; // of a client, on one line
        break;
    case Query::ColumnType::Text:
        width = std::clamp(column.weight * 2.2, 12.0, 80.0);
        break;
    }
    return std::max(width, leastWidth(column));
}

/// Of a row, points: programs work out the height of wrapped text only when somebody edits it.
double heightOf(int lines, double fontSize = 11)
{
    return std::min(lines * lineHeight * fontSize / 11 + air, mostHeight);
}

int linesOf(const Query::Value &value, double width)
{
    const auto *text = std::get_if<QString>(&value);
    return text == nullptr ? 1 : sheetLines(*text, width);
}

SheetStyle styleOf(Query::ColumnType type, const Query::Value &value)
{
    if (std::holds_alternative<bool>(value)) {
        return SheetStyle::Flag;
    }
    if (std::holds_alternative<qint64>(value)) {
        return SheetStyle::Number;
    }
    return type == Query::ColumnType::Time && timeOf(value).isValid() ? SheetStyle::Time : SheetStyle::Text;
}

SheetStyle figureStyle(const Query::Value &value)
{
    return std::holds_alternative<qint64>(value) ? SheetStyle::NumberValue
        : timeOf(value).isValid()                ? SheetStyle::TimeValue
                                                 : SheetStyle::Value;
}

} // namespace

Workbook::Workbook(lxw_workbook *book, const Report &report, const Writing &writing)
    : m_book(book)
    , m_report(report)
    , m_counter(writing)
    , m_look(book)
{ }

lxw_worksheet *Workbook::addSheet(const QString &name)
{
    m_sheet = workbook_add_worksheet(m_book, name.toUtf8().constData());
    m_sheets.append(m_sheet);
    worksheet_gridlines(m_sheet, LXW_HIDE_ALL_GRIDLINES); // rows have rules of their own
    constexpr uint8_t a4 = 9;
    worksheet_set_paper(m_sheet, a4);
    worksheet_set_landscape(m_sheet);
    worksheet_fit_to_pages(m_sheet, 1, 0);
    worksheet_set_margins(m_sheet, 0.5, 0.5, 0.5, 0.75);
    const QString made = tr("Made %1 UTC with Tenantry").arg(m_report.made.toString(u"yyyy-MM-dd HH:mm"_s));
    worksheet_set_footer(
        m_sheet,
        u"&L%1&R%2"_s.arg(made, tr("Page %1 of %2").arg(u"&P"_s, u"&N"_s)).toUtf8().constData()); // the program's words
    return m_sheet;
}

void Workbook::writeOverview()
{
    addSheet(m_names.next(tr("Overview")));
    m_row = 0;
    for (lxw_col_t column = 0; column < overviewColumns; ++column) {
        worksheet_set_column(m_sheet, column, column, overviewWidths[column], nullptr);
    }
    put(m_report.title, SheetStyle::Title);
    put(m_report.subtitle, SheetStyle::Subtitle);
    ++m_row;
    Figures facts{{u"made"_s, tr("Made (UTC)"), m_report.made.toString(Qt::ISODate)}};
    std::ranges::copy_if(m_report.facts, std::back_inserter(facts), isCard);
    put(facts);
    for (const Figure &fact : m_report.facts) {
        if (!isCard(fact)) {
            put(sentenceOf(fact), SheetStyle::Paragraph, fact.tone);
        }
    }
    for (const Section &section : m_report.sections) {
        ++m_row;
        put(section.title, SheetStyle::Heading);
        for (const Block &block : section.blocks) {
            if (const auto *text = std::get_if<Text>(&block)) {
                put(text->text, SheetStyle::Paragraph, text->tone);
            } else if (const auto *figures = std::get_if<Figures>(&block)) {
                put(*figures);
            } else if (const auto *chart = std::get_if<Chart>(&block)) {
                put(*chart);
            } else if (const auto &table = std::get<Table>(block); table.count == 0) {
                put(table.whenEmpty, SheetStyle::Paragraph, Tone::Muted);
            } else {
                m_tables.append(m_names.next(nameOf(section, table)));
                putLink(m_tables.last());
            }
        }
    }
}

bool Workbook::writeTable(const Section &section, const Table &table)
{
    beginSheet(m_tables.takeFirst(), table);
    table.rows([this, &section, &table](const Row &row) {
        if (m_row == mostRows) {
            endSheet(table);
            beginSheet(m_names.next(nameOf(section, table)), table);
        }
        putRow(table, row);
        if (m_problem.isEmpty() && std::ferror(m_sheet->optimize_tmpfile) != 0) {
            m_problem = qt_error_string(errno);
        }
        return m_counter.next() && m_problem.isEmpty();
    });
    endSheet(table);
    return !m_counter.isStopped() && m_problem.isEmpty();
}

tl::expected<qint64, QString> Workbook::written()
{
    qint64 bytes = 0;
    for (const lxw_worksheet *sheet : std::as_const(m_sheets)) {
        // The library itself never looks whether these were taken.
        if (m_problem.isEmpty() && std::fflush(sheet->optimize_tmpfile) != 0) {
            m_problem = qt_error_string(errno);
        }
        bytes += std::max(std::ftell(sheet->optimize_tmpfile), 0L);
    }
    if (!m_problem.isEmpty()) {
        return tl::unexpected(m_problem);
    }
    return bytes;
}

/// What a table is called in a workbook.
QString Workbook::nameOf(const Section &section, const Table &table)
{
    return table.title.isEmpty() ? section.title : table.title;
}

/// By a name of SheetNames.
void Workbook::beginSheet(const QString &name, const Table &table)
{
    addSheet(name);
    int lines = 1;
    for (const Column &column : table.columns) {
        const double room = widthOf(column) - filterWidth;
        lines = std::max(lines, sheetLines(Query::visibleText(column.title), room / boldness));
    }
    worksheet_set_row(m_sheet, 0, heightOf(lines), nullptr);
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        const Column &column = table.columns.at(i);
        worksheet_set_column(m_sheet, lxw_col_t(i), lxw_col_t(i), widthOf(column), nullptr);
        const SheetStyle style = column.type == Query::ColumnType::Number ? SheetStyle::NumberHead : SheetStyle::Head;
        putCell(m_sheet, 0, quint16(i), style, Tone::Plain, column.title);
    }
    m_row = 1;
    worksheet_freeze_panes(m_sheet, 1, 1);
    worksheet_repeat_rows(m_sheet, 0, 0);
}

void Workbook::endSheet(const Table &table)
{
    worksheet_autofilter(m_sheet, 0, 0, std::max(m_row, lxw_row_t(2)) - 1, lxw_col_t(table.columns.size() - 1));
}

void Workbook::putRow(const Table &table, const Row &row)
{
    int lines = 1;
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        const double width = widthOf(table.columns.at(i));
        lines = std::max(lines, linesOf(row.cells.at(i), i == 0 ? width / boldness : width));
    }
    worksheet_set_row(m_sheet, m_row, heightOf(lines), nullptr);
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        const SheetStyle style = styleOf(table.columns.at(i).type, row.cells.at(i));
        const bool isName = i == 0 && style == SheetStyle::Text;
        putCell(m_sheet, m_row, quint16(i), isName ? SheetStyle::Name : style, isName ? row.tone : Tone::Plain,
                row.cells.at(i));
    }
    ++m_row;
}

void Workbook::putCell(lxw_worksheet *sheet, quint32 row, quint16 column, SheetStyle style, Tone tone,
                       const Query::Value &value)
{
    lxw_format *format = m_look.of(style, tone);
    if (const auto *flag = std::get_if<bool>(&value)) {
        worksheet_write_boolean(sheet, row, column, int(*flag), format);
    } else if (const auto *number = std::get_if<qint64>(&value)) {
        worksheet_write_number(sheet, row, column, double(*number), format);
    } else if (style == SheetStyle::Time || style == SheetStyle::TimeValue) {
        worksheet_write_unixtime(sheet, row, column, timeOf(value).toSecsSinceEpoch(), format);
    } else if (const auto *text = std::get_if<QString>(&value)) {
        // Never as a formula, whatever it begins with.
        worksheet_write_string(sheet, row, column, cellText(*text).constData(), format);
    } else {
        worksheet_write_blank(sheet, row, column, format); // its rule
    }
}

/// Across the overview.
void Workbook::put(const QString &paragraph, SheetStyle style, Tone tone)
{
    constexpr double across = overviewWidths[0] + overviewWidths[1] + overviewWidths[2];
    const double fontSize = style == SheetStyle::Title ? 18
        : style == SheetStyle::Heading                 ? 14
        : style == SheetStyle::Subtitle                ? 12
                                                       : 11;
    const double width = style == SheetStyle::Title ? across / boldness : across;
    const int lines = style == SheetStyle::Heading ? 1 : sheetLines(paragraph, width * 11 / fontSize);
    worksheet_set_row(m_sheet, m_row, heightOf(lines, fontSize), nullptr);
    worksheet_merge_range(m_sheet, m_row, 0, m_row, overviewColumns - 1, cellText(paragraph).constData(),
                          m_look.of(style, tone));
    ++m_row;
}

void Workbook::put(const Figures &figures)
{
    for (const Figure &figure : figures) {
        const int lines = std::max({sheetLines(figure.label, overviewWidths[0]),
                                    linesOf(figure.value, overviewWidths[1] / boldness),
                                    sheetLines(figure.note, overviewWidths[2])});
        worksheet_set_row(m_sheet, m_row, heightOf(lines), nullptr);
        putCell(m_sheet, m_row, 0, SheetStyle::Label, Tone::Plain, figure.label);
        putCell(m_sheet, m_row, 1, figureStyle(figure.value), figure.tone, figure.value);
        putCell(m_sheet, m_row, 2, SheetStyle::Note, Tone::Plain, figure.note);
        ++m_row;
    }
}

void Workbook::put(const Chart &chart)
{
    const bool hasLimit = std::ranges::any_of(chart.bars, [](const Bar &bar) { return bar.limit.has_value(); });
    put(Query::visibleText(hasLimit ? tr("%1 (and the limit)").arg(chart.title) : chart.title), SheetStyle::Caption);
    const lxw_row_t first = m_row;
    qint64 most = 1;
    for (const Bar &bar : chart.bars) {
        worksheet_set_row(m_sheet, m_row, heightOf(sheetLines(bar.label, overviewWidths[0])), nullptr);
        putCell(m_sheet, m_row, 0, SheetStyle::Label, Tone::Plain, bar.label);
        putCell(m_sheet, m_row, 1, SheetStyle::Bar, bar.tone, bar.value);
        if (bar.limit) {
            putCell(m_sheet, m_row, 2, SheetStyle::NumberValue, Tone::Muted, *bar.limit);
        }
        most = std::max({most, bar.value, bar.limit.value_or(0)});
        ++m_row;
    }
    if (m_row > first) {
        lxw_conditional_format bars{};
        bars.type = LXW_CONDITIONAL_DATA_BAR;
        bars.bar_color = Paper::track & RGB_MASK;
        bars.bar_solid = LXW_TRUE;
        bars.bar_no_border = LXW_TRUE;
        bars.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
        bars.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
        bars.max_value = double(most);
        worksheet_conditional_format_range(m_sheet, first, 1, m_row - 1, 1, &bars);
    }
}

void Workbook::putLink(const QString &sheet)
{
    worksheet_set_row(m_sheet, m_row, heightOf(1), nullptr);
    const QString place = u"internal:'%1'!A1"_s.arg(QString(sheet).replace(u'\'', u"''"_s));
    const QByteArray text = cellText(tr("See the sheet “%1”.").arg(sheet));
    worksheet_write_url_opt(m_sheet, m_row, 0, place.toUtf8().constData(), m_look.of(SheetStyle::Link),
                            text.constData(), nullptr);
    ++m_row;
}

} // namespace Reports
