#include "cli/matching.h"

#include "cli/kindreading.h"
#include "cli/mapreading.h"

#include "query/unknownfields.h"

#include <QCoreApplication>

namespace Cli {

void readMatching(Api::ManagementClient &client, const Domain::TenantProfile &profile, const ListRequest &request,
                  QObject *context, const std::function<void(const Outcome<QList<Query::RecordPtr>> &)> &done)
{
    auto matched = std::make_shared<QList<Query::RecordPtr>>();
    auto unknown = std::make_shared<Query::UnknownFields>(request.filter);
    const OnRecords onRecords = [matched, unknown, filter = request.filter](const QList<Query::RecordPtr> &records) {
        for (const Query::RecordPtr &record : records) {
            unknown->look(*record);
            if (filter.matches(*record)) {
                matched->append(record);
            }
        }
    };
    const OnEnd onEnd = [matched, unknown, done](const Api::Outcome<Api::Extent> &extent) {
        if (!extent) {
            return done(tl::make_unexpected(failureOf(extent.error())));
        }
        if (extent->isPartial()) {
            return done(tl::make_unexpected(
                Failure{ExitCode::Network, QCoreApplication::translate("Cli", "The list could not be read whole."),
                        extent->text(), QCoreApplication::translate("Cli", "Nothing was changed. Try again later.")}));
        }
        if (const QString field = unknown->text(); !field.isEmpty()) {
            return done(usage(field, QCoreApplication::translate("Cli", "What is changed must be meant."),
                              QCoreApplication::translate("Cli", "tenantry-cli list --help names the fields.")));
        }
        done(*matched);
    };
    if (request.needsMap()) {
        (new MapReading(client, profile, request.kind, context, onRecords, onEnd))->start();
    } else {
        readKind(client, profile, request.kind, context, onRecords, onEnd, {request.strategies, request.query});
    }
}

} // namespace Cli
