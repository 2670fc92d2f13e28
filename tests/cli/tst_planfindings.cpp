#include "cli/changefixture.h"
#include "sandbox/scale.h"

#include <nlohmann/json.hpp>

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
    void whatCannotBeReadIsSaidAndStopsNothing();
    void revertShowsItsRequestsAndFindings();
    void revertOfSwitchesCountsForLock();
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
}

void TestPlanFindings::whatCannotBeReadIsSaidAndStopsNothing()
{
    const Sandbox::ApiClient stranger{"stranger", "stranger-secret", {"read:users"}, {}};
    ChangeFixture fixture(estate(1), {stranger});
    const QString plan = savedPlan(fixture);
    QStringList words = QStringList{u"plan"_s, u"show"_s, plan} + fixture.target();
    words[words.indexOf(u"--client-id"_s) + 1] = u"stranger"_s;
    auto variables = fixture.variables();
    variables[u"AUTH0_CLIENT_SECRET"_s] = u"stranger-secret"_s;
    const auto shown = Program::run(words, variables);
    QCOMPARE(shown.code, 0);
    QVERIFY2(shown.out.contains("findings not computed: ") && shown.out.contains("read:connections"),
             shown.out.constData());
    QVERIFY(shown.out.contains("(as foretold when the plan was made)"));
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

QTEST_GUILESS_MAIN(TestPlanFindings)
#include "tst_planfindings.moc"
