#pragma once

#include "api/secret.h"

class QString;

namespace Cli {

class Arguments;

/// Whether a secret that is nowhere may be asked for: somebody is at the terminal, and --no-input was not given.
bool mayAsk(const Arguments &arguments);
/// Asks for a secret on the terminal, without showing what is typed. Waits for the user; empty where nothing was typed.
Api::Secret askSecret(const QString &question);

} // namespace Cli
