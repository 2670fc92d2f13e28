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
constexpr QLatin1StringView filtersKey("filters");

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
    const auto saved = m_file->save();
    Q_EMIT preferencesChanged(kept);
    return saved;
}

QList<SavedFilter> SettingsStore::filters() const
{
    QSettings &keys = m_file->keys();
    QList<SavedFilter> filters;
    const int count = keys.beginReadArray(filtersKey);
    for (int i = 0; i < count; ++i) {
        keys.setArrayIndex(i);
        SavedFilter filter{keys.value("name"_L1).toString(), keys.value("kind"_L1).toString(),
                           keys.value("text"_L1).toString()};
        if (!filter.name.isEmpty() && !filter.kind.isEmpty()) {
            filters.append(std::move(filter));
        }
    }
    keys.endArray();
    return filters;
}

Outcome<void> SettingsStore::saveFilter(const SavedFilter &filter)
{
    const SavedFilter kept{filter.name.trimmed(), filter.kind, filter.text};
    if (kept.name.isEmpty() || kept.kind.isEmpty()) {
        return tl::make_unexpected(
            Problem{Problem::Kind::Invalid,
                    tr("The filter was not saved because it has no name. Give it a name and save it again.")});
    }
    QList<SavedFilter> all = filters();
    const auto same = std::find_if(all.begin(), all.end(), [&kept](const SavedFilter &other) {
        return other.kind == kept.kind && other.name == kept.name;
    });
    if (same == all.end()) {
        all.append(kept);
    } else {
        *same = kept;
    }
    return writeFilters(all);
}

Outcome<void> SettingsStore::removeFilter(const QString &kind, const QString &name)
{
    QList<SavedFilter> all = filters();
    const auto removed
        = all.removeIf([&](const SavedFilter &filter) { return filter.kind == kind && filter.name == name; });
    if (removed == 0) {
        return tl::make_unexpected(
            Problem{Problem::Kind::NotFound, tr("There is no saved filter “%1”; it may be gone already.").arg(name)});
    }
    return writeFilters(all);
}

Outcome<void> SettingsStore::writeFilters(const QList<SavedFilter> &filters)
{
    QSettings &keys = m_file->keys();
    keys.remove(filtersKey);
    keys.beginWriteArray(filtersKey, static_cast<int>(filters.size()));
    for (int i = 0; i < filters.size(); ++i) {
        keys.setArrayIndex(i);
        keys.setValue("name"_L1, filters[i].name);
        keys.setValue("kind"_L1, filters[i].kind);
        keys.setValue("text"_L1, filters[i].text);
    }
    keys.endArray();
    const auto saved = m_file->save();
    Q_EMIT filtersChanged();
    return saved;
}

} // namespace Settings
