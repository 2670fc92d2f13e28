#include "reports/report.h"

#include <algorithm>

namespace Reports {

Table withRows(Table table, QList<Row> rows)
{
    table.count = rows.size();
    table.rows = [rows = std::move(rows)](const TakeRow &take) { (void)std::ranges::all_of(rows, take); };
    return table;
}

qint64 rowCount(const Report &report)
{
    qint64 count = 0;
    for (const Section &section : report.sections) {
        for (const Block &block : section.blocks) {
            if (const auto *table = std::get_if<Table>(&block)) {
                count += table->count;
            }
        }
    }
    return count;
}

} // namespace Reports
