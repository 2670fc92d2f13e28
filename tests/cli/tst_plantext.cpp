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

/// One database connection with a policy, a long list of words and a secret; and an application.
std::vector<Sandbox::TenantState> estate(int minLength)
{
    std::vector<Sandbox::TenantState> tenants{
        Sandbox::scaleEstate({.connections = 1, .applications = 2, .organizations = 0, .users = 2}, 1)};
    const std::string id = tenants[0].connections.items().front().at("id").get<std::string>();
    Json words = Json::array();
    for (int i = 0; i < 60; ++i) {
        words.push_back("forbidden-word-" + std::to_string(i));
    }
    Json &connection = *tenants[0].connections.find(id);
    connection["strategy"] = "auth0";
    connection["options"] = {{"passwordPolicy", "good"},
                             {"password_complexity_options", {{"min_length", minLength}}},
                             {"password_dictionary", {{"enable", true}, {"dictionary", words}}},
                             {"api_secret", "CANARY"},
                             {"client_secret", "CANARY"}};
    return tenants;
}

/// The request of a plan's text: all that is indented deeper below its line, as JSON.
Json bodyBelow(const QByteArray &out, const QByteArray &line)
{
    QByteArray body;
    bool isBelow = false;
    for (const QByteArray &own : out.split('\n')) {
        if (own.trimmed().startsWith(line)) {
            isBelow = true;
        } else if (isBelow && own.startsWith("      ")) {
            body += own.trimmed();
        } else if (isBelow) {
            break;
        }
    }
    return Json::parse(body.toStdString(), nullptr, false);
}

QStringList policySet(const QString &setting)
{
    return {u"policy"_s, u"set"_s, u"--set"_s, setting};
}

} // namespace

/// What the printed plan tells: the exact requests, and what they make of the findings.
class TestPlanText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodiesAreWholeAndMasked();
    void leavesAreCalledWhatPeopleCallThem();
    void whatWasTakenBackIsSaidSo();
    void weakeningIsSaidInAWord();
    void findingsThatWouldVanishAreTold();
    void findingsCostNoRequest();
    void whatCannotBeComputedIsSaid();
    void enableForetellsWhatLockShows();
    void metadataForetellsToo();
};

void TestPlanText::bodiesAreWholeAndMasked()
{
    ChangeFixture fixture(estate(6));
    const auto result = fixture.run(policySet(u"min_length=14"_s));
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(!result.out.contains("CANARY"));
    const Json body = bodyBelow(result.out, "PATCH /api/v2/connections/");
    QVERIFY2(body.is_object(), result.out.constData());
    const Json json = parsed(fixture.run(policySet(u"min_length=14"_s) + QStringList{u"--json"_s}));
    QCOMPARE(body.dump(), json.at("plan").at("items")[0].at("requests")[0].at("body").dump());
    QCOMPARE(int(body.at("options").at("password_dictionary").at("dictionary").size()), 60);
    QCOMPARE(body.at("options").at("client_secret").get<std::string>(), std::string("[REDACTED]"));
    // A saved plan shows the same.
    const QString plan = fixture.file(u"plan.json"_s);
    QVERIFY(fixture.run(policySet(u"min_length=14"_s) + QStringList{u"--plan"_s, plan}).code == 0);
    const auto shown = Program::run({u"plan"_s, u"show"_s, plan}, fixture.variables());
    QCOMPARE(bodyBelow(shown.out, "PATCH /api/v2/connections/").dump(), body.dump());
}

void TestPlanText::leavesAreCalledWhatPeopleCallThem()
{
    auto tenants = estate(6);
    const std::string id = tenants[0].connections.items().front().at("id").get<std::string>();
    (*tenants[0].connections.find(id))["options"] = {{"brute_force_protection", true}};
    ChangeFixture fixture(tenants);
    const auto result = fixture.run(policySet(u"min_length=14"_s));
    QVERIFY2(result.out.contains("Minimum length (/options/password_complexity_options/min_length): 1 (default) -> 14"),
             result.out.constData());
}

void TestPlanText::whatWasTakenBackIsSaidSo()
{
    const ChangeFixture fixture(estate(8));
    const QString plan = fixture.file(u"plan.json"_s);
    QCOMPARE(fixture.run(policySet(u"min_length=14"_s) << u"--plan"_s << plan).code, 0);
    const QStringList apply{u"apply"_s, plan, u"--yes"_s};
    const auto applied = fixture.run(apply + QStringList{u"--json"_s});
    const std::string id = parsed(applied).at("plan").at("id").get<std::string>();
    QVERIFY(!fixture.run(apply).err.contains("taken back"));
    QCOMPARE(fixture.run({u"revert"_s, QString::fromStdString(id), u"--yes"_s}).code, 0);
    const auto again = fixture.run(apply);
    QCOMPARE(again.code, 0);
    QVERIFY2(again.err.contains("was taken back by "), again.err.constData());
    QVERIFY2(again.err.contains("make a fresh plan"), again.err.constData());
    QVERIFY2(again.out.contains("It was taken back by "), again.out.constData());
    const auto printed = fixture.run({u"apply"_s, plan});
    QVERIFY2(printed.err.contains("was taken back by "), printed.err.constData());
    QVERIFY2(!printed.err.contains("--yes"), printed.err.constData());
}

void TestPlanText::weakeningIsSaidInAWord()
{
    ChangeFixture fixture(estate(14));
    const auto result = fixture.run(policySet(u"min_length=6"_s));
    QVERIFY2(result.out.contains("14 -> 6  ▼ weaker"), result.out.constData());
    QVERIFY(result.out.contains("finding would appear: "));
    const auto stronger = fixture.run(policySet(u"min_length=20"_s));
    QVERIFY2(!stronger.out.contains("weaker"), stronger.out.constData());
}

void TestPlanText::findingsThatWouldVanishAreTold()
{
    ChangeFixture fixture(estate(6));
    const auto result = fixture.run(policySet(u"min_length=14"_s));
    QVERIFY2(result.out.contains("finding would vanish: ") && result.out.contains("Very short passwords are taken"),
             result.out.constData());
    const Json findings = parsed(fixture.run(policySet(u"min_length=14"_s) + QStringList{u"--json"_s})).at("findings");
    QCOMPARE(findings.at("vanishing").size(), std::size_t(1));
    QCOMPARE(findings.at("vanishing")[0].at("id").get<std::string>(), std::string("policy.weak"));
    QCOMPARE(findings.at("appearing").size(), std::size_t(0));
    const auto history = fixture.run(policySet(u"history_size=9"_s));
    QVERIFY2(history.out.contains("finding would vanish: ") && history.out.contains("Old passwords are taken again"),
             history.out.constData());
    const auto none = fixture.run(policySet(u"min_length=7"_s)); // as short as before, by the checks
    QVERIFY2(none.out.contains("findings: none would appear, vanish or change"), none.out.constData());
}

void TestPlanText::findingsCostNoRequest()
{
    ChangeFixture fixture(estate(6));
    QVERIFY(fixture.run(policySet(u"min_length=14"_s)).code == 0);
    int reads = 0;
    for (const Sandbox::ReceivedRequest &request : fixture.server().requests()) {
        reads += request.path == "/oauth/token" ? 0 : 1;
    }
    QCOMPARE(reads, 1); // the connections, which the plan is made of
}

void TestPlanText::whatCannotBeComputedIsSaid()
{
    ChangeFixture fixture(estate(6));
    const auto result = fixture.run(policySet(u"min_length=14"_s));
    QVERIFY2(result.out.contains("findings not computed: lock.minimum-length-mix"), result.out.constData());
    QVERIFY2(result.out.contains("needs the applications, which connections are enabled for which applications"),
             result.out.constData());
}

void TestPlanText::enableForetellsWhatLockShows()
{
    ChangeFixture fixture({Sandbox::scaleEstate({.connections = 120, .applications = 2}, 1)});
    const Sandbox::TenantState state = fixture.server().state(0); // a copy, which must outlive the loop
    QStringList words{u"enable"_s, u"--json"_s, u"--application"_s};
    words << QString::fromStdString(state.clients.items().front().at("client_id").get<std::string>());
    int count = 0;
    for (const Json &connection : state.connections.items()) {
        if (connection.at("strategy") == "auth0" && count < 60) {
            words << u"--connection"_s << QString::fromStdString(connection.at("id").get<std::string>());
            ++count;
        }
    }
    QVERIFY(count > 50);
    const auto result = fixture.run(words);
    QVERIFY2(result.code == 0, result.err.constData());
    const Json findings = parsed(result).at("findings");
    const std::string told = findings.dump();
    QVERIFY2(told.find("lock.database-connections") != std::string::npos, told.c_str());
    QVERIFY2(findings.at("not_computed").dump().find("application.no-connection") != std::string::npos, told.c_str());
    // The lines call the application by its name.
    words.removeOne(u"--json"_s);
    const std::string name = state.clients.items().front().at("name").get<std::string>();
    const auto text = fixture.run(words);
    QVERIFY2(text.out.contains(QByteArray::fromStdString(name + " (/")), text.out.left(2000).constData());
}

void TestPlanText::metadataForetellsToo()
{
    ChangeFixture fixture(estate(6));
    const QString user
        = QString::fromStdString(fixture.server().state(0).users.items().front().at("user_id").get<std::string>());
    const QString large = u'"' + QString(3000, u'x') + u'"';
    const auto result
        = fixture.run({u"metadata"_s, u"set"_s, u"user"_s, user, u"--set"_s, u"/app_metadata/a="_s + large});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.contains("finding would appear: "), result.out.constData());
    QVERIFY(result.out.contains(QByteArray(3000, 'x'))); // the body is whole
    QVERIFY2(result.out.contains("user.mixed-metadata-types (needs the other users"), result.out.constData());
}

QTEST_GUILESS_MAIN(TestPlanText)
#include "tst_plantext.moc"
