#include "json/texttree.h"

#include "json/scanner.h"
#include "json/translation.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Json {

namespace {

bool isSpace(QChar unit)
{
    return unit == u' ' || unit == u'\t' || unit == u'\n' || unit == u'\r';
}

/// Where the token starts whose last character, or the first one that does not fit it, stands at `position`.
qsizetype tokenStart(QStringView text, qsizetype position)
{
    if (position >= text.size()) {
        return text.size();
    }
    if (text.at(position) == u'"') {
        qsizetype start = position;
        for (qsizetype i = 0; i <= position; ++i) {
            if (text.at(i) == u'"') {
                start = i;
                for (++i; i < position && text.at(i) != u'"'; ++i) {
                    i += text.at(i) == u'\\' ? 1 : 0;
                }
            }
        }
        return start;
    }
    qsizetype start = position;
    while (start > 0 && text.at(start).isLetterOrNumber()
           && (text.at(start - 1).isLetterOrNumber() || u"+-."_s.contains(text.at(start - 1)))) {
        --start;
    }
    return start;
}

/// The place in `text` of what the check of its bytes objects to.
qsizetype placeOf(const ParseError &error, const QByteArray &bytes, QStringView text)
{
    return tokenStart(text, QString::fromUtf8(bytes.first(std::min(error.offset, bytes.size()))).size());
}

/// What a person did there, as far as the text tells.
QString explained(QStringView text, qsizetype position)
{
    qsizetype before = position - 1;
    while (before >= 0 && isSpace(text.at(before))) {
        --before;
    }
    const QChar previous = before >= 0 ? text.at(before) : QChar();
    if (std::all_of(text.begin(), text.end(), isSpace)) {
        return tr("There is nothing here. An empty object is {}.");
    }
    if (position >= text.size()) {
        return tr("The text ends too early: a closing bracket or quotation mark is missing.");
    }
    const QChar unit = text.at(position);
    if (unit == u'\'') {
        return tr("Names and texts stand in double quotation marks.");
    }
    if ((unit == u'}' || unit == u']') && previous == u',') {
        return tr("The comma before this bracket has nothing after it. Remove it.");
    }
    if (unit == u'/' || unit == u'#') {
        return tr("JSON takes no comments.");
    }
    if (unit == u'"' || unit == u'{' || unit == u'[') {
        // A value ends before it, or a name: then the sign between the two is missing.
        if (previous == u'"' || previous == u'}' || previous == u']' || previous.isLetterOrNumber()) {
            return tr("A comma is missing before this; or a colon, where it is the value of a name.");
        }
        return unit == u'"' ? tr("A text starts here that does not end properly, or a name stands where none can.")
                            : tr("A name in quotation marks is missing before this.");
    }
    if (unit.isLetter()) {
        return tr("Names and texts stand in quotation marks; only true, false and null stand without.");
    }
    return tr("This cannot stand here in JSON.");
}

} // namespace

std::pair<int, int> lineAndColumn(QStringView text, qsizetype position)
{
    const QStringView before = text.first(std::clamp<qsizetype>(position, 0, text.size()));
    const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
    return {int(before.count(u'\n')) + 1, int(before.size() - lineStart) + 1};
}

/// Builds the tree of a text that is well-formed, and finds what Strictness::Edit does not take in it.
class TextTreeReader
{
public:
    TextTreeReader(const QString &text, bool looksAtNumbers)
        : m_text(text)
        , m_looksAtNumbers(looksAtNumbers)
    {
        m_tree.m_text = text;
    }

    void run();
    std::optional<TextProblem> takeProblem() { return std::move(m_problem); }
    TextTree takeTree() { return std::move(m_tree); }

private:
    QChar at(qsizetype position) const { return position < m_text.size() ? m_text.at(position) : QChar(); }
    void skipSpace();
    qsizetype endOfString(qsizetype from) const;
    void readName();
    void readValue();
    void addNode(TextTree::Node node);
    void close();
    void fail(ParseError::Kind kind, qsizetype from, qsizetype to, const QString &message);

    QStringView m_text;
    bool m_looksAtNumbers;
    TextTree m_tree;
    qsizetype m_position = 0;
    TextTree::Node m_next; ///< carries the name until its value comes
    int m_open = -1; ///< the innermost container that is not closed
    int m_depth = 0;
    std::optional<TextProblem> m_problem;
};

void TextTreeReader::fail(ParseError::Kind kind, qsizetype from, qsizetype to, const QString &message)
{
    if (!m_problem) {
        const auto [line, column] = lineAndColumn(m_text, from);
        m_problem = TextProblem{kind, from, to - from, line, column, message};
    }
}

void TextTreeReader::skipSpace()
{
    while (m_position < m_text.size() && isSpace(m_text.at(m_position))) {
        ++m_position;
    }
}

qsizetype TextTreeReader::endOfString(qsizetype from) const
{
    qsizetype i = from + 1;
    while (i < m_text.size() && m_text.at(i) != u'"') {
        i += m_text.at(i) == u'\\' ? 2 : 1;
    }
    return std::min(i + 1, m_text.size());
}

void TextTreeReader::readName()
{
    m_next.keyStart = m_position;
    m_position = m_next.keyEnd = endOfString(m_position);
    const QStringView quoted = m_text.sliced(m_next.keyStart, m_next.keyEnd - m_next.keyStart);
    m_next.name = quoted.sliced(1, quoted.size() - 2).toString();
    if (m_next.name.contains(u'\\')) {
        const auto decoded = parse(quoted.toUtf8());
        m_next.name
            = decoded && decoded->is_string() ? toQString(decoded->get_ref<const std::string &>()) : m_next.name;
    }
    if (m_tree.m_members.contains({m_open, m_next.name})) {
        fail(ParseError::Kind::DuplicateKey, m_next.keyStart, m_next.keyEnd,
             tr("This name stands twice in one object. Rename or remove one of the two."));
    }
    skipSpace();
    ++m_position; // the colon
    skipSpace();
}

void TextTreeReader::addNode(TextTree::Node node)
{
    const int id = int(m_tree.m_nodes.size());
    node.parent = m_open;
    if (m_open >= 0) {
        TextTree::Node &parent = m_tree.m_nodes[m_open];
        node.row = int(parent.children.size());
        parent.children.append(id);
        if (node.keyStart >= 0) {
            m_tree.m_members.insert({m_open, node.name}, id);
        }
    }
    const bool isContainer = node.isContainer();
    m_tree.m_nodes.append(std::move(node));
    if (isContainer) {
        m_open = id;
    }
}

void TextTreeReader::readValue()
{
    using Type = TextTree::Type;
    TextTree::Node node = std::exchange(m_next, {});
    node.start = m_position;
    const QChar first = at(m_position);
    if (first == u'{' || first == u'[') {
        node.type = first == u'{' ? Type::Object : Type::Array;
        ++m_position;
        if (++m_depth > maximumEditableDepth) {
            fail(ParseError::Kind::Depth, node.start, m_position,
                 tr("This is nested more than %1 levels deep, which is shown but not edited.")
                     .arg(maximumEditableDepth));
        }
        return addNode(node);
    }
    if (first == u'"') {
        node.type = Type::Text;
        m_position = endOfString(m_position);
    } else {
        while (m_position < m_text.size() && !isSpace(at(m_position)) && !u",]}"_s.contains(at(m_position))) {
            ++m_position;
        }
        node.type = first == u'n' ? Type::Null : first == u't' || first == u'f' ? Type::Flag : Type::Number;
    }
    node.end = m_position;
    const QStringView value = m_text.sliced(node.start, node.end - node.start);
    if (m_looksAtNumbers && node.type == Type::Number && !check(value.toUtf8(), Strictness::Edit)) {
        fail(ParseError::Kind::LossyNumber, node.start, node.end,
             tr("This number cannot be kept exactly: it has too many digits, or is too large. Write it as a text."));
    }
    addNode(node);
}

void TextTreeReader::close()
{
    ++m_position;
    --m_depth;
    TextTree::Node &closed = m_tree.m_nodes[m_open];
    closed.end = m_position;
    m_open = closed.parent;
}

void TextTreeReader::run()
{
    m_tree.m_nodes.clear();
    m_tree.m_members.clear();
    for (skipSpace(); m_position < m_text.size(); skipSpace()) {
        const QChar unit = at(m_position);
        if (unit == u',') {
            ++m_position;
        } else if (unit == u'}' || unit == u']') {
            close();
        } else {
            if (m_open >= 0 && m_tree.m_nodes.at(m_open).type == TextTree::Type::Object) {
                readName();
            }
            readValue();
        }
    }
}

namespace {

TextProblem syntaxProblem(const QString &text, qsizetype position)
{
    const auto [line, column] = lineAndColumn(text, position);
    return {ParseError::Kind::Syntax, position, position < text.size() ? 1 : 0, line, column,
            explained(text, position)};
}

TextProblem tooLargeProblem(const QString &text, qsizetype position)
{
    const auto [line, column] = lineAndColumn(text, position);
    qsizetype end = position;
    while (end < text.size() && (text.at(end).isLetterOrNumber() || u"+-."_s.contains(text.at(end)))) {
        ++end;
    }
    return {ParseError::Kind::LossyNumber,
            position,
            end - position,
            line,
            column,
            tr("This number is too large to be kept. Write it as a text.")};
}

} // namespace

TextTree::TextTree()
    : m_text(u"{}"_s)
    , m_nodes{{Type::Object, -1, -1, 0, 2}}
{ }

tl::expected<TextTree, TextProblem> TextTree::read(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const Outcome<void> checked = check(bytes, Strictness::Edit);
    const bool isLossy = !checked && checked.error().kind == ParseError::Kind::LossyNumber;
    if (!checked && checked.error().kind == ParseError::Kind::Syntax) {
        return tl::make_unexpected(syntaxProblem(text, placeOf(checked.error(), bytes, text)));
    }
    // What is refused for its meaning ends the check before the rest was seen: the text is not known to be whole.
    const Outcome<void> whole = checked ? checked : check(bytes);
    if (!whole) {
        const qsizetype position = placeOf(whole.error(), bytes, text);
        return tl::make_unexpected(whole.error().kind == ParseError::Kind::LossyNumber ? tooLargeProblem(text, position)
                                                                                       : syntaxProblem(text, position));
    }
    TextTreeReader reader(text, isLossy);
    reader.run();
    if (auto problem = reader.takeProblem()) {
        return tl::make_unexpected(*std::move(problem));
    }
    if (!checked) {
        return tl::make_unexpected(TextProblem{checked.error().kind, 0, 0, 1, 1, checked.error().message});
    }
    return reader.takeTree();
}

QString TextTree::valueText(int node) const
{
    const Node &found = m_nodes.at(node);
    return m_text.sliced(found.start, found.end - found.start);
}

QString TextTree::nameOf(int node) const
{
    const Node &found = m_nodes.at(node);
    if (found.keyStart >= 0) {
        return found.name;
    }
    return found.parent < 0 ? QString() : QString::number(found.row);
}

Pointer TextTree::pointerTo(int node) const
{
    QStringList tokens;
    for (int place = node; m_nodes.at(place).parent >= 0; place = m_nodes.at(place).parent) {
        tokens.prepend(nameOf(place));
    }
    return Pointer(tokens);
}

int TextTree::find(const Pointer &pointer) const
{
    int place = root;
    for (const QString &token : pointer.tokens()) {
        const Node &parent = m_nodes.at(place);
        if (parent.type == Type::Object) {
            place = m_members.value({place, token}, -1);
        } else {
            bool isNumber = false;
            const int index = token.toInt(&isNumber);
            place = isNumber && QString::number(index) == token ? parent.children.value(index, -1) : -1;
        }
        if (place < 0) {
            return -1;
        }
    }
    return place;
}

int TextTree::nodeAt(qsizetype position) const
{
    int place = root;
    for (;;) {
        const QList<int> &children = m_nodes.at(place).children;
        const auto child = std::partition_point(children.begin(), children.end(),
                                                [this, position](int one) { return m_nodes.at(one).end < position; });
        if (child == children.end()) {
            return place;
        }
        const Node &found = m_nodes.at(*child);
        if (position < (found.keyStart >= 0 ? found.keyStart : found.start)) {
            return place;
        }
        place = *child;
    }
}

bool TextTree::hasShapeOf(const TextTree &other) const
{
    return std::equal(m_nodes.begin(), m_nodes.end(), other.m_nodes.begin(), other.m_nodes.end(),
                      [](const Node &one, const Node &two) {
                          return one.parent == two.parent && (one.keyStart < 0) == (two.keyStart < 0)
                              && one.isContainer() == two.isContainer();
                      });
}

} // namespace Json
