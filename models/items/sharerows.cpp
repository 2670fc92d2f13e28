#include "items/sharerows.h"

#include "items/translation.h"

#include "query/columns.h"
#include "session/lockforecast.h"
#include "session/organizationconnections.h"
#include "session/tenantsession.h"

using namespace Qt::StringLiterals;

namespace Items {

namespace {

using Query::Kind;

constexpr qsizetype namedOthers = 6;

/// "Portal, Shop and 12 more".
QString listed(const Session::TenantSession &session, Kind kind, const QStringList &ids)
{
    QStringList names;
    for (const QString &id : ids.mid(0, namedOthers)) {
        const Query::RecordPtr record = session.record(kind, id);
        names.append(record ? Query::textAt(*record, kind, u"name") : id);
    }
    return ids.isEmpty()           ? tr("none")
        : ids.size() > namedOthers ? tr("%1 and %L2 more").arg(names.join(u", "_s)).arg(ids.size() - namedOthers)
                                   : names.join(u", "_s);
}

QString applicationsOf(const Session::TenantSession &session, const QString &connection)
{
    const Session::ConnectionMap *map = session.map();
    if (!map) {
        return tr("which applications it is enabled for was not read");
    }
    QStringList ids;
    for (const Domain::ApplicationId &application : map->applicationsOf(Domain::ConnectionId(connection))) {
        ids.append(application.text());
    }
    return tr("for %1").arg(listed(session, Kind::Applications, ids));
}

QString connectionsOf(const Session::TenantSession &session, const QString &organization)
{
    const auto &known = session.organizationConnections().known();
    return known ? tr("with %1").arg(listed(session, Kind::Connections, known->value(organization)))
                 : tr("which connections it has was not read");
}

} // namespace

QList<CustomerRow> shareRows(const Session::TenantSession &session, const Analysis::CustomerShare &share)
{
    QList<CustomerRow> rows;
    const auto add = [&](const QString &title, Kind kind, const QStringList &ids, const auto &detail) {
        if (ids.isEmpty()) {
            return;
        }
        CustomerRow heading;
        heading.text = title;
        for (const QString &id : ids) {
            const Query::RecordPtr record = session.record(kind, id);
            CustomerRow row;
            row.text = record ? Query::textAt(*record, kind, u"name") : id;
            row.detail = detail(id);
            heading.children.append(row);
        }
        rows.append(heading);
    };
    add(tr("Connections"), Kind::Connections, share.connections,
        [&session](const QString &id) { return applicationsOf(session, id); });
    add(tr("Organizations"), Kind::Organizations, share.organizations,
        [&session](const QString &id) { return connectionsOf(session, id); });
    add(tr("Applications"), Kind::Applications, share.applications, [&session](const QString &id) {
        const Query::RecordPtr record = session.record(Kind::Applications, id);
        const std::optional<qint64> count = Session::lockCount(record);
        return count ? tr("%1 database connections for Lock").arg(*count) : QString();
    });
    return rows;
}

} // namespace Items
