#include "session/snapshotparts.h"

#include "session/organizationconnections.h"
#include "session/tenantsession.h"
#include "session/translation.h"

#include "json/application_json.h"
#include "json/connection_json.h"
#include "json/leaves.h"
#include "json/organization_json.h"
#include "json/user_json.h"

namespace Session {

namespace {

using Analysis::Need;
using Change::ObjectKind;
using Query::Kind;

/// Puts the list in where it was read, else the reason why it was not.
void put(Analysis::Snapshot::Records &records, const TenantSession &session, Kind kind, Need need,
         Analysis::Snapshot &snapshot)
{
    const KindStatus &status = session.status(kind);
    if (status.readAt.isValid() || !session.records(kind).isEmpty()) {
        records = session.records(kind);
    } else if (status.error) {
        snapshot.absent.emplace(need, status.error->text());
    }
}

/// Why it is not known which connections organizations have; nothing where nobody read the organizations.
void putReason(const OrganizationConnections &organizations, Analysis::Snapshot &snapshot)
{
    const KindStatus &status = organizations.status();
    if (status.error && status.phase == KindStatus::Phase::Failed) {
        snapshot.absent.emplace(Need::OrganizationConnections, status.error->text());
    } else if (const auto plan = organizations.plan(); plan && organizations.isLarge()) {
        snapshot.absent.emplace(Need::OrganizationConnections,
                                tr("Which connections organizations have was not read: that takes a request for each "
                                   "of %L1 organizations. Their table offers it.")
                                    .arg(plan->requests));
    }
}

void edit(Query::RecordPtr &record, const Change::PlanItem &item, const Domain::TenantProfile &tenant)
{
    const auto now = Json::parse(record->original);
    if (!now) {
        return;
    }
    const Json::Merge merge = Json::merge(*now, item.changes);
    if (merge.conflicts.isEmpty()) {
        if (const auto edited = recordOf(item.object.kind, tenant, Json::write(merge.value))) {
            record = std::make_shared<Query::Record>(*edited);
        }
    }
}

/// Puts the id in or takes it out, as the leaf has it.
void relate(QHash<QString, QStringList> &relations, const QString &owner, const QString &id, bool isThere)
{
    QStringList &ids = relations[owner];
    ids.removeAll(id);
    if (isThere) {
        ids.append(id);
    }
}

void editRelation(Analysis::Snapshot &snapshot, const Change::PlanItem &item)
{
    for (const Json::LeafChange &change : item.changes) {
        const QStringList way = change.pointer.tokens();
        if (way.size() != 1) {
            continue; // a switch of a relation that stays
        }
        const bool isThere = change.after.has_value();
        if (item.object.kind == ObjectKind::ConnectionClients && snapshot.enabled) {
            relate(*snapshot.enabled, way.constFirst(), item.object.id, isThere);
        } else if (item.object.kind == ObjectKind::OrganizationConnections && snapshot.organizationConnections) {
            relate(*snapshot.organizationConnections, item.object.id, way.constFirst(), isThere);
        }
    }
}

} // namespace

Analysis::Snapshot::Records *recordsOf(Analysis::Snapshot &snapshot, ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Application:
        return &snapshot.applications;
    case ObjectKind::Connection:
        return &snapshot.connections;
    case ObjectKind::Organization:
        return &snapshot.organizations;
    case ObjectKind::User:
        return &snapshot.users;
    case ObjectKind::ConnectionClients:
    case ObjectKind::OrganizationConnections:
    case ObjectKind::UserOrganizations:
        break;
    }
    return nullptr;
}

std::optional<Query::Record> recordOf(ObjectKind kind, const Domain::TenantProfile &tenant, const QByteArray &text)
{
    switch (kind) {
    case ObjectKind::Application:
        if (const auto application = Json::readApplication(text)) {
            return Query::applicationRecord(tenant, *application);
        }
        break;
    case ObjectKind::Connection:
        if (const auto connection = Json::readConnection(text)) {
            return Query::connectionRecord(tenant, *connection);
        }
        break;
    case ObjectKind::Organization:
        if (const auto organization = Json::readOrganization(text)) {
            return Query::organizationRecord(tenant, *organization);
        }
        break;
    case ObjectKind::User:
        if (const auto user = Json::readUser(text)) {
            return Query::userRecord(tenant, *user);
        }
        break;
    case ObjectKind::ConnectionClients:
    case ObjectKind::OrganizationConnections:
    case ObjectKind::UserOrganizations:
        break;
    }
    return std::nullopt;
}

QHash<QString, QStringList> enabledConnections(const QList<Query::RecordPtr> &applications, const ConnectionMap &map)
{
    QHash<QString, QStringList> enabled;
    for (const Query::RecordPtr &application : applications) {
        for (const Domain::ConnectionId &connection : map.connectionsOf(Domain::ApplicationId(application->id))) {
            enabled[application->id].append(connection.text());
        }
    }
    return enabled;
}

SnapshotParts::SnapshotParts(const TenantSession &session)
{
    m_parts.tenant = session.id();
    m_parts.name = session.profile().name;
    m_parts.domain = Domain::originOf(session.profile()).authority();
    m_parts.plan = session.profile().plan;
    put(m_parts.applications, session, Kind::Applications, Need::Applications, m_parts);
    put(m_parts.connections, session, Kind::Connections, Need::Connections, m_parts);
    put(m_parts.organizations, session, Kind::Organizations, Need::Organizations, m_parts);
    put(m_parts.users, session, Kind::Users, Need::Users, m_parts);
    put(m_parts.logs, session, Kind::Logs, Need::Logs, m_parts);
    if (!session.settings().isEmpty()) {
        m_parts.settings = session.settings();
    }
    const OrganizationConnections &organizations = session.organizationConnections();
    m_parts.organizationConnections = organizations.known();
    if (!organizations.known()) {
        putReason(organizations, m_parts);
    }
    m_parts.readAt = session.status(Kind::Connections).readAt;
    if (session.map()) {
        m_map = *session.map();
        m_parts.readTimes[Need::Map] = m_map->readAt;
    }
    if (organizations.known()) {
        m_parts.readTimes[Need::OrganizationConnections] = organizations.status().readAt;
    }
    for (const auto &[need, kind] :
         {std::pair(Need::Settings, Kind::Tenants), std::pair(Need::Applications, Kind::Applications),
          std::pair(Need::Connections, Kind::Connections), std::pair(Need::Organizations, Kind::Organizations),
          std::pair(Need::Users, Kind::Users), std::pair(Need::Logs, Kind::Logs)}) {
        m_parts.readTimes[need] = session.status(kind).readAt;
    }
}

Analysis::Snapshot SnapshotParts::snapshot() const
{
    Analysis::Snapshot snapshot = m_parts;
    if (m_map && snapshot.applications) {
        snapshot.enabled = enabledConnections(*snapshot.applications, *m_map);
    }
    return snapshot;
}

namespace {

/// Since August 2026 Auth0 puts a flexible policy of its own beside whatever a new database was sent with
/// (auth0.md 4.13).
void addPolicyOfAuth0(Json::Value &connection)
{
    const auto options = connection.find("options");
    if (Json::stringAt(connection, "strategy") != QLatin1StringView("auth0") || options == connection.end()
        || !options->is_object() || options->contains("password_options")
        || Json::boolAt(*options, "enabledDatabaseCustomization").value_or(false)) {
        return;
    }
    constexpr int leastLength = 15;
    (*options)["password_options"]["complexity"]["min_length"] = leastLength;
}

/// An object that is to be made, by the stand-in for its id.
std::optional<Query::Record> madeRecord(const Change::PlanItem &item, const Domain::TenantProfile &tenant)
{
    Json::Value object = Json::merge(Json::Value::object(), item.changes).value;
    if (item.object.kind == ObjectKind::Connection) {
        addPolicyOfAuth0(object);
    }
    object[item.object.kind == ObjectKind::Application ? "client_id" : "id"] = item.object.id.toStdString();
    return recordOf(item.object.kind, tenant, Json::write(object));
}

/// What a plan makes and deletes.
void makeAndRemove(Analysis::Snapshot &snapshot, const Change::PlanItem &item, const Domain::TenantProfile &tenant)
{
    Analysis::Snapshot::Records *records = recordsOf(snapshot, item.object.kind);
    if (!records || !*records) {
        return;
    }
    if (item.removal) {
        (*records)->removeIf([&item](const Query::RecordPtr &record) { return record->id == item.object.id; });
    } else if (auto made = item.creation ? madeRecord(item, tenant) : std::nullopt) {
        (*records)->append(std::make_shared<const Query::Record>(*std::move(made)));
    }
}

} // namespace

Analysis::Snapshot afterEdits(Analysis::Snapshot snapshot, const QList<Change::PlanItem> &items)
{
    Domain::TenantProfile tenant;
    tenant.id = snapshot.tenant;
    tenant.name = snapshot.name;
    QHash<ObjectKind, QHash<QString, const Change::PlanItem *>> edits;
    for (const Change::PlanItem &item : items) {
        if (item.creation || item.removal) {
            makeAndRemove(snapshot, item, tenant);
        } else if (recordsOf(snapshot, item.object.kind)) {
            edits[item.object.kind].insert(item.object.id, &item);
        } else {
            editRelation(snapshot, item);
        }
    }
    for (auto kind = edits.cbegin(); kind != edits.cend(); ++kind) {
        Analysis::Snapshot::Records &records = *recordsOf(snapshot, kind.key());
        if (!records) {
            continue;
        }
        for (Query::RecordPtr &record : *records) {
            if (const Change::PlanItem *item = kind->value(record->id)) {
                edit(record, *item, tenant);
            }
        }
    }
    return snapshot;
}

} // namespace Session
