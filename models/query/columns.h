#pragma once

#include "query/record.h"

#include <QLatin1StringView>

#include <optional>

namespace Query {

/// The kinds that are read whole.
inline constexpr Kind inventoryKinds[] = {Kind::Applications, Kind::Connections, Kind::Organizations};

/// Users and log events are searched at Auth0, and never read as a whole.
constexpr bool isSearched(Kind kind)
{
    return kind == Kind::Users || kind == Kind::Logs;
}

/// Customers are worked out of the other kinds, and nothing else rests on them.
constexpr bool isDerived(Kind kind)
{
    return kind == Kind::Customers;
}

/// What a column holds: decides its alignment, its order and how a filter compares it.
enum class ColumnType { Text, Number, Flag, Time, Identifier };

/// A column of a kind's table. `id` is what filters, saved column sets and `--where` name: it never changes.
struct Column
{
    QLatin1StringView id;
    const char *title; ///< untranslated; see titleOf()
    ColumnType type;
    bool shownByDefault;
};

/// The registry: every column of a kind, in its default order. The first is always the tenant.
const QList<Column> &columnsOf(Kind kind);
/// Position of a column in columnsOf(), or -1. Ids are compared as they are written.
int columnIndex(Kind kind, QStringView id);
QString titleOf(const Column &column);
/// The text of a record's cell; empty where there is no such column or it is not known.
QString textAt(const Record &record, Kind kind, QStringView columnId);

/// The word of the command line and of the settings for a kind: "connections". Empty optional for another word.
QLatin1StringView wordFor(Kind kind);
std::optional<Kind> kindFor(QStringView word);

} // namespace Query
