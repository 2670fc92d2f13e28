#pragma once

#include "domain/id.h"
#include "reports/definition.h"
#include "reports/writing.h"

#include <QList>

namespace Ui {

/// What somebody wants to hand over, of whom, and as what. A value.
struct ReportWish
{
    Reports::Definition definition; ///< its customer: a key; empty for all
    QList<Domain::TenantId> tenants;
    bool eachCustomer = false; ///< a file for each, with nobody else's names in it
    int changeDays = 0; ///< changes of so many last days; 0: all
    Reports::Format format = Reports::Format::Html;
    QChar delimiter = u','; ///< of CSV
    bool beginsWithMark = false; ///< of CSV: as Reports::Writing::beginsWithMark

    friend bool operator==(const ReportWish &, const ReportWish &) = default;
};

} // namespace Ui
