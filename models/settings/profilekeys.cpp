#include "settings/profilekeys.h"

#include "settings/profilerules.h"

#include <QSettings>
#include <QStringList>

using namespace Qt::StringLiterals;
using Domain::TenantProfile;

namespace Settings {

namespace {

constexpr QLatin1StringView group("profiles");
constexpr QLatin1StringView orderKey("order/profiles");

TenantProfile read(const QSettings &keys, const QString &id)
{
    TenantProfile profile;
    profile.id = Domain::TenantId(id);
    profile.name = keys.value("name"_L1).toString();
    profile.domain = keys.value("domain"_L1).toString();
    profile.baseUrl = QUrl(keys.value("baseUrl"_L1).toString(), QUrl::StrictMode);
    profile.clientId = keys.value("clientId"_L1).toString();
    profile.credential = credentialOf(keys.value("credential"_L1).toString());
    profile.keyAlgorithm = keys.value("keyAlgorithm"_L1).toString();
    profile.environment = environmentOf(keys.value("environment"_L1).toString());
    profile.color = keys.value("color"_L1).toString();
    profile.readOnly = keys.value("readOnly"_L1, true).toBool();
    profile.reservedShare = keys.value("reservedShare"_L1, -1.0).toDouble();
    profile.caFile = keys.value("caFile"_L1).toString();
    profile.metadataSchemaFile = keys.value("metadataSchemaFile"_L1).toString();
    profile.plan = keys.value("plan"_L1).toString();
    if (!Domain::planWords().contains(profile.plan)) {
        profile.plan.clear(); // of a later version, or a slip: no reason to lose the profile
    }
    return profile;
}

} // namespace

QList<TenantProfile> readProfiles(QSettings &keys)
{
    QStringList ids = keys.value(orderKey).toStringList();
    ids.removeDuplicates();
    keys.beginGroup(group);
    const QStringList present = keys.childGroups();
    ids.removeIf([&present](const QString &id) { return !present.contains(id); });
    for (const QString &id : present) {
        if (!ids.contains(id)) {
            ids.append(id);
        }
    }
    QList<TenantProfile> profiles;
    for (const QString &id : std::as_const(ids)) {
        keys.beginGroup(id);
        if (auto profile = checkedProfile(read(keys, id))) {
            profile->name = freeName(profile->name, profiles);
            profiles.append(*profile);
        }
        keys.endGroup();
    }
    keys.endGroup();
    return profiles;
}

void writeProfile(QSettings &keys, const TenantProfile &profile)
{
    keys.beginGroup(group);
    keys.beginGroup(profile.id.text());
    keys.setValue("name"_L1, profile.name);
    keys.setValue("domain"_L1, profile.domain);
    keys.setValue("baseUrl"_L1, profile.baseUrl.toString());
    keys.setValue("clientId"_L1, profile.clientId);
    keys.setValue("credential"_L1, textOf(profile.credential));
    keys.setValue("keyAlgorithm"_L1, profile.keyAlgorithm);
    keys.setValue("environment"_L1, textOf(profile.environment));
    keys.setValue("color"_L1, profile.color);
    keys.setValue("readOnly"_L1, profile.readOnly);
    keys.setValue("reservedShare"_L1, profile.reservedShare);
    keys.setValue("caFile"_L1, profile.caFile);
    keys.setValue("metadataSchemaFile"_L1, profile.metadataSchemaFile);
    keys.setValue("plan"_L1, profile.plan);
    keys.endGroup();
    keys.endGroup();
}

void removeProfile(QSettings &keys, const Domain::TenantId &id)
{
    keys.beginGroup(group);
    keys.remove(id.text());
    keys.endGroup();
}

void writeOrder(QSettings &keys, const QList<TenantProfile> &profiles)
{
    QStringList ids;
    for (const TenantProfile &profile : profiles) {
        ids.append(profile.id.text());
    }
    keys.setValue(orderKey, ids);
}

} // namespace Settings
