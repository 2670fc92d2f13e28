#include "query/logquery.h"

#include "domain/logtypes.h"
#include "query/columns.h"
#include "query/filterlexer.h"

#include "json/value.h"
#include <QHash>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

/// A piece of a query between blanks; what stood in quotes is one with them.
struct Word
{
    QString text; ///< without quotes and their backslashes
    qsizetype colon = -1; ///< of the first that stood outside of quotes
    bool isQuoted = false; ///< some of it was
    bool isPlain = true; ///< nothing of Lucene's but a colon and a `*` at its end
};

std::optional<QList<Word>> wordsOf(const QString &query)
{
    static const QString special = u"()[]{}^~+?!&|<>"_s;
    QList<Word> words;
    Word word;
    bool isIn = false; // quotes
    const auto finish = [&] {
        if (!word.text.isEmpty() || word.isQuoted) {
            words.append(std::exchange(word, {}));
        }
    };
    for (qsizetype i = 0; i < query.size(); ++i) {
        const QChar c = query.at(i);
        if (c == u'\\' && i + 1 < query.size()) {
            word.text += query.at(++i);
        } else if (c == u'"') {
            isIn = !isIn;
            word.isQuoted = true;
        } else if (isIn) {
            word.text += c;
        } else if (c.isSpace()) {
            finish();
        } else {
            if (c == u':' && word.colon < 0) {
                word.colon = word.text.size();
            }
            const bool isStar = c == u'*' && (i + 1 == query.size() || query.at(i + 1).isSpace());
            word.isPlain = word.isPlain && !special.contains(c) && (c != u'*' || isStar);
            word.text += c;
        }
    }
    finish();
    return isIn ? std::nullopt : std::optional(words);
}

QString memberOf(const Domain::LogEvent &event, const QString &field)
{
    if (field == "type"_L1) {
        return event.type;
    }
    if (field == "client_id"_L1) {
        return event.application.text();
    }
    if (field == "connection"_L1) {
        return event.connection;
    }
    if (field == "user_id"_L1) {
        return event.user.text();
    }
    const auto object = Json::parse(event.original);
    return object ? Json::stringAt(*object, field.toUtf8().constData()) : QString();
}

/// The member that a column shows whole, or a JSON path names, and that Auth0 looks for as a whole.
QString searchedFor(Kind kind, const QString &field)
{
    static const QHash<QString, QString> logs{{u"type"_s, u"type"_s},
                                              {u"application"_s, u"client_name"_s},
                                              {u"connection"_s, u"connection"_s},
                                              {u"user"_s, u"user_name"_s},
                                              {u"ip"_s, u"ip"_s},
                                              {u"id"_s, u"log_id"_s},
                                              {u"client_id"_s, u"client_id"_s},
                                              {u"user_id"_s, u"user_id"_s},
                                              {u"organization_id"_s, u"organization_id"_s}};
    static const QHash<QString, QString> users{{u"email"_s, u"email"_s},
                                               {u"username"_s, u"username"_s},
                                               {u"id"_s, u"user_id"_s},
                                               {u"user_id"_s, u"user_id"_s},
                                               {u"connection"_s, u"identities.connection"_s}};
    return kind == Kind::Logs ? logs.value(field) : kind == Kind::Users ? users.value(field) : QString();
}

/// The queries for what a list of a customer's record names (Session::customerRecords()).
QStringList queriesFor(const Json::Value &customer, const char *list, const char *member, const QString &field)
{
    QStringList queries;
    const Json::Value *objects = Json::memberAt(customer, list);
    if (objects && objects->is_array()) {
        for (const Json::Value &object : *objects) {
            if (const QString value = Json::stringAt(object, member); !value.isEmpty()) {
                queries.append(field + u':' + quoted(value));
            }
        }
    }
    return queries;
}

QString customerQuery(const Record &record)
{
    const auto customer = Json::parse(record.original);
    if (!customer) {
        return {};
    }
    // The log names connections by their names.
    return anyOfQueries(queriesFor(*customer, "connections", "name", u"connection"_s)
                        + queriesFor(*customer, "applications", "client_id", u"client_id"_s)
                        + queriesFor(*customer, "organizations", "id", u"organization_id"_s));
}

/// `date>=2026-11-20T10:00` as far as Auth0 can tell: by the day.
QString dayRange(const FilterToken &token)
{
    using Op = Filter::Operator;
    static const QRegularExpression day(u"\\A\\d{4}-\\d{2}-\\d{2}"_s);
    const QString found = day.match(token.value).captured();
    if (token.field != "date"_L1 || found.isEmpty()) {
        return {};
    }
    if (token.op == Op::Greater || token.op == Op::GreaterOrEqual) {
        return u"date:[%1 TO *]"_s.arg(found);
    }
    return token.op == Op::Less || token.op == Op::LessOrEqual ? u"date:[* TO %1]"_s.arg(found) : QString();
}

/// `event="Wrong password"` is of the types that have these words; those of a class would be too many for a query.
QString typesWith(const FilterToken &token)
{
    QStringList queries;
    for (const Domain::LogType &type : Domain::logTypes()) {
        if (Domain::wordsForLogType(type.code).compare(token.value, Qt::CaseInsensitive) == 0) {
            queries.append(u"type:"_s + quoted(type.code));
        }
    }
    return anyOfQueries(queries);
}

} // namespace

QString logQueryFor(Kind kind, const Record &record)
{
    switch (sourceOf(kind)) {
    case Kind::Applications:
        return u"client_id:"_s + quoted(record.id);
    case Kind::Connections:
        return u"connection:"_s + quoted(textAt(record, Kind::Connections, u"name"));
    case Kind::Organizations:
        return u"organization_id:"_s + quoted(record.id);
    case Kind::Users:
        return u"user_id:"_s + quoted(record.id);
    case Kind::Customers:
        return customerQuery(record);
    default:
        return {};
    }
}

QString anyOfQueries(const QStringList &queries)
{
    return queries.join(u" OR "_s);
}

QString narrowingQuery(Kind kind, const QString &filter)
{
    const auto tokens = lex(filter);
    if (!tokens) {
        return {};
    }
    if (kind == Kind::Logs && tokens->size() == 1 && tokens->first().op == Filter::Operator::Equal
        && tokens->first().field == "event"_L1) {
        return typesWith(tokens->first()); // parentheses would be needed beside other terms
    }
    QStringList groups;
    QStringList terms;
    bool isUnbounded = false; // an alternative of which Auth0 can look for nothing
    const auto close = [&] {
        isUnbounded = isUnbounded || terms.isEmpty();
        groups.append(terms.join(u" AND "_s));
        terms.clear();
    };
    for (const FilterToken &token : *tokens) {
        if (token.opensAlternative) {
            close();
        }
        const QString member = searchedFor(kind, token.field.toLower());
        if (token.op == Filter::Operator::Equal && !member.isEmpty() && !token.value.isEmpty()) {
            terms.append(member + u':' + quoted(token.value));
        } else if (const QString range = kind == Kind::Logs ? dayRange(token) : QString(); !range.isEmpty()) {
            terms.append(range);
        }
    }
    close();
    return isUnbounded ? QString() : anyOfQueries(groups);
}

std::optional<LogQuery> LogQuery::parse(const QString &text)
{
    const auto words = wordsOf(text);
    if (!words) {
        return std::nullopt;
    }
    LogQuery query;
    QList<Term> group;
    bool wantsTerm = true;
    for (const Word &word : *words) {
        if (!word.isQuoted && (word.text == "AND"_L1 || word.text == "OR"_L1)) {
            if (wantsTerm) {
                return std::nullopt;
            }
            if (word.text == "OR"_L1) {
                query.m_groups.append(std::exchange(group, {}));
            }
            wantsTerm = true;
            continue;
        }
        // Two terms side by side are joined by OR at Auth0, which is easily meant otherwise.
        if (!wantsTerm || !word.isPlain || word.colon <= 0) {
            return std::nullopt;
        }
        Term term{word.text.first(word.colon), word.text.sliced(word.colon + 1)};
        term.isPrefix = !word.isQuoted && term.value.endsWith(u'*');
        if (term.isPrefix) {
            term.value.chop(1);
        }
        if (term.value.isEmpty() || term.field == "date"_L1) {
            return std::nullopt;
        }
        group.append(term);
        wantsTerm = false;
    }
    if (wantsTerm && !words->isEmpty()) {
        return std::nullopt;
    }
    if (!group.isEmpty()) {
        query.m_groups.append(group);
    }
    return query;
}

LogAsk logAskFor(const QString &search)
{
    const bool isTooLong = QUrl::toPercentEncoding(search).size() > longestLogQuery;
    std::optional<LogQuery> here = isTooLong ? LogQuery::parse(search) : std::nullopt;
    return here ? LogAsk{{}, std::move(here)} : LogAsk{search, std::nullopt};
}

bool LogQuery::matches(const Domain::LogEvent &event) const
{
    const auto isThere = [&event](const QList<Term> &group) {
        return std::all_of(group.begin(), group.end(), [&event](const Term &term) { return holds(term, event); });
    };
    return m_groups.isEmpty() || std::any_of(m_groups.begin(), m_groups.end(), isThere);
}

bool LogQuery::holds(const Term &term, const Domain::LogEvent &event)
{
    const QString value = memberOf(event, term.field);
    return term.isPrefix ? value.startsWith(term.value) : value == term.value;
}

} // namespace Query
