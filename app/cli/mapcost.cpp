#include "cli/mapcost.h"

#include "cli/console.h"
#include "cli/snapshotreading.h"
#include "cli/translation.h"

#include "session/readplan.h"

using namespace Qt::StringLiterals;

namespace Cli {

void tellMapCost(SnapshotReading &reading, const QString &tenant, Console &console)
{
    QObject::connect(&reading, &SnapshotReading::mapBegins, &reading, [tenant, &console](qint64 requests) {
        if (requests > Session::unaskedMapRequests) {
            console.note(tenant + u": "_s
                         + tr("What is enabled for what takes %L1 requests or more, as fast as the rate limit allows.")
                               .arg(requests));
        }
    });
    QObject::connect(
        &reading, &SnapshotReading::mapProgressed, &reading, [tenant, &console](qint64 read, qint64 total) {
            console.progress(tenant + u": "_s + tr("what is enabled for what, %L1 of %L2 read").arg(read).arg(total));
        });
}

} // namespace Cli
