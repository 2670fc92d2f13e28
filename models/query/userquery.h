#pragma once

#include "query/record.h"

namespace Query {

/// The query in Auth0's Lucene syntax that finds the users of a connection or the members of an organization
/// (auth0.md 4.5); empty for other kinds. `record` is of the kind that is read for a table of `kind`. Auth0 answers
/// with 1,000 users at most.
QString userQueryFor(Kind kind, const Record &record);

/// The query that finds users as somebody types their names: each word in the e-mail, the name or the user name; a word
/// of less than three letters at the beginning of one, since Auth0 looks for nothing shorter inside (auth0.md 4.5).
/// Empty for a text without words.
QString userQueryForWords(const QString &text);

} // namespace Query
