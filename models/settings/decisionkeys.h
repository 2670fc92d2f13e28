#pragma once

#include "domain/auditdecisions.h"
#include "domain/id.h"

#include <map>

class QSettings;

namespace Settings {

/// The decisions of every tenant that has any. What cannot be read is left out.
std::map<Domain::TenantId, Domain::AuditDecisions> readDecisions(QSettings &keys);
/// Replaces those of a tenant; empty ones leave nothing behind.
void writeDecisions(QSettings &keys, const Domain::TenantId &tenant, const Domain::AuditDecisions &decisions);

} // namespace Settings
