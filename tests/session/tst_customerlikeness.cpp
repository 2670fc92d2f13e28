#include "api/apierror.h"
#include "query/columns.h"
#include "session/changerun.h"
#include "session/changetray.h"
#include "session/customerbook.h"
#include "session/customerlikeness.h"
#include "session/memberboard.h"
#include "session/writeunlock.h"
#include "settings/customerstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Change::LikenessStep;
using Query::Kind;

namespace {

constexpr auto acmeOrganization = "org_0000000000000001";
constexpr auto globexOrganization = "org_0000000000000002";
const std::string acmeDatabase = "con_0000000000000001";
const std::string globexDatabase = "con_0000000000000002";
const std::string shared = "con_0000000000000003";

/// Two customers that are held alike, and a connection of nobody.
Sandbox::TenantState tenant()
{
    Sandbox::TenantState state;
    state.name = "vendor";
    state.domain = "vendor.eu.auth0.com";
    for (const char *id : {"portal", "shop", "acme-app", "globex-app"}) {
        state.clients.append({{"client_id", id},
                              {"name",
                               std::string(id) == "acme-app"         ? "Ledger for Acme"
                                   : std::string(id) == "globex-app" ? "Ledger for Globex"
                                                                     : id}});
    }
    state.connections.append(
        {{"id", acmeDatabase},
         {"name", "acme-users"},
         {"strategy", "auth0"},
         {"options", {{"passwordPolicy", "excellent"}, {"disable_signup", true}, {"mfa", {{"active", false}}}}},
         {"metadata", {{"plan", "gold"}, {"customer", "acme"}}}});
    state.connections.append({{"id", globexDatabase},
                              {"name", "globex-users"},
                              {"strategy", "auth0"},
                              {"options", {{"passwordPolicy", "low"}, {"mfa", {{"active", true}}}}},
                              {"metadata", {{"customer", "globex"}}}});
    state.connections.append({{"id", shared}, {"name", "everybody"}, {"strategy", "auth0"}});
    state.organizations.append({{"id", acmeOrganization},
                                {"name", "acme"},
                                {"display_name", "Acme"},
                                {"branding",
                                 {{"logo_url", "https://cdn.example/blue.png"},
                                  {"colors", {{"primary", "#103070"}, {"page_background", "#ffffff"}}}}},
                                {"metadata", {{"tier", "1"}}}});
    state.organizations.append({{"id", globexOrganization}, {"name", "globex"}, {"display_name", "Globex"}});
    for (const char *application : {"portal", "acme-app"}) {
        state.enabledClients.enable(acmeDatabase, application);
    }
    state.enabledClients.enable(globexDatabase, "shop");
    state.organizationConnections[acmeOrganization]
        = {{{"connection_id", acmeDatabase}, {"assign_membership_on_login", true}, {"show_as_button", true}},
           {{"connection_id", shared}, {"assign_membership_on_login", false}, {"show_as_button", true}}};
    state.organizationConnections[globexOrganization]
        = {{{"connection_id", globexDatabase}, {"assign_membership_on_login", false}, {"show_as_button", true}}};
    for (const char *user : {"auth0|kim", "auth0|lee"}) {
        state.users.append({{"user_id", user}, {"email", std::string(user).substr(6) + "@globex.example"}});
    }
    state.organizationMembers[globexOrganization].insert("auth0|kim");
    state.roles.append({{"id", "rol_1"}, {"name", "admin"}});
    state.organizationMemberRoles[globexOrganization]["auth0|kim"].insert("rol_1");
    return state;
}

} // namespace

/// A customer's share: made like another's, and who has access, against the sandbox.
class TestCustomerLikeness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void oneIsMadeLikeTheOther();
    void secondTimeChangesNothing();
    void whatIsChosenIsAllThatChanges();
    void unpairedAndOwnStay();
    void membersAreReadWithTheirRoles();
    void membershipIsChangedAndTakenBack();
    void membersAreFoundByIdAndEmail();

private:
    Session::TenantSession &session() { return *m_estate->sessions().first(); }
    std::unique_ptr<Session::CustomerLikeness> likeness();
    std::unique_ptr<Session::MemberBoard> readMembers();
    void stage(const QList<Change::PlanItem> &items) { m_tray->stage(session().id(), items); }
    /// Applies what is staged; returns what takes it back.
    QList<Change::PlanItem> apply();
    Sandbox::TenantState held();

    QTemporaryDir m_folder;
    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<Settings::CustomerStore> m_rules;
    std::unique_ptr<Session::CustomerBook> m_book;
    std::unique_ptr<Session::ChangeTray> m_tray;
};

void TestCustomerLikeness::init()
{
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), std::vector{tenant()});
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_settings = *Settings::SettingsStore::open(m_folder.filePath(u"settings"_s));
    m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
    m_rules = std::make_unique<Settings::CustomerStore>(m_settings->file(), *m_profiles);
    m_book = std::make_unique<Session::CustomerBook>(*m_estate, *m_rules);
    m_estate->open(SandboxEstate::writableSession(*m_server));
    using Rule = Domain::CustomerRule;
    QVERIFY(m_rules->set(session().id(),
                         {{{Rule::Kind::ConnectionName, u"{customer}-users"_s},
                           {Rule::Kind::ConnectionMetadata, u"customer"_s},
                           {Rule::Kind::ApplicationName, u"Ledger for {customer}"_s},
                           {Rule::Kind::OrganizationName, u"{customer}"_s}},
                          {},
                          {}}));
    QVERIFY(SandboxEstate::readAll(session()));
    QTRY_VERIFY(m_book->of(session().id()) && m_book->of(session().id())->shares.size() == 2);
    m_tray = std::make_unique<Session::ChangeTray>(*m_estate);
}

void TestCustomerLikeness::cleanup()
{
    m_tray.reset();
    m_book.reset();
    m_estate.reset();
    m_server.reset();
}

std::unique_ptr<Session::CustomerLikeness> TestCustomerLikeness::likeness()
{
    const auto tasks = Session::likenessTasks(*m_book, *m_estate, u"acme"_s, u"globex"_s);
    if (tasks.size() != 1) {
        return nullptr;
    }
    auto made = std::make_unique<Session::CustomerLikeness>(*m_estate, *m_book, *m_tray, tasks.first());
    made->read();
    return QTest::qWaitFor([&made] { return made->isKnown(); }) ? std::move(made) : nullptr;
}

std::unique_ptr<Session::MemberBoard> TestCustomerLikeness::readMembers()
{
    auto board = std::make_unique<Session::MemberBoard>(session(), *m_tray, QString::fromLatin1(globexOrganization));
    board->read();
    return QTest::qWaitFor([&board] { return board->isKnown(); }) ? std::move(board) : nullptr;
}

QList<Change::PlanItem> TestCustomerLikeness::apply()
{
    (void)session().writeUnlock().unlock();
    const QList<Session::TenantPlan> plans = m_tray->plans();
    QList<Change::PlanItem> sent;
    for (const Session::TenantPlan &plan : plans) {
        sent += plan.plan.items;
    }
    Session::ChangeRun run(*m_estate, plans, m_folder.filePath(u"journal"_s), m_tray.get());
    if (!run.start() || !QTest::qWaitFor([&run] { return !run.isRunning(); }, 20000)) {
        return {};
    }
    return Change::inverse(sent).items;
}

Sandbox::TenantState TestCustomerLikeness::held()
{
    return m_server->state(0);
}

void TestCustomerLikeness::oneIsMadeLikeTheOther()
{
    const auto made = likeness();
    QVERIFY(made);
    QCOMPARE(made->requests(), 4);
    const QList<Change::PlanItem> items = made->items(made->likeness().steps);
    QCOMPARE(items.size(), 4); // organization, its connections, connection, its applications
    stage(items);
    const QList<Change::PlanItem> back = apply();
    QVERIFY(m_tray->isEmpty());
    Sandbox::TenantState now = held();
    const Sandbox::Json organization = *now.organizations.find(globexOrganization);
    QVERIFY(organization.at("branding") == now.organizations.find(acmeOrganization)->at("branding"));
    QVERIFY(organization.at("display_name") == Sandbox::Json("Globex"));
    QVERIFY(organization.at("metadata") == Sandbox::Json({{"tier", "1"}}));
    const Sandbox::Json database = *now.connections.find(globexDatabase);
    QVERIFY(database.at("options").at("passwordPolicy") == Sandbox::Json("excellent"));
    QVERIFY(database.at("options").at("disable_signup") == Sandbox::Json(true));
    QVERIFY(database.at("options").at("mfa") == Sandbox::Json({{"active", true}})); // its own
    QVERIFY(database.at("metadata") == Sandbox::Json({{"customer", "globex"}, {"plan", "gold"}}));
    QCOMPARE(now.organizationConnections[globexOrganization].size(), std::size_t(2));
    QVERIFY(now.enabledClients.clientsOf(globexDatabase).contains("portal"));
    QVERIFY(now.enabledClients.clientsOf(globexDatabase).contains("globex-app"));
    QVERIFY(!now.enabledClients.clientsOf(globexDatabase).contains("acme-app"));
    QVERIFY(!now.enabledClients.clientsOf(globexDatabase).contains("shop"));

    QCOMPARE(back.size(), 4);
    stage(back);
    QVERIFY(!apply().isEmpty());
    Sandbox::TenantState again = held();
    QVERIFY(again.enabledClients.clientsOf(globexDatabase).contains("shop"));
    QVERIFY(!again.enabledClients.clientsOf(globexDatabase).contains("portal"));
    QVERIFY(again.connections.find(globexDatabase)->at("options").at("passwordPolicy") == Sandbox::Json("low"));
    QCOMPARE(again.organizationConnections[globexOrganization].size(), std::size_t(1));
}

void TestCustomerLikeness::secondTimeChangesNothing()
{
    const auto made = likeness();
    QVERIFY(made);
    stage(made->items(made->likeness().steps));
    QVERIFY(!apply().isEmpty());
    const auto again = likeness();
    QVERIFY(again);
    QStringList titles;
    for (const LikenessStep &step : again->likeness().steps) {
        titles.append(step.title);
    }
    QCOMPARE(titles, QStringList());
}

void TestCustomerLikeness::whatIsChosenIsAllThatChanges()
{
    const auto made = likeness();
    QVERIFY(made);
    QList<LikenessStep> steps = made->likeness().steps;
    steps.removeIf(
        [](const LikenessStep &step) { return step.takesAway || step.aspect != LikenessStep::Aspect::Policy; });
    QCOMPARE(steps.size(), 1);
    const Sandbox::TenantState before = held();
    stage(made->items(steps));
    QVERIFY(!apply().isEmpty());
    const Sandbox::TenantState after = held();
    QVERIFY(after.organizations.items() == before.organizations.items());
    QVERIFY(after.organizationConnections == before.organizationConnections);
    Sandbox::Json expected = *before.connections.find(globexDatabase);
    expected["options"]["passwordPolicy"] = "excellent";
    Sandbox::Json found = *after.connections.find(globexDatabase);
    found["options"].erase("authentication_methods"); // which Auth0 fills in
    found["options"].erase("passkey_options");
    found["options"].erase("brute_force_protection");
    QCOMPARE(found.dump(), expected.dump());
}

void TestCustomerLikeness::unpairedAndOwnStay()
{
    m_server->change(0, [](Sandbox::TenantState &state) {
        state.connections.append({{"id", "con_saml000000000001"}, {"name", "acme-users"}, {"strategy", "samlp"}});
    });
    session().refresh(Kind::Connections);
    QTRY_VERIFY(m_book->of(session().id())->shares.at(u"acme"_s).connections.size() == 2);
    const auto made = likeness();
    QVERIFY(made);
    QStringList reasons;
    for (const Change::Skipped &left : made->likeness().left) {
        reasons.append(left.object.name + u": "_s + left.reason);
    }
    QVERIFY2(reasons.contains(u"acme-users: Globex has nothing like it, and nothing is created here."_s),
             qPrintable(reasons.join(u'\n')));
    QVERIFY2(reasons.contains(u"globex-users: Metadata “customer” tells whose it is."_s),
             qPrintable(reasons.join(u'\n')));
}

void TestCustomerLikeness::membersAreReadWithTheirRoles()
{
    const auto board = readMembers();
    QVERIFY(board);
    QCOMPARE(board->members().size(), 1);
    QCOMPARE(board->members().first().name, u"kim@globex.example"_s);
    QCOMPARE(board->members().first().roles, QStringList{u"admin"_s});
    QVERIFY(board->roles() == (QList<std::pair<QString, int>>{{u"admin"_s, 1}}));
    QVERIFY(!board->isCut() && !board->isEdited());
}

void TestCustomerLikeness::membershipIsChangedAndTakenBack()
{
    const auto board = readMembers();
    QVERIFY(board);
    board->want(Domain::UserId(u"auth0|kim"_s), false);
    board->lookUp(u"auth0|lee"_s);
    QTRY_COMPARE(board->members().size(), 2);
    QCOMPARE(board->wishes(), 2);
    const QList<Change::PlanItem> items = board->items();
    QCOMPARE(items.size(), 2);
    QVERIFY2(items.first().notes.value(0).contains(u"admin"_s), qPrintable(items.first().notes.join(u'\n')));
    stage(items);
    const auto later = readMembers(); // starts from what is staged
    QVERIFY(later && !later->isEdited());
    QCOMPARE(later->wishes(), 1);
    const QList<Change::PlanItem> back = apply();
    QVERIFY(m_tray->isEmpty());
    Sandbox::TenantState now = held();
    QVERIFY(!now.organizationMembers[globexOrganization].contains("auth0|kim"));
    QVERIFY(now.organizationMembers[globexOrganization].contains("auth0|lee"));
    stage(back);
    QVERIFY(!apply().isEmpty());
    now = held();
    QVERIFY(now.organizationMembers[globexOrganization].contains("auth0|kim"));
    QVERIFY(!now.organizationMembers[globexOrganization].contains("auth0|lee"));
}

void TestCustomerLikeness::membersAreFoundByIdAndEmail()
{
    const auto board = readMembers();
    QVERIFY(board);
    QSignalSpy missing(board.get(), &Session::MemberBoard::notFound);
    board->lookUp(u"nobody@globex.example"_s);
    QTRY_COMPARE(missing.size(), 1);
    board->lookUp(u"auth0|nobody"_s);
    QTRY_COMPARE(missing.size(), 2);
    board->lookUp(u"lee@globex.example"_s);
    QTRY_COMPARE(board->members().size(), 2);
    QVERIFY(!board->members().last().isMember && board->members().last().isWanted);
    board->lookUp(u"kim@globex.example"_s); // is one already
    QTRY_VERIFY(!board->isReading());
    QCOMPARE(board->wishes(), 1);
}

QTEST_GUILESS_MAIN(TestCustomerLikeness)
#include "tst_customerlikeness.moc"
