#pragma once

#include "settings/problem.h"

#include "domain/tenant.h"
#include "domain/usercounts.h"

#include <QObject>

#include <map>
#include <memory>

namespace Settings {

class IniFile;
class ProfileStore;

/// How many users each Auth0 tenant had when they were counted last: counts alone, never a user. Kept in a file of its
/// own under the tenant's domain (or host and port), as snapshots are, so that each profile of it and the command line
/// find them; gone with the last profile of it. Where the file cannot be written, the counts hold as long as this
/// lives. Owned by the program's main(); the profiles must outlive it.
class UserCountStore : public QObject
{
    Q_OBJECT
public:
    using Counts = std::shared_ptr<const Domain::UserCounts>;

    /// Reads what is in the folder; a file that cannot be read is left as it is, and nothing is kept in it.
    UserCountStore(const QString &folder, const ProfileStore &profiles, QObject *parent = nullptr);
    ~UserCountStore() override;

    /// Shared with workers; nullptr: they were never counted.
    Counts of(const Domain::TenantId &tenant) const;
    /// An error where they are not kept on disk. Of a tenant without a profile, such as the sandbox's, they hold as
    /// long as this lives.
    Outcome<void> set(const Domain::TenantId &tenant, const Domain::UserCounts &counts);

    /// The same of the tenant that a profile names, saved or not: what the command line was given.
    Counts ofNamed(const Domain::TenantProfile &profile) const;
    Outcome<void> setNamed(const Domain::TenantProfile &profile, const Domain::UserCounts &counts);

    /// Values of a place that are kept; of more the most frequent.
    static constexpr qsizetype mostValues = 2000;

Q_SIGNALS:
    void changed(const Domain::TenantId &tenant);

private:
    void learn(const Domain::TenantId &profile);
    void forget(const Domain::TenantId &profile);
    QList<Domain::TenantId> profilesOf(const QString &name) const;
    Outcome<void> write(const QString &name, const Domain::UserCounts &counts);

    Outcome<std::unique_ptr<IniFile>> m_file;
    const ProfileStore &m_profiles;
    std::map<Domain::TenantId, QString> m_names; ///< of the profiles
    std::map<QString, Counts> m_kept; ///< by the tenant's name
    std::map<Domain::TenantId, Counts> m_unsaved; ///< of tenants without a profile
};

} // namespace Settings
