#pragma once

#include "api/secret.h"

class QString;

namespace Cli {

/// Asks for a secret on the terminal, without showing what is typed. Waits for the user; empty where nothing was typed.
Api::Secret askSecret(const QString &question);

} // namespace Cli
