#pragma once

#include "cli/failure.h"

#include "policy/policytemplate.h"

namespace Cli {

/// What --template names: a given template or one of the user's own by its word, else a file.
Outcome<Policy::PolicyTemplate> namedTemplate(const QString &name);

} // namespace Cli
