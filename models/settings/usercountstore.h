#pragma once

#include "settings/problem.h"

#include "domain/id.h"
#include "domain/usercounts.h"

#include <QObject>

#include <map>
#include <memory>

namespace Settings {

class IniFile;
class ProfileStore;

/// How many users each Auth0 tenant had when they were counted last: counts alone, never a user. Kept per profile in a
/// file of its own, and gone with the profile; of a tenant that is not saved, such as the sandbox's, for as long as
/// this lives. Where the file cannot be written, the counts hold as long as this lives too. Owned by the program's
/// main(); the profiles must outlive it.
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
    /// An error where they are not kept on disk.
    Outcome<void> set(const Domain::TenantId &tenant, const Domain::UserCounts &counts);

    /// Values of a place that are kept; of more the most frequent.
    static constexpr qsizetype mostValues = 2000;

Q_SIGNALS:
    void changed(const Domain::TenantId &tenant);

private:
    void forget(const Domain::TenantId &tenant);

    Outcome<std::unique_ptr<IniFile>> m_file;
    const ProfileStore &m_profiles;
    std::map<Domain::TenantId, Counts> m_counts;
};

} // namespace Settings
