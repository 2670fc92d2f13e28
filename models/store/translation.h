#pragma once

#include <QCoreApplication>

namespace Store {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Store", text);
}

} // namespace Store
