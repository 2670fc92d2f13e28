#pragma once

#include <QString>

namespace Query {

/// Hostile text made fit for one line: control characters become their visible pictures, bidi controls a tag such as
/// ‹RLO›, so that a name cannot look like another. What no XML file may hold becomes U+FFFD.
QString visibleText(const QString &text);

} // namespace Query
