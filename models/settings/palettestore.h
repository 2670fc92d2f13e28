#pragma once

#include "settings/problem.h"

#include "domain/place.h"

#include <QList>
#include <QObject>

namespace Settings {

class IniFile;
class ProfileStore;

/// Where the operator went last by the palette, and what is marked as a favourite there: ids only. Kept on disk for
/// actions and for objects of saved tenants, and gone with their profile; of a tenant that is not saved, such as the
/// sandbox's, for as long as this lives. Owned by the program's main(); file and profiles must outlive it.
class PaletteStore : public QObject
{
    Q_OBJECT
public:
    PaletteStore(IniFile &file, const ProfileStore &profiles, QObject *parent = nullptr);

    /// In the order in which they were marked.
    const QList<Domain::Place> &favourites() const { return m_favourites; }
    /// The last first.
    const QList<Domain::Place> &recent() const { return m_recent; }

    /// Somebody went there. Not worth a word where it cannot be kept.
    void noteVisit(const Domain::Place &place);
    /// Where it cannot be kept, nothing changes.
    Outcome<void> setFavourite(const Domain::Place &place, bool isFavourite);

    static constexpr qsizetype mostRecent = 12;
    static constexpr qsizetype mostFavourites = 100;

Q_SIGNALS:
    void changed();

private:
    Outcome<void> write(const QList<Domain::Place> &favourites, const QList<Domain::Place> &recent);
    void forget(const Domain::TenantId &tenant);

    IniFile &m_file;
    const ProfileStore &m_profiles;
    QList<Domain::Place> m_favourites;
    QList<Domain::Place> m_recent;
};

} // namespace Settings
