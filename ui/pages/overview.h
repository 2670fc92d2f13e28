#pragma once

#include "domain/finding.h"
#include "query/columns.h"
#include "ui/widgets/fieldlist.h"

namespace Ui {

/// What the inspector's Overview says of a record. A value.
struct Overview
{
    QString title;
    QString subtitle;
    QList<Field> fields;
};

/// The columns of the kind in their order, and what only the object itself tells (URLs, grants).
/// `bands`: how close an application is to Lock's limit. `lockMark`: whether the operator marked it as using Lock.
Overview overviewOf(const Query::Record &record, Query::Kind kind, const Domain::LockBands &bands = {},
                    std::optional<bool> lockMark = {});

/// Adds what the audits found in the object; waived ones aside.
void addFindings(const QList<Domain::Finding> &findings, Query::Kind kind, const QString &id, QList<Field> *fields);

/// A cell as people read it: yes and no, times in the user's zone, numbers with separators.
QString readableText(const Query::Value &value, Query::ColumnType type);

} // namespace Ui
