#pragma once

#include "query/columns.h"

#include <QStringList>
#include <QVariant>

namespace Items {

/// A cell as a person reads it: yes and no, local times, nothing for what is not known.
QString displayText(const Query::Column &column, const Query::Value &value);
/// The word of Auth0's dashboard for an app_type; the type itself where it has none. Filters and copies know only the
/// type itself.
QString applicationTypeText(const QString &type);
/// The types that have such a word.
QStringList namedApplicationTypes();
/// A cell for programs; invalid where it is not known.
QVariant valueOf(const Query::Value &value);

/// The title of a kind's column, and its id under ColumnIdRole: what the models of tables answer for their headers.
QVariant columnHeader(Query::Kind kind, int section, Qt::Orientation orientation, int role);

} // namespace Items
