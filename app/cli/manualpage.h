#pragma once

#include <QString>

namespace Cli {

/// The manual page tenantry-cli(1), made from the table of commands: in the language of man(7), for man to show.
QString manualPage();

} // namespace Cli
