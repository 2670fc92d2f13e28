#include "newcustomer.h"

#include "change/journal.h"
#include "support/faultproxy.h"
#include "json/leaves.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Change::ItemOutcome;
using Change::ObjectKind;
using namespace Tests;

/// Objects that a plan makes one after the other, each naming the id of the one before, and that it takes back.
class TestOnboarding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAllAndTakesItBack();
    void copiesNoSecretAndNoScript();
    void takenNameMakesNothing();
    void movedModelMakesNothing();
    void lostAnswerIsLookedForAndNotSentAgain();
    void lostRequestIsToldAndWhatNeedsItIsLeft();
    void cutOffRunGoesOn_data();
    void cutOffRunGoesOn();
    void usersKeepWhatWasMade_data();
    void usersKeepWhatWasMade();
    void otherUsersOfAConnectionKeepIt();
    void planSurvivesItsFile();
    void saysWhatAuth0WouldRefuse();
    void oneOfTwoPoliciesIsCopied();
};

void TestOnboarding::makesAllAndTakesItBack()
{
    TenantUnderChange tenant(small);
    const Sandbox::TenantState before = tenant.server().state(0);
    const Change::Onboarding wanted = newCustomer(tenant);
    const Change::Plan plan = Change::onboardingPlan(wanted, Change::planTenant(tenant.profile()));
    Change::Applier applier(tenant.client(), plan, tenant.journal());
    QSignalSpy finished(&applier, &Change::Applier::finished);
    applier.start();
    QVERIFY(finished.wait(30000));
    for (const Change::ItemResult &result : applier.results()) {
        QVERIFY2(result.outcome == ItemOutcome::Done, qPrintable(result.reason));
    }

    const Sandbox::TenantState state = tenant.server().state(0);
    const Sandbox::Json *connection = named(state.connections, "initech-users");
    const Sandbox::Json *application = named(state.clients, "Portal for Initech");
    const Sandbox::Json *organization = named(state.organizations, "initech");
    QVERIFY(connection && application && organization);
    QCOMPARE(connection->at("metadata").at("customer").get<std::string>(), "initech");
    QCOMPARE(application->at("client_metadata").at("customer").get<std::string>(), "initech");
    QCOMPARE(organization->at("branding").at("colors").at("primary").get<std::string>(), "#112233");
    const std::string connectionId = connection->at("id");
    const std::string applicationId = application->at("client_id");
    QVERIFY(state.enabledClients.clientsOf(connectionId).contains(applicationId));
    const auto &members = state.organizationConnections.at(organization->at("id").get<std::string>());
    QCOMPARE(members.size(), std::size_t(1));
    QCOMPARE(members.front().at("connection_id").get<std::string>(), connectionId);
    QVERIFY(members.front().at("assign_membership_on_login") == true);

    // The secret is handed out once, and stands nowhere else.
    const QByteArray secret = QByteArray::fromStdString(application->at("client_secret").get<std::string>());
    QCOMPARE(applier.takeSecret(0).reveal(), secret);
    QVERIFY(applier.takeSecret(0).isEmpty());
    QFile file(applier.journalPath().isEmpty() ? lastEntry(tenant).path : applier.journalPath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(secret));

    const Change::JournalEntry entry = lastEntry(tenant);
    QVERIFY(!entry.isUnfinished());
    QCOMPARE(entry.plan.customer, u"Initech"_s);
    const Change::Plan back = Change::inversePlan(entry);
    QCOMPARE(back.items.size(), 3); // what was put together goes with it
    QVERIFY(back.skipped.isEmpty());
    const auto undone = tenant.apply(back);
    for (const Change::ItemResult &result : undone) {
        QVERIFY2(result.outcome == ItemOutcome::Done, qPrintable(result.reason));
    }
    const Sandbox::TenantState after = tenant.server().state(0);
    QVERIFY(after.connections.items() == before.connections.items());
    QVERIFY(after.clients.items() == before.clients.items());
    QVERIFY(after.organizations.items() == before.organizations.items());
    QVERIFY(Change::reversalsIn(Change::readJournal(tenant.journal().folder)).value(plan.id).isWhole);
    for (const Change::ItemResult &result : tenant.apply(back)) {
        QCOMPARE(result.outcome, ItemOutcome::AlreadySo);
    }
}

void TestOnboarding::copiesNoSecretAndNoScript()
{
    const Json::Value connection = *Json::parse(R"({"id":"con_1","name":"model","strategy":"auth0","options":{
        "passwordPolicy":"good","disable_signup":true,"customScripts":{"login":"s3cret"},
        "configuration":{"KEY":"2.0$s3cret"},"enabledDatabaseCustomization":false,"import_mode":true,
        "client_secret":"s3cret","unknown":"s3cret"},"metadata":{"customer":"model"}})");
    const Json::Value copied = Change::copiedMembers(ObjectKind::Connection, connection);
    QCOMPARE(Json::write(copied),
             QByteArray(R"({"strategy":"auth0","options":{"passwordPolicy":"good","disable_signup":true}})"));
    const Json::Value application = *Json::parse(R"({"client_id":"x","client_secret":"s3cret","name":"model",
        "app_type":"spa","grant_types":["implicit"],"signing_keys":[{"cert":"s3cret"}],"callbacks":["https://a.b"],
        "jwt_configuration":{"alg":"RS256","secret_encoded":false,"scopes":{}},"encryption_key":{"pub":"s3cret"}})");
    QVERIFY(!Json::write(Change::copiedMembers(ObjectKind::Application, application)).contains("s3cret"));
    QVERIFY(!Change::copiedMembers(ObjectKind::Application, application).contains("callbacks"));
}

void TestOnboarding::takenNameMakesNothing()
{
    TenantUnderChange tenant(small);
    Change::Onboarding wanted = newCustomer(tenant);
    const Sandbox::TenantState state = tenant.server().state(0);
    wanted.connection->name = QString::fromStdString(state.connections.items().at(0).at("name"));
    wanted.application.reset();
    wanted.organization.reset();
    const auto results = tenant.apply(Change::onboardingPlan(wanted, Change::planTenant(tenant.profile())));
    QCOMPARE(results.first().outcome, ItemOutcome::Refused);
    QCOMPARE(results.last().outcome, ItemOutcome::Refused); // what needs it
    QCOMPARE(tenant.writesAt(), 0);
    QVERIFY(Change::inversePlan(lastEntry(tenant)).isEmpty());
}

void TestOnboarding::movedModelMakesNothing()
{
    TenantUnderChange tenant(small);
    Change::Onboarding wanted = newCustomer(tenant);
    wanted.application.reset();
    wanted.organization.reset();
    const std::string id = wanted.connection->model.id.toStdString();
    tenant.server().change(0, [&](Sandbox::TenantState &state) {
        (*state.connections.find(id))["options"]["disable_signup"]
            = !(*state.connections.find(id))["options"].value("disable_signup", false);
    });
    const auto results = tenant.apply(Change::onboardingPlan(wanted, Change::planTenant(tenant.profile())));
    QCOMPARE(results.first().outcome, ItemOutcome::Conflict);
    QVERIFY2(results.first().reason.contains(u" → "_s), qPrintable(results.first().reason)); // what has changed
    QCOMPARE(tenant.writesAt(), 0);
}

void TestOnboarding::lostAnswerIsLookedForAndNotSentAgain()
{
    TenantUnderChange tenant(small);
    FaultProxy proxy(tenant.server().tenants().front().url);
    for (int i = 0; i < 3; ++i) {
        proxy.add({.kind = ProxyFault::Kind::DropAfterCommit,
                   .method = "POST",
                   .target = "/api/v2/(connections|clients|organizations)"});
    }
    Change::Plan plan = Change::onboardingPlan(newCustomer(tenant), Change::planTenant(tenant.profile()));
    plan.tenant.origin = QString::fromStdString(proxy.url());
    Change::Applier applier(tenant.clientAt(plan.tenant.origin), plan, tenant.journal());
    QSignalSpy finished(&applier, &Change::Applier::finished);
    applier.start();
    QVERIFY(finished.wait(30000));
    for (const Change::ItemResult &result : applier.results()) {
        QVERIFY2(result.outcome == ItemOutcome::Done, qPrintable(result.reason));
    }
    const Sandbox::TenantState state = tenant.server().state(0);
    QCOMPARE(state.connections.size(), std::size_t(small.connections + 1));
    // Its secret was in a lost answer, too: it is read, or it is said that it is not.
    const Api::Secret secret = applier.takeSecret(0);
    const bool isTold = applier.results().first().reason.contains(u"read:client_keys"_s);
    QVERIFY(secret.isEmpty() == isTold);
    if (!isTold) {
        QCOMPARE(secret.reveal(),
                 QByteArray::fromStdString(named(state.clients, "Portal for Initech")->at("client_secret")));
    }
}

void TestOnboarding::lostRequestIsToldAndWhatNeedsItIsLeft()
{
    TenantUnderChange tenant(small);
    FaultProxy proxy(tenant.server().tenants().front().url);
    proxy.add({.kind = ProxyFault::Kind::DropBeforeCommit, .method = "POST", .target = "/api/v2/connections"});
    Change::Onboarding wanted = newCustomer(tenant);
    wanted.application.reset();
    Change::Plan plan = Change::onboardingPlan(wanted, Change::planTenant(tenant.profile()));
    plan.tenant.origin = QString::fromStdString(proxy.url());
    const auto results = tenant.apply(plan, &tenant.clientAt(plan.tenant.origin));
    QCOMPARE(results.at(0).outcome, ItemOutcome::Failed);
    QCOMPARE(results.at(1).outcome, ItemOutcome::Refused); // its applications
    QCOMPARE(results.at(2).outcome, ItemOutcome::Done); // the organization
    QCOMPARE(results.at(3).outcome, ItemOutcome::Refused);
    QCOMPARE(tenant.server().state(0).connections.size(), std::size_t(small.connections));
    // What exists is taken back, and nothing else is looked for.
    Change::Plan back = Change::inversePlan(lastEntry(tenant));
    QCOMPARE(back.items.size(), 1);
    QCOMPARE(back.items.first().object.kind, ObjectKind::Organization);
}

void TestOnboarding::cutOffRunGoesOn_data()
{
    QTest::addColumn<QByteArray>("cut");
    QTest::newRow("before the answer") << QByteArray(R"("event":"answered")");
    QTest::newRow("after the answer") << QByteArray(R"("event":"concluded")");
}

/// The journal is cut where the first object was made: the program ended there.
void TestOnboarding::cutOffRunGoesOn()
{
    QFETCH(QByteArray, cut);
    TenantUnderChange tenant(small);
    Change::Onboarding wanted = newCustomer(tenant);
    wanted.application.reset();
    const Change::Plan plan = Change::onboardingPlan(wanted, Change::planTenant(tenant.profile()));
    Change::Plan first = plan;
    first.items = {plan.items.first()};
    QVERIFY(allDone(tenant.apply(first)));
    const QString path = lastEntry(tenant).path;
    auto begun = Change::JournalFile::begin(tenant.journal().folder, plan, u"tester"_s, tenant.journal().secrets);
    QVERIFY(begun);
    const QString cutPath = (*begun)->path();
    begun->reset();
    QFile whole(path);
    QFile file(cutPath);
    QVERIFY(whole.open(QIODevice::ReadOnly) && file.open(QIODevice::Append));
    (void)whole.readLine(); // how the other plan began
    for (QByteArray line = whole.readLine(); !line.contains(cut) && !line.isEmpty(); line = whole.readLine()) {
        file.write(line);
    }
    file.close();
    const auto entry = Change::readJournalEntry(cutPath);
    QVERIFY(entry && entry->isUnfinished() && entry->items.first().isOpen);
    const bool isIdKnown = cut.contains("concluded");
    QCOMPARE(Change::inversePlan(*entry).items.size(), isIdKnown ? 1 : 0);
    QCOMPARE(Change::inversePlan(*entry).skipped.size(), isIdKnown ? 0 : 1);

    const qsizetype posts = tenant.writesAt();
    Change::Applier applier(tenant.client(), *entry, tenant.journal());
    QSignalSpy finished(&applier, &Change::Applier::finished);
    applier.start();
    QVERIFY(finished.wait(30000));
    for (const Change::ItemResult &result : applier.results()) {
        QVERIFY2(result.outcome == ItemOutcome::Done, qPrintable(result.reason));
    }
    QCOMPARE(tenant.writesAt() - posts, plan.items.size() - 1);
    QCOMPARE(tenant.server().state(0).connections.size(), std::size_t(small.connections + 1));
    QCOMPARE(Change::inversePlan(*Change::readJournalEntry(cutPath)).items.size(), 2);
}

void TestOnboarding::usersKeepWhatWasMade_data()
{
    QTest::addColumn<bool>("isMember");
    QTest::newRow("of the connection and the organization") << true;
    QTest::newRow("of the connection, without which the organization is none") << false;
}

void TestOnboarding::usersKeepWhatWasMade()
{
    QFETCH(bool, isMember);
    TenantUnderChange tenant(small);
    Change::Onboarding wanted = newCustomer(tenant);
    wanted.application.reset();
    QVERIFY(allDone(tenant.apply(Change::onboardingPlan(wanted, Change::planTenant(tenant.profile())))));
    const Change::Plan back = Change::inversePlan(lastEntry(tenant));
    tenant.server().change(0, [isMember](Sandbox::TenantState &state) {
        Sandbox::Json user = state.users.items().front();
        user["user_id"] = "auth0|initech1";
        user["email"] = "peter@initech.example";
        user["identities"] = Sandbox::Json::array(
            {{{"connection", "initech-users"}, {"provider", "auth0"}, {"user_id", "initech1"}, {"isSocial", false}}});
        state.users.append(user);
        const std::string organization = named(state.organizations, "initech")->at("id");
        if (isMember) {
            state.organizationMembers[organization].insert("auth0|initech1");
        }
    });
    const qsizetype writes = tenant.writesAt();
    for (const Change::ItemResult &result : tenant.apply(back)) {
        QCOMPARE(result.outcome, ItemOutcome::Refused);
        QVERIFY2(result.reason.contains(u"peter@initech.example"_s), qPrintable(result.reason));
    }
    QCOMPARE(tenant.writesAt(), writes);
}

void TestOnboarding::otherUsersOfAConnectionKeepIt()
{
    TenantUnderChange tenant(small);
    Change::Onboarding wanted = newCustomer(tenant);
    wanted.application.reset();
    wanted.organization.reset();
    QVERIFY(allDone(tenant.apply(Change::onboardingPlan(wanted, Change::planTenant(tenant.profile())))));
    tenant.server().change(0, [](Sandbox::TenantState &state) {
        state.enabledClients.enable(named(state.connections, "initech-users")->at("id").get<std::string>(),
                                    state.clients.items().at(1).at("client_id").get<std::string>());
    });
    const auto results = tenant.apply(Change::inversePlan(lastEntry(tenant)));
    QCOMPARE(results.size(), 1);
    QCOMPARE(results.first().outcome, ItemOutcome::Refused);
    QCOMPARE(tenant.server().state(0).connections.size(), std::size_t(small.connections + 1));
}

void TestOnboarding::planSurvivesItsFile()
{
    TenantUnderChange tenant(small);
    const Change::Plan plan = Change::onboardingPlan(newCustomer(tenant), Change::planTenant(tenant.profile()));
    QVERIFY(Change::JournalFile::begin(tenant.journal().folder, plan, u"tester"_s, tenant.journal().secrets));
    const Change::Plan begun = lastEntry(tenant).plan;
    QCOMPARE(begun.items.size(), plan.items.size());
    for (qsizetype i = 0; i < begun.items.size(); ++i) {
        QCOMPARE(begun.items.at(i).creation, plan.items.at(i).creation);
        QCOMPARE(begun.items.at(i).changes, plan.items.at(i).changes);
        QVERIFY(!Change::previewOf(begun.items.at(i), {}).isEmpty());
    }
}

void TestOnboarding::saysWhatAuth0WouldRefuse()
{
    TenantUnderChange tenant(small);
    Change::Onboarding wanted = newCustomer(tenant);
    QCOMPARE(Change::problemsOf(wanted), QStringList());
    wanted.connection->name = u"initech--users"_s;
    wanted.organization->name = u"Initech"_s;
    wanted.organization->background.clear();
    wanted.organization->logo = u"http://initech.example/l.png"_s;
    QCOMPARE(Change::problemsOf(wanted).size(), 4);
    QVERIFY(Change::modelProblem(ObjectKind::Connection,
                                 R"({"strategy":"auth0","options":{"enabledDatabaseCustomization":true}})"));
    QVERIFY(Change::modelProblem(ObjectKind::Connection, R"({"strategy":"auth0"})"));
}

/// Of a model that holds both generations the one that was chosen is sent; Auth0 takes no request with both.
void TestOnboarding::oneOfTwoPoliciesIsCopied()
{
    TenantUnderChange tenant(small);
    Change::Onboarding wanted = newCustomer(tenant);
    wanted.connection->modelText = R"({"strategy":"auth0","options":{"passwordPolicy":"good","disable_signup":true,
        "password_history":{"enable":true,"size":5},"password_options":{"complexity":{"min_length":15}}}})";
    QCOMPARE(Change::problemsOf(wanted).size(), 1);
    const auto options = [&wanted, &tenant] {
        QStringList members;
        for (const Change::PlanItem &item :
             Change::onboardingPlan(wanted, Change::planTenant(tenant.profile())).items) {
            for (const Change::RequestPreview &request :
                 item.creation ? Change::previewOf(item, {}) : QList<Change::RequestPreview>()) {
                const auto body = Json::parse(request.body);
                const Json::Value sent = body ? body->value("options", Json::Value::object()) : Json::Value::object();
                for (const auto &member : sent.items()) {
                    members.append(QString::fromStdString(member.key()));
                }
            }
        }
        members.sort();
        return members;
    };
    wanted.connection->policy = Domain::PolicyGeneration::Legacy;
    QCOMPARE(Change::problemsOf(wanted), QStringList());
    QCOMPARE(options(), QStringList({u"disable_signup"_s, u"passwordPolicy"_s, u"password_history"_s}));
    wanted.connection->policy = Domain::PolicyGeneration::Flexible;
    QCOMPARE(options(), QStringList({u"disable_signup"_s, u"password_options"_s}));
}

QTEST_GUILESS_MAIN(TestOnboarding)
#include "tst_onboarding.moc"
