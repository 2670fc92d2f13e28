#include "query/filterlexer.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

struct OperatorWord
{
    QLatin1StringView text;
    Filter::Operator op;
};

// Longest first, so that "<=" is not read as "<".
constexpr OperatorWord operatorWords[] = {
    {"!="_L1, Filter::Operator::NotEqual},    {"!~"_L1, Filter::Operator::NotContains},
    {"<="_L1, Filter::Operator::LessOrEqual}, {">="_L1, Filter::Operator::GreaterOrEqual},
    {"="_L1, Filter::Operator::Equal},        {"<"_L1, Filter::Operator::Less},
    {">"_L1, Filter::Operator::Greater},      {"~"_L1, Filter::Operator::Contains},
};

/// Operators of other languages, and what is meant. Read as "=" and a value, they would match nothing, silently.
struct ForeignOperator
{
    QLatin1StringView text;
    QLatin1StringView instead;
};

constexpr ForeignOperator foreignOperators[] = {
    {"!=="_L1, "!="_L1}, {"!~="_L1, "!~"_L1}, {"=="_L1, "="_L1},  {"=~"_L1, "~"_L1},
    {"~="_L1, "~"_L1},   {"=<"_L1, "<="_L1},  {"=>"_L1, ">="_L1}, {"<>"_L1, "!="_L1},
};

/// What joins two terms.
struct Joiner
{
    QLatin1StringView text;
    bool opensAlternative;
};

constexpr Joiner joiners[] = {{"and"_L1, false}, {"&&"_L1, false}, {"or"_L1, true}, {"||"_L1, true}};

const Joiner *joinerOf(const FilterToken &token)
{
    if (token.op != Filter::Operator::Anywhere || token.isQuoted) {
        return nullptr;
    }
    const auto *found = std::find_if(std::begin(joiners), std::end(joiners), [&token](const Joiner &joiner) {
        return token.value.compare(joiner.text, Qt::CaseInsensitive) == 0;
    });
    return found == std::end(joiners) ? nullptr : found;
}

/// Takes out what joins two terms. At either end of the text such a word is left: alone it is one to look for, so that
/// a name that begins with "or" can be typed, letter by letter.
QList<FilterToken> joined(const QList<FilterToken> &tokens)
{
    QList<FilterToken> terms;
    const Joiner *before = nullptr;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        const bool isBetween = !terms.isEmpty() && before == nullptr && i + 1 < tokens.size();
        const Joiner *joiner = isBetween ? joinerOf(tokens.at(i)) : nullptr;
        if (!joiner) {
            terms.append(tokens.at(i));
            terms.last().opensAlternative = before != nullptr && before->opensAlternative;
        }
        before = joiner;
    }
    return terms;
}

class Lexer
{
public:
    explicit Lexer(const QString &text)
        : m_text(text)
    { }

    tl::expected<QList<FilterToken>, FilterError> run()
    {
        QList<FilterToken> tokens;
        for (skipBlanks(); m_position < m_text.size(); skipBlanks()) {
            auto token = next();
            if (!token) {
                return tl::make_unexpected(token.error());
            }
            tokens.append(*token);
        }
        return joined(tokens);
    }

private:
    tl::expected<FilterToken, FilterError> next()
    {
        const qsizetype start = m_position;
        const bool quoted = isQuote(peek());
        auto word = quoted ? readQuoted() : readBare(true);
        if (!word) {
            return tl::make_unexpected(word.error());
        }
        const qsizetype wordEnd = m_position;
        skipBlanks();
        if (const ForeignOperator *foreign = quoted ? nullptr : foreignOperatorHere()) {
            return fail(
                m_position, foreign->text.size(),
                QCoreApplication::translate(
                    "Query", "There is no operator \"%1\"; write \"%2\", and quote a value that begins with \"%3\"")
                    .arg(foreign->text, foreign->instead, foreign->text.last(1)));
        }
        const OperatorWord *op = quoted ? nullptr : readOperator();
        if (!op) {
            m_position = wordEnd;
            return FilterToken{{}, Filter::Operator::Anywhere, *word, quoted, false, start, wordEnd - start, start};
        }
        if (word->isEmpty()) {
            return fail(start, m_position - start,
                        QCoreApplication::translate("Query", "A field is missing before \"%1\"").arg(op->text));
        }
        skipBlanks();
        if (m_position >= m_text.size()) {
            return fail(
                start, m_position - start,
                QCoreApplication::translate("Query", "A value is missing after \"%1\"; write \"\" for an empty one")
                    .arg(op->text));
        }
        const qsizetype valueStart = m_position;
        const bool isQuoted = isQuote(peek());
        auto value = isQuoted ? readQuoted() : readBare(false);
        if (!value) {
            return tl::make_unexpected(value.error());
        }
        return FilterToken{*word, op->op, *value, isQuoted, false, valueStart, m_position - valueStart, start};
    }

    static bool isQuote(QChar c) { return c == u'"' || c == u'\''; }

    QChar peek() const { return m_position < m_text.size() ? m_text.at(m_position) : QChar(); }

    void skipBlanks()
    {
        while (m_position < m_text.size() && m_text.at(m_position).isSpace()) {
            ++m_position;
        }
    }

    const OperatorWord *operatorHere() const
    {
        for (const OperatorWord &word : operatorWords) {
            if (QStringView(m_text).sliced(m_position).startsWith(word.text)) {
                return &word;
            }
        }
        return nullptr;
    }

    const ForeignOperator *foreignOperatorHere() const
    {
        for (const ForeignOperator &foreign : foreignOperators) {
            if (QStringView(m_text).sliced(m_position).startsWith(foreign.text)) {
                return &foreign;
            }
        }
        return nullptr;
    }

    const OperatorWord *readOperator()
    {
        const OperatorWord *word = operatorHere();
        if (word) {
            m_position += word->text.size();
        }
        return word;
    }

    /// A value may hold operator characters ("a=b"); a field may not.
    tl::expected<QString, FilterError> readBare(bool stopAtOperator)
    {
        const qsizetype start = m_position;
        while (m_position < m_text.size() && !m_text.at(m_position).isSpace() && !(stopAtOperator && operatorHere())) {
            ++m_position;
        }
        return m_text.sliced(start, m_position - start);
    }

    tl::expected<QString, FilterError> readQuoted()
    {
        const qsizetype start = m_position++;
        const QChar quote = m_text.at(start);
        QString value;
        for (; m_position < m_text.size(); ++m_position) {
            QChar c = m_text.at(m_position);
            if (c == quote) {
                ++m_position;
                return value;
            }
            if (c == u'\\' && m_position + 1 < m_text.size()) {
                c = m_text.at(++m_position);
            }
            value += c;
        }
        return fail(start, m_position - start,
                    quote == u'"'
                        ? QCoreApplication::translate("Query", "A closing quote is missing")
                        : QCoreApplication::translate(
                            "Query", "A closing quote is missing; write \"'\" for a text that begins with one"));
    }

    static tl::unexpected<FilterError> fail(qsizetype offset, qsizetype length, const QString &message)
    {
        return tl::make_unexpected(FilterError{offset, length, message});
    }

    const QString &m_text;
    qsizetype m_position = 0;
};

} // namespace

tl::expected<QList<FilterToken>, FilterError> lex(const QString &text)
{
    return Lexer(text).run();
}

bool isJoiner(const FilterToken &token)
{
    return joinerOf(token) != nullptr;
}

QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

} // namespace Query
