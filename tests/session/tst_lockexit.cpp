#include "session/changetray.h"
#include "session/lockexit.h"
#include "session/lockexitsteps.h"
#include "session/lockprobe.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

using Session::LockExit;
using Session::OrganizationName;
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
    void anOrganizationHoldsTenAtMost();
    void usersAreCountedOnDemand();
    void organizationsAreFoundByName_data();
    void organizationsAreFoundByName();
    void namesFitAuth0_data();
    void namesFitAuth0();

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
    QCOMPARE(sight->fallback, u"customer-9"_s); // the tenant's default directory
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
    QCOMPARE(forecasts.at(0).name, u"office"_s);
    QCOMPARE(forecasts.at(0).now, std::optional<qint64>(12));
    QCOMPARE(forecasts.at(0).gained, 1); // it has one of both
    QCOMPARE(forecasts.at(1).gained, -2);
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

void TestLockExit::organizationsAreFoundByName_data()
{
    QTest::addColumn<QString>("connection");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("its very name") << u"acme"_s << u"1"_s;
    QTest::newRow("a part") << u"db-acme-users"_s << u"1"_s;
    QTest::newRow("in capitals") << u"ACME-Users"_s << u"1"_s;
    QTest::newRow("the longer one") << u"acme-west-db"_s << u"2"_s;
    QTest::newRow("by what it is called") << u"globex-corporation"_s << u"3"_s;
    QTest::newRow("no part of a word") << u"acmeton"_s << QString();
    QTest::newRow("two are alike") << u"twin"_s << QString();
    QTest::newRow("none") << u"initech"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestLockExit::organizationsAreFoundByName()
{
    QFETCH(const QString, connection);
    QFETCH(const QString, wanted);
    const QList<OrganizationName> organizations{
        {u"1"_s, u"acme"_s, u"Acme"_s}, {u"2"_s, u"acme-west"_s, {}},    {u"3"_s, u"gx"_s, u"Globex Corporation"_s},
        {u"4"_s, u"twin"_s, {}},        {u"5"_s, u"other"_s, u"Twin"_s}, {u"6"_s, {}, u"…"_s}};
    QCOMPARE(Session::organizationFor(connection, organizations), wanted);
}

void TestLockExit::namesFitAuth0_data()
{
    QTest::addColumn<QString>("connection");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("fits") << u"acme_1-b"_s << u"acme_1-b"_s;
    QTest::newRow("capitals and blanks") << u"Acme Inc. (EU)"_s << u"acme-inc-eu"_s;
    QTest::newRow("too long") << u"a"_s.repeated(60) << u"a"_s.repeated(50);
    QTest::newRow("cut at a dash") << u"a"_s.repeated(49) + u"-b"_s << u"a"_s.repeated(49);
}

void TestLockExit::namesFitAuth0()
{
    QFETCH(const QString, connection);
    QFETCH(const QString, wanted);
    QCOMPARE(Session::organizationNameFor(connection), wanted);
    QVERIFY(Session::organizationSteps(u"App"_s, {connection}).first().contains(wanted));
    QCOMPARE(Session::organizationSteps(u"App"_s, {}).size() + 1,
             Session::organizationSteps(u"App"_s, {connection}).size());
    QVERIFY(Session::applicationSteps(u"App"_s).first().contains(u"App"_s));
}

QTEST_GUILESS_MAIN(TestLockExit)
#include "tst_lockexit.moc"
