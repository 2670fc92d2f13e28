#include "query/settledwords.h"

#include "domain/logtypes.h"
#include "domain/tenant.h"
#include "policy/effectivepolicy.h"
#include "query/filterlexer.h"
#include "query/nearestword.h"
#include "query/records.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

QStringList outcomeWords()
{
    using enum Domain::LogClass;
    return {Domain::wordFor(Success), Domain::wordFor(Change), Domain::wordFor(Warning), Domain::wordFor(Failure)};
}

QStringList kindWordsOfConnections()
{
    using enum Domain::ConnectionKind;
    return {wordFor(Database), wordFor(Enterprise), wordFor(Social), wordFor(Passwordless)};
}

QStringList generationWords()
{
    using enum Domain::PolicyGeneration;
    return {Policy::wordFor(None), Policy::wordFor(Legacy), Policy::wordFor(Flexible), Policy::wordFor(Both)};
}

QStringList environmentWords()
{
    using enum Domain::Environment;
    return {Domain::tagOf(Development), Domain::tagOf(Staging), Domain::tagOf(Production)};
}

/// All that the column can hold; none where it is open.
QStringList settledWords(Kind kind, QLatin1StringView column)
{
    if (kind == Kind::Logs && column == "class"_L1) {
        return outcomeWords();
    }
    if (kind == Kind::Connections && column == "kind"_L1) {
        return kindWordsOfConnections();
    }
    if ((kind == Kind::Connections || kind == Kind::Policies) && column == "generation"_L1) {
        return generationWords();
    }
    return kind == Kind::Tenants && column == "environment"_L1 ? environmentWords() : QStringList();
}

QStringList eventWords()
{
    QStringList words;
    for (const Domain::LogType &type : Domain::logTypes()) {
        words.append(Domain::wordsForLogType(type.code));
    }
    return words;
}

QStringList eventCodes()
{
    QStringList codes;
    for (const Domain::LogType &type : Domain::logTypes()) {
        codes.append(type.code);
    }
    return codes;
}

/// As Auth0 forms its codes: one that it adds shows as it is, and must be found.
bool isLikeCode(const QString &value)
{
    static const QRegularExpression shape(u"\\A[a-z][a-z0-9_]*\\z"_s);
    return shape.match(value).hasMatch();
}

QString settledText(const char *text)
{
    return QCoreApplication::translate("Query", text);
}

QString mistakenEvent(const QString &value)
{
    const QStringList words = eventWords();
    if (words.contains(value, Qt::CaseInsensitive)) {
        return {};
    }
    if (Domain::logTypeFor(value)) {
        return settledText("event is told in words; write event=%1 or type=%2")
            .arg(quoted(Domain::wordsForLogType(value)), value);
    }
    if (const QString nearest = nearestWord(value, words); !nearest.isEmpty()) {
        return settledText("No event is called \"%1\"; did you mean event=%2?").arg(value, quoted(nearest));
    }
    const bool isPart = !words.filter(value, Qt::CaseInsensitive).isEmpty();
    if (isLikeCode(value) && !isPart) {
        return {};
    }
    return isPart ? settledText("No event is called \"%1\"; write event~%2 for those that have it in their words")
                        .arg(value, quoted(value))
                  : settledText("No event is called \"%1\"; write event~… for a part of its words, or type=… for "
                                "Auth0's code")
                        .arg(value);
}

QString mistakenCode(const QString &value)
{
    if (isLikeCode(value)) {
        return {};
    }
    const QStringList words = eventWords();
    if (words.contains(value, Qt::CaseInsensitive)) {
        return settledText("type is Auth0's code of an event; write event=%1").arg(quoted(value));
    }
    const QString nearest = nearestWord(value, eventCodes());
    const QString none = settledText("type is Auth0's code of an event, in lower case, and \"%1\" is none").arg(value);
    return nearest.isEmpty() ? none
            + settledText("; write type=fp, or the event in words, as in event=\"Wrong "
                          "password\"")
                             : none + settledText("; did you mean type=%1?").arg(nearest);
}

} // namespace

QString mistakenWord(Kind kind, const Column &column, const QString &value)
{
    if (kind == Kind::Logs && column.id == "event"_L1) {
        return mistakenEvent(value);
    }
    if (kind == Kind::Logs && column.id == "type"_L1) {
        return mistakenCode(value);
    }
    const QStringList words = settledWords(kind, column.id);
    const auto letters = kind == Kind::Logs ? Qt::CaseInsensitive : Qt::CaseSensitive; // as the filter compares them
    if (words.isEmpty() || words.contains(value, letters)) {
        return {};
    }
    const QString nearest = nearestWord(value, words);
    const QString one = settledText("%1 is one of %2, not \"%3\"").arg(column.id, words.join(", "_L1), value);
    return nearest.isEmpty() ? one : one + settledText("; did you mean %1=%2?").arg(column.id, nearest);
}

QString undocumentedCodes(Kind kind, const QString &filter)
{
    const auto tokens = lex(filter);
    if (kind != Kind::Logs || !tokens) {
        return {};
    }
    QStringList notes;
    for (const FilterToken &token : *tokens) {
        const bool isExact = token.op == Filter::Operator::Equal || token.op == Filter::Operator::NotEqual;
        const bool isCode = token.field.compare("type"_L1, Qt::CaseInsensitive) == 0
            || token.field.compare("event"_L1, Qt::CaseInsensitive) == 0;
        // Words of events are no codes, and those that no event has were refused.
        if (!isExact || !isCode || !isLikeCode(token.value) || Domain::logTypeFor(token.value)
            || eventWords().contains(token.value, Qt::CaseInsensitive)) {
            continue;
        }
        const QString nearest = nearestWord(token.value, eventCodes());
        notes.append(settledText("Auth0 documents no log event of the type “%1”.").arg(token.value)
                     + (nearest.isEmpty() ? QString() : u' ' + settledText("Did you mean “%1”?").arg(nearest)));
    }
    return notes.join(u' ');
}

} // namespace Query
