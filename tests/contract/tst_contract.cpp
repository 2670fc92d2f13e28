#include "contract/requestcatalogue.h"
#include "contract/validatingproxy.h"

#include "api/requests/connectionrequests.h"
#include "api/requests/lockfilerequests.h"
#include "api/requests/supportrequests.h"
#include "api/requests/tokenrequests.h"
#include "api/transport.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "support/shareddata.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Contract::CataloguedRequest;

/// Every request of the client, through Prism, to the sandbox: neither side may break Auth0's OpenAPI document.
class TestContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyFunctionIsTried();
    void tokenIsGivenAsAuth0Documents();
    void theFileIsGivenAsLockReadsIt();
    void passwordMailsAreAskedForAsAuth0Documents();
    void requestAndAnswerAreValid_data();
    void requestAndAnswerAreValid();
    void pageBehindACursorIsValid_data();
    void pageBehindACursorIsValid();
    void violationsAreSeen();
    void enabledClientsAreNeverSent();
    void neverMoreThanFiftyClientsAreSent();

private:
    Api::WireReply send(const QString &baseUrl, const Api::WireRequest &wire);
    void sendThroughProxy(const Api::WireRequest &wire, Api::WireReply *reply = nullptr);

    QString m_source;
    std::unique_ptr<Sandbox::Server> m_server;
    QString m_sandboxUrl;
    Api::Secret m_token;
    QList<CataloguedRequest> m_catalogue;
    Contract::ValidatingProxy m_proxy;
    QString m_whyNot;
    int m_sent = 0;
    int m_violations = 0;
};

void TestContract::initTestCase()
{
    m_source = qEnvironmentVariable("TENANTRY_SOURCE_DIR");
    std::vector<Sandbox::TenantState> tenants = Sandbox::defaultEstate();
    tenants.front().jobs.append({{"id", "job_0000000000000001"},
                                 {"type", "users_export"},
                                 {"status", "pending"},
                                 {"format", "json"},
                                 {"connection", ""},
                                 {"created_at", "2026-11-20T12:00:00.000Z"},
                                 {"_made", QDateTime::currentSecsSinceEpoch()},
                                 {"_asked", 0}});
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options{}, std::move(tenants));
    m_server->start();
    const Sandbox::TenantAccess access = m_server->tenants().front();
    m_sandboxUrl = QString::fromStdString(access.url);
    m_catalogue = Contract::requestCatalogue(m_server->state(0));

    const auto token = Api::clientCredentialsToken(QString::fromStdString(access.clientId),
                                                   Api::Secret(QByteArray::fromStdString(access.clientSecret)),
                                                   m_sandboxUrl + "/api/v2/"_L1);
    const Api::WireReply reply = send(m_sandboxUrl, token.wire);
    QCOMPARE(reply.status, 200);
    const auto answer = nlohmann::json::parse(reply.body.toStdString());
    m_token = Api::Secret(QByteArray::fromStdString(answer.at("access_token").get<std::string>()));

    const QString document = SharedData::path(u"auth0-management-openapi.json"_s);
    m_whyNot = document.isEmpty() ? u"shared data is absent: auth0-management-openapi.json"_s
                                  : Contract::ValidatingProxy::lacking(m_source);
    if (m_whyNot.isEmpty())
        QCOMPARE(m_proxy.start(m_source, document, m_sandboxUrl), QString());
}

void TestContract::cleanupTestCase()
{
    if (m_whyNot.isEmpty())
        qInfo("Prism: %d requests sent, %d violations", m_sent, m_violations);
}

Api::WireReply TestContract::send(const QString &baseUrl, const Api::WireRequest &wire)
{
    Api::TransportOptions options;
    options.writesAllowed = [](const Api::WireRequest &) { return true; };
    Api::Transport transport(*Api::Origin::fromBaseUrl(baseUrl), options);
    Api::WireReply reply;
    bool finished = false;
    Api::Exchange *exchange = transport.send(wire, m_token);
    connect(exchange, &Api::Exchange::finished, this, [&](const Api::Outcome<Api::WireReply> &outcome) {
        if (outcome)
            reply = *outcome;
        else
            reply.body = outcome.error().text().toUtf8();
        finished = true;
    });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(finished, 70'000); }();
    return reply;
}

void TestContract::everyFunctionIsTried()
{
    // The token requests and the mails go to another API, and Lock's file belongs to none: the document does not
    // describe them. See tokenIsGivenAsAuth0Documents(), passwordMailsAreAskedForAsAuth0Documents() and
    // theFileIsGivenAsLockReadsIt().
    QSet<QString> tried{u"clientCredentialsToken"_s, u"assertionToken"_s, u"getLockFile"_s, u"sendPasswordMail"_s};
    for (const CataloguedRequest &request : std::as_const(m_catalogue))
        tried.insert(request.function);
    const QStringList declared = Contract::declaredRequestFunctions(m_source);
    QVERIFY(declared.size() > 20);
    for (const QString &function : declared)
        QVERIFY2(tried.contains(function), qPrintable(function + u" is not in the catalogue of the contract test"_s));
}

void TestContract::tokenIsGivenAsAuth0Documents()
{
    const Sandbox::TenantAccess access = m_server->tenants().front();
    const QString audience = m_sandboxUrl + "/api/v2/"_L1;
    const auto request = Api::clientCredentialsToken(
        QString::fromStdString(access.clientId), Api::Secret(QByteArray::fromStdString(access.clientSecret)), audience);
    QCOMPARE(Api::encodedPath(request.wire), QByteArray("/oauth/token"));
    QCOMPARE(request.wire.verb, Api::Verb::Post);
    const auto body = nlohmann::json::parse(request.wire.body->toStdString());
    QCOMPARE(body.size(), std::size_t(4));
    QCOMPARE(body.at("grant_type").get<std::string>(), std::string("client_credentials"));
    QCOMPARE(body.at("client_id").get<std::string>(), access.clientId);
    QCOMPARE(body.at("client_secret").get<std::string>(), access.clientSecret);
    QCOMPARE(body.at("audience").get<std::string>(), audience.toStdString());

    const Api::WireReply reply = send(m_sandboxUrl, request.wire);
    QCOMPARE(reply.status, 200);
    const auto answer = nlohmann::json::parse(reply.body.toStdString());
    QCOMPARE(answer.at("token_type").get<std::string>(), std::string("Bearer"));
    QVERIFY(answer.at("expires_in").is_number_integer());
    QVERIFY(answer.at("scope").get<std::string>().find("read:connections") != std::string::npos);

    const auto signedRequest = Api::assertionToken(u"client"_s, Api::Secret("assertion"), audience);
    const auto assertion = nlohmann::json::parse(signedRequest.wire.body->toStdString());
    QCOMPARE(assertion.at("grant_type").get<std::string>(), std::string("client_credentials"));
    QCOMPARE(assertion.at("client_assertion_type").get<std::string>(),
             std::string("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
    QCOMPARE(assertion.at("client_assertion").get<std::string>(), std::string("assertion"));
    QVERIFY(!assertion.contains("client_secret"));
}

/// "Change password" of Auth0's Authentication API: client_id, email and connection as JSON, no token, a sentence back.
void TestContract::passwordMailsAreAskedForAsAuth0Documents()
{
    const Sandbox::TenantState state = m_server->state(0);
    std::string connection;
    std::string client;
    for (const auto &each : state.connections.items()) {
        const auto &clients = state.enabledClients.clientsOf(each["id"]).ids();
        if (client.empty() && each["strategy"] == "auth0" && !clients.empty()) {
            connection = each["name"];
            client = clients.front();
        }
    }
    const auto request = Api::sendPasswordMail(Domain::ApplicationId(QString::fromStdString(client)),
                                               QString::fromStdString(connection), u"nobody@acme.example"_s);
    QCOMPARE(Api::encodedPath(request.wire), QByteArray("/dbconnections/change_password"));
    QCOMPARE(request.wire.verb, Api::Verb::Post);
    QCOMPARE(request.wire.surface, Api::Surface::Authentication);
    const auto body = nlohmann::json::parse(request.wire.body->toStdString());
    QCOMPARE(body.size(), std::size_t(3));
    QCOMPARE(body.at("client_id").get<std::string>(), client);
    QCOMPARE(body.at("email").get<std::string>(), std::string("nobody@acme.example"));
    QCOMPARE(body.at("connection").get<std::string>(), connection);
    const Api::WireReply reply = send(m_sandboxUrl, request.wire);
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.body.contains("sent you an email"));
    const auto elsewhere = Api::sendPasswordMail(Domain::ApplicationId(QString::fromStdString(client)), u"none"_s,
                                                 u"nobody@acme.example"_s);
    QCOMPARE(send(m_sandboxUrl, elsewhere.wire).status, 400);
}

/// As Lock 15 reads it (auth0.md 4.1): a public script that calls Auth0.setClient.
void TestContract::theFileIsGivenAsLockReadsIt()
{
    const std::string application = m_server->state(0).clients.items().front().at("client_id").get<std::string>();
    const auto request = Api::getLockFile(Domain::ApplicationId(QString::fromStdString(application)));
    QCOMPARE(Api::encodedPath(request.wire), QByteArray::fromStdString("/client/" + application + ".js"));
    QCOMPARE(request.wire.surface, Api::Surface::Authentication); // takes no token
    QCOMPARE(request.wire.verb, Api::Verb::Get);
    QVERIFY(request.wire.query.isEmpty() && request.wire.scopes.isEmpty() && !Api::isWrite(request.wire));
    const Api::WireReply reply = send(m_sandboxUrl, request.wire);
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.header("content-type").startsWith("application/javascript"));
    QVERIFY(reply.body.startsWith("Auth0.setClient({"));
    const auto file = request.parse(reply);
    QVERIFY(file && file->application == QString::fromStdString(application));
    QVERIFY(!file->connections.isEmpty());
}

void TestContract::requestAndAnswerAreValid_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < m_catalogue.size(); ++i)
        QTest::addRow("%lld %s %s", static_cast<long long>(i), qPrintable(m_catalogue[i].function),
                      qPrintable(m_catalogue[i].variant))
            << i;
}

void TestContract::requestAndAnswerAreValid()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    QFETCH(const qsizetype, index);
    sendThroughProxy(m_catalogue[index].wire);
}

void TestContract::sendThroughProxy(const Api::WireRequest &wire, Api::WireReply *reply)
{
    const Api::WireReply answer = send(m_proxy.url(), wire);
    ++m_sent;
    const bool valid = answer.status >= 200 && answer.status < 300;
    m_violations += valid ? 0 : 1;
    if (reply)
        *reply = answer;
    QVERIFY2(valid, (QByteArray::number(answer.status) + ' ' + answer.body).constData());
}

void TestContract::pageBehindACursorIsValid_data()
{
    QTest::addColumn<QString>("function");
    for (const char *function : {"listApplications", "listConnections", "listConnectionClients",
                                 "listApplicationConnections", "listOrganizations", "listOrganizationMembers"})
        QTest::newRow(function) << QString::fromLatin1(function);
}

void TestContract::pageBehindACursorIsValid()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    QFETCH(const QString, function);
    const auto first = std::find_if(m_catalogue.cbegin(), m_catalogue.cend(),
                                    [&function](const CataloguedRequest &each) { return each.function == function; });
    QVERIFY(first != m_catalogue.cend());
    Api::WireRequest wire = first->wire;
    for (auto &[name, value] : wire.query)
        if (name == "take"_L1)
            value = u"1"_s;
    Api::WireReply reply;
    sendThroughProxy(wire, &reply);
    const auto page = nlohmann::json::parse(reply.body.toStdString());
    QVERIFY2(page.is_object() && page.contains("next"), "more than one is there, so the first page names the next");
    wire.query.append({u"from"_s, QString::fromStdString(page["next"].get<std::string>())});
    sendThroughProxy(wire);
}

void TestContract::violationsAreSeen()
{
    if (!m_whyNot.isEmpty())
        QSKIP(qPrintable(m_whyNot));
    const auto breaks = [this](const Api::WireRequest &wire) {
        return send(m_proxy.url(), wire).body.contains("stoplight.io/prism/errors");
    };
    Api::WireRequest request{Api::Verb::Get, u"/connections"_s, {}, {{u"per_page"_s, u"many"_s}}, {}, {}};
    QVERIFY2(breaks(request), "a query that is no number went through");
    request = {Api::Verb::Get, u"/no-such-thing"_s, {}, {}, {}, {}};
    QVERIFY2(breaks(request), "an unknown path went through");
    request = {Api::Verb::Patch, u"/connections/{id}/clients"_s, {u"con_x"_s}, {}, "[{\"client_id\":1}]", {}};
    QVERIFY2(breaks(request), "a body of the wrong shape went through");

    // The other direction: the sandbox holds an object that Auth0 would never send.
    const std::string id = m_server->state(0).organizations.items().back()["id"].get<std::string>();
    m_server->change(0, [&id](Sandbox::TenantState &state) { (*state.organizations.find(id))["display_name"] = 7; });
    request = {Api::Verb::Get, u"/organizations/{id}"_s, {QString::fromStdString(id)}, {}, {}, {}};
    QVERIFY2(breaks(request), "an answer of the wrong shape came through");
}

void TestContract::enabledClientsAreNeverSent()
{
    // Auth0 refuses the member since July 2026; the document still lists it, so Prism cannot tell.
    for (const CataloguedRequest &request : std::as_const(m_catalogue)) {
        QVERIFY2(!request.wire.body.value_or(QByteArray()).contains("enabled_clients"), qPrintable(request.function));
        for (const auto &[name, value] : request.wire.query)
            QVERIFY2(!value.contains("enabled_clients"_L1), qPrintable(request.function));
    }
    const Domain::ConnectionId connection(QString::fromStdString(m_server->state(0).connections.items().front()["id"]));
    const Api::WireReply reply = send(m_sandboxUrl, Api::patchConnection(connection, R"({"enabled_clients":[]})").wire);
    QCOMPARE(reply.status, 400);
}

void TestContract::neverMoreThanFiftyClientsAreSent()
{
    const Domain::ConnectionId connection(QString::fromStdString(m_server->state(0).connections.items().front()["id"]));
    QList<Api::ClientSwitch> switches;
    for (int i = 0; i < 120; ++i)
        switches.append({Domain::ApplicationId(u"client%1"_s.arg(i)), i % 2 == 0});
    QList<qsizetype> sizes;
    QStringList order;
    for (const auto &request : Api::patchConnectionClients(connection, switches)) {
        const auto body = nlohmann::json::parse(request.wire.body->toStdString());
        sizes.append(static_cast<qsizetype>(body.size()));
        for (const auto &each : body)
            order.append(QString::fromStdString(each.at("client_id").get<std::string>()));
    }
    QCOMPARE(sizes, QList<qsizetype>({50, 50, 20}));
    QCOMPARE(order.size(), switches.size());
    for (qsizetype i = 0; i < order.size(); ++i)
        QCOMPARE(order[i], switches[i].application.text());
    QVERIFY(Api::patchConnectionClients(connection, {}).isEmpty());

    // And the sandbox would refuse what the client never sends, as Auth0 does.
    auto body = nlohmann::json::array();
    for (int i = 0; i < 51; ++i)
        body.push_back({{"client_id", "client" + std::to_string(i)}, {"status", true}});
    const Api::WireRequest tooMany{Api::Verb::Patch,
                                   u"/connections/{id}/clients"_s,
                                   {connection.text()},
                                   {},
                                   QByteArray::fromStdString(body.dump()),
                                   {}};
    QCOMPARE(send(m_sandboxUrl, tooMany).status, 400);
}

QTEST_GUILESS_MAIN(TestContract)

#include "tst_contract.moc"
