#pragma once

#include <QIcon>
#include <QLatin1StringView>

namespace Ui {

/// One of resources/icons.txt's icons. It takes its colours from the application's palette when it is drawn, so that a
/// change of theme reaches every icon that is already on a button.
QIcon icon(QLatin1StringView name);

} // namespace Ui
