#include "tenantunderchange.h"

#include "auth/tokensources.h"
#include "json/leaves.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tests {

namespace {

Sandbox::Options optionsFor(std::vector<Sandbox::ApiClient> clients, std::chrono::seconds searchLag)
{
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients = std::move(clients);
    options.searchLag = searchLag;
    return options;
}

QByteArray textOf(const Sandbox::Json &object)
{
    return QByteArray::fromStdString(object.dump());
}

} // namespace

TenantUnderChange::TenantUnderChange(const Sandbox::Scale &scale, std::vector<Sandbox::ApiClient> clients,
                                     std::chrono::seconds searchLag)
    : m_server(std::make_unique<Sandbox::Server>(optionsFor(std::move(clients), searchLag),
                                                 std::vector{Sandbox::scaleEstate(scale, 1)}))
{
    m_server->start();
    const Sandbox::TenantAccess access = m_server->tenants().front();
    m_profile.name = QString::fromStdString(access.name);
    m_profile.baseUrl = QUrl(QString::fromStdString(access.url));
    m_client = &add(*Api::Origin::fromBaseUrl(m_profile.baseUrl.toString()), nullptr);
}

TenantUnderChange::~TenantUnderChange() = default;

std::unique_ptr<Api::TokenSource> TenantUnderChange::source(const Sandbox::ApiClient *credential) const
{
    const Sandbox::TenantAccess access = m_server->tenants().front();
    Domain::TenantProfile profile = m_profile;
    profile.clientId = QString::fromStdString(credential ? credential->clientId : access.clientId);
    return Auth::tokenSource(
        profile, Api::Secret(QByteArray::fromStdString(credential ? credential->clientSecret : access.clientSecret)));
}

Api::ManagementClient &TenantUnderChange::add(const Api::Origin &origin, const Sandbox::ApiClient *credential)
{
    Api::ClientOptions options;
    options.sharesBudget = false;
    options.transport.writesAllowed = [this](const Api::WireRequest &) { return m_isWritingAllowed; };
    m_sources.push_back(source(credential));
    m_clients.push_back(std::make_unique<Api::ManagementClient>(origin, *m_sources.back(), options));
    return *m_clients.back();
}

Api::ManagementClient &TenantUnderChange::clientAt(const QString &baseUrl, const Sandbox::ApiClient *credential)
{
    return add(*Api::Origin::fromBaseUrl(baseUrl), credential);
}

Change::JournalPlace TenantUnderChange::journal() const
{
    return {m_folder.path(), u"tester"_s, Json::SecretKeys({"client_secret", "password"})};
}

QByteArray TenantUnderChange::connection(std::size_t index) const
{
    QByteArray text; // without a copy of the whole state, whose log grows with each write
    m_server->change(0, [&](Sandbox::TenantState &state) { text = textOf(state.connections.items().at(index)); });
    return text;
}

QByteArray TenantUnderChange::user(std::size_t index) const
{
    QByteArray text;
    m_server->change(0, [&](Sandbox::TenantState &state) { text = textOf(state.users.items().at(index)); });
    return text;
}

QString TenantUnderChange::connectionId(std::size_t index) const
{
    return Json::stringAt(*Json::parse(connection(index)), "id");
}

QString TenantUnderChange::userId(std::size_t index) const
{
    return Json::stringAt(*Json::parse(user(index)), "user_id");
}

Change::ObjectRef TenantUnderChange::ref(std::size_t connection) const
{
    return {Change::ObjectKind::Connection, connectionId(connection), u"acme"_s};
}

std::vector<std::size_t> TenantUnderChange::editableConnections() const
{
    std::vector<std::size_t> found;
    const Sandbox::TenantState state = m_server->state(0);
    for (std::size_t i = 0; i < state.connections.size(); ++i) {
        const QByteArray text = textOf(state.connections.items().at(i));
        const bool isBoth = text.contains(R"("password_options")") && text.contains(R"("passwordPolicy")");
        if (text.contains(R"("strategy":"auth0")") && !isBoth && !text.contains(R"("configuration")")) {
            found.push_back(i);
        }
    }
    return found;
}

qsizetype TenantUnderChange::writesAt() const
{
    const std::vector<Sandbox::ReceivedRequest> requests = m_server->requests();
    return std::count_if(requests.cbegin(), requests.cend(), [](const Sandbox::ReceivedRequest &request) {
        return request.method != "GET" && request.path != "/oauth/token";
    });
}

QList<Change::ItemResult> TenantUnderChange::apply(const Change::Plan &plan, Api::ManagementClient *client)
{
    Change::Applier applier(client ? *client : *m_client, plan, journal());
    QSignalSpy finished(&applier, &Change::Applier::finished);
    applier.start();
    if (finished.isEmpty() && !finished.wait(60000)) {
        return {};
    }
    return applier.results();
}

Change::Plan TenantUnderChange::plan(const Change::ObjectRef &object, const QList<Json::LeafChange> &changes) const
{
    Change::Plan plan = Change::newPlan(u"a test"_s, Change::planTenant(m_profile));
    plan.items = {{object, changes, {}}};
    return plan;
}

QList<Json::LeafChange> setting(const QByteArray &object, const char *pointer, const char *value)
{
    const Json::Value before = *Json::parse(object);
    Json::Value after = before;
    after[Json::Value::json_pointer(pointer)] = *Json::parse(value);
    return Json::leafChanges(before, after);
}

QList<Json::LeafChange> removing(const QByteArray &object, const char *pointer)
{
    const Json::Value before = *Json::parse(object);
    Json::Value after = before;
    const Json::Value::json_pointer place(pointer);
    after[place.parent_pointer()].erase(place.back());
    return Json::leafChanges(before, after);
}

} // namespace Tests
