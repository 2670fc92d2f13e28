#pragma once

#include "query/filter.h"

namespace Query {

/// One `field op value` of a filter text, or a word that stands alone (Operator::Anywhere, no field).
struct FilterToken
{
    QString field;
    Filter::Operator op = Filter::Operator::Anywhere;
    QString value;
};

/// Splits a filter text. Blanks may stand around an operator; a value with blanks or quotes in it is quoted, with `\"`
/// and `\\` inside.
tl::expected<QList<FilterToken>, FilterError> lex(const QString &text);

/// A text as one quoted value, whatever is in it: of the filter language, and of Auth0's Lucene syntax, which quote
/// alike.
QString quoted(QString text);

} // namespace Query
