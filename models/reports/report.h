#pragma once

#include "query/columns.h"
#include "query/record.h"

#include <QDateTime>
#include <QStringList>

#include <functional>
#include <optional>
#include <variant>

namespace Reports {

/// How something is to be taken; writers choose the colours. Lock's bands, worst last.
enum class Tone { Plain, Muted, Ok, Watch, Near, Full, Over };

/// A paragraph.
struct Text
{
    QString text;
    Tone tone = Tone::Plain;
};

/// One number or fact with its name: "Applications  412".
struct Figure
{
    QString id; ///< a stable word
    QString label;
    Query::Value value;
    QString note{}; ///< what the value is held against, or why it is not known; may be empty
    Tone tone = Tone::Plain;
};

using Figures = QList<Figure>;

/// A bar of a chart.
struct Bar
{
    QString label;
    qint64 value = 0;
    std::optional<qint64> limit{}; ///< a mark on the bar
    Tone tone = Tone::Plain;
};

/// A few numbers as horizontal bars, one below the other.
struct Chart
{
    QString id; ///< a stable word
    QString title;
    QList<Bar> bars;
};

/// What people read for a text of a cell.
using Words = QString (*)(const QString &text);

/// A column of a table.
struct Column
{
    QString id; ///< a stable word
    QString title;
    Query::ColumnType type = Query::ColumnType::Text;
    int weight = 10; ///< its share of a page's width, beside the others' weights
    Words words = nullptr; ///< of its cells, in formats that people read; nullptr: the text itself
    bool isForPrograms = false; ///< says nothing to a customer whose report it is in
};

/// A row of a table.
struct Row
{
    QString id; ///< of what it tells about, as Auth0 calls it; may be empty
    QString name; ///< the same for a person
    QList<Query::Value> cells; ///< as many as the table has columns
    Tone tone = Tone::Plain;
};

/// Takes a row; false: no more are wanted.
using TakeRow = std::function<bool(const Row &)>;
/// Gives each row in its order, until they are not wanted any more. It may be asked more than once and from a worker,
/// and gives the same each time, so that nobody has to hold all rows at once.
using Rows = std::function<void(const TakeRow &)>;

/// A table, whose rows are made while they are written.
struct Table
{
    QString id; ///< a stable word
    QString title; ///< may be empty where that of the section says it
    QString kind; ///< a stable word for what its rows tell about: "connection"
    QList<Column> columns;
    Rows rows;
    qint64 count = 0; ///< of rows
    QString whenEmpty; ///< what is written instead of no rows
    QString listed{}; ///< a column: rows that differ in it alone are one where people read them, with a list in it
};

using Block = std::variant<Text, Figures, Chart, Table>;

/// A part of a report with a heading of its own.
struct Section
{
    QString id; ///< a stable word
    QString title;
    QList<Block> blocks;
    bool isIdle = false; ///< it has nothing to tell the customer whose report it is in
};

/// What is handed over, whatever the format: a value that says nothing of how it looks. Texts are translated, plain,
/// and hold names from Auth0, which are hostile text. It must hold no secret.
struct Report
{
    QString title;
    QString subtitle; ///< what it covers: a tenant, the days of a customer's report
    QDateTime made; ///< in UTC; all dates of a file are this one
    Figures facts; ///< of the cover: what was read and when, what could not be
    QList<Section> sections;
    bool isForCustomer = false; ///< it goes to the customer whom it is about
};

/// Rows that are held as they are: for small tables.
Table withRows(Table table, QList<Row> rows);
/// The rows of all tables, for telling progress.
qint64 rowCount(const Report &report);

} // namespace Reports
