#include "session/touched.h"

#include "json/value.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

using Query::Kind;

namespace {

/// First segments of paths whose objects the program does not hold in its lists. Of the others nobody knows.
constexpr QLatin1StringView elsewhere[] = {
    "actions"_L1,
    "anomaly"_L1,
    "attack-protection"_L1,
    "blacklists"_L1,
    "branding"_L1,
    "client-grants"_L1,
    "custom-domains"_L1,
    "device-credentials"_L1,
    "email-templates"_L1,
    "emails"_L1,
    "event-streams"_L1,
    "flows"_L1,
    "forms"_L1,
    "grants"_L1,
    "guardian"_L1,
    "hooks"_L1,
    "jobs"_L1,
    "keys"_L1,
    "log-streams"_L1,
    "logs"_L1,
    "network-acls"_L1,
    "prompts"_L1,
    "refresh-tokens"_L1,
    "resource-servers"_L1,
    "roles"_L1,
    "rules"_L1,
    "rules-configs"_L1,
    "sessions"_L1,
    "stats"_L1,
    "tickets"_L1,
    "user-blocks"_L1,
    "users"_L1,
    "users-by-email"_L1,
    "verifiable-credentials"_L1,
};

/// The segments after /api/v2, decoded; empty where the path is none of the Management API.
QStringList segmentsOf(const QString &path)
{
    QStringList segments = path.section(u'?', 0, 0).split(u'/', Qt::SkipEmptyParts);
    if (segments.size() < 2 || segments.at(0) != "api"_L1 || segments.at(1) != "v2"_L1) {
        return {};
    }
    segments.remove(0, 2);
    for (QString &segment : segments) {
        segment = QUrl::fromPercentEncoding(segment.toUtf8());
    }
    return segments;
}

Touched whole(std::initializer_list<Kind> kinds)
{
    Touched touched;
    touched.whole = QSet<Kind>(kinds);
    return touched;
}

Touched everything()
{
    return whole({Kind::Tenants, Kind::Applications, Kind::Connections, Kind::Organizations});
}

Touched byApplication(const QString &id, bool isNew, const QString &below)
{
    static const QStringList ofTheObject{u"credentials"_s, u"rotate-secret"_s};
    Touched touched;
    touched.applications.insert(id);
    // A new application may have received connections (the tenant flag enable_client_connections).
    if (isNew || (!below.isEmpty() && !ofTheObject.contains(below))) {
        touched.connectionsOf.insert(id);
    }
    return touched;
}

Touched byConnection(const QString &id, bool isNew, const QString &below, const Json::Value *body)
{
    static const QStringList ofTheObject{u"keys"_s, u"scim-configuration"_s, u"directory-provisioning"_s};
    Touched touched;
    if (below == "users"_L1) {
        return touched;
    }
    if (below == "clients"_L1) {
        touched.clientsOf.insert(id);
        return touched;
    }
    touched.connections.insert(id);
    // An update says what it sent; a deprecated field of it is the list of applications.
    const bool mayMove = below.isEmpty() ? !body || !body->is_object() || body->contains("enabled_clients")
                                         : !ofTheObject.contains(below);
    if (isNew || mayMove) {
        touched.clientsOf.insert(id);
    }
    return touched;
}

Touched byOrganization(const QString &id, bool isNew, const QString &below)
{
    static const QStringList ofOthers{u"members"_s, u"invitations"_s, u"client-grants"_s};
    Touched touched;
    if (below == "enabled_connections"_L1) {
        touched.organizationConnections.insert(id);
        return touched;
    }
    if (!ofOthers.contains(below)) {
        touched.organizations.insert(id);
        // A new organization may have been made with connections; an update sends none.
        if (isNew || !below.isEmpty()) {
            touched.organizationConnections.insert(id);
        }
    }
    return touched;
}

} // namespace

qint64 Touched::requests() const
{
    return applications.size() + connections.size() + organizations.size() + clientsOf.size() + connectionsOf.size()
        + organizationConnections.size() + (settings ? 1 : 0);
}

QSet<QString> Touched::moved() const
{
    return applications + connections + clientsOf + connectionsOf;
}

void Touched::unite(const Touched &other)
{
    applications += other.applications;
    connections += other.connections;
    organizations += other.organizations;
    clientsOf += other.clientsOf;
    connectionsOf += other.connectionsOf;
    organizationConnections += other.organizationConnections;
    settings = settings || other.settings;
    whole += other.whole;
}

Touched touchedBy(const Domain::LogEvent &event)
{
    if (event.type != "sapi"_L1) {
        return {};
    }
    const auto root = Json::parse(event.original);
    const Json::Value *details = root ? Json::memberAt(*root, "details") : nullptr;
    const Json::Value *request = details ? Json::memberAt(*details, "request") : nullptr;
    const QStringList segments = request ? segmentsOf(Json::stringAt(*request, "path")) : QStringList();
    if (segments.isEmpty()) {
        return everything();
    }
    const QString &first = segments.first();
    if (std::find(std::begin(elsewhere), std::end(elsewhere), first) != std::end(elsewhere)) {
        return {};
    }
    if (first == "tenants"_L1) {
        Touched touched;
        touched.settings = true;
        return touched;
    }
    const Json::Value *response = Json::memberAt(*details, "response");
    const Json::Value *answer = response ? Json::memberAt(*response, "body") : nullptr;
    const bool isNew = segments.size() == 1;
    const auto idOf
        = [&](const char *key) { return isNew ? (answer ? Json::stringAt(*answer, key) : QString()) : segments.at(1); };
    const QString method = Json::stringAt(*request, "method").toLower();
    const QString below = segments.value(2);
    if (first == "clients"_L1) {
        const QString id = idOf("client_id");
        return id.isEmpty() ? whole({Kind::Applications}) : byApplication(id, isNew, below);
    }
    if (first == "connections"_L1) {
        const QString id = idOf("id");
        if (id.isEmpty()) {
            return whole({Kind::Connections});
        }
        Touched touched = byConnection(id, isNew, below, Json::memberAt(*request, "body"));
        if (method == "delete"_L1 && below.isEmpty()) {
            touched.clientsOf.clear(); // it goes, and its applications with it
        }
        return touched;
    }
    if (first == "organizations"_L1) {
        const QString id = idOf("id");
        return id.isEmpty() ? whole({Kind::Organizations}) : byOrganization(id, isNew, below);
    }
    return everything();
}

} // namespace Session
