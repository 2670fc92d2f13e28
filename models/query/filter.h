#pragma once

#include "query/columns.h"
#include "query/textmatcher.h"

#include <tl/expected.hpp>

#include <vector>

namespace Query {

/// Why a filter text is not understood: where, in characters, and what would be.
struct FilterError
{
    qsizetype offset = 0;
    qsizetype length = 0;
    QString message;
};

/// The filter language of the window's filter line and of `--where` (DESIGN 5): space-joined `field op value`, all of
/// which must hold; `or` between two terms separates such groups, one of which must hold. A value may be quoted. A
/// field is a column id or a JSON path of the object; an absent field matches only `!=` and `!~`. A word that stands
/// alone is looked for in every text of the record, ignoring case; so are e-mail addresses, whatever the operator. What
/// a column can never hold is refused, not answered with nothing: a word for a number, a flag or a time. An immutable
/// value: a worker thread may hold it.
class Filter
{
public:
    enum class Operator {
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Contains,
        NotContains,
        Anywhere
    };

    /// The filter that everything passes.
    Filter() = default;
    static tl::expected<Filter, FilterError> parse(Kind kind, const QString &text);

    bool isEmpty() const { return m_terms.empty(); }
    bool matches(const Record &record) const;
    /// The columns that the filter names, so that a reader knows whether it needs the application x connection map.
    bool names(QLatin1StringView columnId) const;
    Kind kind() const { return m_kind; }
    /// JSON paths that the filter names and the record does not have: a word that no record has is a slip of the pen.
    QStringList pathsMissingIn(const Record &record) const;

private:
    struct Term
    {
        QString field;
        bool opensAlternative = false; ///< the terms before it need not hold with it
        int column = -1; ///< position in columnsOf(), or -1: a JSON path
        QByteArray path;
        Operator op = Operator::Anywhere;
        QString value;
        Qt::CaseSensitivity equality = Qt::CaseSensitive; ///< of = and !=
        std::optional<double> number; ///< the value read as a number
        TextMatcher matcher; ///< of the value
    };

    static bool holds(const Term &term, const Record &record);
    static bool compare(const Term &term, const QString &text, std::optional<double> number);
    static bool holdsForSlice(const Term &term, QByteArrayView slice);

    Kind m_kind = Kind::Connections;
    std::vector<Term> m_terms;
};

} // namespace Query
