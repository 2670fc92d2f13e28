#pragma once

#include <QString>

namespace Ui {

/// Hostile text made fit for one line: control characters become their visible pictures, bidi controls a tag such as
/// ‹RLO›, so that a name cannot look like another.
QString visibleText(const QString &text);
/// Text for setToolTip(): escaped, so that a name such as `<img src=…>` is shown and not drawn.
QString plainToolTip(const QString &text);

} // namespace Ui
