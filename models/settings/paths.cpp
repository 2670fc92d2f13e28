#include "settings/paths.h"

#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Settings {

QString Paths::templates() const
{
    return config + "/policy-templates"_L1;
}

QString Paths::journal() const
{
    return state + "/journal"_L1;
}

QString Paths::snapshots() const
{
    return data + "/snapshots.sqlite"_L1;
}

QString Paths::userCounts() const
{
    return data;
}

Paths Paths::standard()
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state)) {
        state = QDir::homePath() + "/.local/state"_L1;
    }
    return {QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/tenantry"_L1,
            QDir::cleanPath(state) + "/tenantry"_L1,
            QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/tenantry"_L1};
}

} // namespace Settings
