#include "change/metadataschema.h"

#include "change/schemadocument.h"
#include "json/leaves.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <array>
#include <exception>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

constexpr qint64 largestFile = 1024 * 1024;
/// std::regex needs stack for each character of a text.
constexpr std::size_t longestCompared = 4096;
/// More tell nobody anything.
constexpr qsizetype mostTold = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("Change", text);
}

QString unusable(const QString &why)
{
    return tr("The metadata schema cannot be used: %1. Nothing is checked against it. Mend the file, or choose another "
              "one in the tenant's settings.")
        .arg(why);
}

/// What the schema calls the member of an object of this kind.
QString nameInSchema(ObjectKind kind, const QString &member)
{
    return kind == ObjectKind::Connection  ? u"connection_metadata"_s
        : kind == ObjectKind::Organization ? u"organization_metadata"_s
                                           : member;
}

bool hasLongText(const Json::Value &value)
{
    if (value.is_string()) {
        return value.get_ref<const std::string &>().size() > longestCompared;
    }
    if (value.is_object()) {
        return std::any_of(value.items().begin(), value.items().end(), [](const auto &member) {
            return member.key().size() > longestCompared || hasLongText(member.value());
        });
    }
    return value.is_array() && std::any_of(value.begin(), value.end(), hasLongText);
}

/// valijson tells a fault at its place, and again of everything that holds it.
bool isEcho(const QString &text)
{
    static const std::array echoes{"Failed to validate against schema associated with"_L1,
                                   "Failed to validate against additional properties schema"_L1,
                                   "Failed to validate item #"_L1, "Cannot validate item #"_L1};
    return std::any_of(echoes.begin(), echoes.end(), [&text](QLatin1StringView echo) { return text.startsWith(echo); });
}

/// "<root>", "[app_metadata]", "[plan]" without the brackets.
QStringList placeOf(const std::vector<std::string> &context)
{
    QStringList place;
    for (std::size_t i = 1; i < context.size(); ++i) {
        place.append(Json::toQString(context[i]).mid(1).chopped(1));
    }
    return place;
}

} // namespace

struct MetadataSchema::Parsed
{
    Json::Value document;
    valijson::Schema schema;
    bool hasPatterns = false;
};

MetadataSchema MetadataSchema::of(const QByteArray &text)
{
    MetadataSchema result;
    auto document = Json::parse(text, Json::Strictness::Edit);
    if (!document) {
        result.m_problem = unusable(tr("it is not JSON (%1)").arg(document.error().message));
        return result;
    }
    static const std::array names{"app_metadata", "user_metadata", "client_metadata", "connection_metadata",
                                  "organization_metadata"};
    const Json::Value *properties = Json::memberAt(*document, "properties");
    const bool namesAny = properties && std::any_of(names.begin(), names.end(), [properties](const char *name) {
                              return Json::memberAt(*properties, name);
                          });
    if (!namesAny) {
        result.m_problem = unusable(tr("its “properties” name none of app_metadata, user_metadata, client_metadata, "
                                       "connection_metadata and organization_metadata"));
        return result;
    }
    if (const QString obstacle = schemaObstacle(*document); !obstacle.isEmpty()) {
        result.m_problem = unusable(obstacle);
        return result;
    }
    // One member is checked at a time; and its own address would make "#/definitions/x" one of another document.
    for (const char *key : {"required", "minProperties", "$id", "id"}) {
        document->erase(key);
    }
    const auto parsed = std::make_shared<Parsed>();
    parsed->document = *document;
    parsed->hasPatterns = hasPatterns(*document);
    try {
        const nlohmann::json plain = parsed->document;
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(plain), parsed->schema);
        result.m_parsed = parsed;
    } catch (const std::exception &error) {
        result.m_problem = unusable(tr("it is no JSON Schema (%1)").arg(QString::fromUtf8(error.what())));
    }
    return result;
}

MetadataSchema MetadataSchema::ofFile(const QString &path)
{
    MetadataSchema result;
    if (path.isEmpty()) {
        return result;
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        result.m_problem = unusable(tr("%1 cannot be read (%2)").arg(path, file.errorString()));
        return result;
    }
    const QByteArray text = file.read(largestFile + 1);
    if (text.size() > largestFile) {
        result.m_problem = unusable(tr("%1 is larger than %L2 bytes").arg(path).arg(largestFile));
        return result;
    }
    return of(text);
}

QList<MetadataProblem> MetadataSchema::violations(ObjectKind kind, const QString &member,
                                                  const Json::Value &metadata) const
{
    const std::string name = nameInSchema(kind, member).toStdString();
    const Json::Value *properties = m_parsed ? Json::memberAt(m_parsed->document, "properties") : nullptr;
    if (!properties || !Json::memberAt(*properties, name.c_str())) {
        return {};
    }
    const auto warning = [](const Json::Pointer &place, const QString &message) {
        return MetadataProblem{MetadataProblem::Severity::Warning, place, message};
    };
    const Json::Pointer whole({member});
    if (m_parsed->hasPatterns && hasLongText(metadata)) {
        return {
            warning(whole, tr("Not checked against the schema: a text is too long to be compared with its patterns."))};
    }
    valijson::ValidationResults results;
    try {
        nlohmann::json plain = nlohmann::json::object();
        plain[name] = metadata;
        valijson::Validator().validate(m_parsed->schema, valijson::adapters::NlohmannJsonAdapter(plain), &results);
    } catch (const std::exception &error) {
        return {warning(whole, tr("Not checked against the schema: %1").arg(QString::fromUtf8(error.what())))};
    }
    QList<MetadataProblem> found;
    QList<MetadataProblem> echoes;
    QSet<std::pair<Json::Pointer, QString>> told;
    for (const auto &error : results) {
        const QStringList place = placeOf(error.context);
        const Json::Pointer pointer(QStringList{member} + place.mid(1));
        const QString text = QString::fromStdString(error.description);
        if (found.size() >= mostTold || told.contains({pointer, text})) {
            continue;
        }
        told.insert({pointer, text});
        const QString description = schemaDescription(m_parsed->document, place);
        const QString message = description.isEmpty()
            ? tr("Not as the schema wants it: %1").arg(text)
            : tr("Not as the schema wants it: %1 It says: “%2”").arg(text, description);
        (isEcho(text) ? echoes : found).append(warning(pointer, message));
    }
    return found.isEmpty() ? echoes : found;
}

QList<MetadataProblem> MetadataSchema::violations(ObjectKind kind, const QByteArray &seen,
                                                  const QList<Json::LeafChange> &changes) const
{
    const auto now = m_parsed ? Json::parse(seen) : Json::Outcome<Json::Value>();
    if (!m_parsed || !now) {
        return {};
    }
    const Json::Value wanted = Json::merge(*now, changes).value;
    static const Json::Value none = Json::Value::object();
    QList<MetadataProblem> found;
    for (const char *member : metadataMembers(kind)) {
        const QString name = QString::fromLatin1(member);
        const bool isTouched = std::any_of(changes.cbegin(), changes.cend(), [&name](const Json::LeafChange &change) {
            return change.pointer.first() == name;
        });
        if (isTouched) {
            const Json::Value *metadata = Json::memberAt(wanted, member);
            found += violations(kind, name, metadata ? *metadata : none);
        }
    }
    return found;
}

} // namespace Change
