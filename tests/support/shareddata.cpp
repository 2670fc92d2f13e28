#include "support/shareddata.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace SharedData {

QString path(const QString &name)
{
    const QString given = qEnvironmentVariable("TENANTRY_SHARED");
    const QString folder = given.isEmpty() ? qEnvironmentVariable("TENANTRY_SOURCE_DIR") + "/../shared"_L1 : given;
    const QFileInfo file(folder + u'/' + name);
    return file.exists() ? file.absoluteFilePath() : QString();
}

} // namespace SharedData
