#include "reports/exportchoice.h"

#include "query/columns.h"
#include "json/slices.h"

namespace Reports {

using Query::Kind;

namespace {

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

ExportInput exportInput(const Analysis::Snapshot &snapshot, const ExportChoice &choice)
{
    ExportInput input;
    input.tenant = snapshot.name;
    input.domain = snapshot.domain;
    input.applications = choice(Kind::Applications, snapshot.applications);
    input.connections = choice(Kind::Connections, snapshot.connections);
    input.organizations = choice(Kind::Organizations, snapshot.organizations);
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

QStringList organizationIds(const ExportInput &input)
{
    QStringList ids;
    for (const QByteArray &organization : input.organizations) {
        if (const auto id = Json::memberSlice(organization, "id")) {
            ids.append(Json::unquoted(*id));
        }
    }
    return ids;
}

} // namespace Reports
