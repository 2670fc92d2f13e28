#include "change/metadatarules.h"

#include "change/translation.h"
#include "domain/metadatakeys.h"
#include "json/leaves.h"
#include "json/metadatavalues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using Problems = QList<MetadataProblem>;

void refuse(Problems &problems, const Json::Pointer &place, const QString &message)
{
    problems.append({MetadataProblem::Severity::Refused, place, message});
}

void refuseKey(Problems &problems, const Json::Pointer &place)
{
    refuse(problems, place,
           tr("The key “%1” holds a dot or a dollar sign, which Auth0 does not take in metadata.").arg(place.last()));
}

void findUserProblems(const Json::Pointer &place, const Json::Value &value, Problems &problems)
{
    const QString key = place.last();
    if (place.first() == "app_metadata"_L1 && Domain::isReservedMetadataKey(key)) {
        refuse(problems, place, tr("Auth0 refuses the key “%1” in app_metadata: it is a name of its own.").arg(key));
    }
    if (!Domain::isMetadataKey(key)) {
        refuseKey(problems, place);
    }
    for (const Json::Pointer &below : Json::refusedKeys(place, value)) {
        refuseKey(problems, below);
    }
    // auth0.md 4.7: in Actions, a key that is called like a field of the profile hides that field.
    static const QStringList shadowed{u"name"_s,       u"nickname"_s,     u"picture"_s,      u"given_name"_s,
                                      u"username"_s,   u"family_name"_s,  u"phone_number"_s, u"app_metadata"_s,
                                      u"last_login"_s, u"logins_count"_s, u"user_metadata"_s};
    if (place.first() == "app_metadata"_L1 && shadowed.contains(key)) {
        problems.append({MetadataProblem::Severity::Warning, place,
                         tr("“%1” is also a field of the profile; in Actions this key hides it.").arg(key)});
    }
}

void findTextProblems(ObjectKind kind, const Json::Pointer &place, const Json::Value &value, Problems &problems)
{
    static const QString allowed = u":,-+=_*?\"/\\()<>@\t "_s;
    const QString key = place.last();
    if (key.isEmpty() || key.size() > maximumMetadataText) {
        refuse(problems, place,
               tr("The key “%1” is not of 1 to %2 characters.").arg(key.left(40)).arg(maximumMetadataText));
    }
    const bool isClean = std::all_of(key.cbegin(), key.cend(), [](QChar character) {
        return (character.isLetterOrNumber() && character.unicode() < 128) || allowed.contains(character);
    });
    if (kind == ObjectKind::Application && !isClean) {
        refuse(problems, place,
               tr("The key “%1” has a character that Auth0 does not take in client_metadata.").arg(key.left(40)));
    }
    if (value.is_null() && kind == ObjectKind::Application) {
        return; // goes: client_metadata merges
    }
    if (!value.is_string()) {
        return refuse(
            problems, place,
            tr("The value of “%1” is not a text, and Auth0 takes nothing else here. Put it in quotation marks.")
                .arg(key.left(40)));
    }
    const qsizetype length = Json::toQString(value.get_ref<const std::string &>()).size();
    if (length > maximumMetadataText) {
        refuse(problems, place,
               tr("The value of “%1” has %L2 characters; Auth0 takes %3.")
                   .arg(key.left(40))
                   .arg(length)
                   .arg(maximumMetadataText));
    }
}

/// Of one member that changes.
void findMemberProblems(ObjectKind kind, const Json::Pointer &place, const Json::Value *before,
                        const Json::Value &metadata, Problems &problems)
{
    if (!metadata.is_object()) {
        return refuse(problems, place,
                      tr("%1 must be an object. To take everything away, write {}.").arg(place.last()));
    }
    for (const auto &entry : metadata.items()) {
        const Json::Value *old = before ? Json::memberAt(*before, entry.key().c_str()) : nullptr;
        if (old && Json::isSame(*old, entry.value())) {
            continue;
        }
        const Json::Pointer child = place.child(Json::toQString(entry.key()));
        if (kind == ObjectKind::User) {
            findUserProblems(child, entry.value(), problems);
        } else {
            findTextProblems(kind, child, entry.value(), problems);
        }
    }
    const auto keys
        = std::count_if(metadata.begin(), metadata.end(), [](const Json::Value &value) { return !value.is_null(); });
    if (const int maximum = maximumMetadataKeys(kind); maximum > 0 && keys > maximum) {
        refuse(problems, place, tr("%1 would have %2 keys; Auth0 takes %3.").arg(place.last()).arg(keys).arg(maximum));
    }
}

} // namespace

int maximumMetadataKeys(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Organization:
        return maximumOrganizationMetadataKeys;
    case ObjectKind::Connection:
        return maximumConnectionMetadataKeys;
    case ObjectKind::Application:
        return maximumClientMetadataKeys;
    default:
        return 0;
    }
}

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
    case ObjectKind::UserOrganizations:
        break;
    }
    return {};
}

QList<MetadataProblem> metadataProblems(ObjectKind kind, const Json::Value &now, const Json::Value &wanted)
{
    QList<MetadataProblem> problems;
    for (const char *member : metadataMembers(kind)) {
        const Json::Value *metadata = Json::memberAt(wanted, member);
        const Json::Value *before = Json::memberAt(now, member);
        if (metadata && !(before && Json::isSame(*before, *metadata))) {
            findMemberProblems(kind, Json::Pointer({QString::fromLatin1(member)}), before, *metadata, problems);
        }
    }
    return problems;
}

std::optional<QString> metadataProblem(ObjectKind kind, const Json::Value &now, const Json::Value &wanted)
{
    for (const MetadataProblem &problem : metadataProblems(kind, now, wanted)) {
        if (problem.severity == MetadataProblem::Severity::Refused) {
            return problem.message;
        }
    }
    return std::nullopt;
}

std::optional<QString> wipeNote(ObjectKind kind, const Json::Value &now, const Json::Value &wanted)
{
    for (const char *member : metadataMembers(kind)) {
        const Json::Value *before = Json::memberAt(now, member);
        const Json::Value *after = Json::memberAt(wanted, member);
        const bool isEmptied
            = before && before->is_object() && !before->empty() && (!after || !after->is_object() || after->empty());
        if (isEmptied) {
            return tr("Everything in %1 goes: %2 keys.").arg(QLatin1StringView(member)).arg(before->size());
        }
    }
    return std::nullopt;
}

} // namespace Change
