#pragma once

#include "architecture/sourcefile.h"

#include <QStringList>

namespace Architecture {

/// The one name of the application: desktop entry, metainfo, icon and code carry it.
inline constexpr QLatin1StringView applicationId{"io.github.tenantry.tenantry"};

/// Paths of somebody's machine and addresses of package registries do not belong into the project.
QStringList checkMachinePaths(const SourceFile &file);

/// Whatever looks like a reverse-DNS id of this program is the applicationId, letter by letter.
QStringList checkApplicationId(const SourceFile &file);

/// The id names the desktop entry, metainfo and icon, each of which refers to it, and the window declares it.
QStringList checkApplicationIdEverywhere(const QList<SourceFile> &files);

/// At most five lines of the whole tree ask for Qt's version.
QStringList checkQtVersions(const QList<SourceFile> &files);

} // namespace Architecture
