#pragma once

#include "reports/output.h"
#include "reports/report.h"
#include "reports/sheetlook.h"
#include "reports/sheetname.h"

struct lxw_worksheet;

namespace Reports {

/// Fills the sheets of a workbook: an overview, and one for each table. Rows are written once and in their order, as
/// the library's constant memory asks. The library's workbook and the way of writing outlive it.
class Workbook
{
public:
    Workbook(lxw_workbook *book, const Report &report, const Writing &writing);

    /// What it is about, and all that is no row. Before the tables.
    void writeOverview();
    /// False where nobody wants more, or nothing more can be written.
    bool writeTable(const Section &section, const Table &table);

    /// The bytes of all rows; or why they are not on the disk, for a person. After the last table.
    tl::expected<qint64, QString> written();

private:
    static QString nameOf(const Section &section, const Table &table);
    lxw_worksheet *addSheet(const QString &name);
    void beginSheet(const QString &name, const Table &table);
    void endSheet(const Table &table);
    void putRow(const Table &table, const Row &row);
    void putCell(lxw_worksheet *sheet, quint32 row, quint16 column, SheetStyle style, Tone tone,
                 const Query::Value &value);
    void put(const QString &paragraph, SheetStyle style, Tone tone = Tone::Plain);
    void put(const Figures &figures);
    void put(const Chart &chart);
    void putLink(const QString &sheet);

    lxw_workbook *m_book;
    const Report &m_report;
    RowCounter m_counter;
    SheetNames m_names;
    SheetLook m_look;
    QStringList m_tables; ///< names of the sheets that the overview points to and that are not begun
    QList<lxw_worksheet *> m_sheets; ///< all
    lxw_worksheet *m_sheet = nullptr; ///< the one that is being filled
    quint32 m_row = 0; ///< the next
    QString m_problem; ///< why rows do not reach the disk
};

} // namespace Reports
