#pragma once

#include <QCoreApplication>

namespace Json {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Json", text);
}

} // namespace Json
