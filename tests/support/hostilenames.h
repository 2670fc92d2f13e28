#pragma once

#include <QStringList>

namespace Support {

/// 500 and more names that an Auth0 tenant could hold and that attack what they are written to: formulas, markup,
/// entities, control and bidi characters, paths, quotes, format specifiers, very long words. No two are equal.
QStringList hostileNames();

} // namespace Support
