#include "sandbox/usersearch.h"

#include "sandbox/text.h"
#include "sandbox/userquerynode.h"

#include <algorithm>
#include <optional>

namespace Sandbox {

namespace {

using Node = UserQuery::Node;
using NodePtr = std::shared_ptr<const Node>;

// Deeper nesting is no query that anybody writes, and each level is a frame on the stack.
constexpr int kMostNesting = 60;

/// Thrown inside the parser only; parse() turns it into a value.
struct SyntaxError
{
    std::string message;
};

class Parser
{
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    { }

    NodePtr parse()
    {
        NodePtr query = clauses({});
        skipSpaces();
        if (!atEnd())
            fail("unexpected \"" + std::string(1, peek()) + '"');
        return query;
    }

private:
    enum class Occur { Should, Must, MustNot };
    struct Clause
    {
        Occur occur = Occur::Should;
        NodePtr node;
    };
    using Path = std::vector<std::string>;

    [[noreturn]] void fail(const std::string &why) const
    {
        throw SyntaxError{"Failed to parse query [" + std::string(m_text) + "]: " + why + " at position "
                          + std::to_string(m_at) + '.'};
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return m_text[m_at]; }
    void skipSpaces()
    {
        while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }

    /// An operator in capitals stands alone: ORDER is a word.
    bool takeWord(std::string_view word)
    {
        skipSpaces();
        if (m_text.substr(m_at, word.size()) != word)
            return false;
        const std::size_t end = m_at + word.size();
        constexpr std::string_view delimiters = " \t\r\n()\"";
        if (end < m_text.size() && delimiters.find(m_text[end]) == std::string_view::npos)
            return false;
        m_at = end;
        return true;
    }

    bool takeSymbol(std::string_view symbol)
    {
        skipSpaces();
        if (m_text.substr(m_at, symbol.size()) != symbol)
            return false;
        m_at += symbol.size();
        return true;
    }

    /// Clauses up to a closing parenthesis or the end. AND binds what stands beside it; juxtaposition is OR, as in
    /// Lucene.
    NodePtr clauses(const Path &field)
    {
        if (++m_depth > kMostNesting)
            fail("too many nested parentheses");
        auto list = std::make_shared<Node>();
        list->kind = Node::Kind::Clauses;
        bool expected = false;
        for (skipSpaces(); expected || (!atEnd() && peek() != ')'); skipSpaces()) {
            Clause clause = conjunction(field);
            auto &target = clause.occur == Occur::Must ? list->must
                : clause.occur == Occur::MustNot       ? list->mustNot
                                                       : list->should;
            target.push_back(std::move(clause.node));
            expected = takeWord("OR") || takeSymbol("||");
        }
        --m_depth;
        if (list->must.empty() && list->should.empty() && list->mustNot.empty())
            fail("expected a term");
        return list;
    }

    Clause conjunction(const Path &field)
    {
        std::vector<Clause> parts;
        parts.push_back(clause(field));
        while (takeWord("AND") || takeSymbol("&&"))
            parts.push_back(clause(field));
        if (parts.size() == 1)
            return parts.front();
        auto all = std::make_shared<Node>();
        all->kind = Node::Kind::Clauses;
        for (Clause &part : parts)
            (part.occur == Occur::MustNot ? all->mustNot : all->must).push_back(std::move(part.node));
        return {Occur::Should, all};
    }

    Clause clause(const Path &field)
    {
        bool negated = false;
        bool required = false;
        for (bool more = true; more;) {
            if (takeWord("NOT") || takeSymbol("!") || takeSymbol("-"))
                negated = !negated;
            else if (takeSymbol("+"))
                required = true;
            else
                more = false;
        }
        NodePtr node = primary(field);
        return {negated ? Occur::MustNot : required ? Occur::Must : Occur::Should, std::move(node)};
    }

    NodePtr primary(Path field)
    {
        skipSpaces();
        if (atEnd())
            fail("expected a term");
        if (peek() == '(')
            return group(field);
        if (field.empty()) {
            const std::size_t start = m_at;
            if (std::optional<std::string> name = fieldName()) {
                if (*name == "*" && peekIs('*')) {
                    ++m_at;
                    return std::make_shared<Node>();
                }
                field = split(*name, '.');
                if (std::find(field.begin(), field.end(), std::string()) != field.end())
                    fail("\"" + *name + "\" is no field");
                if (field.front() == "_exists_")
                    return exists();
                skipSpaces();
                if (atEnd())
                    fail("expected a value");
                if (peek() == '(')
                    return group(field);
            } else {
                m_at = start;
            }
        }
        return condition(std::move(field));
    }

    bool peekIs(char c) const { return !atEnd() && peek() == c; }

    NodePtr group(const Path &field)
    {
        ++m_at;
        NodePtr inner = clauses(field);
        if (!takeSymbol(")"))
            fail("expected \")\"");
        return inner;
    }

    /// `name:` if the text goes on so; escapes are taken out.
    std::optional<std::string> fieldName()
    {
        std::string name;
        for (; !atEnd(); ++m_at) {
            const char c = peek();
            if (c == ':') {
                ++m_at;
                if (name.empty())
                    fail("expected a field before \":\"");
                return name;
            }
            if (std::string_view(" \t\r\n()[]{}\"").find(c) != std::string_view::npos)
                return std::nullopt;
            if (c == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            name += peek();
        }
        return std::nullopt;
    }

    NodePtr exists()
    {
        auto node = std::make_shared<Node>();
        node->kind = Node::Kind::Exists;
        bool wild = false;
        std::string pattern;
        node->path = split(peekIs('"') ? quoted() : word(pattern, wild), '.');
        return node;
    }

    NodePtr condition(Path field)
    {
        if (peek() == '[' || peek() == '{')
            return range(std::move(field));
        if (peek() == '>' || peek() == '<')
            return comparison(std::move(field));
        auto node = std::make_shared<Node>();
        node->kind = Node::Kind::Term;
        bool wild = false;
        std::string pattern;
        node->value = peek() == '"' ? quoted() : word(pattern, wild);
        if (wild && pattern == std::string(1, Node::kAnyRun)) {
            node->kind = field.empty() ? Node::Kind::Everything : Node::Kind::Exists;
        } else if (wild) {
            refuseOnUserMetadata(field, "wildcard");
            const auto literal = std::count_if(pattern.begin(), pattern.end(),
                                               [](char c) { return c != Node::kAnyRun && c != Node::kAnyOne; });
            if ((pattern.front() == Node::kAnyRun || pattern.front() == Node::kAnyOne) && literal < 3)
                fail("a leading wildcard needs at least 3 characters");
            node->pattern = pattern;
        }
        node->path = std::move(field);
        if (isFoldedField(node->path)) {
            node->value = folded(node->value);
            node->pattern = folded(node->pattern);
        }
        return node;
    }

    NodePtr range(Path field)
    {
        if (field.empty())
            fail("a range needs a field");
        refuseOnUserMetadata(field, "range");
        auto node = std::make_shared<Node>();
        node->kind = Node::Kind::Range;
        node->from.inclusive = peek() == '[';
        ++m_at;
        node->from.value = bound();
        if (!takeWord("TO"))
            fail("expected TO");
        node->to.value = bound();
        skipSpaces();
        if (!peekIs(']') && !peekIs('}'))
            fail("expected \"]\" or \"}\"");
        node->to.inclusive = peek() == ']';
        ++m_at;
        return foldedRange(std::move(node), std::move(field));
    }

    NodePtr comparison(Path field)
    {
        if (field.empty())
            fail("a comparison needs a field");
        refuseOnUserMetadata(field, "range");
        auto node = std::make_shared<Node>();
        node->kind = Node::Kind::Range;
        Node::Bound &side = peek() == '>' ? node->from : node->to;
        ++m_at;
        side.inclusive = peekIs('=');
        if (side.inclusive)
            ++m_at;
        side.value = bound();
        return foldedRange(std::move(node), std::move(field));
    }

    NodePtr foldedRange(std::shared_ptr<Node> node, Path field)
    {
        node->path = std::move(field);
        if (isFoldedField(node->path)) {
            node->from.value = folded(node->from.value);
            node->to.value = folded(node->to.value);
        }
        return node;
    }

    /// Empty for `*`.
    std::string bound()
    {
        skipSpaces();
        if (peekIs('"'))
            return quoted();
        const std::size_t start = m_at;
        while (!atEnd() && std::string_view(" \t\r\n]}()").find(peek()) == std::string_view::npos)
            ++m_at;
        const std::string_view text = m_text.substr(start, m_at - start);
        if (text.empty())
            fail("expected a bound");
        return text == "*" ? std::string() : std::string(text);
    }

    std::string quoted()
    {
        std::string value;
        for (++m_at; !atEnd() && peek() != '"'; ++m_at) {
            if (peek() == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            value += peek();
        }
        if (atEnd())
            fail("expected a closing quotation mark");
        ++m_at;
        return value;
    }

    std::string word(std::string &pattern, bool &wild)
    {
        std::string value;
        for (; !atEnd() && std::string_view(" \t\r\n()[]{}\"").find(peek()) == std::string_view::npos; ++m_at) {
            char c = peek();
            const bool escaped = c == '\\' && m_at + 1 < m_text.size();
            if (escaped)
                c = m_text[++m_at];
            else if (c == ':')
                fail("unexpected \":\""); // a value with a colon has to be quoted
            const bool special = !escaped && (c == '*' || c == '?');
            wild = wild || special;
            pattern += special ? (c == '*' ? Node::kAnyRun : Node::kAnyOne) : c;
            value += c;
        }
        if (value.empty() || value == "AND" || value == "OR" || value == "NOT")
            fail("expected a term");
        return value;
    }

    void refuseOnUserMetadata(const Path &field, const char *what) const
    {
        if (!field.empty() && field.front() == "user_metadata")
            fail(std::string("user_metadata fields cannot be searched by ") + what);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

tl::expected<UserQuery, std::string> UserQuery::parse(std::string_view text)
{
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return UserQuery(std::make_shared<Node>());
    try {
        return UserQuery(Parser(text).parse());
    } catch (const SyntaxError &error) {
        return tl::unexpected(error.message);
    }
}

bool UserQuery::matches(const Json &user, const TenantState &tenant) const
{
    return matchesNode(*m_root, user, tenant);
}

} // namespace Sandbox
