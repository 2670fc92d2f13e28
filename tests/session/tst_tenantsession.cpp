#include "support/sandboxestate.h"

#include "api/requests/applicationrequests.h"
#include "auth/tokensources.h"

#include "query/columns.h"
#include "sandbox/scale.h"
#include "session/changetray.h"
#include "session/switchboard.h"
#include "session/writeunlock.h"
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
    void whatSomebodyWaitsForGoesFirst();
    void renamedApplicationShowsInConnections();
    void writtenSwitchesReachTheMapTogether();
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

void TestTenantSession::whatSomebodyWaitsForGoesFirst()
{
    Tenant tenant({.connections = 12, .applications = 30});
    Session::Estate estate;
    estate.open(SandboxEstate::writableSession(tenant.server));
    Session::TenantSession &session = *estate.sessions().first();
    for (const Kind kind : {Kind::Applications, Kind::Connections}) {
        session.refresh(kind);
        QTRY_COMPARE(session.status(kind).phase, Phase::Complete);
    }
    const QString application = session.records(Kind::Applications).first()->id;
    const Session::ChangeTray tray(estate);
    // In the order of sending: on parallel lines they reach the server in any.
    QStringList sent;
    connect(&session.client().log(), &Api::RequestLog::began, &session,
            [&sent](const Api::RequestRecord &record) { sent.append(record.path); });
    Session::SwitchBoard board(session, tray, Session::MapSide::Applications, {application});
    // Nobody waits for the first three; the others were asked for later.
    session.readMap();
    session.refresh(Kind::Organizations);
    session.refresh(Kind::Tenants);
    session.search(Kind::Users, u"email:a*"_s);
    session.refresh(Kind::Connections, Api::Priority::Foreground);
    board.read();
    QTRY_VERIFY(session.jobs().isEmpty() && board.isKnown());
    QStringList first = sent.first(3);
    QStringList wanted{u"/api/v2/users"_s, u"/api/v2/connections"_s,
                       u"/api/v2/clients/%1/connections"_s.arg(application)};
    first.sort();
    wanted.sort();
    QCOMPARE(first, wanted);
}

void TestTenantSession::renamedApplicationShowsInConnections()
{
    Tenant tenant({.connections = 6, .applications = 3});
    const auto session = SandboxEstate::writableSession(tenant.server);
    QVERIFY(SandboxEstate::readAll(*session));
    const auto users = [&](const Query::RecordPtr &record) {
        return session->map()->applicationsOf(Domain::ConnectionId(record->id));
    };
    const QList<Query::RecordPtr> connections = session->records(Kind::Connections);
    const auto used = std::find_if(connections.begin(), connections.end(),
                                   [&](const Query::RecordPtr &record) { return !users(record).isEmpty(); });
    QVERIFY(used != connections.end());
    const QString connection = (*used)->id;
    const Domain::ApplicationId id = users(*used).first();
    const auto names
        = [&] { return cell(session->record(Kind::Connections, connection), Kind::Connections, u"application_names"); };
    QVERIFY(session->writeUnlock().unlock());
    bool isRenamed = false;
    session->client().send<Domain::Application>(
        Api::patchApplication(id, R"({"name":"Renamed elsewhere"})"), this,
        [&](const Api::Outcome<Domain::Application> &answer) { isRenamed = answer.has_value(); });
    QTRY_VERIFY(isRenamed);
    QVERIFY(!names().contains(u"Renamed elsewhere"_s));
    session->refresh(Kind::Applications);
    QTRY_VERIFY(names().contains(u"Renamed elsewhere"_s));
}

void TestTenantSession::writtenSwitchesReachTheMapTogether()
{
    Tenant tenant({.connections = 6, .applications = 3});
    const auto session = SandboxEstate::session(tenant.server);
    QVERIFY(SandboxEstate::readAll(*session));
    const Session::ConnectionMap *map = session->map();
    const Domain::ApplicationId application(session->records(Kind::Applications).first()->id);
    const Domain::ConnectionId one(session->records(Kind::Connections).at(0)->id);
    const Domain::ConnectionId two(session->records(Kind::Connections).at(1)->id);
    session->accept(one, QList<Domain::ApplicationId>());
    session->accept(two, {application});
    session->accept(one, {application});
    QVERIFY2(session->map() == map, "the map was copied for each of them");
    QTRY_VERIFY(session->map() != map);
    QCOMPARE(session->map()->applicationsOf(one), QList{application});
    QCOMPARE(session->map()->applicationsOf(two), QList{application});
    QTRY_COMPARE(cell(session->record(Kind::Connections, two.text()), Kind::Connections, u"applications"), u"1"_s);
}

QTEST_GUILESS_MAIN(TestTenantSession)
#include "tst_tenantsession.moc"
