#pragma once

#include <QCoreApplication>

namespace Reports {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Reports", text);
}

} // namespace Reports
