#pragma once

#include "settings/problem.h"

#include "domain/customer.h"
#include "domain/id.h"

#include <QObject>

#include <map>

namespace Settings {

class IniFile;
class ProfileStore;

/// What the operator said of each Auth0 tenant's customers. Kept per profile, and gone with it; of a tenant that is not
/// saved, such as the sandbox's, for as long as this lives. Where the file cannot be written, nothing changes. Owned by
/// the program's main(); file and profiles must outlive it.
class CustomerStore : public QObject
{
    Q_OBJECT
public:
    CustomerStore(IniFile &file, const ProfileStore &profiles, QObject *parent = nullptr);

    /// Nothing where nobody decided yet: that is not the same as having decided on no rules.
    std::optional<Domain::CustomerRules> of(const Domain::TenantId &tenant) const;
    Outcome<void> set(const Domain::TenantId &tenant, const Domain::CustomerRules &rules);

Q_SIGNALS:
    /// Something else is decided of the tenant.
    void changed(const Domain::TenantId &tenant);

private:
    void forget(const Domain::TenantId &tenant);

    IniFile &m_file;
    const ProfileStore &m_profiles;
    std::map<Domain::TenantId, Domain::CustomerRules> m_rules;
};

} // namespace Settings
