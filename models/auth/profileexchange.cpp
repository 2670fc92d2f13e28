#include "auth/profileexchange.h"

#include "auth/translation.h"
#include "settings/profilerules.h"
#include "json/value.h"

using namespace Qt::StringLiterals;
using Domain::TenantProfile;
using Settings::Problem;

namespace Auth {

namespace {

constexpr int currentVersion = 1;
constexpr const char *formatName = "tenantry-profiles";
/// Room for 2,000 profiles.
constexpr qsizetype maximumSize = qsizetype(2) * 1024 * 1024;

tl::unexpected<Problem> refused(Problem::Kind kind, const QString &message)
{
    return tl::make_unexpected(Problem{kind, message});
}

Json::Value toJson(const TenantProfile &profile)
{
    Json::Value object{{"name", profile.name.toStdString()}};
    if (profile.baseUrl.isEmpty()) {
        object["domain"] = profile.domain.toStdString();
    } else {
        object["baseUrl"] = profile.baseUrl.toString().toStdString();
    }
    object["clientId"] = profile.clientId.toStdString();
    object["credential"] = Settings::textOf(profile.credential).toStdString();
    if (!profile.keyAlgorithm.isEmpty()) {
        object["keyAlgorithm"] = profile.keyAlgorithm.toStdString();
    }
    object["environment"] = Settings::textOf(profile.environment).toStdString();
    if (!profile.color.isEmpty()) {
        object["color"] = profile.color.toStdString();
    }
    if (profile.reservedShare >= 0) {
        object["reservedShare"] = profile.reservedShare;
    }
    if (!profile.plan.isEmpty()) {
        object["plan"] = profile.plan.toStdString();
    }
    return object;
}

TenantProfile fromJson(const Json::Value &object)
{
    TenantProfile profile;
    profile.name = Json::stringAt(object, "name");
    profile.domain = Json::stringAt(object, "domain");
    profile.baseUrl = QUrl(Json::stringAt(object, "baseUrl"), QUrl::StrictMode);
    profile.clientId = Json::stringAt(object, "clientId");
    profile.credential = Settings::credentialOf(Json::stringAt(object, "credential"));
    profile.keyAlgorithm = Json::stringAt(object, "keyAlgorithm");
    profile.environment = Settings::environmentOf(Json::stringAt(object, "environment"));
    profile.color = Json::stringAt(object, "color");
    profile.plan = Json::stringAt(object, "plan");
    const Json::Value *share = Json::memberAt(object, "reservedShare");
    profile.reservedShare = share && share->is_number() ? share->get<double>() : -1.0;
    return profile;
}

Settings::Outcome<const Json::Value *> profilesIn(const Json::Value &root)
{
    if (Json::stringAt(root, "format") != QLatin1StringView(formatName)) {
        return refused(Problem::Kind::Invalid,
                       tr("This file does not hold Tenantry profiles. Choose one that was written with “Export "
                          "profiles”."));
    }
    const auto version = Json::intAt(root, "version");
    if (version && *version > currentVersion) {
        return refused(Problem::Kind::NewerVersion,
                       tr("These profiles were exported by a later Tenantry (format %1; this one knows up to "
                          "%2). Nothing was imported. Update Tenantry, or export them again from an older one.")
                           .arg(*version)
                           .arg(currentVersion));
    }
    const Json::Value *profiles = Json::memberAt(root, "profiles");
    if (version != currentVersion || !profiles || !profiles->is_array()
        || profiles->size() > static_cast<std::size_t>(Settings::maximumProfiles)) {
        return refused(Problem::Kind::Invalid,
                       tr("The file of profiles is damaged: its version or its list of profiles is missing or "
                          "not what it should be. Nothing was imported. Export the profiles again."));
    }
    return profiles;
}

} // namespace

QByteArray exportedProfiles(const QList<TenantProfile> &profiles)
{
    Json::Value list = Json::Value::array();
    for (const TenantProfile &profile : profiles) {
        list.push_back(toJson(profile));
    }
    return Json::writePretty(Json::Value{{"format", formatName}, {"version", currentVersion}, {"profiles", list}})
        + '\n';
}

Settings::Outcome<QList<TenantProfile>> importedProfiles(const QByteArray &text)
{
    if (text.size() > maximumSize) {
        return refused(Problem::Kind::Invalid,
                       tr("The file is longer than 2 MiB, which no file of profiles is. Nothing was imported."));
    }
    const auto root = Json::parse(text, Json::Strictness::Edit);
    if (!root) {
        return refused(Problem::Kind::Unreadable,
                       tr("The file of profiles cannot be read: %1. Nothing was imported. Export the profiles "
                          "again.")
                           .arg(root.error().message));
    }
    const auto list = profilesIn(*root);
    if (!list) {
        return tl::make_unexpected(list.error());
    }
    QList<TenantProfile> profiles;
    for (const Json::Value &object : **list) {
        const auto profile = Settings::checkedProfile(fromJson(object));
        if (!profile) {
            return refused(Problem::Kind::Invalid,
                           tr("Profile %1 of the file cannot be taken: %2 Nothing was imported.")
                               .arg(QString::number(profiles.size() + 1), profile.error().message));
        }
        profiles.append(*profile);
    }
    return profiles;
}

} // namespace Auth
