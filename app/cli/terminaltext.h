#pragma once

#include <QString>

namespace Cli {

/// Text of an Auth0 tenant made fit for a terminal: what would move the cursor, colour the screen, break the line or
/// turn the writing direction is shown as `\u{1B}`.
QString terminalText(const QString &text);

/// How many columns of a terminal the text takes: wide characters two, combining ones none.
int terminalWidth(const QString &text);

} // namespace Cli
