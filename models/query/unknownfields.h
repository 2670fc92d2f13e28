#pragma once

#include "query/filter.h"

namespace Query {

/// Watches for fields that a filter names and no record has: a slip of the pen, which would otherwise look like an
/// answer
/// ("none"). A value.
class UnknownFields
{
public:
    explicit UnknownFields(const Filter &filter)
        : m_filter(filter)
    { }

    /// Cheap once every field was found somewhere.
    void look(const Record &record);
    /// "No object has a field “locks”. Did you mean “lock”?", translated; empty where each was found or nothing was
    /// looked at.
    QString text() const;
    /// The first of them; empty as text() is.
    QString first() const;

private:
    Filter m_filter;
    std::optional<QStringList> m_missing; ///< from all that were looked at
};

/// The column of the kind whose id is the word but for case and at most two slips; empty where none is.
QString nearestColumn(Kind kind, const QString &word);

} // namespace Query
