#pragma once

#include "policy/policysetting.h"

namespace Ui {

/// "minimum length 14": the settings of a template, one a line, for a person.
QStringList settingLines(const QList<Policy::Edit> &edits);

} // namespace Ui
