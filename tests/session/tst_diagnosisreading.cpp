#include "change/applier.h"
#include "sandbox/defaultestate.h"
#include "session/diagnosisfix.h"
#include "session/diagnosisreading.h"
#include "session/tenantsession.h"
#include "support/sandboxestate.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

using Analysis::Cause;
using Analysis::Diagnosis;
using Analysis::SignInFacts;
using Object = Sandbox::Json; // Json is a room of the client
using Sandbox::TenantState;

namespace {

/// Jane of Acme in a sandbox, with whom nothing is wrong, and where she signs in.
struct Jane
{
    TenantState &tenant;
    std::string application;
    std::string organization;
    std::string connection; ///< the database that holds her
    std::string user = "auth0|jane";
    QString email = u"jane@acme.example"_s;

    explicit Jane(TenantState &own)
        : tenant(own)
    {
        tenant.logs = Sandbox::Collection("log_id");
        for (const Object &client : tenant.clients.items()) {
            if (client.at("name") == "Ledgerline Supplier Network") {
                application = client.at("client_id");
            }
        }
        for (const Object &one : tenant.connections.items()) {
            const bool isPlain
                = one.at("strategy") == "auth0" && !one.at("options").contains("enabledDatabaseCustomization");
            if (isPlain && tenant.enabledClients.clientsOf(one.at("id")).contains(application)) {
                connection = one.at("id");
            }
        }
        organization = tenant.organizations.items().front().at("id");
        tenant.organizationConnections[organization]
            = {{{"connection_id", connection}, {"assign_membership_on_login", false}}};
        tenant.organizationMembers[organization].insert(user);
        add(user, email.toStdString());
    }

    const Object &database() const { return *tenant.connections.find(connection); }
    Object &object() { return *tenant.users.find(user); }
    void add(const std::string &id, const std::string &address)
    {
        tenant.users.append({{"user_id", id},
                             {"email", address},
                             {"email_verified", true},
                             {"name", address},
                             {"created_at", "2026-01-01T00:00:00.000Z"},
                             {"updated_at", "2026-01-01T00:00:00.000Z"},
                             {"identities",
                              {{{"connection", database().at("name")},
                                {"provider", "auth0"},
                                {"user_id", "jane"},
                                {"isSocial", false}}}}});
    }
    /// The address is that of an identity in a social connection; her own is another.
    void link(bool isEnabled)
    {
        const auto &all = tenant.connections.items();
        const auto social
            = std::find_if(all.begin(), all.end(), [](const Object &one) { return one.at("strategy") != "auth0"; });
        object()["email"] = "jane.doe@acme.example";
        object()["identities"].push_back({{"connection", social->at("name")},
                                          {"provider", social->at("strategy")},
                                          {"user_id", "1"},
                                          {"isSocial", true},
                                          {"profileData", {{"email", email.toStdString()}}}});
        isEnabled ? tenant.enabledClients.enable(social->at("id"), application)
                  : tenant.enabledClients.disable(social->at("id"), application);
        tenant.enabledClients.enable(social->at("id"), tenant.clients.items().back().at("client_id"));
    }
    void log(const std::string &type, const std::string &description = {})
    {
        const std::string id
            = "9002026112812000000000000000000000000000000000000000" + std::to_string(tenant.logs.size());
        tenant.logs.append({{"log_id", id},
                            {"_id", id},
                            {"date", "2026-11-28T12:0" + std::to_string(tenant.logs.size()) + ":00.000Z"},
                            {"type", type},
                            {"description", description},
                            {"connection", database().at("name")},
                            {"client_id", application},
                            {"ip", "192.0.2.7"},
                            {"user_id", user},
                            {"user_name", email.toStdString()}});
    }
};

using Plant = void (*)(Jane &);

struct Case
{
    const char *name;
    const char *cause; ///< empty: none
    bool inOrganization;
    Plant plant;
};

const Case cases[] = {
    {"nothing is wrong", "", true, [](Jane &jane) { jane.log("s"); }},
    {"nothing is wrong, in other letters", "", false, [](Jane &jane) { jane.object()["email"] = "Jane@Acme.example"; }},
    {"nothing is wrong, with an identity that is linked", "", false, [](Jane &jane) { jane.link(true); }},
    {"the connection of a linked identity", "connection.not-enabled", false, [](Jane &jane) { jane.link(false); }},
    {"blocked", "user.blocked", false, [](Jane &jane) { jane.object()["blocked"] = true; }},
    {"brute force", "user.brute-force", false,
     [](Jane &jane) {
         jane.tenant.blocks[jane.user].push_back({{"identifier", "jane@acme.example"}, {"ip", "192.0.2.7"}});
     }},
    {"not enabled", "connection.not-enabled", false,
     [](Jane &jane) {
         jane.tenant.enabledClients.disable(jane.connection, jane.application);
         jane.tenant.enabledClients.enable(jane.connection, jane.tenant.clients.items().back().at("client_id"));
     }},
    {"enabled for nothing", "connection.disabled", false,
     [](Jane &jane) {
         for (const Object &client : jane.tenant.clients.items()) {
             jane.tenant.enabledClients.disable(jane.connection, client.at("client_id"));
         }
     }},
    {"not in the organization", "organization.connection-missing", true,
     [](Jane &jane) { jane.tenant.organizationConnections[jane.organization].clear(); }},
    {"no member", "organization.not-member", true,
     [](Jane &jane) { jane.tenant.organizationMembers[jane.organization].erase(jane.user); }},
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
     }},
    {"nobody", "user.not-found", false, [](Jane &jane) { jane.tenant.users.remove(jane.user); }},
    {"sign-up disabled", "signup.disabled", false,
     [](Jane &jane) {
         jane.tenant.users.remove(jane.user);
         std::vector<std::string> others;
         for (const Object &one : jane.tenant.connections.items()) {
             if (one.at("id") != jane.connection) {
                 others.push_back(one.at("id"));
             }
         }
         for (const std::string &id : others) {
             jane.tenant.enabledClients.disable(id, jane.application);
         }
         (*jane.tenant.connections.find(jane.connection))["options"]["disable_signup"] = true;
     }},
    {"not verified", "email.unverified", false, [](Jane &jane) { jane.object()["email_verified"] = false; }},
    {"MFA", "mfa.failing", false,
     [](Jane &jane) {
         jane.tenant.authenticationMethods[jane.user].push_back(
             {{"id", "totp|1"}, {"type", "totp"}, {"created_at", "2026-01-01T00:00:00.000Z"}});
         jane.log("gd_auth_failed");
     }},
    {"wrong password", "password.wrong", false,
     [](Jane &jane) {
         jane.log("s");
         jane.log("fp", "Wrong email or password.");
     }},
    {"another failure", "logs.failed", false, [](Jane &jane) { jane.log("f", "Denied by an Action"); }},
    {"a machine's application", "application.not-for-people", false,
     [](Jane &jane) { (*jane.tenant.clients.find(jane.application))["app_type"] = "non_interactive"; }},
};

} // namespace

/// What keeps somebody out is planted in a sandbox, found, and mended.
class TestDiagnosisReading : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatIsPlantedIsFoundAndMended_data();
    void whatIsPlantedIsFoundAndMended();
    void aMissingScopeLeavesAPartOut();
    void theLogIsSearchedInBothSpellings();
    void theLogIsSearchedAsTheAccountIsWritten();
    void aMistypedAddressIsGuessed_data();
    void aMistypedAddressIsGuessed();
    void ofManyUsersNotAllAreRead();
    void fewRequestsAreMade();

private:
    static std::unique_ptr<Sandbox::Server> serve(const TenantState &tenant,
                                                  const std::vector<Sandbox::ApiClient> &clients = {})
    {
        Sandbox::Options options;
        options.recordRequests = true;
        options.clients = clients;
        auto server = std::make_unique<Sandbox::Server>(std::move(options), std::vector{tenant});
        server->start();
        return server;
    }
    static Api::Outcome<SignInFacts> read(Session::TenantSession &session, const Jane &jane, bool inOrganization)
    {
        Session::SignInQuestion question{jane.email, Domain::ApplicationId(QString::fromStdString(jane.application))};
        question.lockMark = true;
        if (inOrganization) {
            question.organization = Domain::OrganizationId(QString::fromStdString(jane.organization));
        }
        std::optional<Api::Outcome<SignInFacts>> facts;
        QObject context;
        (new Session::DiagnosisReading(session.client(), question, &context,
                                       [&facts](const Api::Outcome<SignInFacts> &outcome) { facts = outcome; }))
            ->start();
        (void)QTest::qWaitFor([&facts] { return facts.has_value(); }, 20000);
        return facts.value_or(tl::make_unexpected(Api::ApiError{}));
    }
    static QStringList idsOf(const Diagnosis &diagnosis)
    {
        QStringList ids;
        for (const Cause &cause : diagnosis.causes) {
            ids.append(cause.id);
        }
        return ids;
    }

    TenantState m_tenant;
};

void TestDiagnosisReading::initTestCase()
{
    m_tenant = Sandbox::buildDefaultEstate(1).tenants.front();
}

void TestDiagnosisReading::whatIsPlantedIsFoundAndMended_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(std::size(cases)); ++i) {
        QTest::newRow(cases[i].name) << i;
    }
}

void TestDiagnosisReading::whatIsPlantedIsFoundAndMended()
{
    QFETCH(int, index);
    const Case &given = cases[index];
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    given.plant(jane);
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, given.inOrganization);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QVERIFY2(facts->unread.empty(), facts->unread.empty() ? "" : qPrintable(facts->unread.begin()->second.reason));
    const Diagnosis diagnosis = Analysis::diagnose(*facts);
    const QString wanted = QString::fromLatin1(given.cause);
    if (wanted.isEmpty()) {
        QVERIFY2(diagnosis.isClear(), qPrintable(idsOf(diagnosis).join(u' ')));
        return;
    }
    const auto cause = std::find_if(diagnosis.causes.begin(), diagnosis.causes.end(),
                                    [&wanted](const Cause &one) { return one.id == wanted; });
    QVERIFY2(cause != diagnosis.causes.end(), qPrintable(idsOf(diagnosis).join(u' ')));

    std::optional<Api::Outcome<Change::Plan>> plan;
    QObject context;
    Session::readFixes(session->client(), Change::planTenant(session->profile()), *facts, {cause->fix}, &context,
                       [&plan](const Api::Outcome<Change::Plan> &made) { plan = made; });
    QTRY_VERIFY(plan.has_value());
    QVERIFY2(plan->has_value(), plan->has_value() ? "" : qPrintable(plan->error().text()));
    QCOMPARE((*plan)->items.size(), Analysis::hasPlan(cause->fix.kind) ? 1 : 0);
    for (const Change::PlanItem &item : (*plan)->items) {
        const auto requests = Change::previewOf(item, Json::SecretKeys::fromResource());
        QVERIFY2(!requests.isEmpty(), given.name);
    }
}

void TestDiagnosisReading::aMissingScopeLeavesAPartOut()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    jane.object()["blocked"] = true;
    const Sandbox::ApiClient few{"few", "secret", {"read:clients", "read:connections", "read:users"}, {}};
    const auto server = serve(tenant, {few});
    const auto session = SandboxEstate::session(*server, 0, &few);
    const auto facts = read(*session, jane, true);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QCOMPARE(idsOf(Analysis::diagnose(*facts)), QStringList{u"user.blocked"_s});
    using Part = Analysis::SignInPart;
    for (const Part part :
         {Part::Options, Part::OrganizationConnections, Part::Membership, Part::Factors, Part::Logs, Part::Settings}) {
        QVERIFY2(facts->unread.contains(part), Analysis::wordOf(part).latin1());
        QVERIFY(facts->unread.at(part).isRefused);
    }
    QVERIFY(!facts->unread.contains(Part::Blocks));
    QVERIFY2(facts->unread.at(Part::Factors).reason.contains("read:authentication_methods"_L1),
             qPrintable(facts->unread.at(Part::Factors).reason));
}

void TestDiagnosisReading::theLogIsSearchedInBothSpellings()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    jane.tenant.users.remove(jane.user); // her own log is not there to help
    jane.log("fp", "Wrong email or password.");
    jane.email = u"Jane@Acme.example"_s;
    jane.log("f", "Denied by an Action");
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, false);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QVERIFY(facts->logs.has_value());
    QCOMPARE(facts->logs->size(), 2);
}

/// An event of a password that nobody had names no user.
void TestDiagnosisReading::theLogIsSearchedAsTheAccountIsWritten()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    jane.object()["email"] = "Jane@Acme.example";
    jane.email = u"Jane@Acme.example"_s;
    const std::string user = std::exchange(jane.user, "");
    jane.log("fu", "Wrong email or password.");
    jane.user = user;
    jane.email = u"jane@acme.example"_s;
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, false);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QCOMPARE(facts->users.size(), 1);
    QCOMPARE(facts->logs->size(), 1);
    QCOMPARE(idsOf(Analysis::diagnose(*facts)), QStringList{u"password.wrong"_s});
}

void TestDiagnosisReading::aMistypedAddressIsGuessed_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<bool>("isGuessed");
    QTest::newRow("letters changed about") << u"jnae.dough@acme-typo.example"_s << true;
    QTest::newRow("the first letter") << u"kane.dough@acme-typo.example"_s << true;
    QTest::newRow("a letter too few") << u"jane.dugh@acme-typo.example"_s << true;
    QTest::newRow("in the domain") << u"Jane.Dough@acme-tpyo.example"_s << true;
    QTest::newRow("what a search would read") << u"jane.dough*@acme-typo.example"_s << true;
    QTest::newRow("somebody else of the customer") << u"kim@acme-typo.example"_s << false;
    QTest::newRow("of the same name elsewhere") << u"jane.dough@initech.example"_s << false;
}

void TestDiagnosisReading::aMistypedAddressIsGuessed()
{
    QFETCH(QString, asked);
    QFETCH(bool, isGuessed);
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    jane.object()["email"] = "jane.dough@acme-typo.example";
    jane.email = asked;
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, false);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QVERIFY2(facts->unread.empty(), facts->unread.empty() ? "" : qPrintable(facts->unread.begin()->second.reason));
    const Diagnosis diagnosis = Analysis::diagnose(*facts);
    QCOMPARE(idsOf(diagnosis).first(), u"user.not-found"_s);
    QCOMPARE(diagnosis.causes.first().message.contains(u"Did you mean “jane.dough@acme-typo.example”?"_s), isGuessed);
    QVERIFY2(SandboxEstate::pathsAt(*server).size() <= 10, qPrintable(SandboxEstate::pathsAt(*server).join(u'\n')));
}

/// Blocks and factors are read of the first of them only, which is told.
void TestDiagnosisReading::ofManyUsersNotAllAreRead()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    for (int i = 0; i < Session::DiagnosisReading::mostUsers; ++i) {
        jane.add("auth0|jane" + std::to_string(i), jane.email.toStdString());
    }
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, true);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    using Part = Analysis::SignInPart;
    for (const Part part : {Part::Blocks, Part::Factors, Part::Logs, Part::Membership}) {
        QVERIFY2(facts->unread.contains(part), Analysis::wordOf(part).latin1());
        QVERIFY(facts->unread.at(part).reason.contains("first 5 of 6"_L1));
    }
    QVERIFY(!Analysis::diagnose(*facts).looked.contains(Part::Logs));
}

void TestDiagnosisReading::fewRequestsAreMade()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    QVERIFY(read(*session, jane, false).has_value());
    QVERIFY2(SandboxEstate::pathsAt(*server).size() <= 10, qPrintable(SandboxEstate::pathsAt(*server).join(u'\n')));
    for (const Sandbox::ReceivedRequest &request : server->requests()) {
        QVERIFY2(request.method == "GET" || request.path == "/oauth/token", request.path.c_str());
    }
}

QTEST_GUILESS_MAIN(TestDiagnosisReading)
#include "tst_diagnosisreading.moc"
