#pragma once

#include "change/plan.h"

namespace Items {

/// What a person tells each item of a plan by, in their order: the object's name, and where several are called so, what
/// of it is changed, or its id.
QStringList changeLabels(const Change::Plan &plan);

} // namespace Items
