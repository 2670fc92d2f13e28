#include "settings/settingsstore.h"

#include "settings/enumtext.h"

#include <QCoreApplication>
#include <QSettings>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Settings {

namespace {

constexpr QLatin1StringView themeKey("preferences/theme");
constexpr QLatin1StringView reserveKey("preferences/productionReserve");
constexpr QLatin1StringView caFileKey("preferences/caFile");
constexpr QLatin1StringView refreshKey("preferences/refreshOnOpen");
constexpr QLatin1StringView unlockKey("preferences/unlockMinutes");
constexpr QLatin1StringView watchKey("preferences/lockWatch");
constexpr QLatin1StringView nearKey("preferences/lockNear");
constexpr QLatin1StringView secretDaysKey("preferences/secretDays");
constexpr QLatin1StringView snapshotDaysKey("preferences/snapshotDays");
constexpr QLatin1StringView baselineKey("preferences/policyBaseline");
constexpr QLatin1StringView credentialsKey("preferences/readCredentials");

constexpr EnumText<Theme, 3> themes{{{Theme::System, QLatin1StringView("system")},
                                     {Theme::Light, QLatin1StringView("light")},
                                     {Theme::Dark, QLatin1StringView("dark")}}};

/// A number of the file, or the fallback where somebody wrote something else there.
double numberOf(const QSettings &keys, QLatin1StringView key, double fallback)
{
    bool isNumber = false;
    const double number = keys.value(key, fallback).toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? number : fallback;
}

int wholeNumberOf(const QSettings &keys, QLatin1StringView key, int fallback)
{
    bool isNumber = false;
    // By way of the text: QVariant would cut a number that is too long for an int to some other number.
    const int number = keys.value(key, fallback).toString().toInt(&isNumber);
    return isNumber ? number : fallback;
}

} // namespace

Preferences withinLimits(Preferences preferences)
{
    preferences.productionReserve = std::clamp(preferences.productionReserve, 0.0, maximumReserve);
    preferences.unlockMinutes = std::clamp(preferences.unlockMinutes, minimumUnlockMinutes, maximumUnlockMinutes);
    preferences.secretDays = std::clamp(preferences.secretDays, Domain::minimumSecretDays, Domain::maximumSecretDays);
    preferences.snapshotDays
        = std::clamp(preferences.snapshotDays, Domain::minimumSnapshotDays, Domain::maximumSnapshotDays);
    Domain::LockBands &lock = preferences.lock;
    lock.full = Domain::lockLimit;
    lock.near = std::clamp<long long>(lock.near, 1, lock.full);
    lock.watch = std::clamp<long long>(lock.watch, 1, std::min(lock.near, Domain::LockBands().watch));
    return preferences;
}

SettingsStore::SettingsStore(std::unique_ptr<IniFile> file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{ }

SettingsStore::~SettingsStore() = default;

Outcome<std::unique_ptr<SettingsStore>> SettingsStore::open(const QString &configFolder)
{
    auto file = IniFile::open(configFolder, fileName);
    if (!file) {
        return tl::make_unexpected(file.error());
    }
    return std::make_unique<SettingsStore>(std::move(*file));
}

Preferences SettingsStore::preferences() const
{
    const QSettings &keys = std::as_const(*m_file).keys();
    const Preferences defaults;
    Preferences read;
    read.theme = enumOf(themes, keys.value(themeKey).toString(), defaults.theme);
    read.productionReserve = numberOf(keys, reserveKey, defaults.productionReserve);
    read.caFile = keys.value(caFileKey).toString();
    read.refreshOnOpen = keys.value(refreshKey, defaults.refreshOnOpen).toBool();
    read.unlockMinutes = wholeNumberOf(keys, unlockKey, defaults.unlockMinutes);
    read.lock.watch = wholeNumberOf(keys, watchKey, int(defaults.lock.watch));
    read.lock.near = wholeNumberOf(keys, nearKey, int(defaults.lock.near));
    read.secretDays = wholeNumberOf(keys, secretDaysKey, defaults.secretDays);
    read.snapshotDays = wholeNumberOf(keys, snapshotDaysKey, defaults.snapshotDays);
    read.readCredentials = keys.value(credentialsKey, defaults.readCredentials).toBool();
    read.policyBaseline = keys.value(baselineKey).toString();
    return withinLimits(read);
}

Outcome<void> SettingsStore::setPreferences(const Preferences &preferences)
{
    const Preferences kept = withinLimits(preferences);
    if (kept == this->preferences()) {
        return {};
    }
    QSettings &keys = m_file->keys();
    keys.setValue(themeKey, textOf(themes, kept.theme));
    keys.setValue(reserveKey, kept.productionReserve);
    keys.setValue(caFileKey, kept.caFile);
    keys.setValue(refreshKey, kept.refreshOnOpen);
    keys.setValue(unlockKey, kept.unlockMinutes);
    keys.setValue(watchKey, kept.lock.watch);
    keys.setValue(nearKey, kept.lock.near);
    keys.setValue(secretDaysKey, kept.secretDays);
    keys.setValue(snapshotDaysKey, kept.snapshotDays);
    keys.setValue(baselineKey, kept.policyBaseline);
    keys.setValue(credentialsKey, kept.readCredentials);
    auto saved = m_file->save();
    if (saved) {
        Q_EMIT preferencesChanged(kept);
    }
    return saved;
}

} // namespace Settings
