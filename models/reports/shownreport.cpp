#include "reports/shownreport.h"

#include "reports/celltext.h"
#include "reports/translation.h"

#include <QHash>

#include <algorithm>
#include <numeric>

namespace Reports {

namespace {

constexpr qsizetype mostListed = 20; // objects of a row: a reader looks for no more

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

/// Of one kind of thing that many objects have, a customer wants one line, with the objects in it.
Table listedTable(const Table &table)
{
    struct Group
    {
        Row row;
        QStringList objects;
        qsizetype more = 0;
    };
    const auto isListed = [&table](const Column &column) { return column.id == table.listed; };
    const qsizetype place = std::ranges::distance(table.columns.begin(), std::ranges::find_if(table.columns, isListed));
    if (place == table.columns.size()) {
        return table;
    }
    QList<Group> groups;
    QHash<QStringList, qsizetype> places;
    table.rows([&](const Row &row) {
        QStringList rest{QString(wordOf(row.tone))};
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            rest.append(i == place ? QString() : Query::textOf(row.cells.at(i)));
        }
        const auto known = places.constFind(rest);
        if (known == places.cend()) {
            places.insert(rest, groups.size());
            groups.append({row, {}, 0});
        }
        Group &group = groups[known == places.cend() ? groups.size() - 1 : *known];
        if (group.objects.size() < mostListed) {
            group.objects.append(Query::textOf(row.cells.at(place)));
        } else {
            ++group.more;
        }
        return true;
    });
    QList<Row> rows;
    for (Group &group : groups) {
        const QString objects = group.objects.join(u", ");
        group.row.cells[place]
            = group.more > 0 ? tr("%1 and %2 more").arg(objects, QString::number(group.more)) : objects;
        rows.append(group.row);
    }
    return withRows(table, std::move(rows));
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
                if (!table->listed.isEmpty()) {
                    *table = listedTable(*table);
                }
            }
        }
    }
    return shown;
}

} // namespace Reports
