#include "cli/changefixture.h"
#include "sandbox/scale.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

Json parsed(const Program::Result &result)
{
    return Json::parse(result.out.toStdString(), nullptr, false);
}

/// Database connections that take very short passwords.
std::vector<Sandbox::TenantState> estate(std::size_t connections)
{
    std::vector<Sandbox::TenantState> tenants{Sandbox::scaleEstate({.connections = connections, .applications = 1}, 1)};
    const auto items = tenants[0].connections.items(); // a copy, since they are changed below
    for (const Json &item : items) {
        Json &connection = *tenants[0].connections.find(item.at("id").get<std::string>());
        connection["strategy"] = "auth0";
        connection["options"] = {{"passwordPolicy", "good"}, {"password_complexity_options", {{"min_length", 6}}}};
    }
    return tenants;
}

/// Has somebody else set the minimum length.
void move(ChangeFixture &fixture, int minLength)
{
    fixture.server().change(0, [minLength](Sandbox::TenantState &state) {
        const std::string id = state.connections.items().front().at("id").get<std::string>();
        (*state.connections.find(id))["options"]["password_complexity_options"]["min_length"] = minLength;
    });
}

int reads(ChangeFixture &fixture)
{
    int count = 0;
    for (const Sandbox::ReceivedRequest &request : fixture.server().requests()) {
        count += request.method == "GET" ? 1 : 0;
    }
    return count;
}

/// Saves the plan of "minimum length 14" and says where.
QString savedPlan(const ChangeFixture &fixture, const QString &setting = u"min_length=14"_s)
{
    const QString plan = fixture.file(u"plan.json"_s);
    const auto result = fixture.run({u"policy"_s, u"set"_s, u"--set"_s, setting, u"--plan"_s, plan});
    return result.code == 0 ? plan : QString();
}

} // namespace

/// What `plan show`, `apply` and `revert` foretell: of what Auth0 holds now, and as they say themselves where not.
class TestPlanFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSavedPlanIsForetoldAnew();
    void withoutItsTenantAPlanTellsWhatWasForetold();
    void manyObjectsTakeTheirListAlone();
    void nothingIsReadWhereThatIsNotWanted();
    void anObjectThatMovedOnIsSaid();
    void whatIsGoneIsAManualStep();
    void whatCannotBeReadIsSaidAndStopsNothing_data();
    void whatCannotBeReadIsSaidAndStopsNothing();
    void revertShowsItsRequestsAndFindings();
    void revertOfSwitchesCountsForLock();
    void lockIsCountedAnew();
    void anOrganizationAndItsConnectionsAreReadOnce();
    void aFileOfAuthoritiesIsLookedAt();
};

void TestPlanFindings::aSavedPlanIsForetoldAnew()
{
    ChangeFixture fixture(estate(1));
    const QString plan = savedPlan(fixture);
    QVERIFY(!plan.isEmpty());
    const int before = reads(fixture);
    const auto shown = fixture.run({u"plan"_s, u"show"_s, plan});
    QVERIFY2(shown.out.contains("finding would vanish: "), shown.out.constData());
    QVERIFY2(!shown.out.contains("as foretold when"), shown.out.constData());
    QVERIFY2(shown.out.contains("requests made to foretell the findings: 1"), shown.out.constData());
    QCOMPARE(reads(fixture), before + 1);
    QVERIFY2(shown.out.contains("Minimum length 14 on the connection "), shown.out.constData());
    for (const QStringList &words : {QStringList{u"plan"_s, u"show"_s, plan}, QStringList{u"apply"_s, plan}}) {
        const Json findings = parsed(fixture.run(words + QStringList{u"--json"_s})).at("findings");
        QCOMPARE(findings.at("vanishing").size(), std::size_t(1));
        QCOMPARE(findings.at("vanishing")[0].at("id").get<std::string>(), std::string("policy.weak"));
        QCOMPARE(findings.at("requests").get<int>(), 1);
        QVERIFY(findings.at("not_computed").dump().find("lock.minimum-length-mix") != std::string::npos);
    }
    QCOMPARE(fixture.writes(), 0);
}

void TestPlanFindings::withoutItsTenantAPlanTellsWhatWasForetold()
{
    ChangeFixture fixture(estate(1));
    const QString plan = savedPlan(fixture);
    const int before = reads(fixture);
    const auto shown = Program::run({u"plan"_s, u"show"_s, plan}, fixture.variables());
    QCOMPARE(shown.code, 0);
    QVERIFY2(shown.out.contains("(as foretold when the plan was made)"), shown.out.constData());
    QVERIFY2(shown.out.contains("findings not computed: http://") && shown.out.contains("neither named nor a saved"),
             shown.out.constData());
    const auto json = Program::run({u"plan"_s, u"show"_s, plan, u"--json"_s}, fixture.variables());
    QCOMPARE(parsed(json).at("findings").at("not_computed").size(), std::size_t(1));
    QVERIFY(!parsed(json).at("plan").at("foretold").empty());
    QCOMPARE(reads(fixture), before);
}

void TestPlanFindings::manyObjectsTakeTheirListAlone()
{
    ChangeFixture fixture(estate(30));
    const QString plan = savedPlan(fixture);
    const int before = reads(fixture);
    const auto shown = fixture.run({u"plan"_s, u"show"_s, plan, u"--json"_s});
    QCOMPARE(parsed(shown).at("findings").at("vanishing").size(), std::size_t(30));
    QCOMPARE(reads(fixture), before + 1);
}

void TestPlanFindings::nothingIsReadWhereThatIsNotWanted()
{
    ChangeFixture fixture(estate(1));
    const QString plan = savedPlan(fixture);
    const int before = reads(fixture);
    for (const QStringList &words : {QStringList{u"plan"_s, u"show"_s, plan}, QStringList{u"apply"_s, plan}}) {
        const auto result = fixture.run(words + QStringList{u"--no-findings"_s});
        QCOMPARE(result.code, 0);
        QVERIFY2(result.out.contains("(as foretold when the plan was made)"), result.out.constData());
    }
    QCOMPARE(reads(fixture), before);
}

void TestPlanFindings::anObjectThatMovedOnIsSaid()
{
    ChangeFixture fixture(estate(1));
    const QString plan = savedPlan(fixture);
    move(fixture, 9);
    const auto shown = fixture.run({u"plan"_s, u"show"_s, plan});
    QVERIFY2(shown.out.contains("As it is now it would be refused."), shown.out.constData());
    QVERIFY(shown.out.contains("PATCH /api/v2/connections/")); // as it was saved
    QVERIFY2(!shown.out.contains("finding would vanish"), shown.out.constData());
}

void TestPlanFindings::whatIsGoneIsAManualStep()
{
    ChangeFixture fixture(estate(1));
    const QString plan = savedPlan(fixture);
    fixture.server().change(0, [](Sandbox::TenantState &state) {
        state.connections.remove(state.connections.items().front().at("id").get<std::string>());
    });
    const auto shown = fixture.run({u"plan"_s, u"show"_s, plan});
    QVERIFY2(shown.out.contains("Manual step: it is not there any more"), shown.out.constData());
    QCOMPARE(shown.code, 0);

    // Saved anew from the plan, and read once more: still told once.
    const QString other = fixture.file(u"other.json"_s);
    QCOMPARE(fixture.run({u"apply"_s, plan, u"--plan"_s, other}).code, 0);
    QCOMPARE(fixture.run({u"apply"_s, other, u"--plan"_s, other}).out.count("Manual step"), 1);
}

void TestPlanFindings::whatCannotBeReadIsSaidAndStopsNothing_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("plan show") << QStringList{u"plan"_s, u"show"_s};
    QTest::newRow("apply") << QStringList{u"apply"_s};
}

void TestPlanFindings::whatCannotBeReadIsSaidAndStopsNothing()
{
    QFETCH(const QStringList, command);
    const Sandbox::ApiClient stranger{"stranger", "stranger-secret", {"read:users"}, {}};
    ChangeFixture fixture(estate(1), {stranger});
    const QString plan = savedPlan(fixture);
    QFile file(plan);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray saved = file.readAll();
    QStringList words = command + QStringList{plan} + fixture.target();
    words[words.indexOf(u"--client-id"_s) + 1] = u"stranger"_s;
    auto variables = fixture.variables();
    variables[u"AUTH0_CLIENT_SECRET"_s] = u"stranger-secret"_s;
    const auto shown = Program::run(words, variables);
    QCOMPARE(shown.code, 0);
    QVERIFY2(shown.out.count("findings not computed: ") == saved.count("findings not computed: ") + 1,
             shown.out.constData());
    QVERIFY2(shown.out.contains("read:connections"), shown.out.constData());
    const qsizetype line = shown.out.indexOf("finding would vanish: ");
    QVERIFY2(line > 0 && shown.out.indexOf("(as foretold when the plan was made)", line) > 0, shown.out.constData());
    // What was foretold is kept where the plan goes on to.
    const Json findings = parsed(Program::run(words + QStringList{u"--json"_s}, variables)).at("plan").at("foretold");
    QCOMPARE(findings.dump(), Json::parse(saved.toStdString()).at("plans")[0].at("foretold").dump());
}

void TestPlanFindings::revertShowsItsRequestsAndFindings()
{
    ChangeFixture fixture(estate(1));
    const auto applied = fixture.run({u"policy"_s, u"set"_s, u"--set"_s, u"min_length=14"_s, u"--yes"_s, u"--json"_s});
    QVERIFY2(applied.code == 0, applied.err.constData());
    const QString id = QString::fromStdString(parsed(applied).at("plan").at("id").get<std::string>());
    const auto shown = fixture.run({u"revert"_s, id});
    QVERIFY2(shown.out.contains("Undo: Minimum length 14 on the connection "), shown.out.constData());
    QVERIFY2(shown.out.contains("PATCH /api/v2/connections/"), shown.out.constData());
    QVERIFY2(shown.out.contains("finding would appear: "), shown.out.constData());
    QVERIFY2(shown.out.contains("▼ weaker"), shown.out.constData());
    QCOMPARE(fixture.writes(), 1);
}

void TestPlanFindings::revertOfSwitchesCountsForLock()
{
    ChangeFixture fixture(estate(3));
    const Sandbox::TenantState state = fixture.server().state(0); // a copy, which must outlive the loop
    QStringList words{u"enable"_s, u"--json"_s, u"--yes"_s, u"--application"_s,
                      QString::fromStdString(state.clients.items().front().at("client_id").get<std::string>())};
    for (const Json &connection : state.connections.items()) {
        words << u"--connection"_s << QString::fromStdString(connection.at("id").get<std::string>());
    }
    const auto applied = fixture.run(words);
    QVERIFY2(applied.code == 0, applied.err.constData());
    const Json plan = parsed(applied).at("plan");
    const auto turned = int(plan.at("items").size());
    QVERIFY2(QString::fromStdString(plan.at("title").get<std::string>()).startsWith(u"Turn "_s), plan.dump().c_str());
    const auto shown = fixture.run({u"revert"_s, QString::fromStdString(plan.at("id").get<std::string>())});
    QVERIFY2(turned > 0 && shown.code == 0, shown.err.constData());
    const QByteArray counted = "database connections 3 -> " + QByteArray::number(3 - turned) + " of Lock's 50";
    QVERIFY2(shown.out.contains(counted), shown.out.constData());
    QVERIFY2(shown.out.contains("organization.connection-without-application (needs the organizations, the "
                                "connections of the organizations"),
             shown.out.constData());
}

/// A plan that waited: meanwhile the application has got others.
void TestPlanFindings::lockIsCountedAnew()
{
    ChangeFixture fixture(estate(60));
    const Sandbox::TenantState state = fixture.server().state(0); // a copy, which must outlive the loop
    const QStringList words{u"enable"_s, u"--application"_s,
                            QString::fromStdString(state.clients.items().front().at("client_id").get<std::string>())};
    QStringList all;
    for (const Json &connection : state.connections.items()) {
        all << u"--connection"_s << QString::fromStdString(connection.at("id").get<std::string>());
    }
    QCOMPARE(fixture.run(words + all + QStringList{u"--off"_s, u"--yes"_s}).code, 0);
    const QString plan = fixture.file(u"plan.json"_s);
    const auto made = fixture.run(words + all.first(2) + QStringList{u"--plan"_s, plan});
    QVERIFY2(made.out.contains("database connections 0 -> 1 of Lock's 50\n"), made.out.constData());
    QVERIFY2(!made.out.contains("(as foretold"), made.out.constData());
    QCOMPARE(fixture.run(words + all.sliced(2, 100) + QStringList{u"--yes"_s}).code, 0);

    for (const QStringList &command : {QStringList{u"plan"_s, u"show"_s, plan}, QStringList{u"apply"_s, plan}}) {
        const auto shown = fixture.run(command);
        QVERIFY2(shown.out.contains("database connections 50 -> 51 of Lock's 50 (over: "), shown.out.constData());
        QVERIFY2(!shown.out.contains("0 -> 1 "), shown.out.constData());
        const Json lock = parsed(fixture.run(command + QStringList{u"--json"_s})).at("findings").at("lock");
        QVERIFY2(lock.size() == 1 && lock[0].get<std::string>().find("50 -> 51") != std::string::npos,
                 lock.dump().c_str());
    }
    const auto unread = fixture.run({u"plan"_s, u"show"_s, plan, u"--no-findings"_s});
    QVERIFY2(unread.out.contains("0 -> 1 of Lock's 50 (as foretold when the plan was made)"), unread.out.constData());
}

void TestPlanFindings::anOrganizationAndItsConnectionsAreReadOnce()
{
    ChangeFixture fixture({Sandbox::scaleEstate({.connections = 3, .organizations = 1}, 1)});
    const Sandbox::TenantState state = fixture.server().state(0); // a copy
    const std::string id = state.organizations.items().front().at("id").get<std::string>();
    const QString path = fixture.file(u"plan.json"_s);
    const auto made = fixture.run({u"metadata"_s, u"set"_s, u"organization"_s, QString::fromStdString(id), u"--set"_s,
                                   u"/metadata/note=\"x\""_s, u"--plan"_s, path});
    QVERIFY2(made.code == 0, made.err.constData());
    // As the window saves it, where both were edited.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    Json plans = Json::parse(file.readAll().toStdString());
    Json &items = plans.at("plans")[0].at("items");
    Json relation = items[0];
    relation["object"]["kind"] = "organization-connections";
    relation["changes"][0]["pointer"] = "/con_x/show_as_button";
    items.push_back(relation);
    QVERIFY(file.resize(0) && file.seek(0) && file.write(QByteArray::fromStdString(plans.dump())) > 0);
    file.close();
    const auto before = fixture.server().requests().size();
    const Json findings = parsed(fixture.run({u"plan"_s, u"show"_s, path, u"--json"_s})).at("findings");
    const auto requests = fixture.server().requests();
    QCOMPARE(std::count_if(requests.begin() + std::ptrdiff_t(before), requests.end(),
                           [&id](const Sandbox::ReceivedRequest &request) {
                               return request.path == "/api/v2/organizations/" + id;
                           }),
             1);
    QVERIFY2(findings.at("appearing").empty() && findings.at("vanishing").empty(), findings.dump().c_str());
}

void TestPlanFindings::aFileOfAuthoritiesIsLookedAt()
{
    ChangeFixture fixture(estate(1));
    const QString plan = savedPlan(fixture);
    for (const QStringList &words : {QStringList{u"plan"_s, u"show"_s, plan}, QStringList{u"apply"_s, plan}}) {
        const auto result = Program::run(words + QStringList{u"--ca-file"_s, u"/absent.pem"_s}, fixture.variables());
        QCOMPARE(result.code, 2);
        QVERIFY2(result.err.contains("/absent.pem"), result.err.constData());
    }
}

QTEST_GUILESS_MAIN(TestPlanFindings)
#include "tst_planfindings.moc"
