#include "analysis/comparedfields.h"

#include "analysis/translation.h"

#include "json/leaves.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

/// What only Auth0 writes, or writes anew with every change. `enabled_clients` is dead: the relation tells.
const QSet<QString> &neverCompared()
{
    static const QSet<QString> pointers{
        u"/updated_at"_s,
        u"/created_at"_s,
        u"/signing_keys"_s,
        u"/client_secret"_s,
        u"/encryption_key"_s,
        u"/encrypted"_s,
        u"/callback_url_template"_s,
        u"/global"_s,
        u"/owners"_s,
        u"/config_route"_s,
        u"/custom_login_page_preview"_s,
        u"/enabled_clients"_s,
        u"/sandbox_versions_available"_s,
        u"/provisioning_ticket_url"_s,
    };
    return pointers;
}

/// Names of what belongs to one Auth0 tenant alone.
const QSet<QString> &ownOfTenant()
{
    static const QSet<QString> pointers{u"/id"_s, u"/client_id"_s, u"/tenant"_s};
    return pointers;
}

/// What auth0-deploy-cli leaves out of its exports, beside what is never compared: its readonly.js.
const QSet<QString> &neverExported()
{
    static const QSet<QString> pointers{
        u"/realms"_s,
        u"/client_authentication_methods"_s,
        u"/express_configuration"_s,
        u"/change_password"_s, // pages are exported by themselves
        u"/error_page"_s,
        u"/guardian_mfa_page"_s,
        u"/options/configuration"_s,
        u"/flags/allow_changing_enable_sso"_s,
        u"/flags/enable_sso"_s,
        u"/flags/disable_impersonation"_s,
        u"/flags/remove_stale_idp_attributes"_s,
    };
    return pointers;
}

/// An object without members still says something there: an addon is on, a policy of this generation is used.
bool saysMoreThanNothing(const QStringList &way)
{
    return (way.size() == 2 && way.first() == "addons"_L1)
        || (way.size() == 2 && way.first() == "options"_L1 && way.last() == "password_options"_L1);
}

bool isFree(const QStringList &way)
{
    static const QSet<QString> free{u"client_metadata"_s, u"metadata"_s, u"app_metadata"_s, u"user_metadata"_s};
    return !way.isEmpty() && free.contains(way.first());
}

/// A placeholder of auth0-deploy-cli: what stands in its place is not in the export.
bool holdsPlaceholder(const std::optional<QByteArray> &text)
{
    static const QRegularExpression placeholder(u"##\\w+##|@@\\w+@@"_s);
    return text && placeholder.match(QString::fromUtf8(*text)).hasMatch();
}

/// Brings an object into the one form that all of its meaning have.
class Canonical
{
public:
    Canonical(ComparedKind kind, const ComparisonTerms &terms)
        : m_kind(kind)
        , m_terms(terms)
    { }

    Json::Value of(const Json::Value &object)
    {
        QStringList way;
        return object.is_object() ? members(object, way) : Json::Value::object();
    }

private:
    bool isLeftOut(const QString &place) const
    {
        return neverCompared().contains(place) || (m_terms.betweenTenants && ownOfTenant().contains(place))
            || (m_terms.withExport && (neverExported().contains(place) || ownOfTenant().contains(place)));
    }

    Json::Value members(const Json::Value &object, QStringList &way)
    {
        Json::Value result = Json::Value::object();
        for (const auto &member : object.items()) {
            way.append(Json::toQString(member.key()));
            const Json::Pointer pointer(way);
            const QString place = pointer.text();
            if (!isLeftOut(place)) {
                Json::Value value = valueOf(member.value(), way, pointer);
                if (!means(value, object, way, place)) {
                    way.removeLast();
                    continue;
                }
                result[member.key()] = std::move(value);
            }
            way.removeLast();
        }
        return result;
    }

    Json::Value valueOf(const Json::Value &value, QStringList &way, const Json::Pointer &pointer)
    {
        if (value.is_object()) {
            return members(value, way);
        }
        if (!value.is_array()) {
            return value;
        }
        using Entry = std::pair<std::string, Json::Value>; // with the text that orders it
        std::vector<Entry> entries;
        for (const Json::Value &entry : value) {
            Json::Value known = valueOf(entry, way, pointer);
            if (known.is_object() && m_terms.betweenTenants) {
                known.erase("id"); // as credentials have
            }
            known = Json::Value(nlohmann::json(known)); // with its members in one order
            entries.emplace_back(known.dump(-1, ' ', false, Json::Value::error_handler_t::replace), std::move(known));
        }
        if (isSet(m_kind, pointer)) {
            std::sort(entries.begin(), entries.end(),
                      [](const Entry &left, const Entry &right) { return left.first < right.first; });
            const auto twice = std::unique(entries.begin(), entries.end(), [](const Entry &left, const Entry &right) {
                return left.first == right.first;
            });
            entries.erase(twice, entries.end());
        }
        Json::Value list = Json::Value::array();
        for (auto &[text, entry] : entries) {
            list.push_back(std::move(entry));
        }
        return list;
    }

    /// Whether a value says anything that its absence does not.
    bool means(const Json::Value &value, const Json::Value &holder, const QStringList &way, const QString &place) const
    {
        if (value.is_null()) {
            return false;
        }
        if (isFree(way) && way.size() > 1) {
            return true;
        }
        if (value.is_object()) {
            return !value.empty() || saysMoreThanNothing(way);
        }
        if (value.is_array() && value.empty()) {
            return false;
        }
        if (value.is_string() && value.get_ref<const std::string &>().empty()) {
            return false;
        }
        if (m_terms.withExport && value.is_string() && value.get_ref<const std::string &>() == Json::maskText) {
            return false;
        }
        if (place == "/realms"_L1) {
            return !(value.size() == 1 && holder.contains("name") && value.at(0) == holder.at("name"));
        }
        const QByteArray standard = documentedDefault(m_kind, place);
        const auto known = standard.isEmpty() ? Json::Outcome<Json::Value>() : Json::parse(standard);
        return standard.isEmpty() || !known || !Json::isSame(value, *known);
    }

    ComparedKind m_kind;
    const ComparisonTerms &m_terms;
};

/// The leaves of what differs: an object that is on one side only is told member by member.
void collectLeaves(const Json::Pointer &pointer, const Json::Value &value, QList<Json::Pointer> &leaves)
{
    if (!value.is_object() || value.empty()) {
        leaves.append(pointer);
        return;
    }
    for (const auto &member : value.items()) {
        collectLeaves(pointer.child(Json::toQString(member.key())), member.value(), leaves);
    }
}

QList<Json::Pointer> differingLeaves(const Json::Value &before, const Json::Value &after)
{
    QList<Json::Pointer> leaves;
    const QList<Json::LeafChange> changes = Json::leafChanges(before, after);
    for (const Json::LeafChange &change : changes) {
        if (change.before && change.after) {
            leaves.append(change.pointer);
        } else {
            collectLeaves(change.pointer, *Json::valueAt(change.after ? after : before, change.pointer), leaves);
        }
    }
    return leaves;
}

std::optional<QByteArray> textAt(const Json::Value &object, const Json::Pointer &pointer)
{
    const Json::Value *value = Json::valueAt(object, pointer);
    return value ? std::optional(Json::write(*value)) : std::nullopt;
}

Json::Value maskedObject(const QByteArray &text, const Json::SecretKeys &secrets)
{
    const auto whole = Json::parse(text);
    const auto masked = whole ? Json::parse(Json::masked(text, secrets)) : whole;
    return masked && masked->is_object() ? *masked : Json::Value::object();
}

/// Without the right to read them, a token is sent no options at all: nothing can be told of them.
void dropUnreadOptions(ComparedKind kind, Json::Value &before, Json::Value &after)
{
    if (kind == ComparedKind::Connection && before.contains("options") != after.contains("options")) {
        before.erase("options");
        after.erase("options");
    }
}

} // namespace

QLatin1StringView wordOf(ComparedKind kind)
{
    switch (kind) {
    case ComparedKind::Settings:
        return "settings"_L1;
    case ComparedKind::Application:
        return "application"_L1;
    case ComparedKind::Connection:
        return "connection"_L1;
    case ComparedKind::Organization:
        break;
    }
    return "organization"_L1;
}

QString titleOf(ComparedKind kind)
{
    switch (kind) {
    case ComparedKind::Settings:
        return tr("Settings");
    case ComparedKind::Application:
        return tr("Application");
    case ComparedKind::Connection:
        return tr("Connection");
    case ComparedKind::Organization:
        break;
    }
    return tr("Organization");
}

bool isSet(ComparedKind kind, const Json::Pointer &pointer)
{
    const QStringList &way = pointer.tokens();
    if (isFree(way)) {
        return false;
    }
    const QString place = pointer.text();
    if (kind == ComparedKind::Settings) {
        return place != "/enabled_locales"_L1; // the first is the default
    }
    if (kind == ComparedKind::Application) {
        static const QSet<QString> ordered{
            u"/callbacks"_s, u"/allowed_logout_urls"_s, // the first is where a request that names none ends
            u"/addons/samlp/nameIdentifierProbes"_s, // tried in turn
        };
        return !ordered.contains(place);
    }
    return place != "/options/precedence"_L1 && !way.contains(u"fieldsMap"_s);
}

QList<FieldDifference> fieldDifferences(ComparedKind kind, const QByteArray &before, const QByteArray &after,
                                        const ComparisonTerms &terms)
{
    if (before == after) {
        return {};
    }
    Json::Value old = maskedObject(before, terms.secrets);
    Json::Value now = maskedObject(after, terms.secrets);
    dropUnreadOptions(kind, old, now);
    Canonical canonical(kind, terms);
    QList<FieldDifference> differences;
    const QList<Json::Pointer> leaves = differingLeaves(canonical.of(old), canonical.of(now));
    for (const Json::Pointer &leaf : leaves) {
        const FieldDifference difference{leaf, textAt(old, leaf), textAt(now, leaf), {}};
        if (!terms.withExport || (!holdsPlaceholder(difference.before) && !holdsPlaceholder(difference.after))) {
            differences.append(difference);
        }
    }
    return differences;
}

} // namespace Analysis
