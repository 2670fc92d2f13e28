#include "query/narrowing.h"

#include "query/filterlexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

struct Term
{
    FilterToken token;
    QString before; ///< what stands between it and the one before, as it was written
    QString text; ///< as it was written
};

/// A filter text in its terms. What cannot be read, from the first error on, is one term more.
struct Terms
{
    QList<Term> list;
    bool isWhole = true;
};

Terms termsOf(const QString &text)
{
    QString readable = text;
    auto tokens = lex(readable);
    while (!tokens) { // each time less: an error lies within its text
        readable = text.left(std::min(tokens.error().offset, readable.size() - 1));
        tokens = lex(readable);
    }
    const QString rest = text.sliced(readable.size()).trimmed();
    if (!rest.isEmpty()) {
        tokens = lex(readable + u" \"\""_s); // in the place of the rest, to tell how it is joined
    }
    Terms terms{{}, rest.isEmpty()};
    qsizetype end = 0;
    for (const FilterToken &token : *tokens) {
        const bool isRest = token.begin >= readable.size();
        const qsizetype begin = isRest ? readable.size() : token.begin;
        const QString before = readable.sliced(end, begin - end);
        end = isRest ? begin : token.offset + token.length;
        const QString written = isRest ? rest : readable.sliced(begin, end - begin);
        // A word to look for would join two terms as soon as one stands on its other side.
        terms.list.append({token, before, isJoiner(token) ? quoted(written) : written});
    }
    return terms;
}

bool isSame(const FilterToken &left, const FilterToken &right)
{
    return left.op == right.op && left.value == right.value
        && left.field.compare(right.field, Qt::CaseInsensitive) == 0;
}

/// Whether the term stands in the alternative that begins at `first`; `next` becomes the begin of the one that follows.
bool isInAlternative(const QList<Term> &terms, const FilterToken &term, qsizetype first, qsizetype &next)
{
    bool isThere = false;
    for (next = first; next < terms.size() && (next == first || !terms.at(next).token.opensAlternative); ++next) {
        isThere = isThere || isSame(terms.at(next).token, term);
    }
    return isThere;
}

} // namespace

QString withTerm(const QString &text, const QString &term)
{
    const Terms terms = termsOf(text);
    const auto wanted = lex(term);
    if (!terms.isWhole || terms.list.isEmpty() || !wanted || wanted->size() != 1) {
        return (term + u' ' + text).trimmed();
    }
    QString narrowed;
    for (qsizetype first = 0, next = 0; first < terms.list.size(); first = next) {
        const bool isThere = isInAlternative(terms.list, wanted->first(), first, next);
        for (qsizetype i = first; i < next; ++i) {
            narrowed += terms.list.at(i).before + terms.list.at(i).text;
        }
        narrowed += isThere ? QString() : u' ' + term;
    }
    return narrowed.trimmed();
}

QString withoutTerm(const QString &text, const QString &term)
{
    const Terms terms = termsOf(text);
    const auto unwanted = lex(term);
    if (!unwanted || unwanted->size() != 1) {
        return text;
    }
    QString kept;
    bool isGap = false; // the one before went
    bool opensAlternative = false; // this one, or one that went before it
    for (const Term &one : terms.list) {
        opensAlternative = one.token.opensAlternative || (isGap && opensAlternative);
        const bool goes = isSame(one.token, unwanted->first());
        if (!goes && !kept.isEmpty()) {
            kept += !isGap ? one.before : opensAlternative ? u" or "_s : u" "_s;
        }
        kept += goes ? QString() : one.text;
        isGap = goes;
    }
    return kept;
}

bool isNarrowedTo(const QString &text, const QString &term)
{
    const Terms terms = termsOf(text);
    const auto wanted = lex(term);
    bool isThere = wanted && wanted->size() == 1 && !terms.list.isEmpty();
    for (qsizetype first = 0, next = 0; isThere && first < terms.list.size(); first = next) {
        isThere = isInAlternative(terms.list, wanted->first(), first, next);
    }
    return isThere;
}

} // namespace Query
