#pragma once

#include "domain/customer.h"
#include "domain/id.h"

#include <map>

class QSettings;

namespace Settings {

/// The customer rules of every tenant of which somebody decided any; none at all may be what was decided. What cannot
/// be read is left out.
std::map<Domain::TenantId, Domain::CustomerRules> readCustomerRules(QSettings &keys);
/// Replaces those of a tenant.
void writeCustomerRules(QSettings &keys, const Domain::TenantId &tenant, const Domain::CustomerRules &rules);
void removeCustomerRules(QSettings &keys, const Domain::TenantId &tenant);

} // namespace Settings
