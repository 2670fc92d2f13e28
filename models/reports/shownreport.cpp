#include "reports/shownreport.h"

#include <algorithm>
#include <numeric>

namespace Reports {

namespace {

bool isEmpty(const Query::Value &value)
{
    return Query::textOf(value).isEmpty();
}

/// The columns that are shown, by their places. The first names the row, and stays.
QList<qsizetype> shownPlaces(const Table &table, bool isForCustomer, const std::stop_token &stop)
{
    QList<qsizetype> places(table.columns.size());
    std::iota(places.begin(), places.end(), 0);
    places.removeIf([&](qsizetype place) { return isForCustomer && table.columns.at(place).isForPrograms; });
    QList<qsizetype> empty = places.sliced(1);
    table.rows([&empty, &stop](const Row &row) {
        empty.removeIf([&row](qsizetype place) { return !isEmpty(row.cells.at(place)); });
        return !empty.isEmpty() && !stop.stop_requested();
    });
    places.removeIf([&empty](qsizetype place) { return empty.contains(place); });
    return places;
}

Table shownTable(const Table &table, bool isForCustomer, const std::stop_token &stop)
{
    if (table.count == 0) {
        return table;
    }
    const QList<qsizetype> places = shownPlaces(table, isForCustomer, stop);
    const bool hasWords = std::ranges::any_of(table.columns, [](const Column &column) { return column.words; });
    if (!hasWords && places.size() == table.columns.size()) {
        return table;
    }
    Table shown = table;
    shown.columns.clear();
    for (const qsizetype place : places) {
        shown.columns.append(table.columns.at(place));
    }
    shown.rows = [rows = table.rows, places, columns = table.columns](const TakeRow &take) {
        rows([&](const Row &row) {
            Row told{row.id, row.name, {}, row.tone};
            for (const qsizetype place : places) {
                const Words words = columns.at(place).words;
                const auto *text = std::get_if<QString>(&row.cells.at(place));
                told.cells.append(words != nullptr && text != nullptr ? Query::Value(words(*text))
                                                                      : row.cells.at(place));
            }
            return take(told);
        });
    };
    return shown;
}

} // namespace

Report shownReport(const Report &report, const std::stop_token &stop)
{
    Report shown = report;
    if (report.isForCustomer) {
        shown.sections.removeIf([](const Section &section) { return section.isIdle; });
    }
    for (Section &section : shown.sections) {
        for (Block &block : section.blocks) {
            if (auto *table = std::get_if<Table>(&block)) {
                *table = shownTable(*table, report.isForCustomer, stop);
            }
        }
    }
    return shown;
}

} // namespace Reports
