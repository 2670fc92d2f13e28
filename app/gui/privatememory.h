#pragma once

namespace Gui {

/// Secrets pass through this process: from now on no core file and no debugger may keep them, and freed memory is
/// overwritten.
void keepMemoryPrivate();

} // namespace Gui
