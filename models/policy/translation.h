#pragma once

#include <QCoreApplication>

namespace Policy {

/// What the reader sees, in the one translation context of this room.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("Policy", text);
}

} // namespace Policy
