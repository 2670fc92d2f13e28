#pragma once

#include "query/filter.h"

namespace Query {

/// One `field op value` of a filter text, or a word that stands alone (Operator::Anywhere, no field).
struct FilterToken
{
    QString field;
    Filter::Operator op = Filter::Operator::Anywhere;
    QString value;
    bool isQuoted = false; ///< the value was
    bool opensAlternative = false; ///< an `or` stands before it
    qsizetype offset = 0; ///< of the value, quotes included
    qsizetype length = 0;
    qsizetype begin = 0; ///< of the term, which ends with its value
};

/// Splits a filter text. Blanks may stand around an operator; a value with blanks in it stands in double or single
/// quotes, with `\"`, `\'` and `\\` inside. `or` between two terms opens an alternative, and `and` says what a blank
/// says; both ignore case, and stay words in quotes, and where a term is missing beside them: see isJoiner().
tl::expected<QList<FilterToken>, FilterError> lex(const QString &text);

/// Whether it would join two terms, if it stood between them.
bool isJoiner(const FilterToken &token);

/// A text as one quoted value, whatever is in it: of the filter language, and of Auth0's Lucene syntax, which quote
/// alike.
QString quoted(QString text);

} // namespace Query
