#include "query/filter.h"

#include "query/filterlexer.h"
#include "query/settledwords.h"
#include "json/scanner.h"
#include "json/slices.h"

#include <QCoreApplication>
#include <QDate>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

std::optional<double> toNumber(const QString &text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    // QString reads "nan" and "inf" as numbers too; here they are words.
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// The column that is meant: headings have capitals where ids have none. -1: it is a JSON path.
int columnFor(Kind kind, const QString &field)
{
    const QList<Column> &columns = columnsOf(kind);
    const auto found = std::find_if(columns.begin(), columns.end(), [&field](const Column &column) {
        return field.compare(column.id, Qt::CaseInsensitive) == 0;
    });
    return found == columns.end() ? -1 : int(found - columns.begin());
}

/// ISO 8601, as far as it is given: times compare as texts do. A day that no calendar has would find nothing, silently.
bool isTime(const QString &text)
{
    static const QRegularExpression shape(u"\\A\\d{4}(-(\\d{2})(-(\\d{2})([T ].*)?)?)?\\z"_s);
    const QRegularExpressionMatch match = shape.match(text);
    const auto part
        = [&match](int number) { return match.captured(number).isEmpty() ? 1 : match.captured(number).toInt(); };
    return match.hasMatch() && QDate::isValid(text.left(4).toInt(), part(2), part(4));
}

QString missingOperator(const QString &field)
{
    return QCoreApplication::translate("Query", "Between a field and its value stands an operator; write %1=… or %1~…")
        .arg(field);
}

/// Why a column's value never compares with the one of the filter, and what to write; empty where it can.
QString mistakeIn(Kind kind, const Column &column, const FilterToken &token)
{
    if (token.op == Filter::Operator::Contains || token.op == Filter::Operator::NotContains) {
        return {};
    }
    switch (column.type) {
    case ColumnType::Number:
        return toNumber(token.value)
            ? QString()
            : QCoreApplication::translate("Query", "%1 is a number, and \"%2\" is none; write a number, as in %1<10")
                  .arg(column.id, token.value);
    case ColumnType::Flag:
        return token.value == "true"_L1 || token.value == "false"_L1
            ? QString()
            : QCoreApplication::translate("Query", "%1 is true or false, not \"%2\"; write %1=true or %1=false")
                  .arg(column.id, token.value);
    case ColumnType::Time:
        return isTime(token.value)
            ? QString()
            : QCoreApplication::translate(
                  "Query", "%1 is a time, and \"%2\" is none; write it as in %1>=2026-11-28 or %1<2026-11-28T09:30")
                  .arg(column.id, token.value);
    case ColumnType::Text:
    case ColumnType::Identifier:
        break;
    }
    const bool isExact = token.op == Filter::Operator::Equal || token.op == Filter::Operator::NotEqual;
    return isExact ? mistakenWord(kind, column, token.value) : QString();
}

/// What is written otherwise elsewhere, and would match nothing here; empty where the term is one of this language.
QString mistakeIn(Kind kind, const FilterToken &token)
{
    if (token.op != Filter::Operator::Anywhere) {
        const int column = columnFor(kind, token.field);
        if (column >= 0) {
            return mistakeIn(kind, columnsOf(kind).at(column), token);
        }
        if (token.field.startsWith(u'!')) {
            return QCoreApplication::translate("Query", "There is no \"!\" before a field; write %1!=… or %1!~…")
                .arg(token.field.mid(1));
        }
        return token.field.startsWith(u'(') ? QCoreApplication::translate(
                   "Query", "There are no parentheses; \"or\" separates groups of terms, as in a=1 b=2 or a=3")
                                            : QString();
    }
    const qsizetype colon = token.isQuoted ? -1 : token.value.indexOf(u':');
    const QString field = token.value.left(std::max<qsizetype>(colon, 0));
    return colon > 0 && columnFor(kind, field) >= 0 ? missingOperator(field) : QString();
}

/// What a term alone does not show: words that were meant as a condition, and would be looked for instead. Empty where
/// they can be meant as words.
QString mistakeIn(Kind kind, const FilterToken &token, const FilterToken &next)
{
    static const QStringList comparisons{u"is"_s,  u"not"_s, u"equals"_s, u"contains"_s, u"like"_s, u"in"_s,
                                         u"has"_s, u"eq"_s,  u"ne"_s,     u"lt"_s,       u"le"_s,   u"gt"_s,
                                         u"ge"_s,  u"lte"_s, u"gte"_s,    u":"_s};
    if (token.op != Filter::Operator::Anywhere || token.isQuoted) {
        return {};
    }
    const bool isNot = token.value == "!"_L1 || token.value.compare("not"_L1, Qt::CaseInsensitive) == 0;
    if (isNot && next.op != Filter::Operator::Anywhere) {
        return QCoreApplication::translate("Query", "There is no \"%1\" before a condition; write %2!=… or %2!~…")
            .arg(token.value, next.field);
    }
    const int column = columnFor(kind, token.value);
    if (column < 0 || next.op != Filter::Operator::Anywhere || next.isQuoted) {
        return {};
    }
    const bool isNumber = columnsOf(kind).at(column).type == ColumnType::Number && toNumber(next.value);
    return isNumber || comparisons.contains(next.value, Qt::CaseInsensitive) ? missingOperator(token.value) : QString();
}

/// What is wrong with one of the terms, by itself or beside the next one; empty where nothing is.
QString mistakeAt(Kind kind, const QList<FilterToken> &tokens, qsizetype i)
{
    const FilterToken &token = tokens.at(i);
    if (QString mistake = mistakeIn(kind, token); !mistake.isEmpty()) {
        return mistake;
    }
    if (tokens.size() > 1 && isJoiner(token)) { // looked for as a word, it would find nothing, silently
        return QCoreApplication::translate(
                   "Query", "\"%1\" joins two terms, and one is missing beside it; quote it to look for the word")
            .arg(token.value);
    }
    return i + 1 < tokens.size() ? mistakeIn(kind, token, tokens.at(i + 1)) : QString();
}

/// Auth0 keeps addresses in lower case, and the words of events are this program's: who types them cannot know how they
/// are written.
Qt::CaseSensitivity equalityOf(Kind kind, const QString &field)
{
    const bool isAddress = field.section(u'.', -1).compare("email"_L1, Qt::CaseInsensitive) == 0;
    const bool isOwnWord = kind == Kind::Logs
        && (field.compare("event"_L1, Qt::CaseInsensitive) == 0 || field.compare("class"_L1, Qt::CaseInsensitive) == 0);
    return isAddress || isOwnWord ? Qt::CaseInsensitive : Qt::CaseSensitive;
}

/// What a column is held against where the cell has several values in one text: the names of the Auth0 tenants that
/// have a customer (Session::mergedCustomers()). Empty for every other column.
QByteArray listBehind(Kind kind, int column)
{
    static const int tenant = columnIndex(Kind::Customers, u"tenant");
    return kind == Kind::Customers && column == tenant ? "tenants"_ba : QByteArray();
}

/// The Auth0 tenants' names as a list; nothing where a customer is in one.
std::optional<QStringList> valuesBehind(const Record &record, QByteArrayView list)
{
    static const int tenants = columnIndex(Kind::Customers, u"tenants");
    const auto *count = std::get_if<qint64>(&record.cells.at(tenants));
    const auto slice = count && *count > 1 ? Json::pathSlice(record.original, list) : std::nullopt;
    if (!slice) {
        return std::nullopt;
    }
    QStringList values;
    Json::Scanner(*slice).eachElement(0, [&values](QByteArrayView element) {
        if (const auto name = Json::memberSlice(element, "tenant")) {
            values.append(Json::unquoted(*name));
        }
        return true;
    });
    return values;
}

bool isNegative(Filter::Operator op)
{
    return op == Filter::Operator::NotEqual || op == Filter::Operator::NotContains;
}

} // namespace

tl::expected<Filter, FilterError> Filter::parse(Kind kind, const QString &text)
{
    const auto tokens = lex(text);
    if (!tokens) {
        return tl::make_unexpected(tokens.error());
    }
    Filter filter;
    filter.m_kind = kind;
    for (qsizetype i = 0; i < tokens->size(); ++i) {
        const FilterToken &token = tokens->at(i);
        if (const QString mistake = mistakeAt(kind, *tokens, i); !mistake.isEmpty()) {
            return tl::make_unexpected(FilterError{token.offset, token.length, mistake});
        }
        Term term;
        term.op = token.op;
        term.opensAlternative = token.opensAlternative;
        term.field = token.field;
        term.value = token.value;
        term.equality = equalityOf(kind, token.field);
        term.number = toNumber(token.value);
        term.matcher = TextMatcher(token.value);
        if (term.op != Operator::Anywhere) {
            term.column = columnFor(kind, token.field);
            term.path = term.column < 0 ? token.field.toUtf8() : listBehind(kind, term.column);
        }
        filter.m_terms.push_back(std::move(term));
    }
    return filter;
}

bool Filter::matches(const Record &record) const
{
    bool allHeld = true;
    for (const Term &term : m_terms) {
        if (term.opensAlternative) {
            if (allHeld) {
                return true;
            }
            allHeld = true;
        }
        allHeld = allHeld && holds(term, record);
    }
    return allHeld;
}

bool Filter::names(QLatin1StringView columnId) const
{
    return std::any_of(m_terms.begin(), m_terms.end(),
                       [column = columnIndex(m_kind, QString(columnId))](const Term &term) {
                           return term.column >= 0 && term.column == column;
                       });
}

QStringList Filter::pathsMissingIn(const Record &record) const
{
    QStringList missing;
    for (const Term &term : m_terms) {
        const bool isPath = term.op != Operator::Anywhere && term.column < 0;
        if (isPath && !Json::pathSlice(record.original, term.path)) {
            missing.append(term.field);
        }
    }
    return missing;
}

bool Filter::holds(const Term &term, const Record &record)
{
    if (term.op == Operator::Anywhere) {
        return std::any_of(record.cells.begin(), record.cells.end(), [&](const Value &cell) {
            const auto *text = std::get_if<QString>(&cell);
            return text && term.matcher.isIn(*text);
        });
    }
    if (term.column >= 0) {
        if (const auto values = term.path.isEmpty() ? std::nullopt : valuesBehind(record, term.path)) {
            const auto isHeld = [&term](const QString &value) { return compare(term, value, {}); };
            // The whole cell may be asked for as well: so it is where a row is taken as the example.
            const bool isCellHeld = compare(term, textOf(record.cells.at(term.column)), {});
            return isNegative(term.op) ? isCellHeld && std::all_of(values->begin(), values->end(), isHeld)
                                       : isCellHeld || std::any_of(values->begin(), values->end(), isHeld);
        }
        const Value &cell = record.cells.at(term.column);
        if (std::holds_alternative<std::monostate>(cell)) {
            return isNegative(term.op);
        }
        if (const auto *number = std::get_if<qint64>(&cell)) {
            return compare(term, QString::number(*number), double(*number));
        }
        if (const auto *text = std::get_if<QString>(&cell)) {
            return compare(term, *text, {});
        }
        return compare(term, textOf(cell), {});
    }
    const auto slice = Json::pathSlice(record.original, term.path);
    return slice ? holdsForSlice(term, *slice) : isNegative(term.op);
}

bool Filter::compare(const Term &term, const QString &text, std::optional<double> number)
{
    const bool isOrder = term.op == Operator::Less || term.op == Operator::LessOrEqual || term.op == Operator::Greater
        || term.op == Operator::GreaterOrEqual;
    // A number comes neither before nor after a word: as texts, every number would.
    if (isOrder && number && !term.number) {
        return false;
    }
    // Two numbers compare as numbers; anything else as text, as ISO times do.
    const auto order = [&] {
        if (number && term.number) {
            return *number < *term.number ? -1 : *number > *term.number ? 1 : 0;
        }
        return text.compare(term.value, term.equality);
    };
    switch (term.op) {
    case Operator::Equal:
        return order() == 0;
    case Operator::NotEqual:
        return order() != 0;
    case Operator::Less:
        return order() < 0;
    case Operator::LessOrEqual:
        return order() <= 0;
    case Operator::Greater:
        return order() > 0;
    case Operator::GreaterOrEqual:
        return order() >= 0;
    case Operator::Contains:
    case Operator::Anywhere:
        return term.matcher.isIn(text);
    case Operator::NotContains:
        return !term.matcher.isIn(text);
    }
    return false;
}

bool Filter::holdsForSlice(const Term &term, QByteArrayView slice)
{
    if (slice.startsWith('"')) {
        return compare(term, Json::unquoted(slice), {});
    }
    if (slice.startsWith('[')) {
        // An array holds when one element does; a negative operator must hold for every element.
        bool any = false;
        bool all = true;
        Json::Scanner(slice).eachElement(0, [&](QByteArrayView element) {
            const bool held = holdsForSlice(term, element);
            any = any || held;
            all = all && held;
            return true;
        });
        return isNegative(term.op) ? all : any;
    }
    const QString text = QString::fromUtf8(slice);
    return compare(term, text, toNumber(text));
}

} // namespace Query
