#include "session/signinjane.h"

#include "change/applier.h"
#include "sandbox/defaultestate.h"
#include "session/diagnosisfix.h"
#include "session/tenantsession.h"
#include "session/writeunlock.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace SignInJane;

using Analysis::Cause;
using Analysis::Diagnosis;
using Sandbox::TenantState;

namespace {

using Deed = void (*)(Jane &);

struct Case
{
    const char *name;
    const char *cause; ///< empty: none
    bool inOrganization;
    Deed plant;
    Deed mend; ///< what the plan must come to, and to nothing else; none where `advice` tells why there is no plan
    const char *advice = "";
    Deed follow = nullptr; ///< what she does with the mail
    const char *behind = ""; ///< a cause that comes before it, and stays
};

void nothing(Jane &) { }

void logIn(Jane &jane)
{
    jane.log("s");
}

constexpr auto askHer = "the person has to be asked, or told";

const Case cases[] = {
    {"nothing is wrong", "", true, logIn, nothing},
    {"nothing is wrong, in other letters", "", false, [](Jane &jane) { jane.object()["email"] = "Jane@Acme.example"; },
     nothing},
    {"nothing is wrong, with an identity that is linked", "", false, [](Jane &jane) { jane.link(true); }, nothing},
    {"blocked", "user.blocked", false, [](Jane &jane) { jane.object()["blocked"] = true; },
     [](Jane &jane) { jane.object()["blocked"] = false; }},
    {"blocked, in other letters", "user.blocked", false,
     [](Jane &jane) {
         jane.object()["email"] = "Jane@Acme.example";
         jane.object()["blocked"] = true;
     },
     [](Jane &jane) { jane.object()["blocked"] = false; }},
    {"brute force", "user.brute-force", false,
     [](Jane &jane) {
         jane.tenant.blocks[jane.user].push_back({{"identifier", "jane@acme.example"}, {"ip", "192.0.2.7"}});
     },
     [](Jane &jane) { jane.tenant.blocks.erase(jane.user); }},
    {"not enabled", "connection.not-enabled", false,
     [](Jane &jane) {
         jane.tenant.enabledClients.disable(jane.connection, jane.application);
         jane.tenant.enabledClients.enable(jane.connection, jane.tenant.clients.items().back().at("client_id"));
     },
     [](Jane &jane) { jane.tenant.enabledClients.enable(jane.connection, jane.application); }},
    {"the connection of a linked identity", "connection.not-enabled", false, [](Jane &jane) { jane.link(false); },
     [](Jane &jane) { jane.tenant.enabledClients.enable(jane.social().at("id"), jane.application); }},
    {"enabled for nothing", "connection.disabled", false,
     [](Jane &jane) {
         for (const Object &client : jane.tenant.clients.items()) {
             jane.tenant.enabledClients.disable(jane.connection, client.at("client_id"));
         }
     },
     [](Jane &jane) { jane.tenant.enabledClients.enable(jane.connection, jane.application); }},
    {"not for signing in", "connection.disabled", false,
     [](Jane &jane) {
         jane.database()["authentication"] = {{"active", false}};
         jane.database()["connected_accounts"] = {{"active", true}, {"cross_app_access", true}};
     },
     [](Jane &jane) { jane.database()["authentication"]["active"] = true; }},
    {"no passwords", "connection.disabled", false,
     [](Jane &jane) { jane.database()["options"]["authentication_methods"]["password"]["enabled"] = false; }, nullptr,
     "that a database takes no passwords is somebody's decision, of its policy"},
    {"wrong connection", "connection.wrong", false,
     [](Jane &jane) { jane.log("fu", "Wrong email or password.", "globex-saml"); }, nullptr, askHer},
    {"organizations denied", "organization.not-allowed", true,
     [](Jane &jane) { jane.client()["organization_usage"] = "deny"; },
     [](Jane &jane) { jane.client()["organization_usage"] = "allow"; }},
    {"not in the organization", "organization.connection-missing", true,
     [](Jane &jane) { jane.tenant.organizationConnections[jane.organization].clear(); },
     [](Jane &jane) {
         jane.tenant.organizationConnections[jane.organization]
             = {{{"connection_id", jane.connection}, {"assign_membership_on_login", false}}};
     }},
    {"no member", "organization.not-member", true,
     [](Jane &jane) { jane.tenant.organizationMembers[jane.organization].erase(jane.user); },
     [](Jane &jane) { jane.tenant.organizationMembers[jane.organization].insert(jane.user); }},
    {"beyond Lock's 50", "lock.beyond", false,
     [](Jane &jane) {
         const Object database = jane.database();
         for (int i = 0; i < 60; ++i) { // made before hers: moved behind them
             Object other = database;
             other["id"] = "con_lock" + std::to_string(i);
             other["name"] = "lock-" + std::to_string(i);
             jane.tenant.enabledClients.enable(jane.tenant.connections.append(other).at("id"), jane.application);
         }
         Object last = database;
         last["id"] = "con_last";
         last["name"] = "last-users";
         jane.tenant.enabledClients.enable(jane.tenant.connections.append(last).at("id"), jane.application);
         jane.object()["identities"][0]["connection"] = "last-users";
     },
     nullptr, "somebody chooses among the ways out (tst_lockexit)"},
    {"nobody", "user.not-found", false, [](Jane &jane) { jane.tenant.users.remove(jane.user); }, nullptr, askHer},
    {"no connections", "application.no-connections", false,
     [](Jane &jane) {
         jane.tenant.users.remove(jane.user);
         jane.leaveNoConnection(true);
     },
     nullptr, "somebody chooses the connection (tst_switchboard)"},
    {"sign-up disabled", "signup.disabled", false,
     [](Jane &jane) {
         jane.tenant.users.remove(jane.user);
         jane.leaveNoConnection(false);
         jane.database()["options"]["disable_signup"] = true;
         jane.database()["options"]["what_is_unknown"] = {{"deep", {1, nullptr}}};
     },
     [](Jane &jane) { jane.database()["options"]["disable_signup"] = false; }, "", nullptr, "user.not-found"},
    {"not verified", "email.unverified", false, [](Jane &jane) { jane.object()["email_verified"] = false; }, nothing,
     "", [](Jane &jane) { jane.object()["email_verified"] = true; }},
    {"MFA", "mfa.failing", false,
     [](Jane &jane) {
         jane.tenant.authenticationMethods[jane.user].push_back(
             {{"id", "totp|1"}, {"type", "totp"}, {"created_at", "2026-01-01T00:00:00.000Z"}});
         jane.log("gd_auth_failed");
     },
     [](Jane &jane) { jane.tenant.authenticationMethods.erase(jane.user); }},
    {"wrong password", "password.wrong", false,
     [](Jane &jane) {
         jane.log("s");
         jane.log("fp", "Wrong email or password.");
     },
     nothing, "", logIn},
    {"breached password", "password.leaked", false, [](Jane &jane) { jane.log("pwd_leak"); }, nothing, "", logIn},
    {"address held off", "address.blocked", false, [](Jane &jane) { jane.log("limit_mu"); }, nullptr,
     "it ends by itself, and the list of allowed addresses is not among what Tenantry changes"},
    {"another failure", "logs.failed", false, [](Jane &jane) { jane.log("f", "Denied by an Action"); }, nullptr,
     "what objected is told by the event alone"},
    {"a machine's application", "application.not-for-people", false,
     [](Jane &jane) { jane.client()["app_type"] = "non_interactive"; }, nullptr, askHer},
};

/// Whom each is said of; what is empty is as if it were not there.
Object listed(const std::unordered_map<std::string, std::vector<Object>> &lists)
{
    Object all = Object::object();
    for (const auto &[id, list] : lists) {
        if (!list.empty()) {
            all[id] = list;
        }
    }
    return all;
}

/// What a plan could change, a line each.
std::map<std::string, Object> partsOf(const TenantState &state, const Jane &jane)
{
    Object users = state.users.items();
    for (Object &user : users) {
        user.erase("updated_at");
    }
    Object entries = Object::array();
    for (const Object &entry : state.organizationConnections.at(jane.organization)) {
        entries.push_back({entry.at("connection_id"), entry.at("assign_membership_on_login")});
    }
    Object enabled = state.enabledClients.connectionsOf(jane.application).ids();
    Object clients = state.enabledClients.clientsOf(jane.connection).ids();
    Object members = state.organizationMembers.at(jane.organization).ids();
    for (Object *ids : {&enabled, &clients, &members}) {
        std::sort(ids->begin(), ids->end());
    }
    return {{"connections", state.connections.items()},
            {"applications", state.clients.items()},
            {"users", std::move(users)},
            {"blocks", listed(state.blocks)},
            {"factors", listed(state.authenticationMethods)},
            {"connections of the organization", std::move(entries)},
            {"members", std::move(members)},
            {"connections of the application", std::move(enabled)},
            {"applications of the connection", std::move(clients)}};
}

} // namespace

/// What keeps somebody out is planted in a sandbox, found first, mended by its plan alone, and gone.
class TestDiagnosisMending : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_tenant = Sandbox::buildDefaultEstate(1).tenants.front(); }
    void everyCauseIsPlanted();
    void whatIsPlantedIsFoundAndMended_data();
    void whatIsPlantedIsFoundAndMended();

private:
    Diagnosis look(const Jane &jane, bool inOrganization)
    {
        const auto facts = read(*m_session, jane, inOrganization);
        if (!facts || !facts->unread.empty()) {
            qWarning("%s", qPrintable(facts ? facts->unread.begin()->second.reason : facts.error().text()));
            return {};
        }
        m_facts = *facts;
        return Analysis::diagnose(*facts);
    }
    Change::Plan planOf(const Cause &cause);
    void apply(const Change::Plan &plan);

    TenantState m_tenant;
    std::unique_ptr<Session::TenantSession> m_session;
    Analysis::SignInFacts m_facts;
};

void TestDiagnosisMending::everyCauseIsPlanted()
{
    QStringList planted;
    for (const Case &given : cases) {
        planted.append(QString::fromLatin1(given.cause));
    }
    for (const QString &id : Analysis::causeIds()) {
        QVERIFY2(planted.contains(id), qPrintable(id));
    }
}

Change::Plan TestDiagnosisMending::planOf(const Cause &cause)
{
    std::optional<Api::Outcome<Change::Plan>> plan;
    QObject context;
    Session::readFixes(m_session->client(), Change::planTenant(m_session->profile()), m_facts, {cause.fix}, &context,
                       [&plan](const Api::Outcome<Change::Plan> &made) { plan = made; });
    (void)QTest::qWaitFor([&plan] { return plan.has_value(); }, 20000);
    return plan ? plan->value_or(Change::Plan()) : Change::Plan();
}

void TestDiagnosisMending::apply(const Change::Plan &plan)
{
    QTemporaryDir journal;
    Change::Applier applier(m_session->client(), plan, {journal.path(), u"tester"_s, Json::SecretKeys::fromResource()});
    QSignalSpy finished(&applier, &Change::Applier::finished);
    applier.start();
    QVERIFY(finished.wait(30000));
    for (const Change::ItemResult &result : applier.results()) {
        QVERIFY2(result.outcome == Change::ItemOutcome::Done, qPrintable(result.reason));
    }
}

void TestDiagnosisMending::whatIsPlantedIsFoundAndMended_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(std::size(cases)); ++i) {
        QTest::newRow(cases[i].name) << i;
    }
}

void TestDiagnosisMending::whatIsPlantedIsFoundAndMended()
{
    QFETCH(int, index);
    const Case &given = cases[index];
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    given.plant(jane);
    const auto server = serve(tenant);
    m_session = SandboxEstate::writableSession(*server);
    const Diagnosis diagnosis = look(jane, given.inOrganization);
    const QString wanted = QString::fromLatin1(given.cause);
    QVERIFY(!diagnosis.looked.isEmpty());
    if (wanted.isEmpty()) {
        QVERIFY2(diagnosis.isClear(), qPrintable(idsOf(diagnosis).join(u' ')));
        return;
    }
    QStringList first{wanted};
    if (*given.behind) {
        first.prepend(QString::fromLatin1(given.behind));
    }
    QCOMPARE(idsOf(diagnosis).mid(0, first.size()), first);
    const Cause &cause = diagnosis.causes.at(first.size() - 1);
    QCOMPARE(Analysis::hasPlan(cause.fix.kind), *given.advice == '\0');
    const Change::Plan plan = planOf(cause);
    if (*given.advice) {
        QVERIFY2(plan.isEmpty(), given.advice);
        QVERIFY(!cause.advice.isEmpty());
        return;
    }

    QCOMPARE(plan.items.size(), 1);
    QVERIFY(m_session->writeUnlock().unlock().has_value());
    apply(plan);
    if (QTest::currentTestFailed()) {
        return;
    }
    given.mend(jane); // by hand
    const auto expected = partsOf(tenant, jane);
    for (const auto &[part, now] : partsOf(server->state(0), jane)) {
        QVERIFY2(now == expected.at(part), part.c_str());
    }
    if (given.follow) {
        server->change(0, [&](TenantState &state) {
            Jane there(jane, state);
            given.follow(there);
        });
    }
    const Diagnosis after = look(jane, given.inOrganization);
    QVERIFY(!after.looked.isEmpty());
    QCOMPARE(idsOf(after), *given.behind ? QStringList{QString::fromLatin1(given.behind)} : QStringList());
}

QTEST_GUILESS_MAIN(TestDiagnosisMending)
#include "tst_diagnosismending.moc"
