#pragma once

#include <QCoreApplication>

namespace Change {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Change", text);
}

} // namespace Change
