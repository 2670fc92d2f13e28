#include "settings/customerstore.h"

#include "settings/customerkeys.h"
#include "settings/inifile.h"
#include "settings/profilestore.h"

namespace Settings {

using Domain::CustomerRules;
using Domain::TenantId;

CustomerStore::CustomerStore(IniFile &file, const ProfileStore &profiles, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_profiles(profiles)
    , m_rules(readCustomerRules(file.keys()))
{
    connect(&profiles, &ProfileStore::removed, this, &CustomerStore::forget);
}

std::optional<CustomerRules> CustomerStore::of(const TenantId &tenant) const
{
    const auto found = m_rules.find(tenant);
    return found == m_rules.end() ? std::nullopt : std::optional(found->second);
}

Outcome<void> CustomerStore::set(const TenantId &tenant, const CustomerRules &rules)
{
    if (of(tenant) == rules) {
        return {};
    }
    if (m_profiles.find(tenant)) {
        writeCustomerRules(m_file.keys(), tenant, rules);
        if (auto saved = m_file.save(); !saved) {
            return saved;
        }
    }
    m_rules.insert_or_assign(tenant, rules);
    Q_EMIT changed(tenant);
    return {};
}

/// Should the file refuse that, the rest stays there unseen: an id is given once and never comes back.
void CustomerStore::forget(const TenantId &tenant)
{
    if (m_rules.erase(tenant) == 0) {
        return;
    }
    removeCustomerRules(m_file.keys(), tenant);
    (void)m_file.save();
    Q_EMIT changed(tenant);
}

} // namespace Settings
