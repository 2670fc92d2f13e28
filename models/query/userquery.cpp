#include "query/userquery.h"

#include "query/columns.h"
#include "query/filterlexer.h"
#include "query/logquery.h"
#include "query/nearestword.h"
#include "query/searchcompletion.h"
#include "json/value.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

constexpr qsizetype shortestInside = 3;
constexpr qsizetype mostWords = 6;

/// The query with what stands in quotes and in ranges left out, and whether the quotes, brackets and parentheses are in
/// pairs.
struct Skeleton
{
    QString text;
    bool isQuoteOpen = false;
    bool isRangeOpen = false; ///< [a TO b], {a TO b}: its ends are values, such as times with colons
    int depth = 0; ///< parentheses that are open at its end; below 0 where one closes too early
};

Skeleton skeletonOf(const QString &query)
{
    Skeleton skeleton;
    for (qsizetype i = 0; i < query.size(); ++i) {
        const QChar c = query.at(i);
        if (c == u'\\') {
            ++i;
            skeleton.text += skeleton.isQuoteOpen ? QString() : u"x"_s;
        } else if (c == u'"') {
            skeleton.isQuoteOpen = !skeleton.isQuoteOpen;
            skeleton.text += u'"';
        } else if (skeleton.isQuoteOpen) {
            continue;
        } else if (c == u'[' || c == u'{' || c == u']' || c == u'}') {
            skeleton.isRangeOpen = c == u'[' || c == u'{';
            skeleton.text += c;
        } else if (!skeleton.isRangeOpen) {
            skeleton.text += c;
            skeleton.depth += c == u'(' ? 1 : c == u')' && skeleton.depth >= 0 ? -1 : 0;
        }
    }
    return skeleton;
}

QString unknownField(Kind kind, const QString &skeleton)
{
    const QStringList &known = searchFields(kind);
    static const QRegularExpression field(u"(?:^|[\\s(])[+!-]?([A-Za-z_][\\w.]*):"_s);
    for (const QRegularExpressionMatch &match : field.globalMatch(skeleton)) {
        const QString name = match.captured(1).section(u'.', 0, 0);
        if (!known.contains(name)) {
            const QString nearest = nearestWord(name, known);
            return nearest.isEmpty()
                ? QCoreApplication::translate("Query", "Auth0 knows no field “%1”. Search in %2.")
                      .arg(name, known.first(8).join(u", "_s))
                : QCoreApplication::translate("Query", "Auth0 knows no field “%1”. Did you mean %2?")
                      .arg(name, nearest);
        }
    }
    return {};
}

/// Of all connections and organizations that its JSON names (Session::customerRecords()).
QString customerQuery(const Record &record)
{
    const auto customer = Json::parse(record.original);
    QStringList queries;
    const auto add = [&](const char *list, const char *member, QLatin1StringView field) {
        const Json::Value *objects = customer ? Json::memberAt(*customer, list) : nullptr;
        for (const Json::Value &object : objects && objects->is_array() ? *objects : Json::Value::array()) {
            queries.append(field + u':' + quoted(Json::stringAt(object, member)));
        }
    };
    add("connections", "name", "identities.connection"_L1);
    add("organizations", "id", "organization_id"_L1);
    return anyOfQueries(queries);
}

} // namespace

QString userQueryFor(Kind kind, const Record &record)
{
    switch (sourceOf(kind)) {
    case Kind::Connections:
        return u"identities.connection:"_s + quoted(textAt(record, Kind::Connections, u"name"));
    case Kind::Organizations:
        return u"organization_id:"_s + quoted(record.id);
    case Kind::Customers:
        return customerQuery(record);
    default:
        return {};
    }
}

QString searchTerm(const QString &text)
{
    QString term;
    for (const QChar unit : text) {
        if (unit.unicode() < 0x80 && !unit.isLetterOrNumber()) {
            term += u'\\';
        }
        term += unit;
    }
    return term;
}

QString userQueryForWords(const QString &text)
{
    QStringList conditions;
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts).mid(0, mostWords);
    for (const QString &word : words) {
        const QString term = (word.size() < shortestInside ? QString() : u"*"_s) + searchTerm(word) + u'*';
        conditions << u"(email:%1 OR name:%1 OR username:%1)"_s.arg(term);
    }
    return conditions.join(u" AND "_s);
}

UserLookup userLookupFor(const QString &text)
{
    static const QRegularExpression email(u"\\A[^@\\s:\"*()]+@[^@\\s:\"*()]+\\.[^@\\s:\"*()]+\\z"_s);
    static const QRegularExpression id(u"\\A[\\w-]+\\|[^\\s\"*()]+\\z"_s);
    static const QRegularExpression lucene(u"[:\"*?()\\[\\]{}~^\\\\]|\\b(AND|OR|NOT)\\b"_s);
    const QString wanted = text.simplified();
    if (email.match(wanted).hasMatch()) {
        return {UserLookup::Way::Email, wanted};
    }
    if (id.match(wanted).hasMatch()) {
        return {UserLookup::Way::Search, u"user_id:"_s + quoted(wanted)};
    }
    if (wanted.isEmpty() || lucene.match(wanted).hasMatch()) {
        return {UserLookup::Way::Search, wanted};
    }
    return {UserLookup::Way::Search, userQueryForWords(wanted)};
}

QString problemOfQuery(Kind kind, const QString &query)
{
    const auto translated = [](const char *what) { return QCoreApplication::translate("Query", what); };
    if (kind == Kind::Users && userLookupFor(query).text != query.simplified()) {
        return {}; // words, of which a query is made that is right
    }
    const Skeleton skeleton = skeletonOf(query);
    if (skeleton.isQuoteOpen) {
        return translated("A quotation mark is open: close it.");
    }
    if (skeleton.isRangeOpen) {
        return translated("A bracket is open: close it.");
    }
    if (skeleton.depth != 0) {
        return skeleton.depth > 0 ? translated("A parenthesis is open: close it.")
                                  : translated("A parenthesis closes that none opens: take it away.");
    }
    static const QRegularExpression loose(
        u"(^|\\()\\s*(AND|OR)\\b|\\b(AND|OR|NOT)\\s*($|\\))|\\b(AND|OR)\\s+(AND|OR)\\b"_s);
    if (loose.match(skeleton.text).hasMatch()) {
        return translated("AND, OR or NOT stands without a term beside it: add the term.");
    }
    static const QRegularExpression noValue(u"[\\w.]+:\\s*($|\\)|\\bAND\\b|\\bOR\\b)"_s);
    if (noValue.match(skeleton.text).hasMatch()) {
        return translated("A field has no value: write it after the colon.");
    }
    return unknownField(kind, skeleton.text);
}

} // namespace Query
