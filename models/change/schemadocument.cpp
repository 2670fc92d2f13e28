#include "change/schemadocument.h"

#include "change/translation.h"
#include "json/leaves.h"
#include "json/pointer.h"

#include <QSet>
#include <QUrl>

#include <algorithm>
#include <array>
#include <charconv>
#include <regex>
#include <string_view>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// Schemas that lead to each other without going deeper into the value; more are taken for a mistake. With the depth of
/// a document under edit it bounds the validator's recursion.
constexpr int longestWay = 16;
/// The validator's parser recurses along references.
constexpr int mostSchemas = 2000;
constexpr std::size_t longestPattern = 1000;
/// std::regex recurses for each part of one.
constexpr std::size_t longestPatternOfNames = 200;
/// Ways to compare one name with one pattern of names.
constexpr qint64 mostWays = 1 << 16;
/// Steps of one comparison.
constexpr int mostSteps = 200000;

template <std::size_t N> bool isOneOf(const std::array<std::string_view, N> &keys, const std::string &key)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// What the members of a member are called is the author's choice: they are no keywords.
bool holdsNames(const std::string &key)
{
    static constexpr std::array<std::string_view, 5> keys{"properties", "patternProperties", "definitions", "$defs",
                                                          "dependencies"};
    return isOneOf(keys, key);
}

/// The member holds values, not schemas.
bool holdsValues(const std::string &key)
{
    static constexpr std::array<std::string_view, 4> keys{"enum", "const", "default", "examples"};
    return isOneOf(keys, key);
}

/// The schema that "#/definitions/x" means; nullptr where there is none.
const Json::Value *target(const Json::Value &root, const QString &reference)
{
    const auto pointer = Json::Pointer::parse(QUrl::fromPercentEncoding(reference.mid(1).toUtf8()));
    return pointer ? Json::valueAt(root, *pointer) : nullptr;
}

/// Calls `onSchema` for each schema in the document, those within others included.
template <typename OnSchema> void visitSchemas(const Json::Value &value, bool isNames, OnSchema &&onSchema)
{
    if (value.is_array()) {
        for (const Json::Value &child : value) {
            visitSchemas(child, false, onSchema);
        }
    } else if (value.is_object()) {
        if (!isNames) {
            onSchema(value);
        }
        for (const auto &member : value.items()) {
            if (isNames || !holdsValues(member.key())) {
                visitSchemas(member.value(), !isNames && holdsNames(member.key()), onSchema);
            }
        }
    }
}

/// In how many ways "2", "2," or "2,5" between braces can repeat; nothing for what is none, or makes too many copies.
std::optional<qint64> waysOfBounds(std::string_view bounds)
{
    if (bounds.size() > 7) {
        return std::nullopt;
    }
    const char *const end = bounds.data() + bounds.size();
    std::size_t least = 0;
    const char *const after = std::from_chars(bounds.data(), end, least).ptr;
    std::size_t most = after == end ? least : longestName;
    if (after != end && after + 1 != end) {
        std::from_chars(after + 1, end, most);
    }
    return least <= most && most <= longestName ? std::optional(qint64(most - least + 1)) : std::nullopt;
}

/// A schema's text in a message.
QString quoted(const std::string &text)
{
    constexpr qsizetype longest = 60;
    const QString whole = Json::toQString(text);
    return whole.size() > longest ? whole.first(longest) + u'…' : whole;
}

/// Looks at one schema after the other, each once.
class Search
{
public:
    explicit Search(const Json::Value &root)
        : m_root(root)
    {
        visitSchemas(root, false, [this](const Json::Value &schema) { m_schemas.insert(&schema); });
    }

    QString obstacle()
    {
        if (m_schemas.size() > mostSchemas) {
            return tr("it holds more than %L1 schemas").arg(mostSchemas);
        }
        QString found = ofDraft();
        visitSchemas(m_root, false, [this, &found](const Json::Value &schema) {
            if (found.isEmpty()) {
                found = ofSchema(schema);
            }
        });
        return found;
    }

private:
    QString ofDraft() const
    {
        const QString draft = Json::stringAt(m_root, "$schema");
        const bool isKnown = draft.isEmpty() || draft.contains("draft-04"_L1) || draft.contains("draft-06"_L1)
            || draft.contains("draft-07"_L1) || draft.endsWith("json-schema.org/schema#"_L1);
        return isKnown ? QString() : tr("it is of “%1”, and the drafts 4, 6 and 7 are understood").arg(draft);
    }

    QString ofSchema(const Json::Value &schema)
    {
        if (schema.contains("$ref")) {
            if (QString found = ofReference(Json::stringAt(schema, "$ref")); !found.isEmpty()) {
                return found;
            }
        }
        if (const Json::Value *pattern = Json::memberAt(schema, "pattern"); pattern && pattern->is_string()) {
            const auto &text = pattern->get_ref<const std::string &>();
            if (text.size() > longestPattern || !patternOf(text).isValid()) {
                return tr("its pattern “%1” is no regular expression that can be used").arg(quoted(text));
            }
        }
        if (const Json::Value *names = Json::memberAt(schema, "patternProperties"); names && names->is_object()) {
            for (const auto &member : names->items()) {
                if (QString found = ofNames(member.key()); !found.isEmpty()) {
                    return found;
                }
            }
        }
        return leadsInCircle(schema, 0)
            ? tr("its schemas refer to each other in a circle, or through more than %1 of each other").arg(longestWay)
            : QString();
    }

    QString ofReference(const QString &reference) const
    {
        if (!reference.startsWith(u'#')) {
            return tr("it refers to another document, “%1”, and nothing is fetched for a schema").arg(reference);
        }
        const Json::Value *found = target(m_root, reference);
        if (!found || !(found->is_boolean() || m_schemas.contains(found))) {
            return tr("it refers to “%1”, which is not in it").arg(reference);
        }
        return {};
    }

    static QString ofNames(const std::string &pattern)
    {
        if (!looksAtName(pattern)) { // looked at first: to compile it may take too much as well
            return tr("its pattern of names “%1” is too involved: it may be %2 characters long, repeat no group, and "
                      "leave few ways to compare a name")
                .arg(quoted(pattern))
                .arg(longestPatternOfNames);
        }
        try {
            const std::regex compiled(pattern);
        } catch (const std::regex_error &) {
            return tr("its pattern “%1” is no regular expression that can be used").arg(quoted(pattern));
        }
        return {};
    }

    /// Whether validating by this schema comes back to it with the same value.
    bool leadsInCircle(const Json::Value &schema, int way)
    {
        if (!schema.is_object()) {
            return false;
        }
        if (m_open.contains(&schema) || way > longestWay) {
            return true;
        }
        if (way + m_ways.value(&schema, longestWay + 1) <= longestWay) {
            return false;
        }
        m_open.insert(&schema);
        int further = 0;
        bool isCircle = false;
        const auto follow = [&](const Json::Value &inner) {
            isCircle = isCircle || leadsInCircle(inner, way + 1);
            further = std::max(further, inner.is_object() ? m_ways.value(&inner) + 1 : 0);
        };
        for (const char *key : {"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependencies"}) {
            const Json::Value *inner = Json::memberAt(schema, key);
            const bool isList = inner && (inner->is_array() || key == QByteArrayView("dependencies"));
            if (isList && inner->is_structured()) {
                std::for_each(inner->begin(), inner->end(), follow);
            } else if (inner) {
                follow(*inner);
            }
        }
        if (const QString reference = Json::stringAt(schema, "$ref"); !reference.isEmpty()) {
            if (const Json::Value *found = target(m_root, reference)) {
                follow(*found);
            }
        }
        m_open.remove(&schema);
        if (!isCircle) {
            m_ways.insert(&schema, further);
        }
        return isCircle;
    }

    const Json::Value &m_root;
    QSet<const Json::Value *> m_schemas;
    QSet<const Json::Value *> m_open;
    QHash<const Json::Value *, int> m_ways; ///< how many schemas follow at most, of those that are looked through
};

nlohmann::json compilable(const Json::Value &value, bool isNames)
{
    if (value.is_array()) {
        nlohmann::json copy = nlohmann::json::array();
        for (const Json::Value &child : value) {
            copy.push_back(compilable(child, false));
        }
        return copy;
    }
    if (!value.is_object()) {
        return value;
    }
    nlohmann::json copy = nlohmann::json::object();
    for (const auto &member : value.items()) {
        const std::string &key = member.key();
        const char *const own = isNames ? nullptr
            : key == "pattern"          ? patternKey
            : key == "format"           ? formatKey
                                        : nullptr;
        copy[own ? std::string(own) : key] = !isNames && holdsValues(key)
            ? nlohmann::json(member.value())
            : compilable(member.value(), !isNames && holdsNames(key));
    }
    return copy;
}

} // namespace

QRegularExpression patternOf(const std::string &text)
{
    // Of ECMA 262, as PCRE writes it: \u00e9 is \x{00e9}; $ is the very end, even where a line ends there.
    const QString given = Json::toQString(text);
    QString pattern = u"(*LIMIT_MATCH=%1)"_s.arg(mostSteps);
    bool isInSet = false;
    for (qsizetype i = 0; i < given.size(); ++i) {
        const QChar sign = given.at(i);
        if (sign == u'\\' && given.mid(i + 1, 1) == "u"_L1 && i + 6 <= given.size()) {
            pattern += "\\x{"_L1 + given.mid(i + 2, 4) + u'}';
            i += 5;
        } else if (sign == u'\\') {
            pattern += given.mid(i, 2);
            ++i;
        } else {
            isInSet = sign == u'[' || (isInSet && sign != u']');
            pattern += sign == u'$' && !isInSet ? u"\\z"_s : QString(sign);
        }
    }
    return QRegularExpression(pattern);
}

QString schemaObstacle(const Json::Value &schema)
{
    return Search(schema).obstacle();
}

bool isDraft4(const Json::Value &schema)
{
    return Json::stringAt(schema, "$schema").contains("draft-04"_L1);
}

nlohmann::json compilable(const Json::Value &schema)
{
    return compilable(schema, false);
}

std::optional<qint64> looksAtName(const std::string &pattern)
{
    if (pattern.size() > longestPatternOfNames) {
        return std::nullopt;
    }
    qint64 ways = 1;
    int depth = 0;
    bool isAnchored = pattern.starts_with('^');
    char before = 0;
    for (std::size_t i = 0; i < pattern.size() && ways <= mostWays; ++i) {
        const char sign = pattern[i];
        const bool isRepeat = sign == '*' || sign == '+' || sign == '{';
        if (isRepeat && std::string_view(")*+?}").find(before) != std::string_view::npos) {
            return std::nullopt; // each of its repeats would have all these ways again
        }
        before = sign;
        if (sign == '\\') {
            ++i;
            before = 0;
        } else if (sign == '[') {
            for (++i; i < pattern.size() && pattern[i] != ']'; ++i) {
                i += pattern[i] == '\\' ? 1 : 0;
            }
            before = ']';
        } else if (sign == '{') {
            const std::size_t end = std::min(pattern.find('}', i), pattern.size());
            const auto bounds = waysOfBounds(std::string_view(pattern).substr(i + 1, end - i - 1));
            if (!bounds) {
                return std::nullopt;
            }
            ways *= *bounds;
            before = '}';
            i = end;
        } else if (isRepeat) {
            ways *= qint64(longestName);
        } else if (sign == '?' || sign == '|') {
            ways *= 2;
            isAnchored = isAnchored && (sign == '?' || depth > 0);
        } else {
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
        }
    }
    ways *= isAnchored ? 1 : qint64(longestName); // or it is tried from each place of the name
    return ways <= mostWays ? std::optional(8 + ways / 64) : std::nullopt;
}

SchemaDemands demandsOf(const Json::Value &schema)
{
    SchemaDemands demands;
    visitSchemas(schema, false, [&demands](const Json::Value &found) {
        demands.comparesItems = demands.comparesItems || found.contains("uniqueItems");
        if (const Json::Value *names = Json::memberAt(found, "patternProperties"); names && names->is_object()) {
            for (const auto &member : names->items()) {
                demands.looksAtName += looksAtName(member.key()).value_or(0);
            }
        }
    });
    return demands;
}

QString schemaDescription(const Json::Value &schema, const QStringList &place)
{
    const Json::Value *found = &schema;
    const auto follow = [&schema, &found] {
        for (int way = 0; found && way < longestWay; ++way) {
            const QString reference = Json::stringAt(*found, "$ref");
            if (reference.isEmpty()) {
                return;
            }
            found = target(schema, reference);
        }
    };
    for (const QString &token : place) {
        follow();
        const Json::Value *properties = found ? Json::memberAt(*found, "properties") : nullptr;
        const Json::Value *items = found ? Json::memberAt(*found, "items") : nullptr;
        const Json::Value *child = properties ? Json::memberAt(*properties, token.toUtf8().constData()) : nullptr;
        found = child ? child : items && items->is_object() ? items : nullptr;
    }
    follow();
    return found ? Json::stringAt(*found, "description") : QString();
}

} // namespace Change
