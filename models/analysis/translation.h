#pragma once

#include <QCoreApplication>

namespace Analysis {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Analysis", text);
}

} // namespace Analysis
