#include "session/changetray.h"
#include "session/lockexit.h"
#include "session/lockprobe.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

using Session::LockExit;
using Stand = Analysis::LockSight::Stand;

namespace {

QString idOf(int number)
{
    return u"con_%1"_s.arg(number, 16, 10, QChar(u'0'));
}

/// The Portal has 57 databases and an enterprise connection, the Back office the first 12, the Annex none.
Sandbox::TenantState estate()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    for (const char *id : {"portal", "office", "annex"}) {
        state.clients.append({{"client_id", id}, {"name", id}, {"app_type", "spa"}});
    }
    for (int i = 0; i < 57; ++i) {
        const std::string id = idOf(i).toStdString();
        state.connections.append({{"id", id}, {"name", "customer-" + std::to_string(i)}, {"strategy", "auth0"}});
        state.enabledClients.enable(id, "portal");
        if (i < 12) {
            state.enabledClients.enable(id, "office");
        }
    }
    state.connections.append({{"id", "con_saml"}, {"name", "initech-saml"}, {"strategy", "samlp"}});
    state.enabledClients.enable("con_saml", "portal");
    state.organizations.append({{"id", "org_0000000000000001"}, {"name", "customer-3"}, {"display_name", "Three"}});
    state.organizations.append({{"id", "org_0000000000000002"}, {"name", "globex"}, {"display_name", "Globex"}});
    for (int i = 0; i < 3; ++i) {
        state.users.append({{"user_id", "auth0|" + std::to_string(i)},
                            {"email", "a" + std::to_string(i) + "@acme.example"},
                            {"created_at", "2026-01-01T00:00:00.000Z"},
                            {"last_login", "2026-0" + std::to_string(i + 1) + "-02T00:00:00.000Z"},
                            {"identities", {{{"connection", "customer-3"}, {"provider", "auth0"}, {"user_id", "x"}}}}});
    }
    state.settings = {{"default_directory", "customer-9"}};
    return state;
}

} // namespace

/// The ways out of Lock's limit, and what Lock sees: what is read, what is staged.
class TestLockExit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void lockSeesFifty();
    void aFileThatIsOlderIsTold();
    void aMissingFileIsAnError();
    void whatIsTurnedOffIsStaged();
    void whatIsStagedIsChosenAtFirst();
    void connectionsMoveToAnotherApplication();
    void anotherTargetTakesTheWishAlong();
    void connectionsGoIntoOrganizations();
    void whatIsStagedIsWhatWasChosenThen();
    void anErrorStandsUntilItIsReadAgain();
    void anOrganizationHoldsTenAtMost();
    void usersAreCountedOnDemand();
    void staleOnesAreProposedOnceTheirUseIsKnown();

private:
    Session::TenantSession &session() { return *m_estate->sessions().first(); }
    std::unique_ptr<LockExit> openExit();
    QList<Change::PlanItem> prepare(LockExit &exit);

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::ChangeTray> m_tray;
};

void TestLockExit::init()
{
    Sandbox::Options options;
    options.recordRequests = true;
    m_server = std::make_unique<Sandbox::Server>(options, std::vector{estate()});
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_estate->open(SandboxEstate::writableSession(*m_server));
    QVERIFY(SandboxEstate::readAll(session()));
    QTRY_VERIFY(session().map());
    m_tray = std::make_unique<Session::ChangeTray>(*m_estate);
}

void TestLockExit::cleanup()
{
    m_tray.reset();
    m_estate.reset();
    m_server.reset();
}

std::unique_ptr<LockExit> TestLockExit::openExit()
{
    auto exit = std::make_unique<LockExit>(session(), *m_tray, u"portal"_s);
    exit->read();
    return QTest::qWaitFor([&exit] { return exit->isKnown(); }) ? std::move(exit) : nullptr;
}

QList<Change::PlanItem> TestLockExit::prepare(LockExit &exit)
{
    QSignalSpy prepared(&exit, &LockExit::prepared);
    QSignalSpy refused(&exit, &LockExit::refused);
    exit.prepare();
    (void)QTest::qWaitFor([&] { return prepared.count() + refused.count() > 0; });
    return prepared.isEmpty() ? QList<Change::PlanItem>() : prepared.first().first().value<QList<Change::PlanItem>>();
}

void TestLockExit::lockSeesFifty()
{
    m_server->forgetRequests();
    Session::LockProbe probe(session(), u"portal"_s);
    QCOMPARE(probe.address(), QString::fromStdString(m_server->tenants()[0].url) + u"/client/portal.js"_s);
    QCOMPARE(m_server->requests().size(), std::size_t(0)); // nothing before somebody wants it
    std::optional<Analysis::LockSight> sight;
    connect(&probe, &Session::LockProbe::finished, this, [&sight](const Analysis::LockSight &found) { sight = found; });
    probe.start();
    QVERIFY(probe.isReading());
    QTRY_VERIFY(sight);
    QVERIFY(!probe.isReading());
    QCOMPARE(sight->enabled, qsizetype(57));
    QCOMPARE(sight->count(Stand::Seen), qsizetype(50));
    QCOMPARE(sight->count(Stand::Beyond), qsizetype(7));
    QCOMPARE(sight->rows.first().name, u"customer-50"_s);
    QCOMPARE(sight->fallback.name, u"customer-9"_s); // the tenant's default directory
    QCOMPARE(sight->uncounted.enterprise, 1);
    const auto requests = m_server->requests();
    QCOMPARE(requests.size(), std::size_t(2));
    QCOMPARE(requests[0].path, std::string("/client/portal.js"));
    QVERIFY(std::find(requests[0].headers.begin(), requests[0].headers.end(), "authorization")
            == requests[0].headers.end());
    // What is foreseen from the list is what the file says.
    const auto outlook = Session::lockOutlook(session(), u"portal"_s);
    QVERIFY(outlook);
    QCOMPARE(outlook->beyond.size(), qsizetype(7));
    QCOMPARE(outlook->beyond.first().name, sight->rows.first().name);
    QCOMPARE(outlook->fallback, sight->fallback);
}

void TestLockExit::aFileThatIsOlderIsTold()
{
    // A connection that came since the list was read is not taken for one that Lock lacks.
    m_server->change(0, [](Sandbox::TenantState &state) {
        state.connections.append({{"id", "con_new"}, {"name", "newest"}, {"strategy", "auth0"}});
        state.enabledClients.enable("con_new", "office");
    });
    Session::LockProbe probe(session(), u"office"_s);
    std::optional<Analysis::LockSight> sight;
    connect(&probe, &Session::LockProbe::finished, this, [&sight](const Analysis::LockSight &found) { sight = found; });
    probe.start();
    QTRY_VERIFY(sight);
    QCOMPARE(sight->count(Stand::Seen), qsizetype(12));
    QCOMPARE(sight->uncounted.unknown, 1);
    QVERIFY(!Analysis::linesOf(*sight).contains(u"File and Management API agree."_s));
}

void TestLockExit::aMissingFileIsAnError()
{
    Session::LockProbe probe(session(), u"nobody"_s);
    QSignalSpy failed(&probe, &Session::LockProbe::failed);
    probe.start();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!probe.isReading());
}

void TestLockExit::whatIsTurnedOffIsStaged()
{
    const auto exit = openExit();
    QVERIFY(exit);
    QCOMPARE(exit->rows().size(), qsizetype(58));
    QCOMPARE(exit->rows().at(3).applications, std::optional<qsizetype>(2));
    QVERIFY(!exit->rows().at(49).isBeyond && exit->rows().at(50).isBeyond);
    QCOMPARE(exit->edits(), qsizetype(0));
    exit->choose({idOf(3), idOf(20), u"con_saml"_s}, true);
    QCOMPARE(exit->orphans(), (QStringList{idOf(20), u"con_saml"_s})); // nobody else has them
    QCOMPARE(exit->forecasts().size(), qsizetype(1));
    QCOMPARE(exit->forecasts().first().gained, -2); // the enterprise connection is not counted
    exit->choose({u"con_saml"_s}, false);
    const QList<Change::PlanItem> items = prepare(*exit);
    QCOMPARE(items.size(), qsizetype(2));
    QCOMPARE(items.first().object.id, idOf(3));
    QCOMPARE(items.first().changes.size(), qsizetype(1)); // the Back office keeps it
    QCOMPARE(items.first().changes.first().pointer.first(), u"portal"_s);
    QVERIFY(!items.first().changes.first().after);
}

void TestLockExit::whatIsStagedIsChosenAtFirst()
{
    {
        const auto exit = openExit();
        exit->choose({idOf(20)}, true);
        m_tray->stage(session().id(), prepare(*exit));
    }
    const auto exit = openExit();
    QCOMPARE(exit->chosen(), QStringList{idOf(20)});
    QVERIFY(!exit->isEdited());
    exit->choose({idOf(20)}, false);
    m_tray->stage(session().id(), prepare(*exit));
    QVERIFY(m_tray->isEmpty()); // back at what Auth0 holds
}

void TestLockExit::connectionsMoveToAnotherApplication()
{
    const auto exit = openExit();
    exit->choose({idOf(1), idOf(30)}, true);
    exit->setWay(LockExit::Way::Move);
    QCOMPARE(exit->edits(), qsizetype(0)); // nobody said where to
    QVERIFY(!exit->steps().isEmpty());
    exit->setTarget(u"office"_s);
    QVERIFY(exit->steps().isEmpty());
    const QList<Session::LockForecast> forecasts = exit->forecasts();
    QCOMPARE(forecasts.size(), qsizetype(2));
    QCOMPARE(forecasts.at(0).application, u"portal"_s); // whose way out it is
    QCOMPARE(forecasts.at(0).gained, -2);
    QCOMPARE(forecasts.at(1).name, u"office"_s);
    QCOMPARE(forecasts.at(1).now, std::optional<qint64>(12));
    QCOMPARE(forecasts.at(1).gained, 1); // it has one of both
    const QList<Change::PlanItem> items = prepare(*exit);
    QCOMPARE(items.size(), qsizetype(2));
    QCOMPARE(items.at(0).changes.size(), qsizetype(1));
    QCOMPARE(items.at(1).changes.size(), qsizetype(2)); // on there, off here
    QCOMPARE(items.at(1).changes.at(0).pointer.first(), u"office"_s);
    QVERIFY(items.at(1).changes.at(0).after && !items.at(1).changes.at(1).after);
}

void TestLockExit::anotherTargetTakesTheWishAlong()
{
    const auto exit = openExit();
    exit->setWay(LockExit::Way::Move);
    exit->choose({idOf(30), idOf(31)}, true);
    exit->setTarget(u"office"_s);
    exit->setTarget(u"annex"_s);
    exit->choose({idOf(31)}, false);
    const QList<Change::PlanItem> items = prepare(*exit);
    QCOMPARE(items.size(), qsizetype(1));
    QCOMPARE(items.first().object.id, idOf(30));
    QCOMPARE(items.first().changes.at(0).pointer.first(), u"annex"_s);
    exit->setWay(LockExit::Way::TurnOff);
    QCOMPARE(exit->forecasts().size(), qsizetype(1));
    QCOMPARE(exit->chosen(), QStringList{idOf(30)});
}

void TestLockExit::connectionsGoIntoOrganizations()
{
    const auto exit = openExit();
    exit->setWay(LockExit::Way::Organizations);
    QCOMPARE(exit->organizationOf(idOf(3)), u"org_0000000000000001"_s); // by its name
    QVERIFY(exit->organizationOf(idOf(4)).isEmpty());
    exit->choose({idOf(3), idOf(4), idOf(5)}, true);
    QCOMPARE(exit->edits(), qsizetype(1));
    QVERIFY(exit->steps().first().contains(u"customer-4"_s)); // which somebody has to create
    const qsizetype manual = exit->steps().size();
    exit->setOrganization({idOf(4)}, u"org_0000000000000002"_s);
    QCOMPARE(exit->steps().size(), manual - 1);
    m_server->forgetRequests();
    const QList<Change::PlanItem> items = prepare(*exit);
    QCOMPARE(m_server->requests().size(), std::size_t(2)); // an organization each
    QCOMPARE(items.size(), qsizetype(2));
    for (const Change::PlanItem &item : items) {
        QCOMPARE(item.object.kind, Change::ObjectKind::OrganizationConnections);
        const QByteArray after = item.changes.first().after.value_or(QByteArray());
        QVERIFY2(after.contains(R"("assign_membership_on_login":true)"), after.constData());
    }
    QCOMPARE(items.first().changes.first().pointer.first(), idOf(3));
    QVERIFY(exit->forecasts().isEmpty()); // nothing is turned off
    QVERIFY(m_tray->isEmpty());
}

/// What is chosen while the organizations are read would be lost, since the dialog closes with what comes of them.
void TestLockExit::whatIsStagedIsWhatWasChosenThen()
{
    const auto exit = openExit();
    exit->setWay(LockExit::Way::Organizations);
    exit->choose({idOf(3)}, true);
    QSignalSpy prepared(exit.get(), &LockExit::prepared);
    exit->prepare();
    QCOMPARE(exit->state(), LockExit::State::Preparing);
    exit->setOrganization({idOf(4)}, u"org_0000000000000002"_s);
    exit->choose({idOf(4)}, true);
    exit->choose({idOf(3)}, false);
    exit->setWay(LockExit::Way::TurnOff);
    exit->setTarget(u"office"_s);
    QCOMPARE(exit->chosen(), QStringList{idOf(3)});
    QCOMPARE(exit->way(), LockExit::Way::Organizations);
    QTRY_COMPARE(prepared.count(), 1);
    QCOMPARE(exit->state(), LockExit::State::Idle);
    const auto items = prepared.first().first().value<QList<Change::PlanItem>>();
    QCOMPARE(items.size(), qsizetype(1));
    QCOMPARE(items.first().object.id, u"org_0000000000000001"_s);
    exit->choose({idOf(4)}, true); // free again
    QCOMPARE(exit->chosen().size(), qsizetype(2));
}

/// Lists may be read, and what is on for an application may not: the error stays, whatever is done besides.
void TestLockExit::anErrorStandsUntilItIsReadAgain()
{
    const Sandbox::ApiClient narrow{"narrow", "narrow-secret", {"read:connections", "read:client_keys"}, {}};
    Sandbox::Options options;
    options.clients = {narrow};
    Sandbox::Server server(options, {estate()});
    server.start();
    const auto session = SandboxEstate::session(server, 0, &narrow);
    (void)SandboxEstate::readAll(*session);
    QVERIFY(session->record(Query::Kind::Applications, u"portal"_s) && !session->map());
    LockExit exit(*session, *m_tray, u"portal"_s);
    QCOMPARE(exit.state(), LockExit::State::Idle);
    for (int i = 0; i < 2; ++i) {
        exit.read();
        QCOMPARE(exit.state(), LockExit::State::Reading);
        QVERIFY(!exit.error());
        QTRY_COMPARE(exit.state(), LockExit::State::Failed);
        exit.choose({idOf(3)}, i == 0);
        exit.setWay(LockExit::Way::TurnOff); // as it is
        QCOMPARE(exit.state(), LockExit::State::Failed);
        QVERIFY(exit.error() && !exit.error()->happened().isEmpty());
    }
    exit.setWay(LockExit::Way::Move); // reads anew
    QCOMPARE(exit.state(), LockExit::State::Reading);
}

void TestLockExit::anOrganizationHoldsTenAtMost()
{
    const auto exit = openExit();
    exit->setWay(LockExit::Way::Organizations);
    QStringList eleven;
    for (int i = 20; i < 31; ++i) {
        eleven.append(idOf(i));
    }
    exit->choose(eleven, true);
    exit->setOrganization(eleven, u"org_0000000000000002"_s);
    QSignalSpy refused(exit.get(), &LockExit::refused);
    QVERIFY(prepare(*exit).isEmpty());
    QCOMPARE(refused.count(), 1);
    exit->choose({idOf(30)}, false);
    QCOMPARE(prepare(*exit).size(), qsizetype(1));
}

void TestLockExit::usersAreCountedOnDemand()
{
    const auto exit = openExit();
    QVERIFY(!exit->useOf(idOf(3)));
    m_server->forgetRequests();
    exit->readUses();
    QVERIFY(exit->usesUnderWay());
    QCOMPARE(exit->usesUnderWay()->total(), qsizetype(58));
    QTRY_VERIFY_WITH_TIMEOUT(!exit->usesUnderWay(), 20000);
    QCOMPARE(m_server->requests().size(), std::size_t(58));
    QVERIFY(m_server->requests()[0].query.find("per_page=1&") != std::string::npos);
    QCOMPARE(exit->useOf(idOf(3))->users, 3);
    QCOMPARE(exit->useOf(idOf(3))->lastLogin, QDateTime(QDate(2026, 3, 2), QTime(0, 0), Qt::UTC));
    QCOMPARE(exit->useOf(idOf(4))->users, 0);
    QVERIFY(!exit->useOf(idOf(4))->lastLogin.isValid());
}

/// As many as bring it below the watched band, what Lock does not show first; nothing to who chose already.
void TestLockExit::staleOnesAreProposedOnceTheirUseIsKnown()
{
    const auto exit = openExit();
    exit->readUses();
    QTRY_VERIFY_WITH_TIMEOUT(!exit->usesUnderWay(), 20000);
    const QList<Session::ExitRow> rows = exit->rows();
    const auto databases
        = std::count_if(rows.begin(), rows.end(), [](const Session::ExitRow &row) { return row.isDatabase; });
    QCOMPARE(exit->proposed(), databases - 39);
    QCOMPARE(exit->chosen().size(), exit->proposed());
    QCOMPARE(exit->forecasts().first().after(), std::optional<qint64>(39));
    QVERIFY(!exit->chosen().contains(idOf(3))); // somebody logged in there, long ago
    for (const Session::ExitRow &row : rows) {
        QVERIFY2(row.isDatabase || !exit->isChosen(row.id), qPrintable(row.name)); // it would not help
        QVERIFY2(!row.isBeyond || exit->isChosen(row.id), qPrintable(row.name));
    }
    exit->choose(exit->chosen(), false);
    QCOMPARE(exit->proposed(), qsizetype(0));

    const auto other = openExit();
    other->choose({idOf(3)}, true);
    other->readUses();
    QTRY_VERIFY_WITH_TIMEOUT(!other->usesUnderWay(), 20000);
    QCOMPARE(other->chosen(), QStringList{idOf(3)});
    QCOMPARE(other->proposed(), qsizetype(0));
}

QTEST_GUILESS_MAIN(TestLockExit)
#include "tst_lockexit.moc"
