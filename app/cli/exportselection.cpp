#include "cli/exportselection.h"

#include "query/columns.h"
#include "json/slices.h"

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

QHash<QString, QString> namesOf(const Analysis::Snapshot::Records &records, Kind kind)
{
    QHash<QString, QString> names;
    if (records) {
        for (const Query::RecordPtr &record : *records) {
            names.insert(record->id, Query::textAt(*record, kind, u"name"));
        }
    }
    return names;
}

} // namespace

Reports::ExportInput selected(const ExportRequest &request, const Analysis::Snapshot &snapshot,
                              const Analysis::CustomerShare *customer, QStringList &unknown)
{
    Reports::ExportInput input;
    input.tenant = snapshot.name;
    input.domain = snapshot.domain;
    input.keptPolicy = request.keptPolicy;
    const auto ids
        = [customer](QStringList Analysis::CustomerShare::*list) { return customer ? &(customer->*list) : nullptr; };
    input.applications = chosen(request, Kind::Applications, snapshot.applications,
                                ids(&Analysis::CustomerShare::applications), unknown);
    input.connections
        = chosen(request, Kind::Connections, snapshot.connections, ids(&Analysis::CustomerShare::connections), unknown);
    input.organizations = chosen(request, Kind::Organizations, snapshot.organizations,
                                 ids(&Analysis::CustomerShare::organizations), unknown);
    input.applicationNames = namesOf(snapshot.applications, Kind::Applications);
    input.connectionNames = namesOf(snapshot.connections, Kind::Connections);
    if (snapshot.enabled) {
        input.enabled.emplace();
        for (auto entry = snapshot.enabled->cbegin(); entry != snapshot.enabled->cend(); ++entry) {
            for (const QString &connection : entry.value()) {
                (*input.enabled)[connection].append(entry.key());
            }
        }
    }
    return input;
}

QStringList organizationIds(const Reports::ExportInput &input)
{
    QStringList ids;
    for (const QByteArray &organization : input.organizations) {
        if (const auto id = Json::memberSlice(organization, "id")) {
            ids.append(Json::unquoted(*id));
        }
    }
    return ids;
}

} // namespace Cli
