#include "reports/celltext.h"
#include "reports/output.h"
#include "reports/sheetname.h"
#include "reports/shownreport.h"
#include "reports/translation.h"
#include "reports/writers.h"

#include "query/visibletext.h"

#include <QFile>
#include <QStorageInfo>
#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr lxw_row_t mostRows = LXW_ROW_MAX; // of a sheet, its header included
constexpr qsizetype mostUnits = 32767; // of a cell: what Excel takes
constexpr double overviewWidths[] = {52, 28, 64}; // of its columns, in characters
constexpr double lineHeight = 15; // points, of the usual font
constexpr double mostLines = 27; // of a row: 409 points are what Excel takes

struct FreeBook
{
    void operator()(lxw_workbook *book) const { lxw_workbook_free(book); }
};
using BookPtr = std::unique_ptr<lxw_workbook, FreeBook>;

/// The library prints what it could not do on standard error, beside telling it, and has no switch for that. While this
/// lives nothing is printed there.
class SilentErrors
{
public:
    SilentErrors()
        : m_kept(fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0))
    {
        const int nowhere = m_kept < 0 ? -1 : open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (nowhere >= 0) {
            dup2(nowhere, STDERR_FILENO);
            close(nowhere);
        }
    }
    ~SilentErrors()
    {
        if (m_kept >= 0) {
            dup2(m_kept, STDERR_FILENO);
            close(m_kept);
        }
    }
    SilentErrors(const SilentErrors &) = delete;
    SilentErrors &operator=(const SilentErrors &) = delete;

private:
    int m_kept;
};

lxw_error closeBook(BookPtr book)
{
    const SilentErrors silent;
    return workbook_close(book.release()); // frees it as well
}

QByteArray cellText(const QString &text)
{
    const QString shown = Query::visibleText(text);
    return (shown.size() > mostUnits ? shown.left(mostUnits - 1) + u'…' : shown).toUtf8();
}

double widthOf(const Column &column)
{
    switch (column.type) {
    case Query::ColumnType::Number:
        return std::max(10.0, double(column.title.size()) + 4);
    case Query::ColumnType::Flag:
        return std::max(8.0, double(column.title.size()) + 4);
    case Query::ColumnType::Time:
        return 18;
    case Query::ColumnType::Identifier:
        return 30;
    case Query::ColumnType::Text:
        break;
    }
    return std::clamp(column.weight * 2.2, 12.0, 80.0);
}

/// Of a row, points: programs work out the height of wrapped text only when somebody edits it.
double heightFor(double lines)
{
    return lineHeight * std::clamp(lines, 1.0, mostLines);
}

/// That a text takes in a column as wide as so many digits: letters are narrower, what words leave at the ends is not.
double linesOf(qsizetype length, double width)
{
    return double(length) <= width ? 1 : std::ceil(double(length) / width);
}

/// Fills the sheets of a workbook. Rows are written once and in their order, as the library's constant memory asks.
class Book
{
public:
    Book(lxw_workbook *book, const Writing &writing)
        : m_book(book)
        , m_counter(writing)
        , m_title(workbook_add_format(book))
        , m_bold(workbook_add_format(book))
        , m_head(workbook_add_format(book))
        , m_plain(workbook_add_format(book))
        , m_wrapped(workbook_add_format(book))
        , m_flag(workbook_add_format(book))
        , m_time(workbook_add_format(book))
    {
        for (lxw_format *format : {m_plain, m_wrapped, m_flag, m_time}) {
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        }
        format_set_text_wrap(m_wrapped);
        // Excel shows its own words for these; LibreOffice shows 1 and 0 unless a format says otherwise.
        format_set_num_format(m_flag, R"("TRUE";"TRUE";"FALSE")");
        format_set_bold(m_title);
        format_set_font_size(m_title, 16);
        format_set_bold(m_bold);
        format_set_bold(m_head);
        format_set_bg_color(m_head, 0xE9EDF2);
        format_set_bottom(m_head, LXW_BORDER_THIN);
        format_set_num_format(m_time, "yyyy-mm-dd hh:mm");
    }

    void writeOverview(const Report &report)
    {
        m_sheet = workbook_add_worksheet(m_book, m_names.next(tr("Overview")).toUtf8().constData());
        m_row = 0;
        lxw_col_t column = 0;
        for (const double width : overviewWidths) {
            worksheet_set_column(m_sheet, column, column, width, nullptr);
            ++column;
        }
        worksheet_fit_to_pages(m_sheet, 1, 0);
        line({report.title}, m_title);
        line({report.subtitle}, m_plain);
        line({tr("Made (UTC)"), report.made.toString(u"yyyy-MM-dd HH:mm"_s)}, m_plain);
        for (const Figure &fact : report.facts) {
            if (isCard(fact)) {
                put(Figures{fact});
            } else {
                put(sentenceOf(fact));
            }
        }
        for (const Section &section : report.sections) {
            ++m_row;
            line({section.title}, m_bold);
            for (const Block &block : section.blocks) {
                if (const auto *text = std::get_if<Text>(&block)) {
                    put(text->text);
                } else if (const auto *figures = std::get_if<Figures>(&block)) {
                    put(*figures);
                } else if (const auto *chart = std::get_if<Chart>(&block)) {
                    put(*chart);
                } else if (const auto &table = std::get<Table>(block); table.count == 0) {
                    put(table.whenEmpty);
                } else {
                    m_tables.append(m_names.next(nameOf(section, table)));
                    put(tr("See the sheet “%1”.").arg(m_tables.last()));
                }
            }
        }
    }

    /// False where nobody wants more.
    bool writeTable(const Section &section, const Table &table)
    {
        beginSheet(m_tables.takeFirst(), table);
        table.rows([this, &section, &table](const Row &row) {
            if (m_row == mostRows) {
                endSheet(table);
                beginSheet(m_names.next(nameOf(section, table)), table);
            }
            double lines = 1;
            for (qsizetype i = 0; i < table.columns.size(); ++i) {
                const Column &column = table.columns.at(i);
                const auto *text = std::get_if<QString>(&row.cells.at(i));
                if (text != nullptr && column.type == Query::ColumnType::Text) {
                    lines = std::max(lines, linesOf(text->size(), widthOf(column)));
                }
                putCell(m_row, lxw_col_t(i), column.type, row.cells.at(i));
            }
            if (lines > 1) {
                worksheet_set_row(m_sheet, m_row, heightFor(lines), nullptr);
            }
            ++m_row;
            return m_counter.next();
        });
        endSheet(table);
        return !m_counter.isStopped();
    }

private:
    static QString nameOf(const Section &section, const Table &table)
    {
        return table.title.isEmpty() ? section.title : table.title;
    }

    /// By a name of SheetNames.
    void beginSheet(const QString &name, const Table &table)
    {
        m_sheet = workbook_add_worksheet(m_book, name.toUtf8().constData());
        m_row = 1;
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            const Column &column = table.columns.at(i);
            worksheet_set_column(m_sheet, lxw_col_t(i), lxw_col_t(i), widthOf(column), nullptr);
            worksheet_write_string(m_sheet, 0, lxw_col_t(i), cellText(column.title).constData(), m_head);
        }
        worksheet_freeze_panes(m_sheet, 1, 1);
        worksheet_repeat_rows(m_sheet, 0, 0);
        worksheet_set_landscape(m_sheet);
        worksheet_fit_to_pages(m_sheet, 1, 0);
    }

    void endSheet(const Table &table)
    {
        worksheet_autofilter(m_sheet, 0, 0, std::max(m_row, lxw_row_t(2)) - 1, lxw_col_t(table.columns.size() - 1));
    }

    void line(const QStringList &cells, lxw_format *format)
    {
        for (qsizetype i = 0; i < cells.size(); ++i) {
            worksheet_write_string(m_sheet, m_row, lxw_col_t(i), cellText(cells.at(i)).constData(), format);
        }
        ++m_row;
    }

    /// Across the overview.
    void put(const QString &paragraph)
    {
        constexpr double across = overviewWidths[0] + overviewWidths[1] + overviewWidths[2];
        worksheet_set_row(m_sheet, m_row, heightFor(linesOf(paragraph.size(), across)), nullptr);
        worksheet_merge_range(m_sheet, m_row, 0, m_row, lxw_col_t(std::size(overviewWidths) - 1),
                              cellText(paragraph).constData(), m_wrapped);
        ++m_row;
    }

    void put(const Figures &figures)
    {
        for (const Figure &figure : figures) {
            worksheet_write_string(m_sheet, m_row, 0, cellText(figure.label).constData(), m_wrapped);
            putCell(m_row, 1, Query::ColumnType::Text, figure.value);
            worksheet_write_string(m_sheet, m_row, 2, cellText(figure.note).constData(), m_wrapped);
            ++m_row;
        }
    }

    void put(const Chart &chart)
    {
        const bool hasLimit
            = std::any_of(chart.bars.begin(), chart.bars.end(), [](const Bar &bar) { return bar.limit; });
        line({chart.title, {}, hasLimit ? tr("Limit") : QString()}, m_bold);
        for (const Bar &bar : chart.bars) {
            worksheet_write_string(m_sheet, m_row, 0, cellText(bar.label).constData(), m_wrapped);
            worksheet_write_number(m_sheet, m_row, 1, double(bar.value), nullptr);
            if (bar.limit) {
                worksheet_write_number(m_sheet, m_row, 2, double(*bar.limit), nullptr);
            }
            ++m_row;
        }
    }

    void putCell(lxw_row_t row, lxw_col_t column, Query::ColumnType type, const Query::Value &value)
    {
        if (const auto *flag = std::get_if<bool>(&value)) {
            worksheet_write_boolean(m_sheet, row, column, int(*flag), m_flag);
        } else if (const auto *number = std::get_if<qint64>(&value)) {
            worksheet_write_number(m_sheet, row, column, double(*number), m_plain);
        } else if (const auto *text = std::get_if<QString>(&value)) {
            const QDateTime time = type == Query::ColumnType::Time ? timeOf(value) : QDateTime();
            if (time.isValid()) {
                worksheet_write_unixtime(m_sheet, row, column, time.toSecsSinceEpoch(), m_time);
            } else {
                // Never as a formula, whatever it begins with.
                worksheet_write_string(m_sheet, row, column, cellText(*text).constData(),
                                       type == Query::ColumnType::Text ? m_wrapped : m_plain);
            }
        }
    }

    lxw_workbook *m_book;
    RowCounter m_counter;
    SheetNames m_names;
    lxw_format *m_title;
    lxw_format *m_bold;
    lxw_format *m_head;
    lxw_format *m_plain;
    lxw_format *m_wrapped;
    lxw_format *m_flag;
    lxw_format *m_time;
    QStringList m_tables; ///< names of the sheets that the overview points to and that are not begun
    lxw_worksheet *m_sheet = nullptr;
    lxw_row_t m_row = 0; ///< the next
};

void setProperties(lxw_workbook *book, const Report &report)
{
    QByteArray title = cellText(report.title);
    QByteArray subject = cellText(report.subtitle);
    QByteArray author = "Tenantry";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.author = author.data();
    properties.created = report.made.toSecsSinceEpoch();
    workbook_set_properties(book, &properties);
}

Written copy(const QString &path, QIODevice &device)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, file.errorString()});
    }
    while (!file.atEnd()) {
        const QByteArray part = file.read(1 << 16);
        if (part.isEmpty() || device.write(part) != part.size()) {
            return tl::unexpected(
                WriteProblem{WriteProblem::Kind::Device, part.isEmpty() ? file.errorString() : device.errorString()});
        }
    }
    return {};
}

} // namespace

Written writeXlsx(const Report &all, QIODevice &device, const Writing &writing)
{
    const Report report = shownReport(all, writing.stop);
    // The library writes files only; the folder is this user's alone and goes away whatever happens.
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        return tl::unexpected(temporaryProblem(folder.errorString()));
    }
    const QString path = folder.filePath(u"report.xlsx"_s);
    QByteArray temporary = QFile::encodeName(folder.path());
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = temporary.data();
    BookPtr book(workbook_new_opt(QFile::encodeName(path).constData(), &options));
    if (!book) {
        return tl::unexpected(temporaryProblem(tr("the workbook could not be begun")));
    }
    setProperties(book.get(), report);
    Book sheets(book.get(), writing);
    sheets.writeOverview(report);
    for (const Section &section : report.sections) {
        for (const Block &block : section.blocks) {
            const auto *table = std::get_if<Table>(&block);
            if (table != nullptr && table->count > 0 && !sheets.writeTable(section, *table)) {
                return tl::unexpected(WriteProblem{WriteProblem::Kind::Stopped, {}});
            }
        }
    }
    // Where nothing is left the library would not say what is full.
    if (QStorageInfo(folder.path()).bytesAvailable() == 0) {
        return tl::unexpected(temporaryProblem(tr("no room is left")));
    }
    const lxw_error error = closeBook(std::move(book));
    if (error != LXW_NO_ERROR) {
        return tl::unexpected(temporaryProblem(QString::fromUtf8(lxw_strerror(error))));
    }
    return copy(path, device);
}

} // namespace Reports
