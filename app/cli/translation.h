#pragma once

#include <QCoreApplication>

namespace Cli {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

} // namespace Cli
