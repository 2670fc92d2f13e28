#pragma once

#include "settings/problem.h"

#include "domain/savedsearch.h"

#include <QList>
#include <QObject>
#include <QSet>

namespace Settings {

class IniFile;
class ProfileStore;

/// The searches that the operator saved, by their names. Kept on disk until somebody deletes them, those of a tenant
/// whose profile is gone included; of a tenant that is not saved, such as the sandbox's, for as long as this lives.
/// Where the file cannot be written, nothing changes. Owned by the program's main(); file and profiles must outlive it.
class SearchStore : public QObject
{
    Q_OBJECT
public:
    SearchStore(IniFile &file, const ProfileStore &profiles, QObject *parent = nullptr);

    /// By name.
    const QList<Domain::SavedSearch> &searches() const { return m_searches; }
    /// Nothing where it was deleted meanwhile.
    std::optional<Domain::SavedSearch> find(const QString &id) const;
    /// Whether such a search is gone with the program, since its tenant is not saved.
    bool isPassing(const Domain::TenantId &tenant) const;

    /// Keeps one under a name that no other has, whatever its case; the id is given here.
    Outcome<void> add(Domain::SavedSearch search);
    Outcome<void> rename(const QString &id, const QString &name);
    Outcome<void> remove(const QString &id);

    static constexpr qsizetype mostSearches = 200;
    static constexpr qsizetype longestName = 100;
    static constexpr qsizetype longestText = 20000; ///< of filter and search

Q_SIGNALS:
    void changed();

private:
    Outcome<void> keep(QList<Domain::SavedSearch> searches, QSet<QString> passing);
    Outcome<QString> usableName(const QString &name, const QString &ofId) const;

    IniFile &m_file;
    const ProfileStore &m_profiles;
    QList<Domain::SavedSearch> m_searches;
    QSet<QString> m_passing; ///< ids of those that are not written
};

} // namespace Settings
