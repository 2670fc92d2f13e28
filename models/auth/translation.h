#pragma once

#include <QCoreApplication>

namespace Auth {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Auth", text);
}

} // namespace Auth
