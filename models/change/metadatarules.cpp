#include "change/metadatarules.h"

#include "json/leaves.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Change", text);
}

/// Keys that Auth0 refuses in app_metadata.
bool isForbidden(const QString &key)
{
    static const QStringList keys{u"__tenant"_s,
                                  u"_id"_s,
                                  u"blocked"_s,
                                  u"clientID"_s,
                                  u"created_at"_s,
                                  u"email_verified"_s,
                                  u"email"_s,
                                  u"globalClientID"_s,
                                  u"global_client_id"_s,
                                  u"identities"_s,
                                  u"lastIP"_s,
                                  u"lastLogin"_s,
                                  u"loginsCount"_s,
                                  u"metadata"_s,
                                  u"multifactor_last_modified"_s,
                                  u"multifactor"_s,
                                  u"updated_at"_s,
                                  u"user_id"_s};
    return keys.contains(key);
}

/// Field names must not contain a dot or a dollar sign, at any depth.
std::optional<QString> badName(const Json::Value &value)
{
    if (value.is_array()) {
        for (const Json::Value &entry : value) {
            if (auto bad = badName(entry)) {
                return bad;
            }
        }
    }
    if (!value.is_object()) {
        return std::nullopt;
    }
    for (const auto &member : value.items()) {
        const QString name = Json::toQString(member.key());
        if (name.contains(u'.') || name.contains(u'$')) {
            return name;
        }
        if (auto bad = badName(member.value())) {
            return bad;
        }
    }
    return std::nullopt;
}

std::optional<QString> userProblem(const char *member, const QString &key, const Json::Value &value)
{
    if (QLatin1StringView(member) == "app_metadata"_L1 && isForbidden(key)) {
        return tr("Auth0 refuses the key “%1” in app_metadata: it is a name of its own.").arg(key);
    }
    const auto bad = badName({{key.toStdString(), value}});
    return bad ? std::optional(
               tr("The key “%1” holds a dot or a dollar sign, which Auth0 does not take in metadata.").arg(*bad))
               : std::nullopt;
}

std::optional<QString> textProblem(ObjectKind kind, const QString &key, const Json::Value &value)
{
    static const QString allowed = u":,-+=_*?\"/\\()<>@\t "_s;
    if (key.isEmpty() || key.size() > maximumMetadataText) {
        return tr("The key “%1” is not of 1 to %2 characters.").arg(key.left(40)).arg(maximumMetadataText);
    }
    const bool isClean = std::all_of(key.cbegin(), key.cend(), [](QChar character) {
        return (character.isLetterOrNumber() && character.unicode() < 128) || allowed.contains(character);
    });
    if (kind == ObjectKind::Application && !isClean) {
        return tr("The key “%1” has a character that Auth0 does not take in client_metadata.").arg(key);
    }
    if (value.is_null() && kind == ObjectKind::Application) {
        return std::nullopt; // goes: client_metadata merges
    }
    if (!value.is_string()) {
        return tr("The value of “%1” is not a text, and Auth0 takes nothing else here. Put it in quotation marks.")
            .arg(key);
    }
    const qsizetype length = Json::toQString(value.get_ref<const std::string &>()).size();
    if (length > maximumMetadataText) {
        return tr("The value of “%1” has %L2 characters; Auth0 takes %3.")
            .arg(key)
            .arg(length)
            .arg(maximumMetadataText);
    }
    return std::nullopt;
}

int maximumKeys(ObjectKind kind)
{
    return kind == ObjectKind::Organization ? maximumOrganizationMetadataKeys
        : kind == ObjectKind::Connection    ? maximumConnectionMetadataKeys
                                            : maximumClientMetadataKeys;
}

} // namespace

QList<const char *> metadataMembers(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::User:
        return {"app_metadata", "user_metadata"};
    case ObjectKind::Application:
        return {"client_metadata"};
    case ObjectKind::Connection:
    case ObjectKind::Organization:
        return {"metadata"};
    case ObjectKind::ConnectionClients:
    case ObjectKind::OrganizationConnections:
        break;
    }
    return {};
}

std::optional<QString> metadataProblem(ObjectKind kind, const Json::Value &now, const Json::Value &wanted)
{
    for (const char *member : metadataMembers(kind)) {
        const Json::Value *metadata = Json::memberAt(wanted, member);
        const Json::Value *before = Json::memberAt(now, member);
        if (!metadata || (before && Json::isSame(*before, *metadata))) {
            continue;
        }
        if (!metadata->is_object()) {
            return tr("%1 must be an object.").arg(QLatin1StringView(member));
        }
        for (const auto &entry : metadata->items()) {
            const QString key = Json::toQString(entry.key());
            const Json::Value *old = before ? Json::memberAt(*before, entry.key().c_str()) : nullptr;
            if (old && Json::isSame(*old, entry.value())) {
                continue;
            }
            auto problem = kind == ObjectKind::User ? userProblem(member, key, entry.value())
                                                    : textProblem(kind, key, entry.value());
            if (problem) {
                return problem;
            }
        }
        if (kind != ObjectKind::User && metadata->size() > std::size_t(maximumKeys(kind))) {
            return tr("%1 would have %2 keys; Auth0 takes %3.")
                .arg(QLatin1StringView(member))
                .arg(metadata->size())
                .arg(maximumKeys(kind));
        }
    }
    return std::nullopt;
}

} // namespace Change
