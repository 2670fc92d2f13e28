#include "items/sharerows.h"

#include "items/customerrows.h"
#include "items/translation.h"

#include "change/changewords.h"
#include "change/fieldtitles.h"
#include "query/columns.h"
#include "session/lockforecast.h"
#include "session/organizationconnections.h"
#include "session/tenantplan.h"
#include "session/tenantsession.h"

#include <QHash>
#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

using Query::Kind;

constexpr qsizetype namedOthers = 6;
constexpr qsizetype mostObjects = 500; // of a kind: a whole tenant's are too many to make rows of at each change
constexpr qsizetype mostUses = 100; // of each of them
constexpr qsizetype mostStaged = 12; // that are told in a line

/// "Portal, Shop and 12 more".
QString listed(const Session::TenantSession &session, Kind kind, const QStringList &ids)
{
    QStringList names;
    for (const QString &id : ids.mid(0, namedOthers)) {
        const Query::RecordPtr record = session.record(kind, id);
        names.append(record ? Query::textAt(*record, kind, u"name") : id);
    }
    return ids.isEmpty() ? tr("none")
        : ids.size() > namedOthers
        ? tr("%1 and %2 more").arg(names.join(u", "_s), QLocale().toString(ids.size() - namedOthers))
        : names.join(u", "_s);
}

/// "Portal on, acme-users: Sign-up off": what an item of a relation turns.
QString turnedBy(const Session::TenantSession &session, const Change::PlanItem &item)
{
    const std::optional<Kind> other = Session::otherTableOf(item.object.kind);
    QStringList turned;
    for (const Json::LeafChange &change : item.changes.first(std::min(item.changes.size(), namedOthers))) {
        const QString id = change.pointer.first();
        const Query::RecordPtr record = other ? session.record(*other, id) : nullptr;
        const QString name = record ? Query::textAt(*record, *other, u"name") : item.names.value(id, id);
        const QString field = Change::fieldTitle(item.object.kind, change.pointer);
        const QString what = field.isEmpty() ? name : tr("%1: %2").arg(name, field);
        turned.append((change.after && *change.after != "false" ? tr("%1 on") : tr("%1 off")).arg(what));
    }
    const QString listed = turned.join(u", "_s);
    const qsizetype more = item.changes.size() - turned.size();
    return more > 0 ? tr("%1 and %2 more").arg(listed, QLocale().toString(more)) : listed;
}

using StagedItems = QHash<Change::ObjectRef, const Change::PlanItem *>;

/// Those that turn something, by their objects.
StagedItems byObject(const QList<Change::PlanItem> &staged)
{
    StagedItems found;
    for (const Change::PlanItem &item : staged) {
        if (!item.changes.isEmpty()) {
            found.insert(item.object, &item);
        }
    }
    return found;
}

/// What is staged of the uses of an object, behind them; empty for nothing.
QString stagedText(const Session::TenantSession &session, Kind kind, const QString &id, const StagedItems &staged)
{
    const auto relation = kind == Kind::Connections ? Change::ObjectKind::ConnectionClients
                                                    : Change::ObjectKind::OrganizationConnections;
    const Change::PlanItem *item = staged.value({relation, id, {}});
    return item ? tr(" · staged: %1").arg(turnedBy(session, *item)) : QString();
}

/// What an object is used by, in a line, and below it each by itself: a line may be too long for its column.
struct Uses
{
    QString text;
    QStringList ids{};
    Kind kind = Kind::Applications;
};

Uses applicationsOf(const Session::TenantSession &session, const QString &connection)
{
    const Session::ConnectionMap *map = session.map();
    if (!map) {
        return {tr("which applications it is enabled for was not read")};
    }
    QStringList ids;
    for (const Domain::ApplicationId &application : map->applicationsOf(Domain::ConnectionId(connection))) {
        ids.append(application.text());
    }
    return {tr("for %1").arg(listed(session, Kind::Applications, ids)), ids, Kind::Applications};
}

Uses connectionsOf(const Session::TenantSession &session, const QString &organization)
{
    const auto &known = session.organizationConnections().known();
    if (!known) {
        return {tr("which connections it has was not read")};
    }
    const QStringList ids = known->value(organization);
    return {tr("with %1").arg(listed(session, Kind::Connections, ids)), ids, Kind::Connections};
}

QList<CustomerRow> rowsOf(const Session::TenantSession &session, const Uses &uses)
{
    QList<CustomerRow> rows;
    for (const QString &id : uses.ids.first(std::min(uses.ids.size(), mostUses))) {
        const Query::RecordPtr record = session.record(uses.kind, id);
        CustomerRow row;
        row.text = uses.kind == Kind::Applications ? tr("Application") : tr("Connection");
        row.detail = record ? Query::textAt(*record, uses.kind, u"name") : id; // the wider column
        rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const CustomerRow &left, const CustomerRow &right) {
        return left.detail.localeAwareCompare(right.detail) < 0;
    });
    if (uses.ids.size() > mostUses) {
        rows.append(restRow(uses.ids.size() - mostUses, session.id(), uses.kind));
    }
    return rows;
}

} // namespace

QStringList stagedUses(const Session::TenantSession &session, const Analysis::CustomerShare &share,
                       const QList<Change::PlanItem> &staged)
{
    const QSet<QString> connections(share.connections.cbegin(), share.connections.cend());
    const QSet<QString> organizations(share.organizations.cbegin(), share.organizations.cend());
    QStringList lines;
    qsizetype more = 0;
    for (const Change::PlanItem &item : staged) {
        const bool isIts
            = (item.object.kind == Change::ObjectKind::ConnectionClients && connections.contains(item.object.id))
            || (item.object.kind == Change::ObjectKind::OrganizationConnections
                && organizations.contains(item.object.id));
        if (!isIts || item.changes.isEmpty()) {
            continue;
        }
        if (lines.size() < mostStaged) {
            lines.append(tr("%1: %2").arg(item.object.name, turnedBy(session, item)));
        } else {
            ++more;
        }
    }
    return more > 0 ? lines << tr("%L1 more").arg(more) : lines;
}

QList<CustomerRow> shareRows(const Session::TenantSession &session, const Analysis::CustomerShare &share,
                             const QList<Change::PlanItem> &staged)
{
    const StagedItems byId = byObject(staged);
    QList<CustomerRow> rows;
    const auto add = [&](const QString &title, Kind kind, const QStringList &ids, const auto &detail) {
        if (ids.isEmpty()) {
            return;
        }
        CustomerRow heading;
        heading.text = title;
        for (const QString &id : ids.first(std::min(ids.size(), mostObjects))) {
            const Query::RecordPtr record = session.record(kind, id);
            CustomerRow row;
            row.text = record ? Query::textAt(*record, kind, u"name") : id;
            const Uses uses = detail(id);
            row.detail = uses.text + (kind == Kind::Applications ? QString() : stagedText(session, kind, id, byId));
            if (uses.ids.size() > 1) {
                row.children = rowsOf(session, uses);
            }
            heading.children.append(row);
        }
        if (ids.size() > mostObjects) {
            heading.children.append(restRow(ids.size() - mostObjects, session.id(), kind));
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
        return Uses{count ? tr("%1 database connections for Lock").arg(*count) : QString()};
    });
    return rows;
}

} // namespace Items
