#include "settings/palettestore.h"

#include "settings/inifile.h"
#include "settings/profilestore.h"

#include <QSettings>

using namespace Qt::StringLiterals;
using Domain::Place;

namespace Settings {

namespace {

constexpr QLatin1StringView favouritesKey("palette/favourites");
constexpr QLatin1StringView recentKey("palette/recent");

QList<Place> read(QSettings &keys, QLatin1StringView key, qsizetype most)
{
    QList<Place> places;
    for (int i = 0, count = keys.beginReadArray(key); i < count && places.size() < most; ++i) {
        keys.setArrayIndex(i);
        const Place place{Domain::TenantId(keys.value("tenant"_L1).toString()), keys.value("kind"_L1).toString(),
                          keys.value("id"_L1).toString()};
        if (!place.kind.isEmpty() && !place.id.isEmpty() && !places.contains(place)) {
            places.append(place);
        }
    }
    keys.endArray();
    return places;
}

} // namespace

PaletteStore::PaletteStore(IniFile &file, const ProfileStore &profiles, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_profiles(profiles)
    , m_favourites(read(file.keys(), favouritesKey, mostFavourites))
    , m_recent(read(file.keys(), recentKey, mostRecent))
{
    connect(&profiles, &ProfileStore::removed, this, &PaletteStore::forget);
}

void PaletteStore::noteVisit(const Place &place)
{
    QList<Place> recent = m_recent;
    recent.removeAll(place);
    recent.prepend(place);
    recent.resize(std::min(recent.size(), mostRecent));
    if (recent == m_recent) {
        return;
    }
    (void)write(m_favourites, recent);
    m_recent = recent;
    Q_EMIT changed();
}

Outcome<void> PaletteStore::setFavourite(const Place &place, bool isFavourite)
{
    QList<Place> favourites = m_favourites;
    favourites.removeAll(place);
    if (isFavourite && favourites.size() >= mostFavourites) {
        return tl::make_unexpected(
            Problem{Problem::Kind::Invalid,
                    tr("There are %L1 favourites already. Take the star from one of them first.").arg(mostFavourites)});
    }
    if (isFavourite) {
        favourites.append(place);
    }
    if (favourites.size() == m_favourites.size()) {
        return {};
    }
    if (auto written = write(favourites, m_recent); !written) {
        return written;
    }
    m_favourites = favourites;
    Q_EMIT changed();
    return {};
}

Outcome<void> PaletteStore::write(const QList<Place> &favourites, const QList<Place> &recent)
{
    QSettings &keys = m_file.keys();
    const auto writeAll = [this, &keys](QLatin1StringView key, const QList<Place> &places) {
        keys.remove(key);
        keys.beginWriteArray(key);
        int at = 0;
        for (const Place &place : places) {
            if (!place.tenant.isEmpty() && !m_profiles.find(place.tenant)) {
                continue; // the sandbox's
            }
            keys.setArrayIndex(at++);
            keys.setValue("tenant"_L1, place.tenant.text());
            keys.setValue("kind"_L1, place.kind);
            keys.setValue("id"_L1, place.id);
        }
        keys.endArray();
    };
    writeAll(favouritesKey, favourites);
    writeAll(recentKey, recent);
    return m_file.save();
}

/// Should the file refuse that, the rest stays there unseen: an id is given once and never comes back.
void PaletteStore::forget(const Domain::TenantId &tenant)
{
    const auto isOfIt = [&tenant](const Place &place) { return place.tenant == tenant; };
    const qsizetype gone = m_favourites.removeIf(isOfIt) + m_recent.removeIf(isOfIt);
    if (gone > 0) {
        (void)write(m_favourites, m_recent);
        Q_EMIT changed();
    }
}

} // namespace Settings
