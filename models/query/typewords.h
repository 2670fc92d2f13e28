#pragma once

#include <QStringList>

namespace Query {

/// The word of Auth0's dashboard for an app_type; the type itself where it has none. Filters and copies know only the
/// type itself.
QString applicationTypeText(const QString &type);
/// The types that have such a word.
QStringList namedApplicationTypes();

} // namespace Query
