#pragma once

#include <QCoreApplication>

namespace Items {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Items", text);
}

} // namespace Items
