#include "json/yaml.h"

#include "json/translation.h"
#include "json/value.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <QRegularExpression>

#include <cmath>
#include <sstream>
#include <unordered_map>
#include <vector>

using namespace Qt::StringLiterals;

namespace Json {

namespace {

using Kind = ParseError::Kind;

/// 100,000 connections have half as many.
constexpr qsizetype maximumValues = 8'000'000;
/// A map is searched member by member.
constexpr std::size_t maximumMembers = 1'000;
/// What anchors and aliases may copy; a text counts its bytes, a value this many.
constexpr qsizetype maximumCopied = qsizetype(32) * 1024 * 1024;
constexpr qsizetype weightOfValue = 32;

/// Ends the parser, which takes no other answer; goes no farther than fromYaml().
struct Refusal
{
    Kind kind;
    YAML::Mark mark;
    QString message;
};

bool isCoreTag(const std::string &tag, const char *name)
{
    return tag == std::string("tag:yaml.org,2002:") + name;
}

qsizetype weightOf(const Value &value)
{
    qsizetype weight = weightOfValue;
    if (value.is_string()) {
        weight += qsizetype(value.get_ref<const std::string &>().size());
    } else if (value.is_object()) {
        for (const auto &[key, member] : value.items()) {
            weight += qsizetype(key.size()) + weightOf(member);
        }
    } else if (value.is_array()) {
        for (const Value &entry : value) {
            weight += weightOf(entry);
        }
    }
    return weight;
}

/// A number as the core schema writes it; null where it is none.
Value numberOf(const std::string &text)
{
    static const QRegularExpression integer(u"\\A[-+]?[0-9]+\\z"_s);
    static const QRegularExpression based(u"\\A0(o[0-7]+|x[0-9a-fA-F]+)\\z"_s);
    static const QRegularExpression decimal(u"\\A[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?\\z"_s);
    const QString word = toQString(text);
    const QByteArray bytes = QByteArray::fromStdString(text);
    bool isFit = false;
    if (based.match(word).hasMatch()) {
        const quint64 number = bytes.sliced(2).toULongLong(&isFit, bytes.at(1) == 'o' ? 8 : 16);
        return isFit ? Value(number) : Value();
    }
    if (integer.match(word).hasMatch()) {
        if (const qint64 number = bytes.toLongLong(&isFit); isFit) {
            return number;
        }
        if (const quint64 number = bytes.toULongLong(&isFit); isFit) {
            return number;
        }
    }
    if (decimal.match(word).hasMatch()) {
        const double number = bytes.toDouble(&isFit);
        return isFit && std::isfinite(number) ? Value(number) : Value();
    }
    return {};
}

std::optional<bool> truthOf(const std::string &text)
{
    const bool isTrue = text == "true" || text == "True" || text == "TRUE";
    return isTrue || text == "false" || text == "False" || text == "FALSE" ? std::optional(isTrue) : std::nullopt;
}

/// Makes the tree of what the parser tells.
class TreeMaker : public YAML::EventHandler
{
public:
    Value take() { return std::move(m_root); }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (std::exchange(m_hasBegun, true)) {
            throw Refusal{Kind::WrongShape, mark, tr("A second document begins.")};
        }
    }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override { put(mark, Value(), anchor, {}); }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto known = m_anchored.find(anchor);
        if (known == m_anchored.end()) {
            throw Refusal{Kind::WrongShape, mark, tr("An alias stands within what it names.")};
        }
        if (m_open.size() + known->second.depth > std::size_t(maximumEditableDepth)) {
            throw Refusal{Kind::Depth, mark, tr("It is nested too deeply.")};
        }
        copy(mark, known->second.weight);
        put(mark, known->second.value, YAML::NullAnchor, {});
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &text) override
    {
        const bool isKey = !m_open.empty() && m_open.back().value.is_object() && !m_open.back().key;
        if (isKey && text == "<<" && tag == "?") {
            throw Refusal{Kind::WrongShape, mark, tr("Keys that merge other maps (<<) are not read.")};
        }
        put(mark, isKey ? Value(text) : scalar(mark, tag, text), anchor, {});
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override
    {
        open(mark, tag, "seq", Value::array(), anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override
    {
        open(mark, tag, "map", Value::object(), anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open
    {
        YAML::Mark mark;
        Value value;
        YAML::anchor_t anchor = YAML::NullAnchor;
        std::optional<std::string> key; ///< of the member that comes next
        std::size_t depth = 1; ///< of the value, itself included
    };
    struct Anchored
    {
        Value value;
        qsizetype weight = 0;
        std::size_t depth = 0;
    };

    static Value scalar(const YAML::Mark &mark, const std::string &tag, const std::string &text)
    {
        if (tag == "!" || isCoreTag(tag, "str")) {
            return text;
        }
        const bool isPlain = tag == "?" || tag.empty();
        if (isCoreTag(tag, "null") || (isPlain && text.empty())) {
            return {};
        }
        if (const auto truth = truthOf(text); truth && (isPlain || isCoreTag(tag, "bool"))) {
            return *truth;
        }
        const bool isNumber = isCoreTag(tag, "int") || isCoreTag(tag, "float");
        if (Value number = isPlain || isNumber ? numberOf(text) : Value(); !number.is_null()) {
            return number;
        }
        if (!isPlain) {
            throw Refusal{Kind::WrongShape, mark, tr("JSON has nothing for a value with this tag.")};
        }
        return text;
    }

    void copy(const YAML::Mark &mark, qsizetype weight)
    {
        m_copied += weight;
        if (m_copied > maximumCopied) {
            throw Refusal{Kind::WrongShape, mark, tr("Its aliases make more of it than any export holds.")};
        }
    }

    void open(const YAML::Mark &mark, const std::string &tag, const char *kind, Value value, YAML::anchor_t anchor)
    {
        if (tag != "?" && tag != "!" && !tag.empty() && !isCoreTag(tag, kind)) {
            throw Refusal{Kind::WrongShape, mark, tr("JSON has nothing for a value with this tag.")};
        }
        if (m_open.size() >= std::size_t(maximumEditableDepth)) {
            throw Refusal{Kind::Depth, mark, tr("It is nested too deeply.")};
        }
        m_open.push_back({mark, std::move(value), anchor, {}, 1});
    }

    void close()
    {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        put(done.mark, std::move(done.value), done.anchor, done.depth);
    }

    /// Where the value belongs. `depth` is that of one that holds others.
    void put(const YAML::Mark &mark, Value value, YAML::anchor_t anchor, std::size_t depth)
    {
        if (++m_values > maximumValues) {
            throw Refusal{Kind::WrongShape, mark, tr("It holds more than any export.")};
        }
        if (anchor != YAML::NullAnchor) {
            const qsizetype weight = weightOf(value);
            copy(mark, weight);
            m_anchored[anchor] = {value, weight, depth};
        }
        if (m_open.empty()) {
            m_root = std::move(value);
            return;
        }
        Open &holder = m_open.back();
        holder.depth = std::max(holder.depth, depth + 1);
        if (holder.value.is_array()) {
            holder.value.push_back(std::move(value));
        } else if (!holder.key) {
            takeKey(mark, holder, value);
        } else {
            holder.value[*std::exchange(holder.key, std::nullopt)] = std::move(value);
        }
    }

    static void takeKey(const YAML::Mark &mark, Open &holder, const Value &value)
    {
        if (!value.is_string() && !value.is_null()) {
            throw Refusal{Kind::WrongShape, mark, tr("A key is no text.")};
        }
        std::string key = value.is_string() ? value.get<std::string>() : std::string("null");
        if (holder.value.contains(key)) {
            throw Refusal{Kind::DuplicateKey, mark, tr("A key stands twice in one map.")};
        }
        if (holder.value.size() >= maximumMembers) {
            throw Refusal{Kind::WrongShape, mark, tr("A map has more than %L1 keys.").arg(maximumMembers)};
        }
        holder.key = std::move(key);
    }

    Value m_root;
    std::vector<Open> m_open;
    std::unordered_map<YAML::anchor_t, Anchored> m_anchored;
    qsizetype m_values = 0;
    qsizetype m_copied = 0;
    bool m_hasBegun = false;
};

ParseError errorAt(Kind kind, const YAML::Mark &mark, const QString &message)
{
    return {kind, qsizetype(std::max(mark.pos, 0)), tr("Line %L1: %2").arg(mark.line + 1).arg(message)};
}

} // namespace

Outcome<Value> fromYaml(const QByteArray &text)
{
    // yaml-cpp tells errors, and can be told to end, by exceptions alone.
    try {
        std::istringstream stream(text.toStdString());
        YAML::Parser parser(stream);
        TreeMaker tree;
        while (parser.HandleNextDocument(tree)) { }
        return tree.take();
    } catch (const Refusal &refusal) {
        return tl::make_unexpected(errorAt(refusal.kind, refusal.mark, refusal.message));
    } catch (const YAML::DeepRecursion &deep) {
        return tl::make_unexpected(errorAt(Kind::Depth, deep.mark, tr("It is nested too deeply.")));
    } catch (const YAML::Exception &error) {
        // Its own words may hold a piece of the text, such as the name of an anchor.
        return tl::make_unexpected(errorAt(Kind::Syntax, error.mark, tr("This is no YAML.")));
    }
}

} // namespace Json
