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

/// A term, or a part of one, with what has a meaning in that syntax taken as it is. A wildcard may stand before or
/// after it, which none within quotes may.
QString searchTerm(const QString &text);

/// A text with which somebody looks for users, as it is to be asked for.
struct UserLookup
{
    enum class Way {
        Search, ///< with `text` in Auth0's Lucene syntax; empty finds all
        Email, ///< immediately consistent; case counts there
    };
    Way way = Way::Search;
    QString text;

    friend bool operator==(const UserLookup &, const UserLookup &) = default;
};

/// An e-mail address by itself is looked up, a user id is searched as one, words without any of Lucene's signs by
/// userQueryForWords(), and all else is a query as it stands.
UserLookup userLookupFor(const QString &text);
/// What is wrong with a Lucene query that Auth0 would refuse, or find nothing by: one sentence with what to do. Empty
/// where nothing is. `kind`: Users or Logs.
QString problemOfQuery(Kind kind, const QString &query);

} // namespace Query
