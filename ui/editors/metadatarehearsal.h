#pragma once

#include "change/metadataschema.h"
#include "change/metadatasteps.h"
#include "query/record.h"

namespace Ui {

/// What the steps of a change of metadata are rehearsed on. A value.
struct RehearsalWork
{
    QList<Query::RecordPtr> records;
    std::optional<QStringList> ids; ///< nothing for all of them
    QList<Change::PlanItem> staged; ///< in the tenant
    QList<Change::MetadataStep> steps;
    Change::MetadataSchema schema;
};

/// What would become of each user, for a person who decides. Parses each of them, so it belongs on a worker.
QList<Change::MetadataRehearsal> rehearsalsOf(const RehearsalWork &work);

} // namespace Ui
