#pragma once

#include <QCoreApplication>

namespace Session {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("Session", text, nullptr, count);
}

} // namespace Session
