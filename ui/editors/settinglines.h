#pragma once

#include "policy/direction.h"

namespace Ui {

/// "minimum length 14": the settings of a template, one a line, for a person.
QStringList settingLines(const QList<Policy::Edit> &edits);

/// "▼ weaker": a direction as a person reads it beside a change. The shape is that of the grid, and the word says it
/// without colour.
QString directionText(Policy::Direction direction);

} // namespace Ui
