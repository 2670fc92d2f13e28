#pragma once

#include "reports/report.h"

namespace Reports {

/// A cell as a person reads it, on one line: yes and no, grouped digits, times as "2026-11-28 20:01" in UTC, nothing
/// for what is not known. The same on every computer; no control character is left.
QString readable(Query::ColumnType type, const Query::Value &value);
/// The same of a figure, whose type is that of its value.
QString readable(const Query::Value &value);
/// Whether a fact of the cover is short; others are sentences, which a card would cut.
bool isCard(const Figure &fact);
/// A fact as a sentence: "Not read: Organizations. The token lacks read:organizations.".
QString sentenceOf(const Figure &fact);
/// The time of a cell; invalid where it is none.
QDateTime timeOf(const Query::Value &value);

/// The word of a tone in files: plain, muted, ok, watch, near, full, over.
QLatin1StringView wordOf(Tone tone);

} // namespace Reports
