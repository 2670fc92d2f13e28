#pragma once

#include "items/findingarranger.h"
#include "ui/widgets/fieldlist.h"

namespace Session {
class Estate;
}

namespace Ui {

/// What else a finding concerns, as people call it: of Lock's limit, which connections Lock would see, which lie beyond
/// and what it does with those; of others, the connections and whatever else is named.
QList<Field> concernedBy(const Items::FindingRow &row, const Session::Estate &estate);

} // namespace Ui
