#pragma once

#include "cli/failure.h"

#include <QByteArrayView>

#include <functional>

namespace Cli {

/// Hands over the lines of a file descriptor as they come, without the newline at their end and otherwise to the byte;
/// a last line without a newline counts. Blocks. Ends early where `take` says no. `pause` is called whenever it is
/// about to wait, so that answers can go out. A line over 1 MiB is an error: it is not what was meant.
Outcome<void> readLines(int descriptor, const std::function<bool(QByteArrayView)> &take,
                        const std::function<void()> &pause);

} // namespace Cli
