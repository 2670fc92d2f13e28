#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/logrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/tenantrequests.h"
#include "api/requests/tokenrequests.h"
#include "api/requests/userrequests.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "simplerequests.h"
#include "support/apifakes.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;
using namespace Support;
using Kind = ApiError::Kind;

namespace {

/// Fetches tokens as the sandbox's own application, or as one with fewer scopes.
class SandboxTokenSource : public TokenSource
{
public:
    SandboxTokenSource(QString clientId, const std::string &secret)
        : m_clientId(std::move(clientId))
        , m_secret(QByteArray::fromStdString(secret))
    { }
    void fetch(ManagementClient &client, Callback callback) override
    {
        client.send<AccessToken>(clientCredentialsToken(m_clientId, m_secret, client.origin().audience()), &client,
                                 std::move(callback));
    }
    bool canRenew() const override { return true; }

private:
    QString m_clientId;
    Secret m_secret;
};

/// What a listing came to.
template <typename T> struct Listed
{
    QList<T> items;
    std::optional<Outcome<Extent>> end;
};

Sandbox::Options options(Sandbox::Plan plan = Sandbox::Plan::Unlimited, double rate = 1)
{
    Sandbox::Options result;
    result.plan = plan;
    result.clockRate = rate;
    result.recordRequests = true;
    result.clients = {{"viewer", "viewer-secret", {"read:connections", "read:tenant_settings"}, {}}};
    return result;
}

std::string numbered(const char *prefix, int number)
{
    return prefix + std::to_string(number);
}

} // namespace

class TestClientSandbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyListIsReadWhole();
    void tenantRequestsAreUnderstood();
    void moreThanAThousandUsersArePartial();
    void missingScopesAreNamed();
    void listsThatChangeLoseNothingThatStays();
    void aFreeTenantIsNeverOverrun();
    void aRevokedTokenIsRenewed();
    void tlsIsChecked();

private:
    void start(const Sandbox::Options &how, std::vector<Sandbox::TenantState> tenants = Sandbox::defaultEstate());
    void connectAs(const QString &id, const std::string &secret, ClientOptions how = openOptions());
    template <typename T> Listed<T> list(const ListSource<T> &source)
    {
        Listed<T> listed;
        listAll<T>(
            *m_client, source, this, [&listed](const QList<T> &items) { listed.items += items; },
            [&listed](Outcome<Extent> end) { listed.end = std::move(end); });
        if (!QTest::qWaitFor([&listed] { return listed.end.has_value(); }, 60'000))
            qFatal("the listing never ended");
        return listed;
    }
    template <typename T> Outcome<T> ask(const Request<T> &request)
    {
        Box<T> box;
        m_client->send<T>(request, this, box.fill());
        if (!QTest::qWaitFor([&box] { return box.outcome.has_value(); }, 30'000))
            qFatal("the request never ended");
        return *box.outcome;
    }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<SandboxTokenSource> m_source;
    std::unique_ptr<ManagementClient> m_client;
};

void TestClientSandbox::start(const Sandbox::Options &how, std::vector<Sandbox::TenantState> tenants)
{
    m_client.reset();
    m_server = std::make_unique<Sandbox::Server>(how, std::move(tenants));
    m_server->start();
    const Sandbox::TenantAccess access = m_server->tenants().front();
    connectAs(QString::fromStdString(access.clientId), access.clientSecret);
}

void TestClientSandbox::connectAs(const QString &id, const std::string &secret, ClientOptions how)
{
    m_client.reset();
    m_source = std::make_unique<SandboxTokenSource>(id, secret);
    const QString url = QString::fromStdString(m_server->tenants().front().url);
    m_client = std::make_unique<ManagementClient>(loopback(url), *m_source, std::move(how));
}

void TestClientSandbox::everyListIsReadWhole()
{
    start(options());
    const Sandbox::TenantState state = m_server->state(0);
    const auto connections = list(allConnections());
    QVERIFY2(connections.end->has_value(),
             connections.end->has_value() ? "" : qPrintable(connections.end->error().text()));
    QCOMPARE(connections.items.size(), qsizetype(state.connections.size()));
    QCOMPARE(connections.end->value().end, Extent::End::Complete);
    for (const Domain::Connection &connection : connections.items)
        QVERIFY(connection.hasOptions);
    QCOMPARE(list(allApplications()).items.size(), qsizetype(state.clients.size()));
    const auto organizations = list(allOrganizations());
    QCOMPARE(organizations.items.size(), qsizetype(state.organizations.size()));
    for (const Domain::Organization &organization : organizations.items.mid(0, 5)) {
        const std::string id = organization.id.text().toStdString();
        const auto members = state.organizationMembers.find(id);
        QCOMPARE(list(allOrganizationMembers(organization.id)).items.size(),
                 members == state.organizationMembers.end() ? 0 : qsizetype(members->second.ids().size()));
        const auto linked = state.organizationConnections.find(id);
        QCOMPARE(list(allOrganizationConnections(organization.id)).items.size(),
                 linked == state.organizationConnections.end() ? 0 : qsizetype(linked->second.size()));
    }
    const Domain::ConnectionId first = connections.items.first().id;
    const auto clients = list(allConnectionClients(first));
    QCOMPARE(clients.items.size(), qsizetype(state.enabledClients.clientsOf(first.text().toStdString()).ids().size()));
    if (!clients.items.isEmpty())
        QVERIFY(!list(allApplicationConnections(clients.items.first())).items.isEmpty());
    const auto users = list(allUsers({}));
    QCOMPARE(users.items.size(), qsizetype(std::min<std::size_t>(state.users.size(), 1000)));
    const auto byEmail = ask(findUsersByEmail(users.items.first().email));
    QVERIFY(byEmail && !byEmail->items.isEmpty());
    QCOMPARE(ask(getUser(users.items.first().id))->id, users.items.first().id);
    QVERIFY(list(foundLogs({})).end->has_value());
}

void TestClientSandbox::tenantRequestsAreUnderstood()
{
    start(options());
    QVERIFY(ask(getTenantSettings())->startsWith('{'));
    QVERIFY(ask(getBranding())->startsWith('{'));
    QVERIFY(ask(listCustomDomains()));
    QVERIFY(ask(dailyStats()));
    QVERIFY(ask(activeUsers()).value_or(-1) >= 0);
}

void TestClientSandbox::moreThanAThousandUsersArePartial()
{
    std::vector<Sandbox::TenantState> tenants = Sandbox::defaultEstate();
    tenants.resize(1);
    for (int i = 0; i < 1500; ++i) {
        tenants[0].users.append({{"user_id", numbered("auth0|many", i)},
                                 {"email", numbered("many", i) + "@example.com"},
                                 {"created_at", "2026-01-01T00:00:00.000Z"},
                                 {"identities", Sandbox::Json::array()}});
    }
    const auto total = qint64(tenants[0].users.size());
    start(options(), std::move(tenants));
    const auto users = list(allUsers({}));
    QVERIFY(users.end->has_value());
    QCOMPARE(users.items.size(), 1000);
    QCOMPARE(users.end->value(), (Extent{1000, total, Extent::End::Capped}));
}

void TestClientSandbox::missingScopesAreNamed()
{
    start(options());
    connectAs(u"viewer"_s, "viewer-secret");
    const auto users = ask(getUser(Domain::UserId(u"auth0|1"_s)));
    QVERIFY(!users);
    QCOMPARE(users.error().kind, Kind::Scope);
    QVERIFY(users.error().missingScopes.contains(u"read:users"_s));
    const auto connections = list(allConnections());
    QVERIFY(connections.end->has_value());
    for (const Domain::Connection &connection : connections.items)
        QVERIFY2(!connection.hasOptions, "options without read:connections_options");
    QCOMPARE(m_client->tokenScopes(), std::optional(QStringList{u"read:connections"_s, u"read:tenant_settings"_s}));
}

void TestClientSandbox::listsThatChangeLoseNothingThatStays()
{
    std::vector<Sandbox::TenantState> tenants(1);
    for (int i = 0; i < 500; ++i)
        tenants[0].organizations.append({{"id", numbered("org_stay", i)}, {"name", numbered("stay", i)}});
    start(options(), std::move(tenants));
    for (int round = 0; round < 5; ++round) {
        Listed<Domain::Organization> listed;
        int page = 0;
        listAll<Domain::Organization>(
            *m_client, allOrganizations(), this,
            [&](const QList<Domain::Organization> &items) {
                listed.items += items;
                m_server->change(0, [&](Sandbox::TenantState &state) {
                    const std::string id = numbered("org_new", round * 100 + ++page);
                    state.organizations.append({{"id", id}, {"name", id}});
                    state.organizations.remove(numbered("org_new", round * 100 + page - 1));
                });
            },
            [&](Outcome<Extent> end) { listed.end = std::move(end); });
        QTRY_VERIFY(listed.end);
        QSet<QString> ids;
        for (const Domain::Organization &organization : std::as_const(listed.items))
            ids.insert(organization.id.text());
        QCOMPARE(ids.size(), listed.items.size());
        for (int i = 0; i < 500; ++i)
            QVERIFY2(ids.contains(u"org_stay%1"_s.arg(i)), "an organization that stayed is missing");
    }
}

void TestClientSandbox::aFreeTenantIsNeverOverrun()
{
    std::vector<Sandbox::TenantState> tenants(1);
    for (int i = 0; i < 9900; ++i)
        tenants[0].organizations.append({{"id", numbered("org_", i)}, {"name", numbered("o", i)}});
    constexpr int rate = 10;
    start(options(Sandbox::Plan::Free, rate), std::move(tenants));
    const Sandbox::TenantAccess access = m_server->tenants().front();
    connectAs(QString::fromStdString(access.clientId), access.clientSecret,
              openOptions(std::make_shared<FastClock>(rate)));
    const auto organizations = list(allOrganizations());
    QVERIFY(organizations.end->has_value());
    QCOMPARE(organizations.items.size(), 9900);
    int refused = 0;
    for (const Sandbox::ReceivedRequest &request : m_server->requests())
        refused += request.status == 429 ? 1 : 0;
    QCOMPARE(refused, 0);
    QVERIFY(m_server->requests().size() >= 100);
}

void TestClientSandbox::aRevokedTokenIsRenewed()
{
    start(options());
    QVERIFY(ask(getBranding()));
    m_server->revokeTokens();
    QVERIFY(list(allConnections()).end->has_value());
    QCOMPARE(m_server->tokensIssued(), std::size_t(2));
}

void TestClientSandbox::tlsIsChecked()
{
    Sandbox::Options how = options();
    how.tls = true;
    start(how);
    const Sandbox::TenantAccess access = m_server->tenants().front();
    const auto refused = ask(getBranding());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Kind::Tls);
    QCOMPARE(m_server->requests().size(), std::size_t(0));
    ClientOptions trusting = openOptions();
    trusting.transport.caFile = QString::fromStdString(m_server->certificatePath());
    connectAs(QString::fromStdString(access.clientId), access.clientSecret, trusting);
    const auto accepted = ask(getBranding());
    QVERIFY2(accepted, accepted ? "" : qPrintable(accepted.error().text()));
}

QTEST_GUILESS_MAIN(TestClientSandbox)
#include "tst_clientsandbox.moc"
