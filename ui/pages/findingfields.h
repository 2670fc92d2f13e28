#pragma once

#include "change/plan.h"
#include "items/findingarranger.h"
#include "ui/widgets/fieldlist.h"

namespace Session {
class CustomerBook;
class Estate;
} // namespace Session

namespace Ui {

/// What else a finding concerns, as people call it: of Lock's limit, which connections Lock would see, which lie beyond
/// and what it does with those; of others, the connections and whatever else is named. Connections stand with the
/// customers whose they are, where a book of them is given. What would only appear by the staged edits concerns what
/// there would be.
QList<Field> concernedBy(const Items::FindingRow &row, const Session::Estate &estate,
                         const Session::CustomerBook *customers = nullptr, const QList<Change::PlanItem> &staged = {});

} // namespace Ui
