#pragma once

#include "reports/report.h"

namespace Reports {

/// The title of a check for its id, as a customer reads it.
QString customerCheckWords(const QString &check);
/// What would mend a finding, said to the customer whose it is and not to who looks after its tenant.
QString customerAdvice(const QString &check, const QString &advice);

/// A column of an object's own table, as a customer reads it.
struct CustomerColumn
{
    QString title; ///< empty: the table's own
    Words words = nullptr; ///< nullptr: those that everybody reads
    bool isForPrograms = false;
};
CustomerColumn customerColumn(Query::Kind kind, QStringView column);

} // namespace Reports
