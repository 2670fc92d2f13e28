#include "cli/snapshotaccess.h"

#include "cli/profiles.h"
#include "cli/translation.h"

#include "api/origin.h"
#include "session/storedstate.h"
#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// Every profile that --tenant or --all-tenants names.
Outcome<QStringList> savedTenants(const Arguments &arguments)
{
    const Outcome<SavedProfiles> saved = openProfiles();
    if (!saved) {
        return tl::make_unexpected(saved.error());
    }
    QStringList tenants;
    for (const Domain::TenantProfile &profile : saved->profiles->profiles()) {
        if (arguments.has(OptionName::allTenants)) {
            tenants.append(Session::storedName(profile));
        }
    }
    for (const QString &name : arguments.values(OptionName::tenant)) {
        const auto profile = saved->profiles->findByName(name);
        if (!profile) {
            return usage(
                tr("There is no profile “%1”.").arg(name), tr("No saved profile has this name."),
                tr("tenantry-cli tenants lists the names. Snapshots of a tenant without a profile are named by "
                   "--domain."));
        }
        tenants.append(Session::storedName(*profile));
    }
    return tenants;
}

OpenedStore told(Store::Outcome<std::unique_ptr<Store::SnapshotStore>> store)
{
    return store ? OpenedStore(*std::move(store)) : tl::make_unexpected(failureOf(store.error()));
}

} // namespace

Failure failureOf(const Store::Problem &problem)
{
    const bool isUsage = problem.kind == Store::Problem::Kind::NotFound;
    return {isUsage ? ExitCode::Usage : ExitCode::Network, problem.happened, problem.why, problem.advice};
}

QString setAsideNote(const QString &path)
{
    return tr("the file of snapshots was damaged and is set aside as %1. A new one was begun.")
        .arg(QDir::toNativeSeparators(path));
}

OpenedStore openSnapshots()
{
    return told(Store::SnapshotStore::open(Settings::Paths::standard().snapshots(), Json::SecretKeys::fromResource()));
}

OpenedStore openSnapshotsIfAny()
{
    return told(
        Store::SnapshotStore::openIfThere(Settings::Paths::standard().snapshots(), Json::SecretKeys::fromResource()));
}

Session::KnownSecrets knownSecrets(const OpenedStore &snapshots, const Domain::TenantProfile &tenant)
{
    if (!snapshots) {
        return tl::make_unexpected(textOf(snapshots.error()));
    }
    if (!*snapshots) {
        return tl::make_unexpected(
            tr("There are no snapshots on this computer. tenantry-cli snapshot save keeps them, and so does the window "
               "of saved tenants."));
    }
    const auto known = (*snapshots)->secretHistory(Session::storedName(tenant));
    return known ? Session::KnownSecrets(*known) : tl::make_unexpected(known.error().text());
}

Outcome<QStringList> namedTenants(const Arguments &arguments)
{
    QStringList tenants;
    if (arguments.has(OptionName::tenant) || arguments.has(OptionName::allTenants)) {
        Outcome<QStringList> saved = savedTenants(arguments);
        if (!saved) {
            return saved;
        }
        tenants = *saved;
    }
    for (const QLatin1StringView option : {OptionName::domain, OptionName::baseUrl}) {
        for (const QString &text : arguments.values(option)) {
            const auto origin
                = option == OptionName::baseUrl ? Api::Origin::fromBaseUrl(text) : Api::Origin::fromDomain(text);
            if (!origin) {
                return usage(tr("--%1 does not take “%2”.").arg(option, text), origin.error(),
                             tr("tenantry-cli snapshot list shows the tenants that have snapshots."));
            }
            tenants.append(origin->authority().toLower());
        }
    }
    tenants.removeDuplicates();
    return tenants;
}

Outcome<void> checkTimeOfSnapshot()
{
    constexpr qint64 latest = 253'402'300'799; // the last second of the year 9999
    const QString text = qEnvironmentVariable("SOURCE_DATE_EPOCH");
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (text.isEmpty() || (isNumber && seconds >= 0 && seconds <= latest)) {
        return {};
    }
    return usage(tr("SOURCE_DATE_EPOCH cannot be “%1”.").arg(text),
                 tr("It is the time that snapshots and reports bear, in seconds since 1970."),
                 tr("Set it to a whole number, as date +%s prints it, or unset it for the present."));
}

QDateTime timeOfSnapshot()
{
    bool isNumber = false;
    const qint64 seconds = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&isNumber);
    return isNumber ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime::currentDateTimeUtc();
}

} // namespace Cli
