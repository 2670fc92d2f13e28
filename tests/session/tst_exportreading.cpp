#include "session/exportreading.h"
#include "session/recordset.h"
#include "support/sandboxestate.h"

#include "json/connection_json.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;
using Session::ExportRead;
using Session::ExportReading;

namespace {

constexpr auto first = "con_0000000000000001";
constexpr auto newcomer = "con_0000000000000002";

Sandbox::Json database(const std::string &id)
{
    return {{"id", id}, {"name", id}, {"strategy", "auth0"}, {"options", Sandbox::Json::object()}};
}

/// Applications enough for a map that takes several requests, and organizations that take some more.
Sandbox::TenantState tenant()
{
    Sandbox::TenantState state;
    state.name = "acme";
    state.domain = "acme.eu.auth0.com";
    for (int i = 0; i < 4; ++i) {
        state.clients.append({{"client_id", "app" + std::to_string(i)}, {"name", "App " + std::to_string(i)}});
        state.organizations.append({{"id", "org_" + std::to_string(i)}, {"name", "org-" + std::to_string(i)}});
    }
    state.connections.append(database(first));
    state.enabledClients.enable(first, "app0");
    return state;
}

} // namespace

/// What an export is made of, where the Auth0 tenant changes while it is read.
class TestExportReading : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatComesWithTheOrganizationsIsNotHalfExported();
    void whatComesWithTheMapIsAskedFor();
    void whatComesEachTimeIsToldAsUnmapped();

private:
    Session::TenantSession &session() { return *m_estate->sessions().first(); }
    /// As where somebody makes one in this program meanwhile.
    void make(const QString &id)
    {
        const auto connection
            = Json::readConnection(uR"({"id":"%1","name":"%1","strategy":"auth0","options":{}})"_s.arg(id).toUtf8());
        QVERIFY(connection);
        session().accept(QList<Domain::Connection>{*connection});
    }
    void read()
    {
        m_reading = std::make_unique<ExportReading>(session(), Session::ExportWish(), nullptr);
        connect(m_reading.get(), &ExportReading::finished, this, [this](const ExportRead &read) { m_read = read; });
        connect(m_reading.get(), &ExportReading::failed, this,
                [this](const Api::ApiError &error) { m_error = error.text(); });
        m_reading->start();
    }
    QStringList connections() const
    {
        const Analysis::Snapshot snapshot = m_read->parts->snapshot();
        QStringList ids = Session::idsOf(*snapshot.connections);
        ids.sort();
        return ids;
    }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<ExportReading> m_reading;
    std::optional<ExportRead> m_read;
    QString m_error;
};

void TestExportReading::init()
{
    m_read.reset();
    m_error.clear();
    Sandbox::Options options;
    options.latency = std::chrono::milliseconds(5);
    m_server = std::make_unique<Sandbox::Server>(options, std::vector{tenant()});
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_estate->open(SandboxEstate::session(*m_server));
    QVERIFY(SandboxEstate::readAll(session()));
}

void TestExportReading::cleanup()
{
    m_reading.reset();
    m_estate.reset();
    m_server.reset();
}

void TestExportReading::whatComesWithTheOrganizationsIsNotHalfExported()
{
    read();
    // Of what is read from here on the map knows nothing.
    QSignalSpy progressed(m_reading.get(), &ExportReading::progressed);
    QVERIFY(progressed.wait());
    m_server->change(0, [](Sandbox::TenantState &state) {
        state.connections.append(database(newcomer));
        state.enabledClients.enable(newcomer, "app0");
    });
    make(QString::fromLatin1(newcomer));
    QVERIFY(session().record(Kind::Connections, QString::fromLatin1(newcomer)));
    QTRY_VERIFY2(m_read || !m_error.isEmpty(), "it does not end");
    QVERIFY2(m_read, qPrintable(m_error));
    const Analysis::Snapshot snapshot = m_read->parts->snapshot();
    QCOMPARE(snapshot.enabled->value(u"app0"_s), QStringList{QString::fromLatin1(first)});
    QCOMPARE(connections(), QStringList{QString::fromLatin1(first)});
    QVERIFY(m_read->unmapped.isEmpty());
}

void TestExportReading::whatComesWithTheMapIsAskedFor()
{
    m_server->change(0, [](Sandbox::TenantState &state) {
        state.connections.append(database(newcomer));
        state.enabledClients.enable(newcomer, "app0");
    });
    make(u"con_0000000000000003"_s); // so that the map is read
    bool isMade = false;
    connect(&session(), &Session::TenantSession::mapStatusChanged, m_estate.get(), [this, &isMade] {
        if (!isMade && session().mapStatus().isReading()) {
            isMade = true;
            make(QString::fromLatin1(newcomer));
        }
    });
    read();
    QTRY_VERIFY2(m_read || !m_error.isEmpty(), "it does not end");
    QVERIFY(isMade);
    QVERIFY2(m_read, qPrintable(m_error));
    QVERIFY(m_read->unmapped.isEmpty());
    QVERIFY(m_read->parts->snapshot().enabled->value(u"app0"_s).contains(QLatin1StringView(newcomer)));
}

void TestExportReading::whatComesEachTimeIsToldAsUnmapped()
{
    make(u"con_0000000000000100"_s);
    int made = 0;
    bool isRead = false;
    connect(&session(), &Session::TenantSession::mapStatusChanged, m_estate.get(), [this, &made, &isRead] {
        if (session().mapStatus().isReading() && !std::exchange(isRead, true)) {
            make(u"con_00000000000002%1"_s.arg(made++, 2, 10, QChar(u'0')));
        }
        isRead = session().mapStatus().isReading();
    });
    read();
    QTRY_VERIFY2(m_read || !m_error.isEmpty(), "it does not end");
    QVERIFY2(m_read, qPrintable(m_error)); // nobody cancelled anything
    QCOMPARE(made, 3);
    QCOMPARE(m_read->unmapped, QSet<QString>{u"con_0000000000000202"_s});
}

QTEST_GUILESS_MAIN(TestExportReading)
#include "tst_exportreading.moc"
