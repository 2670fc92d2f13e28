#pragma once

#include "analysis/auditoptions.h"

#include <optional>

namespace Cli {

struct Target;

/// How an Auth0 tenant is audited: as the command line says, and where it says nothing as the operator decided in the
/// window and its preferences.
Analysis::AuditOptions auditOptions(const Target &target, Analysis::AuditOptions given,
                                    std::optional<int> secretDays = {});

} // namespace Cli
