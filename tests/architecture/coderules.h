#pragma once

#include "architecture/sourcefile.h"

#include <QStringList>

namespace Architecture {

/// connect(sender, signal, functor) and QTimer::singleShot(time, functor): nothing ends them when their user dies.
QStringList checkConnects(const SourceFile &file);

/// ignoreSslErrors, QFuture::then and coroutines: see CONTRIBUTING.
QStringList checkBannedCalls(const SourceFile &file);

/// text.arg(name).arg(more): a "%1" in the name, which may be anybody's, takes the place of what comes next.
QStringList checkChainedNames(const SourceFile &file);

/// QEventLoop, exec(), processEvents and the static dialogs in product code; only a main() runs an event loop.
QStringList checkNestedLoops(const SourceFile &file);

/// A class or file called Manager, Helper, Utils, Handler, Base or Impl says nothing.
QStringList checkNames(const SourceFile &file);

/// A .cpp over 400 lines or a header over 150 is asking for a second room.
QStringList checkSize(const SourceFile &file);

/// file(GLOB): a source that is not listed is a source nobody meant.
QStringList checkGlobs(const SourceFile &file);

} // namespace Architecture
