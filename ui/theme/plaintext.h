#pragma once

#include "query/visibletext.h"

namespace Ui {

using Query::visibleText;

/// Text for setToolTip(): escaped, so that a name such as `<img src=…>` is shown and not drawn.
QString plainToolTip(const QString &text);

} // namespace Ui
