#pragma once

#include "domain/user.h"
#include "query/record.h"

#include <QStringList>

#include <optional>

namespace Query {

/// The query in Auth0's Lucene syntax that finds the log events of an application, a connection, an organization or a
/// user (auth0.com/docs, "Log Search Query Syntax"); of a customer those of all that is the customer's, and empty where
/// that is nothing. Empty for other kinds. `record` is of the kind that is read for a table of `kind`.
QString logQueryFor(Kind kind, const Record &record);
/// The query that finds what any of these finds, as for all that is one customer's.
QString anyOfQueries(const QStringList &queries);

/// What of a filter of log events or users Auth0 itself can look for, as a query: it may find more than the filter lets
/// through, never less. Empty: nothing of it, all are to be read.
QString narrowingQuery(Kind kind, const QString &filter);

/// A search of log events that this program can hold events against, so that it can follow them as they come: terms
/// `field:value` joined by AND, and such groups by OR. A value may be quoted, or end in `*`. An immutable value.
class LogQuery
{
public:
    /// The query that every event passes.
    LogQuery() = default;
    /// Nothing where the text says more than that: parentheses, NOT, ranges, words without a field.
    static std::optional<LogQuery> parse(const QString &text);

    bool matches(const Domain::LogEvent &event) const;

    friend bool operator==(const LogQuery &, const LogQuery &) = default;

private:
    struct Term
    {
        QString field;
        QString value;
        bool isPrefix = false;

        friend bool operator==(const Term &, const Term &) = default;
    };

    static bool holds(const Term &term, const Domain::LogEvent &event);

    QList<QList<Term>> m_groups; ///< one of which must hold; none: all pass
};

/// The longest query that Auth0 is asked for, in bytes as it stands in the address. Auth0 documents no limit; it and
/// what stands before it refuse addresses of 8 KB with 414 or 431, a token's headers included.
inline constexpr qsizetype longestLogQuery = 4000;

/// What Auth0 is asked for by a search of the log.
struct LogAsk
{
    QString query; ///< empty: all events
    std::optional<LogQuery> here; ///< what is held against its answer, since the search is too long for Auth0
};
/// The search as it stands; of one that is too long and that this program can hold events against, all events.
LogAsk logAskFor(const QString &search);

} // namespace Query
