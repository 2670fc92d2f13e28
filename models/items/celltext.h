#pragma once

#include "query/columns.h"
#include "query/typewords.h"

#include <QStringList>
#include <QVariant>

namespace Items {

using Query::applicationTypeText;
using Query::namedApplicationTypes;

/// A cell as a person reads it: yes and no, local times, nothing for what is not known.
QString displayText(const Query::Column &column, const Query::Value &value);

/// A cell for programs; invalid where it is not known.
QVariant valueOf(const Query::Value &value);

/// The title of a kind's column, and its id under ColumnIdRole: what the models of tables answer for their headers.
QVariant columnHeader(Query::Kind kind, int section, Qt::Orientation orientation, int role);

} // namespace Items
