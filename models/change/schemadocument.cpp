#include "change/schemadocument.h"

#include "json/pointer.h"

#include <QCoreApplication>
#include <QSet>
#include <QUrl>

#include <regex>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// Schemas that lead to each other without going deeper into the value; more are taken for a mistake.
constexpr int longestWay = 100;

QString tr(const char *text)
{
    return QCoreApplication::translate("Change", text);
}

/// The schema that "#/definitions/x" means; nullptr where there is none.
const Json::Value *target(const Json::Value &root, const QString &reference)
{
    const auto pointer = Json::Pointer::parse(QUrl::fromPercentEncoding(reference.mid(1).toUtf8()));
    const Json::Value *found = pointer ? &root : nullptr;
    for (const QString &token : pointer.value_or(Json::Pointer()).tokens()) {
        bool isIndex = false;
        const qulonglong index = token.toULongLong(&isIndex);
        if (found && found->is_array()) {
            found = isIndex && index < found->size() ? &(*found)[std::size_t(index)] : nullptr;
        } else {
            found = found ? Json::memberAt(*found, token.toUtf8().constData()) : nullptr;
        }
    }
    return found;
}

/// Looks at one schema after the other, each once.
class Search
{
public:
    explicit Search(const Json::Value &root)
        : m_root(root)
    { }

    QString obstacle(const Json::Value &value)
    {
        if (value.is_object()) {
            for (const auto &member : value.items()) {
                if (const QString found = ofMember(Json::toQString(member.key()), member.value()); !found.isEmpty()) {
                    return found;
                }
            }
            if (leadsInCircle(value, 0)) {
                return tr("its schemas refer to each other in a circle");
            }
        }
        return ofChildren(value);
    }

private:
    QString ofChildren(const Json::Value &value)
    {
        if (value.is_structured()) {
            for (const Json::Value &child : value) {
                if (const QString found = obstacle(child); !found.isEmpty()) {
                    return found;
                }
            }
        }
        return {};
    }

    QString ofMember(const QString &key, const Json::Value &value) const
    {
        if (key == "$ref"_L1 && value.is_string()) {
            const QString reference = Json::toQString(value.get_ref<const std::string &>());
            if (!reference.startsWith(u'#')) {
                return tr("it refers to another document, “%1”, and nothing is fetched for a schema").arg(reference);
            }
            if (!target(m_root, reference)) {
                return tr("it refers to “%1”, which is not in it").arg(reference);
            }
        }
        if (key == "pattern"_L1 && value.is_string()) {
            return patternProblem(value.get_ref<const std::string &>());
        }
        if (key == "patternProperties"_L1 && value.is_object()) {
            for (const auto &member : value.items()) {
                if (const QString found = patternProblem(member.key()); !found.isEmpty()) {
                    return found;
                }
            }
        }
        return {};
    }

    static QString patternProblem(const std::string &pattern)
    {
        try {
            const std::regex compiled(pattern);
            return {};
        } catch (const std::regex_error &) {
            return tr("its pattern “%1” is no regular expression that can be used").arg(Json::toQString(pattern));
        }
    }

    /// Whether validating by this schema comes back to it with the same value.
    bool leadsInCircle(const Json::Value &schema, int way)
    {
        if (!schema.is_object() || m_done.contains(&schema)) {
            return false;
        }
        if (m_open.contains(&schema) || way > longestWay) {
            return true;
        }
        m_open.insert(&schema);
        bool isCircle = false;
        for (const char *key : {"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "extends", "dependencies"}) {
            const Json::Value *inner = Json::memberAt(schema, key);
            if (!inner) {
                continue;
            }
            const bool isList = inner->is_array() || key == QByteArrayView("dependencies");
            for (const Json::Value &entry : isList ? *inner : Json::Value::array()) {
                isCircle = isCircle || leadsInCircle(entry, way + 1);
            }
            isCircle = isCircle || (!isList && leadsInCircle(*inner, way + 1));
        }
        if (const QString reference = Json::stringAt(schema, "$ref"); !reference.isEmpty()) {
            const Json::Value *found = target(m_root, reference);
            isCircle = isCircle || (found && leadsInCircle(*found, way + 1));
        }
        m_open.remove(&schema);
        m_done.insert(&schema);
        return isCircle;
    }

    const Json::Value &m_root;
    QSet<const Json::Value *> m_open;
    QSet<const Json::Value *> m_done;
};

} // namespace

QString schemaObstacle(const Json::Value &schema)
{
    return Search(schema).obstacle(schema);
}

bool hasPatterns(const Json::Value &schema)
{
    if (schema.is_object()
        && (schema.contains("pattern") || schema.contains("patternProperties") || schema.contains("format"))) {
        return true;
    }
    if (schema.is_structured()) {
        for (const Json::Value &child : schema) {
            if (hasPatterns(child)) {
                return true;
            }
        }
    }
    return false;
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
