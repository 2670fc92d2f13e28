#pragma once

#include "architecture/sourcefile.h"

#include <QHash>
#include <QStringList>

namespace Architecture {

/// Includes of other rooms stand in the table of rooms; own includes name their room
/// (a test may name what lies beside it).
QStringList checkRoomIncludes(const SourceFile &file);

/// Never <QtWidgets/QWidget>: that spelling finds a module the target does not link.
QStringList checkModuleIncludes(const SourceFile &file);

/// Below ui/ no header of Qt Widgets, and of Qt Gui only where the table of rooms allows it.
QStringList checkGraphicsIncludes(const SourceFile &file);

/// Every header of a room opens the room's namespace and has #pragma once.
QStringList checkNamespace(const SourceFile &file);

/// Every C++ file lies in a room of the table.
QStringList checkHasRoom(const SourceFile &file);

} // namespace Architecture
