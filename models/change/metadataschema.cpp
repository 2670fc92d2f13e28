#include "change/metadataschema.h"

#include "change/metadataconstraints.h"
#include "change/schemadocument.h"
#include "change/translation.h"
#include "json/leaves.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSet>
#include <QThread>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

constexpr qint64 largestFile = qint64(256) * 1024;
/// Larger metadata is not looked at; Auth0 takes about 10 KB.
constexpr qsizetype largestMetadata = qsizetype(1024) * 1024;
/// valijson compares each item with each.
constexpr qint64 mostCompared = mostLooks / 4;
/// The parser recurses along references, and takes some 15 KB for each of the schemas (schemaObstacle() bounds them).
constexpr uint parserStack = 256U * 1024 * 1024;
/// More tell nobody anything.
constexpr qsizetype mostTold = 200;

QString morePlaces()
{
    return tr("More places: %1.");
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

/// How much there is of a value.
struct Extent
{
    qint64 nodes = 1; ///< texts for their length
    qint64 names = 0;
    bool isFair = true; ///< no name and no list is too large by itself
};

Extent extentOf(const Json::Value &value, const SchemaDemands &demands)
{
    Extent whole;
    const auto add = [&whole, &demands](const Json::Value &child) {
        const Extent part = extentOf(child, demands);
        whole.nodes += part.nodes;
        whole.names += part.names;
        whole.isFair = whole.isFair && part.isFair;
    };
    if (value.is_string()) {
        whole.nodes += qint64(value.get_ref<const std::string &>().size() / 64);
    } else if (value.is_object()) {
        for (const auto &member : value.items()) {
            add(member.value());
            whole.isFair = whole.isFair && (demands.looksAtName == 0 || member.key().size() <= longestName);
        }
        whole.names += qint64(value.size());
    } else if (value.is_array()) {
        std::for_each(value.begin(), value.end(), add);
        whole.isFair = whole.isFair && (!demands.comparesItems || qint64(value.size()) * whole.nodes <= mostCompared);
    }
    return whole;
}

/// Whether each step that the validator takes without looking up ends in a fair time.
bool isFair(const Json::Value &value, const SchemaDemands &demands)
{
    const Extent extent = extentOf(value, demands);
    return extent.isFair && extent.names * demands.looksAtName <= mostLooks;
}

/// valijson tells a fault at its place, and again of everything that holds it.
bool isEcho(const QString &text)
{
    static const std::array echoes{"Failed to validate against schema associated with"_L1,
                                   "Failed to validate against additional properties schema"_L1,
                                   "Failed to validate against a conditional schema"_L1,
                                   "Failed to validate against child schema #"_L1,
                                   "Failed to validate item #"_L1,
                                   "Cannot validate item #"_L1};
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

/// What the parser says against the schema; empty where it is fine.
QString compile(const Json::Value &document, valijson::Schema &schema)
{
    try {
        const nlohmann::json plain = compilable(document);
        using Parser = valijson::SchemaParser;
        Parser parser(isDraft4(document) ? Parser::kDraft4 : Parser::kDraft7);
        addOwnConstraints(parser);
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(plain), schema);
    } catch (const std::exception &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

struct MetadataSchema::Parsed
{
    Json::Value document;
    valijson::Schema schema;
    SchemaDemands demands;
    /// Once it took too long it would again, for each of many users.
    mutable std::atomic_bool gaveUp = false;
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
    parsed->demands = demandsOf(*document);
    QString fault = tr("there is no memory for it"); // unless the thread starts
    const std::unique_ptr<QThread> thread(QThread::create([&] { fault = compile(*document, parsed->schema); }));
    thread->setStackSize(parserStack);
    thread->start();
    thread->wait();
    if (!fault.isEmpty()) {
        result.m_problem = unusable(tr("it is no JSON Schema (%1)").arg(fault));
    } else {
        result.m_parsed = parsed;
    }
    return result;
}

MetadataSchema MetadataSchema::ofFile(const QString &path)
{
    MetadataSchema result;
    if (path.isEmpty()) {
        return result;
    }
    if (const QFileInfo info(path); info.exists() && !info.isFile()) {
        result.m_problem = unusable(tr("%1 is no ordinary file").arg(path)); // to open a pipe would wait for a writer
        return result;
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        result.m_problem = unusable(tr("%1 cannot be read (%2)").arg(path, file.errorString()));
        return result;
    }
    const QByteArray text = file.read(largestFile + 1);
    if (text.size() > largestFile) {
        result.m_problem = unusable(tr("%1 is larger than %2 bytes").arg(path, QLocale().toString(largestFile)));
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
    const auto unchecked
        = [&](const QString &why) { return QList{warning(whole, tr("Not checked against the schema: %1").arg(why))}; };
    if (m_parsed->gaveUp) {
        return unchecked(tr("it took too long before. Make the schema simpler."));
    }
    if (Json::write(metadata).size() > largestMetadata || !isFair(metadata, m_parsed->demands)) {
        return unchecked(tr("a name or a list in it is too long to be compared with it, or there are too many."));
    }
    valijson::ValidationResults results;
    try {
        nlohmann::json plain = nlohmann::json::object();
        plain[name] = metadata;
        startLooking();
        valijson::Validator().validate(m_parsed->schema, valijson::adapters::NlohmannJsonAdapter(plain), &results);
    } catch (const std::exception &error) {
        m_parsed->gaveUp = true;
        return unchecked(QString::fromUtf8(error.what()));
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
    return found.isEmpty() ? echoes.mid(0, 1) : found; // the first is the innermost
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

QStringList notesOf(const QList<MetadataProblem> &violations)
{
    constexpr qsizetype mostNoted = 5;
    QStringList notes;
    for (const MetadataProblem &violation : violations.first(std::min(violations.size(), mostNoted))) {
        notes.append(u"%1: %2"_s.arg(violation.pointer.text(), violation.message));
    }
    if (violations.size() > mostNoted) {
        notes.append(morePlaces().arg(violations.size() - mostNoted));
    }
    return notes;
}

bool isSchemaNote(ObjectKind kind, const QString &note)
{
    const QList<const char *> members = metadataMembers(kind);
    return note.startsWith(morePlaces().section(u'%', 0, 0))
        || std::any_of(members.begin(), members.end(), [&note](const char *name) {
               const QString place = u'/' + QString::fromLatin1(name);
               return note.startsWith(place + u'/') || note.startsWith(place + u':');
           });
}

} // namespace Change
