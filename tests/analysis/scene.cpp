#include "analysis/scene.h"

#include "query/records.h"
#include "json/application_json.h"
#include "json/connection_json.h"
#include "json/organization_json.h"
#include "json/user_json.h"

using namespace Qt::StringLiterals;

namespace {

Domain::TenantProfile profile()
{
    Domain::TenantProfile profile;
    profile.id = Domain::TenantId(u"t"_s);
    profile.name = u"Tenant"_s;
    profile.domain = u"tenant.eu.auth0.com"_s;
    return profile;
}

template <typename Read, typename ToRecord>
void append(Analysis::Snapshot::Records &records, const QByteArray &json, Read read, ToRecord toRecord)
{
    const auto object = read(json);
    if (!object) {
        qFatal("not an object of its kind: %s", json.constData());
    }
    records->append(std::make_shared<const Query::Record>(toRecord(*object)));
}

} // namespace

Scene::Scene()
{
    snapshot.tenant = profile().id;
    snapshot.name = profile().name;
    snapshot.domain = profile().domain;
    for (Analysis::Snapshot::Records *records :
         {&snapshot.applications, &snapshot.connections, &snapshot.organizations, &snapshot.users, &snapshot.logs}) {
        records->emplace();
    }
    snapshot.enabled.emplace();
    snapshot.organizationConnections.emplace();
    snapshot.credentials.emplace();
    snapshot.secretsSince.emplace();
    snapshot.settings = "{}";
}

Scene &Scene::application(const QByteArray &json)
{
    append(snapshot.applications, json, Json::readApplication,
           [](const auto &object) { return Query::applicationRecord(profile(), object); });
    return *this;
}

Scene &Scene::connection(const QByteArray &json)
{
    append(snapshot.connections, json, Json::readConnection,
           [](const auto &object) { return Query::connectionRecord(profile(), object); });
    return *this;
}

Scene &Scene::organization(const QByteArray &json)
{
    append(snapshot.organizations, json, Json::readOrganization,
           [](const auto &object) { return Query::organizationRecord(profile(), object); });
    return *this;
}

Scene &Scene::user(const QByteArray &json)
{
    append(snapshot.users, json, Json::readUser,
           [](const auto &object) { return Query::userRecord(profile(), object); });
    return *this;
}

Scene &Scene::log(const QByteArray &json)
{
    append(snapshot.logs, json, Json::readLogEvent,
           [](const auto &object) { return Query::logRecord(profile(), object); });
    return *this;
}

Scene &Scene::credential(const QString &application, const QDateTime &expiresAt)
{
    QList<Domain::ClientCredential> &list = (*snapshot.credentials)[application];
    list.append({u"cred_%1"_s.arg(list.size() + 1), u"Signing key"_s, u"kid"_s, expiresAt});
    return *this;
}

Scene &Scene::secret(const QString &application, int days)
{
    snapshot.secretsSince->insert(application, now.addDays(-days));
    return *this;
}

Scene &Scene::settings(const QByteArray &json)
{
    snapshot.settings = json;
    return *this;
}

Scene &Scene::enable(const QString &application, const QStringList &connections)
{
    (*snapshot.enabled)[application] += connections;
    return *this;
}

Scene &Scene::put(const QString &organization, const QStringList &connections)
{
    (*snapshot.organizationConnections)[organization] += connections;
    return *this;
}

Scene &Scene::plan(const QString &word)
{
    snapshot.plan = word;
    return *this;
}

Scene &Scene::baseline(const Policy::Baseline &baseline)
{
    options.baseline = baseline;
    options.baselineName = u"House"_s;
    return *this;
}

Scene &Scene::mark(const QString &application, bool usesLock)
{
    options.decisions.lockMarks.insert(application, usesLock);
    return *this;
}

Scene &Scene::without(Analysis::Need need)
{
    using Analysis::Need;
    switch (need) {
    case Need::Applications:
        snapshot.applications.reset();
        break;
    case Need::Connections:
        snapshot.connections.reset();
        break;
    case Need::Map:
        snapshot.enabled.reset();
        break;
    case Need::Organizations:
        snapshot.organizations.reset();
        break;
    case Need::OrganizationConnections:
        snapshot.organizationConnections.reset();
        break;
    case Need::Settings:
        snapshot.settings.reset();
        break;
    case Need::Users:
        snapshot.users.reset();
        break;
    case Need::Logs:
        snapshot.logs.reset();
        break;
    case Need::Credentials:
        snapshot.credentials.reset();
        break;
    case Need::SecretHistory:
        snapshot.secretsSince.reset();
        break;
    case Need::Options:
    case Need::Plan:
    case Need::Baseline:
        break; // not there unless they were added
    }
    return *this;
}

Scene &Scene::databases(int from, int to, const QByteArray &members)
{
    for (int n = from; n <= to; ++n) {
        const QByteArray number = QByteArray::number(n);
        connection(R"({"id":"con_)" + number + R"(","name":"db-)" + number + R"(","strategy":"auth0","options":{)"
                   + members + "}}");
    }
    return *this;
}

Scene &Scene::enableFirst(int count)
{
    for (int n = 1; n <= count; ++n) {
        enable(u"app"_s, {u"con_%1"_s.arg(n)});
    }
    return *this;
}

Analysis::AuditResult Scene::audit(const QStringList &only) const
{
    Analysis::AuditOptions wanted = options;
    wanted.only = only;
    return Analysis::audit(snapshot, wanted, now);
}
