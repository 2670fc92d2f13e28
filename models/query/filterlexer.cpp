#include "query/filterlexer.h"

#include <QCoreApplication>

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
        return tokens;
    }

private:
    tl::expected<FilterToken, FilterError> next()
    {
        const qsizetype start = m_position;
        const bool quoted = peek() == u'"';
        auto word = quoted ? readQuoted() : readBare(true);
        if (!word) {
            return tl::make_unexpected(word.error());
        }
        const qsizetype wordEnd = m_position;
        skipBlanks();
        const OperatorWord *op = quoted ? nullptr : readOperator();
        if (!op) {
            m_position = wordEnd;
            return FilterToken{{}, Filter::Operator::Anywhere, *word};
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
        auto value = peek() == u'"' ? readQuoted() : readBare(false);
        if (!value) {
            return tl::make_unexpected(value.error());
        }
        return FilterToken{*word, op->op, *value};
    }

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
        QString value;
        for (; m_position < m_text.size(); ++m_position) {
            QChar c = m_text.at(m_position);
            if (c == u'"') {
                ++m_position;
                return value;
            }
            if (c == u'\\' && m_position + 1 < m_text.size()) {
                c = m_text.at(++m_position);
            }
            value += c;
        }
        return fail(start, m_position - start, QCoreApplication::translate("Query", "A closing quote is missing"));
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

QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

} // namespace Query
