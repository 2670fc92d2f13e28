#include "cli/exportselection.h"

#include "query/columns.h"
#include "reports/exportchoice.h"

#include <QSet>

namespace Cli {

namespace {

using Query::Kind;

/// The objects of a kind that the request and the customer leave.
QList<QByteArray> chosen(const ExportRequest &request, Kind kind, const Analysis::Snapshot::Records &records,
                         const QStringList *customers, QStringList &unknown)
{
    QList<QByteArray> objects;
    if (!records || !request.wants(kind)) {
        return objects;
    }
    const std::optional<Query::Filter> &filter = request.filterOf(kind);
    std::optional<Query::UnknownFields> watch;
    if (filter) {
        watch.emplace(*filter);
    }
    const QSet<QString> ids = customers ? QSet<QString>(customers->begin(), customers->end()) : QSet<QString>();
    for (const Query::RecordPtr &record : *records) {
        if (watch) {
            watch->look(*record);
        }
        if ((!filter || filter->matches(*record)) && (customers == nullptr || ids.contains(record->id))) {
            objects.append(record->original);
        }
    }
    if (watch && !watch->text().isEmpty()) {
        unknown.append(watch->text());
    }
    return objects;
}

} // namespace

Reports::ExportInput selected(const ExportRequest &request, const Analysis::Snapshot &snapshot,
                              const Analysis::CustomerShare *customer, QStringList &unknown)
{
    Reports::ExportInput input
        = Reports::exportInput(snapshot, [&](Kind kind, const Analysis::Snapshot::Records &records) {
              const QStringList *customers = customer == nullptr ? nullptr
                  : kind == Kind::Applications                   ? &customer->applications
                  : kind == Kind::Connections                    ? &customer->connections
                                                                 : &customer->organizations;
              return chosen(request, kind, records, customers, unknown);
          });
    input.keptPolicy = request.keptPolicy;
    input.isSelection = request.isSelection();
    return input;
}

} // namespace Cli
