#include "support/sandboxestate.h"

#include "auth/tokensources.h"

#include "query/columns.h"
#include "sandbox/scale.h"
#include "json/connection_json.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;
using Phase = Session::KindStatus::Phase;

class TestTenantSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOnlyWhatIsAsked();
    void tellsTheMissingScope();
    void readsWithAScopeThatWasGrantedMeanwhile();
    void countsLikeTheEstate();
    void asksBeforeALargeMap();
    void writtenObjectKeepsItsCounts();
    void objectsAfterTheMapAreUnknown();
    void searchIsPartialAndSaysSo();
};

namespace {

/// A server with one Auth0 tenant that remembers what arrived.
struct Tenant
{
    explicit Tenant(const Sandbox::Scale &scale, std::vector<Sandbox::ApiClient> clients = {})
        : server(optionsFor(std::move(clients)), {Sandbox::scaleEstate(scale, 1)})
    {
        server.start();
    }

    static Sandbox::Options optionsFor(std::vector<Sandbox::ApiClient> clients)
    {
        Sandbox::Options options;
        options.recordRequests = true;
        options.clients = std::move(clients);
        return options;
    }

    /// Requests for paths that match as a whole.
    int count(const QString &path) const
    {
        const QRegularExpression wanted(QRegularExpression::anchoredPattern(path));
        return int(SandboxEstate::pathsAt(server).filter(wanted).size());
    }

    Sandbox::Server server;
};

/// Signs in as one client first, and as another from the second token on: what granting a scope comes to.
class GrantedMeanwhile : public Api::TokenSource
{
public:
    GrantedMeanwhile(const Sandbox::TenantAccess &access, const Sandbox::ApiClient &narrow)
        : m_narrow(
            sourceFor(access, QString::fromStdString(narrow.clientId), QByteArray::fromStdString(narrow.clientSecret)))
        , m_wide(sourceFor(access, QString::fromStdString(access.clientId),
                           QByteArray::fromStdString(access.clientSecret)))
    { }
    void fetch(Api::ManagementClient &client, Callback callback) override
    {
        (fetches++ == 0 ? m_narrow : m_wide)->fetch(client, std::move(callback));
    }
    bool canRenew() const override { return true; }

    int fetches = 0;

private:
    static std::unique_ptr<Api::TokenSource> sourceFor(const Sandbox::TenantAccess &access, const QString &id,
                                                       const QByteArray &secret)
    {
        Domain::TenantProfile profile;
        profile.baseUrl = QUrl(QString::fromStdString(access.url));
        profile.clientId = id;
        return Auth::tokenSource(profile, Api::Secret(secret));
    }

    std::unique_ptr<Api::TokenSource> m_narrow;
    std::unique_ptr<Api::TokenSource> m_wide;
};

QString cell(const Query::RecordPtr &record, Kind kind, QStringView column)
{
    return Query::textOf(record->cells.at(Query::columnIndex(kind, column)));
}

} // namespace

void TestTenantSession::readsOnlyWhatIsAsked()
{
    Tenant tenant({.connections = 5, .applications = 3});
    const auto session = SandboxEstate::session(tenant.server);
    QCOMPARE(session->status(Kind::Organizations).phase, Phase::NotRead);
    session->refresh(Kind::Organizations);
    QCOMPARE(session->status(Kind::Organizations).phase, Phase::Reading);
    QCOMPARE(session->jobs().size(), 1);
    QTRY_COMPARE(session->status(Kind::Organizations).phase, Phase::Complete);
    QCOMPARE(session->jobs().size(), 0);
    QVERIFY(session->status(Kind::Organizations).readAt.isValid());
    QCOMPARE(int(tenant.server.requests().size()), 2); // token and list
}

void TestTenantSession::tellsTheMissingScope()
{
    const Sandbox::ApiClient narrow{"narrow", "narrow-secret", {"read:connections"}, {}};
    Tenant tenant({.connections = 5, .applications = 3}, {narrow});
    const auto session = SandboxEstate::session(tenant.server, 0, &narrow);
    session->refreshAll();
    QTRY_COMPARE(session->status(Kind::Connections).phase, Phase::Complete);
    QTRY_COMPARE(session->status(Kind::Applications).phase, Phase::Failed);
    QVERIFY(session->status(Kind::Applications).error->missingScopes.contains(u"read:clients"_s));
    QVERIFY(!session->status(Kind::Applications).isOffline());
    QTRY_COMPARE(session->status(Kind::Tenants).phase, Phase::Failed);
    // Without both lists there is no map to be read, and nothing pretends that there were.
    QCOMPARE(session->mapStatus().phase, Phase::NotRead);
    QCOMPARE(cell(session->records(Kind::Connections).first(), Kind::Connections, u"applications"), QString());
}

void TestTenantSession::readsWithAScopeThatWasGrantedMeanwhile()
{
    const Sandbox::ApiClient narrow{"narrow", "narrow-secret", {"read:connections"}, {}};
    Tenant tenant({.connections = 5, .applications = 3}, {narrow});
    const Sandbox::TenantAccess access = tenant.server.tenants().front();
    auto source = std::make_unique<GrantedMeanwhile>(access, narrow);
    const GrantedMeanwhile &tokens = *source;
    Domain::TenantProfile profile;
    profile.id = Domain::TenantId(u"granted"_s);
    const auto origin = Api::Origin::fromBaseUrl(QString::fromStdString(access.url));
    QVERIFY(origin);
    Api::ClientOptions options;
    options.sharesBudget = false;
    Session::TenantSession session(profile, *origin, std::move(source), options);
    session.refresh(Kind::Applications);
    QTRY_COMPARE(session.status(Kind::Applications).phase, Phase::Failed);
    QCOMPARE(session.status(Kind::Applications).error->kind, Api::ApiError::Kind::Scope);
    // The token that is held will lack the scope for its whole life: reading again must fetch another.
    session.refresh(Kind::Applications);
    QTRY_COMPARE(session.status(Kind::Applications).phase, Phase::Complete);
    QCOMPARE(session.records(Kind::Applications).size(), 3);
    QCOMPARE(tokens.fetches, 2);
}

void TestTenantSession::countsLikeTheEstate()
{
    Tenant tenant({.connections = 150, .applications = 20});
    const auto session = SandboxEstate::session(tenant.server);
    session->refreshAll();
    QTRY_COMPARE(session->mapStatus().phase, Phase::Complete);
    QCOMPARE(tenant.count(u"/api/v2/clients/[^/]+/connections"_s), session->records(Kind::Applications).size());
    QCOMPARE(tenant.count(u"/api/v2/connections/[^/]+/clients"_s), 0);
    QTRY_VERIFY(!cell(session->records(Kind::Applications).last(), Kind::Applications, u"lock").isEmpty());
    int checked = 0;
    for (const Query::RecordPtr &record : session->records(Kind::Applications)) {
        // The sandbox writes the true count at the end of the name: "Orders 7 (12)".
        const QString name = cell(record, Kind::Applications, u"name");
        const qsizetype from = name.lastIndexOf(u'(');
        if (from >= 0 && name.endsWith(u')')) {
            QCOMPARE(cell(record, Kind::Applications, u"lock"), name.sliced(from + 1).chopped(1));
            ++checked;
        }
    }
    QCOMPARE(checked, 20);
}

void TestTenantSession::asksBeforeALargeMap()
{
    Tenant tenant({.connections = 301, .applications = 310});
    const auto session = SandboxEstate::session(tenant.server);
    session->refreshAll();
    QTRY_COMPARE(session->status(Kind::Connections).phase, Phase::Complete);
    QTRY_COMPARE(session->status(Kind::Applications).phase, Phase::Complete);
    const auto plan = session->mapPlan();
    QVERIFY(plan);
    QVERIFY(plan->requests > Session::unaskedMapRequests);
    QCOMPARE(session->mapStatus().phase, Phase::NotRead);
    QCOMPARE(cell(session->records(Kind::Applications).first(), Kind::Applications, u"lock"), QString());
    session->readMap();
    QCOMPARE(session->mapStatus().phase, Phase::Reading);
    session->cancelMap();
    QCOMPARE(session->mapStatus().phase, Phase::Cancelled);
    QVERIFY(session->jobs().isEmpty());
}

void TestTenantSession::writtenObjectKeepsItsCounts()
{
    Tenant tenant({.connections = 20, .applications = 5});
    const auto session = SandboxEstate::session(tenant.server);
    session->refreshAll();
    const auto first = [&] { return session->records(Kind::Connections).first(); };
    QTRY_VERIFY(session->records(Kind::Connections).size() == 20
                && !cell(first(), Kind::Connections, u"applications").isEmpty());
    const QString names = cell(first(), Kind::Connections, u"application_names");
    auto connection = Json::readConnection(first()->original);
    QVERIFY(connection);
    connection->displayName = u"Renamed"_s;
    QSignalSpy changed(session.get(), &Session::TenantSession::recordsChanged);
    session->accept(QList{*connection});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(session->records(Kind::Connections).size(), 20);
    QCOMPARE(cell(first(), Kind::Connections, u"display_name"), u"Renamed"_s);
    QCOMPARE(cell(first(), Kind::Connections, u"application_names"), names);
}

void TestTenantSession::objectsAfterTheMapAreUnknown()
{
    Tenant tenant({.connections = 20, .applications = 5});
    const auto session = SandboxEstate::session(tenant.server);
    session->refreshAll();
    QTRY_COMPARE(session->mapStatus().phase, Phase::Complete);
    Domain::Application late;
    late.id = Domain::ApplicationId(u"late"_s);
    late.name = u"Late"_s;
    session->accept(QList{late});
    QCOMPARE(cell(session->record(Kind::Applications, u"late"_s), Kind::Applications, u"lock"), QString());
}

void TestTenantSession::searchIsPartialAndSaysSo()
{
    Tenant tenant({.connections = 5, .applications = 1, .users = 1200});
    const auto session = SandboxEstate::session(tenant.server);
    session->search(Kind::Users, {});
    QTRY_COMPARE(session->status(Kind::Users).phase, Phase::Partial);
    QCOMPARE(session->records(Kind::Users).size(), 1000);
    QCOMPARE(session->status(Kind::Users).total, std::optional<qint64>(1200));
    QVERIFY2(session->status(Kind::Users).note.contains(u"1,200"_s)
                 || session->status(Kind::Users).note.contains(u"1200"_s),
             qPrintable(session->status(Kind::Users).note));
    // Another question: what answered the one before goes at once.
    session->search(Kind::Users, u"email:\"nobody@example.invalid\""_s);
    QVERIFY(session->records(Kind::Users).isEmpty());
    QTRY_COMPARE(session->status(Kind::Users).phase, Phase::Complete);
    QVERIFY(session->records(Kind::Users).isEmpty());
}

QTEST_GUILESS_MAIN(TestTenantSession)
#include "tst_tenantsession.moc"
