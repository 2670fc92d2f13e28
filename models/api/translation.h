#pragma once

#include <QCoreApplication>

namespace Api {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Api", text);
}

} // namespace Api
