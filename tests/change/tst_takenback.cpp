#include "newcustomer.h"

#include "change/planfile.h"
#include "sandbox/signup.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tests;
using Change::ItemOutcome;
using Change::ObjectKind;

namespace {

constexpr std::chrono::seconds lag{3600}; // beyond the length of any test

std::string now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
}

/// Somebody new in the connection that was made, behind the API's back: the id.
std::string addUser(Sandbox::TenantState &state, const char *email)
{
    Sandbox::Json user = state.users.items().front();
    user["user_id"] = "auth0|initech1";
    user["email"] = email;
    user["created_at"] = now();
    user["identities"] = Sandbox::Json::array(
        {{{"connection", "initech-users"}, {"provider", "auth0"}, {"user_id", "initech1"}, {"isSocial", false}}});
    state.users.append(user);
    return "auth0|initech1";
}

/// What a call of the Management API leaves in the log.
Sandbox::Json callOf(const char *method, const std::string &path, const Sandbox::Json &body,
                     const Sandbox::Json &answer)
{
    return {{"details",
             {{"request", {{"method", method}, {"path", path}, {"body", body}}},
              {"response", {{"statusCode", 200}, {"body", answer}}}}}};
}

void logOf(Sandbox::TenantState &state, const std::string &type, Sandbox::Json event)
{
    event["log_id"] = "999" + std::to_string(100000 + state.logs.size());
    event["date"] = now();
    event["type"] = type;
    state.logs.append(std::move(event));
}

/// Makes a connection and an organization, and plans to take them back.
Change::Plan madeAndTakenBack(TenantUnderChange &tenant)
{
    Change::Onboarding wanted = newCustomer(tenant);
    wanted.application.reset();
    const bool isMade = allDone(tenant.apply(Change::onboardingPlan(wanted, Change::planTenant(tenant.profile()))));
    return isMade ? Change::inversePlan(lastEntry(tenant)) : Change::Plan();
}

} // namespace

/// What an onboarding made is deleted unless somebody is in it, also somebody whom Auth0's searches do not show yet.
class TestTakenBack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usersWhomTheSearchDoesNotShowYetKeepWhatWasMade_data();
    void usersWhomTheSearchDoesNotShowYetKeepWhatWasMade();
    void whoSignedUpMomentsAgoKeepsTheConnection();
    void whatNobodyUsesIsDeletedAlthoughTheSearchLags();
    void aLogThatCannotTellKeepsWhatWasMade_data();
    void aLogThatCannotTellKeepsWhatWasMade();
    void aPartThatCannotGoKeepsTheOthers_data();
    void aPartThatCannotGoKeepsTheOthers();
    void aLogOfADayIsEnoughForWhatIsOld();
    void planSurvivesItsFile();
};

void TestTakenBack::usersWhomTheSearchDoesNotShowYetKeepWhatWasMade_data()
{
    using Sandbox::Json;
    QTest::addColumn<QString>("kind"); // of the log's event
    QTest::newRow("made by the API") << u"created"_s;
    QTest::newRow("made by the API, and the answer was not logged") << u"created, no answer"_s;
    QTest::newRow("signed up") << u"ss"_s;
    QTest::newRow("signed in") << u"s"_s;
    QTest::newRow("linked") << u"linked"_s;
}

void TestTakenBack::usersWhomTheSearchDoesNotShowYetKeepWhatWasMade()
{
    QFETCH(const QString, kind);
    TenantUnderChange tenant(small, {}, lag);
    const Change::Plan back = madeAndTakenBack(tenant);
    QCOMPARE(back.items.size(), 2);
    tenant.server().change(0, [&](Sandbox::TenantState &state) {
        const std::string id = addUser(state, "peter@initech.example");
        const std::string connection = named(state.connections, "initech-users")->at("id");
        state.organizationMembers[named(state.organizations, "initech")->at("id")].insert(id);
        logOf(state, "sapi",
              callOf("post",
                     "/api/v2/organizations/" + named(state.organizations, "initech")->at("id").get<std::string>()
                         + "/members",
                     {{"members", {id}}}, nullptr));
        if (kind.startsWith(u"created"_s)) {
            Sandbox::Json call
                = callOf("post", "/api/v2/users",
                         {{"connection", "initech-users"}, {"email", "Peter@Initech.example"}, {"password", "*****"}},
                         *state.users.find(id));
            if (kind != "created"_L1) {
                call["details"].erase("response");
            }
            logOf(state, "sapi", call);
        } else if (kind == "linked"_L1) {
            logOf(state, "sapi",
                  callOf("post", "/api/v2/users/auth0%7Cinitech1/identities",
                         {{"provider", "auth0"}, {"connection_id", connection}}, nullptr));
        } else {
            logOf(state, kind.toStdString(),
                  {{"connection", "initech-users"},
                   {"connection_id", connection},
                   {"user_id", id},
                   {"user_name", "peter@initech.example"}});
        }
    });
    const qsizetype writes = tenant.writesAt();
    for (const Change::Plan &plan : {back, Change::withoutLog(back)}) { // what is known is no matter of permission
        const auto results = tenant.apply(plan);
        QCOMPARE(results.size(), 2);
        for (const Change::ItemResult &result : results) {
            QCOMPARE(result.outcome, ItemOutcome::Refused);
            QVERIFY2(result.reason.contains(u"does not show yet"_s), qPrintable(result.reason));
        }
        QVERIFY2(results.first().reason.contains(u"peter@initech.example"_s), qPrintable(results.first().reason));
    }
    QCOMPARE(tenant.writesAt(), writes);
}

/// By the sandbox's own sign-up and log.
void TestTakenBack::whoSignedUpMomentsAgoKeepsTheConnection()
{
    TenantUnderChange tenant(small, {}, lag);
    const Change::Plan back = madeAndTakenBack(tenant);
    int status = 0;
    tenant.server().change(0, [&](Sandbox::TenantState &state) {
        const std::string id = named(state.connections, "initech-users")->at("id");
        (*state.connections.find(id))["options"]["disable_signup"] = false;
        Sandbox::Request request;
        request.now = std::chrono::system_clock::now();
        request.json = {{"client_id", state.enabledClients.clientsOf(id).ids().front()},
                        {"connection", "initech-users"},
                        {"email", "milton@initech.example"},
                        {"password", "have you seen my stapler?"}};
        status = Sandbox::signUp(state, request).status;
    });
    QCOMPARE(status, 200);
    const Change::ItemResult ofConnection = tenant.apply(back).first();
    QCOMPARE(ofConnection.outcome, ItemOutcome::Refused);
    QVERIFY2(ofConnection.reason.contains(u"milton@initech.example"_s), qPrintable(ofConnection.reason));
    QVERIFY(named(tenant.server().state(0).connections, "initech-users"));
}

/// Also where the log tells of users: of other connections, of one who is gone again, and of one who has left.
void TestTakenBack::whatNobodyUsesIsDeletedAlthoughTheSearchLags()
{
    TenantUnderChange tenant(small, {}, lag);
    const Change::Plan back = madeAndTakenBack(tenant);
    tenant.server().change(0, [](Sandbox::TenantState &state) {
        const Sandbox::Json other = state.users.items().front();
        const std::string organization = named(state.organizations, "initech")->at("id");
        logOf(state, "sapi", callOf("post", "/api/v2/users", {{"connection", "another"}}, other));
        logOf(state, "sapi",
              callOf("post", "/api/v2/users", {{"connection", "initech-users"}}, {{"user_id", "auth0|gone"}}));
        logOf(state, "fu", {{"connection", "initech-users"}, {"user_id", ""}, {"user_name", "nobody@initech.example"}});
        logOf(state, "sapi",
              callOf("post", "/api/v2/organizations/" + organization + "/members", {{"members", {other.at("user_id")}}},
                     nullptr));
    });
    for (const Change::ItemResult &result : tenant.apply(back)) {
        QVERIFY2(result.outcome == ItemOutcome::Done, qPrintable(result.reason));
        QCOMPARE(result.reason, QString());
    }
    const Sandbox::TenantState state = tenant.server().state(0);
    QVERIFY(!named(state.connections, "initech-users"));
    QVERIFY(!named(state.organizations, "initech"));
}

void TestTakenBack::aLogThatCannotTellKeepsWhatWasMade_data()
{
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("said");
    QTest::newRow("no scope") << u"scope"_s << u"read:logs"_s;
    QTest::newRow("the log is late") << u"late"_s << u"does not show that this was made"_s;
    QTest::newRow("more than Auth0 gives") << u"full"_s << u"more events"_s;
    QTest::newRow("an import names nobody") << u"import"_s << u"imported"_s;
}

void TestTakenBack::aLogThatCannotTellKeepsWhatWasMade()
{
    QFETCH(const QString, why);
    QFETCH(const QString, said);
    const Sandbox::ApiClient reader{"reader",
                                    "a-secret-of-a-reader",
                                    {"read:connections", "read:connections_options", "read:clients", "read:users",
                                     "read:organizations", "read:organization_connections", "read:organization_members",
                                     "delete:connections", "delete:organizations"},
                                    {}};
    TenantUnderChange tenant(small, {reader}, lag);
    const Change::Plan back = madeAndTakenBack(tenant);
    Api::ManagementClient &client
        = why == "scope"_L1 ? tenant.clientAt(tenant.profile().baseUrl.toString(), &reader) : tenant.client();
    tenant.server().change(0, [&](Sandbox::TenantState &state) {
        if (why == "late"_L1) {
            state.logs.removeIf([](const Sandbox::Json &) { return true; });
        } else if (why == "import"_L1) {
            const std::string connection = named(state.connections, "initech-users")->at("id");
            logOf(state, "sapi",
                  callOf("post", "/api/v2/jobs/users-imports", nullptr, {{"connection_id", connection}}));
        }
        for (int i = 0; why == "full"_L1 && i < 1000; ++i) {
            logOf(state, "sapi", callOf("post", "/api/v2/tickets/email-verification", nullptr, nullptr));
        }
    });
    const qsizetype writes = tenant.writesAt();
    const auto refused = tenant.apply(back, &client);
    QCOMPARE(refused.size(), 2);
    for (const Change::ItemResult &result : refused) {
        QCOMPARE(result.outcome, ItemOutcome::Refused);
        QVERIFY2(result.reason.contains(said), qPrintable(result.reason));
    }
    QCOMPARE(tenant.writesAt(), writes);

    // Whoever knows better may say so, and is told what it was about.
    const auto isOf = [&](const Change::PlanItem &item) {
        return why != "import"_L1 || item.object.kind == ObjectKind::Connection;
    };
    const auto done = tenant.apply(Change::withoutLog(back), &client);
    for (qsizetype i = 0; i < done.size(); ++i) {
        if (isOf(back.items.at(i))) {
            QVERIFY2(done.at(i).outcome == ItemOutcome::Done, qPrintable(done.at(i).reason));
            QVERIFY2(done.at(i).reason.contains(said), qPrintable(done.at(i).reason));
        }
    }
    QVERIFY(!named(tenant.server().state(0).connections, "initech-users"));
}

void TestTakenBack::aPartThatCannotGoKeepsTheOthers_data()
{
    QTest::addColumn<QString>("lacking");
    QTest::newRow("it is not read") << u"read:connections"_s;
    QTest::newRow("it is not deleted") << u"delete:connections"_s;
}

/// For want of a scope: nobody knows whether the connection holds users, or it stays anyway.
void TestTakenBack::aPartThatCannotGoKeepsTheOthers()
{
    QFETCH(const QString, lacking);
    std::vector<std::string> scopes{"read:connections",
                                    "read:connections_options",
                                    "read:clients",
                                    "read:users",
                                    "read:organizations",
                                    "read:organization_connections",
                                    "read:organization_members",
                                    "read:logs",
                                    "delete:connections",
                                    "delete:organizations"};
    std::erase(scopes, lacking.toStdString());
    Sandbox::ApiClient deleter{"deleter", "a-secret-of-a-deleter", {}, {}};
    deleter.scopes.insert(deleter.scopes.end(), scopes.begin(), scopes.end());
    TenantUnderChange tenant(small, {deleter});
    const Change::Plan back = madeAndTakenBack(tenant);
    const qsizetype writes = tenant.writesAt();
    Api::ManagementClient &client = tenant.clientAt(tenant.profile().baseUrl.toString(), &deleter);
    for (const Change::ItemResult &result : tenant.apply(back, &client)) {
        QVERIFY(result.outcome != ItemOutcome::Done);
    }
    QVERIFY(named(tenant.server().state(0).connections, "initech-users"));
    QVERIFY(named(tenant.server().state(0).organizations, "initech"));
    QVERIFY(tenant.writesAt() <= writes + 1); // one is refused by Auth0
}

/// The making has left the log, as it does after some days: searches show who came before.
void TestTakenBack::aLogOfADayIsEnoughForWhatIsOld()
{
    TenantUnderChange tenant(small, {}, lag);
    Change::Plan back = madeAndTakenBack(tenant);
    for (Change::PlanItem &item : back.items) {
        item.removal->made = QDateTime::currentDateTimeUtc().addDays(-9);
    }
    tenant.server().change(
        0, [](Sandbox::TenantState &state) { state.logs.removeIf([](const Sandbox::Json &) { return true; }); });
    for (const Change::ItemResult &result : tenant.apply(back)) {
        QVERIFY2(result.outcome == ItemOutcome::Done, qPrintable(result.reason));
        QVERIFY2(result.reason.contains(u"does not go back"_s), qPrintable(result.reason));
    }
}

void TestTakenBack::planSurvivesItsFile()
{
    TenantUnderChange tenant(small);
    const Change::Plan back = madeAndTakenBack(tenant);
    for (const Change::Plan &written : {back, Change::withoutLog(back)}) {
        const auto read = Change::readPlans(Change::writePlans({written}, {}));
        QVERIFY(read && read->size() == 1);
        const Change::Plan again = read->first();
        QCOMPARE(again.items.size(), 2);
        for (qsizetype i = 0; i < 2; ++i) {
            QVERIFY(written.items.at(i).removal->made.isValid());
            QCOMPARE(again.items.at(i).removal, written.items.at(i).removal);
        }
    }
}

QTEST_GUILESS_MAIN(TestTakenBack)
#include "tst_takenback.moc"
