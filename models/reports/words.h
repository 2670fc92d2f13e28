#pragma once

#include "reports/report.h"

namespace Reports {

/// "Connection, app_metadata" for "connection, app_metadata".
QString wayWords(const QString &ways);
/// The title of a check for its id.
QString checkWords(const QString &check);
/// "Minimum length 8, wanted 12 (weaker)" for "min_length 8, wanted 12 (weaker)"; of several, each, and behind a colon.
QString deviationWords(const QString &text);
/// "Connection" for "connection-clients", as the kinds of changed objects are called: by the one that was edited.
QString changedKindWords(const QString &kind);
/// The words for what a column of an object's own table holds; nullptr where people read the text itself.
Words wordsFor(Query::Kind kind, QStringView column);

} // namespace Reports
