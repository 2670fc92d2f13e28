#include "reports/celltext.h"
#include "reports/output.h"
#include "reports/sheetname.h"
#include "reports/translation.h"
#include "reports/writers.h"

#include "query/visibletext.h"

#include <QFile>
#include <QTemporaryDir>

#include <xlsxwriter.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr lxw_row_t mostRows = LXW_ROW_MAX; // of a sheet, its header included
constexpr qsizetype mostUnits = 32767; // of a cell: what Excel takes

struct FreeBook
{
    void operator()(lxw_workbook *book) const { lxw_workbook_free(book); }
};
using BookPtr = std::unique_ptr<lxw_workbook, FreeBook>;

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
        , m_time(workbook_add_format(book))
    {
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
        m_sheet = addSheet(tr("Overview"));
        m_row = 0;
        worksheet_set_column(m_sheet, 0, 0, 36, nullptr);
        worksheet_set_column(m_sheet, 1, 1, 24, nullptr);
        worksheet_set_column(m_sheet, 2, 2, 80, nullptr);
        line({report.title}, m_title);
        line({report.subtitle}, nullptr);
        line({tr("Made (UTC)"), report.made.toString(u"yyyy-MM-dd HH:mm"_s)}, nullptr);
        put(report.facts);
        for (const Section &section : report.sections) {
            ++m_row;
            line({section.title}, m_bold);
            for (const Block &block : section.blocks) {
                if (const auto *text = std::get_if<Text>(&block)) {
                    line({text->text}, nullptr);
                } else if (const auto *figures = std::get_if<Figures>(&block)) {
                    put(*figures);
                } else if (const auto *chart = std::get_if<Chart>(&block)) {
                    put(*chart);
                } else if (const auto &table = std::get<Table>(block); table.count == 0) {
                    line({table.whenEmpty}, nullptr);
                }
            }
        }
    }

    /// False where nobody wants more.
    bool writeTable(const Section &section, const Table &table)
    {
        const QString name = table.title.isEmpty() ? section.title : table.title;
        beginSheet(name, table);
        table.rows([this, &name, &table](const Row &row) {
            if (m_row == mostRows) {
                endSheet(table);
                beginSheet(name, table);
            }
            for (qsizetype i = 0; i < table.columns.size(); ++i) {
                putCell(m_row, lxw_col_t(i), table.columns.at(i).type, row.cells.at(i));
            }
            ++m_row;
            return m_counter.next();
        });
        endSheet(table);
        return !m_counter.isStopped();
    }

private:
    lxw_worksheet *addSheet(const QString &title)
    {
        return workbook_add_worksheet(m_book, m_names.next(title).toUtf8().constData());
    }

    void beginSheet(const QString &name, const Table &table)
    {
        m_sheet = addSheet(name);
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

    void put(const Figures &figures)
    {
        for (const Figure &figure : figures) {
            worksheet_write_string(m_sheet, m_row, 0, cellText(figure.label).constData(), nullptr);
            putCell(m_row, 1, Query::ColumnType::Text, figure.value);
            worksheet_write_string(m_sheet, m_row, 2, cellText(figure.note).constData(), nullptr);
            ++m_row;
        }
    }

    void put(const Chart &chart)
    {
        line({chart.title, tr("Value"), tr("Limit")}, m_bold);
        for (const Bar &bar : chart.bars) {
            worksheet_write_string(m_sheet, m_row, 0, cellText(bar.label).constData(), nullptr);
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
            worksheet_write_boolean(m_sheet, row, column, int(*flag), nullptr);
        } else if (const auto *number = std::get_if<qint64>(&value)) {
            worksheet_write_number(m_sheet, row, column, double(*number), nullptr);
        } else if (const auto *text = std::get_if<QString>(&value)) {
            const QDateTime time = type == Query::ColumnType::Time ? timeOf(value) : QDateTime();
            if (time.isValid()) {
                worksheet_write_unixtime(m_sheet, row, column, time.toSecsSinceEpoch(), m_time);
            } else {
                // Never as a formula, whatever it begins with.
                worksheet_write_string(m_sheet, row, column, cellText(*text).constData(), nullptr);
            }
        }
    }

    lxw_workbook *m_book;
    RowCounter m_counter;
    SheetNames m_names;
    lxw_format *m_title;
    lxw_format *m_bold;
    lxw_format *m_head;
    lxw_format *m_time;
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

Written writeXlsx(const Report &report, QIODevice &device, const Writing &writing)
{
    // The library writes files only; the folder is this user's alone and goes away whatever happens.
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, folder.errorString()});
    }
    const QString path = folder.filePath(u"report.xlsx"_s);
    QByteArray temporary = QFile::encodeName(folder.path());
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = temporary.data();
    BookPtr book(workbook_new_opt(QFile::encodeName(path).constData(), &options));
    if (!book) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, tr("The workbook could not be begun.")});
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
    const lxw_error error = workbook_close(book.release()); // frees it as well
    if (error != LXW_NO_ERROR) {
        return tl::unexpected(WriteProblem{WriteProblem::Kind::Device, QString::fromUtf8(lxw_strerror(error))});
    }
    return copy(path, device);
}

} // namespace Reports
