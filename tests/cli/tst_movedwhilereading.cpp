#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/sandboxclient.h"
#include "sandbox/server.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

/// What is changed while a command reads: counts of two moments are none, and must not pass for any.
class TestMovedWhileReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatMovesIsNamed();
    void whatRestsIsNot();

private:
    /// Starts `check` of Lock's limit, and calls `meanwhile` once the map is being read.
    QByteArray errorsOf(const std::function<void()> &meanwhile);
    bool isReadingTheMap() const;

    std::unique_ptr<Sandbox::Server> m_server;
    std::string m_portal;
    std::string m_connection; ///< that the portal has
};

void TestMovedWhileReading::init()
{
    Sandbox::Options options;
    options.recordRequests = true;
    options.latency = std::chrono::milliseconds(60);
    options.clients = {{"checker", "a-secret-of-the-test", {}, {}}};
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
    const Sandbox::TenantState state = m_server->state(0);
    const auto &clients = state.clients.items();
    const auto portal = std::find_if(clients.begin(), clients.end(), [](const Sandbox::Json &client) {
        return client.at("name") == "Ledgerline Portal";
    });
    m_portal = portal->at("client_id");
    m_connection = state.enabledClients.connectionsOf(m_portal).ids().front();
}

bool TestMovedWhileReading::isReadingTheMap() const
{
    const auto requests = m_server->requests();
    return std::any_of(requests.begin(), requests.end(), [](const Sandbox::ReceivedRequest &request) {
        return request.path.starts_with("/api/v2/clients/");
    });
}

QByteArray TestMovedWhileReading::errorsOf(const std::function<void()> &meanwhile)
{
    QProcess check;
    check.setProcessEnvironment(Program::environment({{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s}}));
    check.start(Program::path(),
                {u"check"_s, u"--only"_s, u"lock.database-connections"_s, u"--base-url"_s,
                 QString::fromStdString(m_server->tenants()[0].url), u"--client-id"_s, u"checker"_s});
    if (!QTest::qWaitFor([this] { return isReadingTheMap(); }, 30'000)) {
        return "the map was never read";
    }
    meanwhile();
    check.waitForFinished(60'000);
    return check.readAllStandardError();
}

void TestMovedWhileReading::whatMovesIsNamed()
{
    SandboxClient other(m_server->tenants()[0]);
    const QByteArray errors = errorsOf([&] {
        const Answer answer = other.patch("connections/" + m_connection + "/clients",
                                          Sandbox::Json::array({{{"client_id", m_portal}, {"status", false}}}));
        QCOMPARE(answer.status, 204);
    });
    QVERIFY2(errors.contains("Moved while reading"), errors.constData());
    const Sandbox::TenantState state = m_server->state(0);
    const std::string name = state.connections.find(m_connection)->at("name");
    QVERIFY2(errors.contains(name.c_str()), errors.constData());
}

void TestMovedWhileReading::whatRestsIsNot()
{
    const QByteArray errors = errorsOf([] {});
    QVERIFY2(errors.isEmpty(), errors.constData());
}

QTEST_GUILESS_MAIN(TestMovedWhileReading)
#include "tst_movedwhilereading.moc"
