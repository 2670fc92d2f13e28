#include "cli/changefixture.h"
#include "sandbox/defaultestate.h"
#include "sandbox/scale.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <set>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

std::map<std::string, int> outcomes(const Json &report)
{
    std::map<std::string, int> counts;
    for (const Json &result : report.at("results")) {
        ++counts[result.at("outcome").get<std::string>()];
    }
    return counts;
}

Json parsed(const Program::Result &result)
{
    return Json::parse(result.out.toStdString());
}

const QStringList minimum{u"policy"_s, u"set"_s, u"--where"_s, u"min_length<14"_s, u"--set"_s, u"min_length=14"_s};

} // namespace

/// Commands that write, from the plan to the way back.
class TestChangeCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsThePlanAndChangesNothing();
    void appliesAndRevertsToTheSameBytes();
    void savedPlanIsShownAndApplied();
    void conflictWritesNothing();
    void partOfItIsTold();
    void missingScopeEndsWithThree();
    void productionAsksForItsName();
    void allSkippedIsDone();
    void onlyRaisingLowersNothing();
    void convertsAndNamesTheLosses();
    void ownTemplatesAreKnownByTheirNames();
    void aFieldThatNothingHasIsRefused();
    void whatIsProposedCanBeRun();
    void badWordsAreRefused_data();
    void badWordsAreRefused();
    void killedRunsResume();
};

void TestChangeCommands::printsThePlanAndChangesNothing()
{
    ChangeFixture fixture(Sandbox::defaultEstate());
    const auto before = fixture.connections();
    const auto result = fixture.run(minimum + QStringList{u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Json report = parsed(result);
    QVERIFY(outcomes(report)["pending"] > 40);
    const Json &item = report.at("plan").at("items").at(0);
    QCOMPARE(item.at("requests").at(0).at("method").get<std::string>(), std::string("PATCH"));
    QVERIFY(item.at("requests").at(0).at("body").contains("options"));
    QVERIFY(result.err.contains("--yes"));
    QCOMPARE(fixture.writes(), 0);
    QCOMPARE(fixture.connections(), before);
}

void TestChangeCommands::appliesAndRevertsToTheSameBytes()
{
    ChangeFixture fixture(Sandbox::defaultEstate());
    const auto before = fixture.connections();
    const auto applied = fixture.run(minimum + QStringList{u"--yes"_s, u"--json"_s});
    QVERIFY2(applied.code == 0, applied.err.constData());
    const Json report = parsed(applied);
    const int done = outcomes(report)["done"];
    QVERIFY(done > 40);
    QCOMPARE(fixture.writes(), done);
    const auto left = fixture.run({u"policy"_s, u"show"_s, u"--json"_s, u"--where"_s, u"min_length<14"_s});
    for (const Json &row : parsed(left)) {
        const std::string generation = row.at("generation").get<std::string>();
        QVERIFY2(generation == "both" || row.at("custom_database") == true, row.dump().c_str());
    }

    const QString id = QString::fromStdString(report.at("plan").at("id").get<std::string>());
    const auto reverted = fixture.run({u"revert"_s, id.left(8), u"--yes"_s});
    QVERIFY2(reverted.code == 0, reverted.err.constData());
    QCOMPARE(fixture.connections(), before);
}

void TestChangeCommands::savedPlanIsShownAndApplied()
{
    ChangeFixture fixture(Sandbox::defaultEstate());
    const QString plan = fixture.file(u"plan.json"_s);
    QVERIFY(fixture.run(minimum + QStringList{u"--plan"_s, plan}).code == 0);
    QVERIFY(!(QFile::permissions(plan) & (QFile::ReadGroup | QFile::ReadOther)));
    const auto shown = Program::run({u"plan"_s, u"show"_s, plan}, fixture.variables());
    QVERIFY2(shown.code == 0, shown.err.constData());
    QVERIFY(shown.out.contains("PATCH /api/v2/connections/con_"));
    QVERIFY(shown.out.contains("min_length"));

    QVERIFY(fixture.run({u"apply"_s, plan}).code == 0);
    QCOMPARE(fixture.writes(), 0);
    QVERIFY(fixture.run({u"apply"_s, plan, u"--yes"_s}).code == 0);
    const int writes = fixture.writes();
    QVERIFY(writes > 40);
    const auto again = fixture.run({u"apply"_s, plan, u"--yes"_s});
    QCOMPARE(again.code, 0);
    QVERIFY(again.err.contains("nothing was sent again"));
    QCOMPARE(fixture.writes(), writes);

    ChangeFixture other(Sandbox::defaultEstate());
    QCOMPARE(other.run({u"apply"_s, plan, u"--yes"_s}).code, 2);
    QCOMPARE(other.writes(), 0);
}

void TestChangeCommands::conflictWritesNothing()
{
    ChangeFixture fixture({Sandbox::scaleEstate({.connections = 1, .applications = 1}, 1)});
    fixture.server().change(0, [](Sandbox::TenantState &state) {
        const std::string id = state.connections.items().front().at("id").get<std::string>();
        Sandbox::Json &connection = *state.connections.find(id);
        connection["strategy"] = "auth0";
        connection["options"] = {{"passwordPolicy", "good"}, {"password_complexity_options", {{"min_length", 8}}}};
    });
    const QString plan = fixture.file(u"plan.json"_s);
    QVERIFY(fixture.run(minimum + QStringList{u"--plan"_s, plan}).code == 0);
    fixture.server().change(0, [](Sandbox::TenantState &state) {
        const std::string id = state.connections.items().front().at("id").get<std::string>();
        (*state.connections.find(id))["options"]["password_complexity_options"]["min_length"] = 9;
    });
    const auto result = fixture.run({u"apply"_s, plan, u"--yes"_s});
    QCOMPARE(result.code, 5);
    QVERIFY(result.out.contains("seen 8, wanted 14, now 9"));
    QCOMPARE(fixture.writes(), 0);
}

void TestChangeCommands::partOfItIsTold()
{
    ChangeFixture fixture(Sandbox::defaultEstate());
    const QString plan = fixture.file(u"plan.json"_s);
    QVERIFY(fixture.run(minimum + QStringList{u"--plan"_s, plan}).code == 0);
    QFile file(plan);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Json saved = Json::parse(file.readAll().toStdString());
    const std::string gone = saved["plans"][0]["items"][1]["object"]["id"].get<std::string>();
    fixture.server().change(0, [&gone](Sandbox::TenantState &state) { state.connections.remove(gone); });
    const auto result = fixture.run({u"apply"_s, plan, u"--yes"_s, u"--json"_s});
    QCOMPARE(result.code, 6);
    const auto counts = outcomes(parsed(result));
    QCOMPARE(counts.at("failed"), 1);
    QCOMPARE(counts.at("done"), int(saved["plans"][0]["items"].size()) - 1);
}

void TestChangeCommands::missingScopeEndsWithThree()
{
    const Sandbox::ApiClient reader{"reader", "reader-secret", {"read:connections", "read:connections_options"}, {}};
    ChangeFixture fixture(Sandbox::defaultEstate(), {reader});
    QStringList words = minimum + QStringList{u"--yes"_s} + fixture.target();
    words[words.indexOf(u"--client-id"_s) + 1] = u"reader"_s;
    auto variables = fixture.variables();
    variables[u"AUTH0_CLIENT_SECRET"_s] = u"reader-secret"_s;
    const auto result = Program::run(words, variables);
    QCOMPARE(result.code, 3);
    QVERIFY(result.err.contains("update:connections"));
    QCOMPARE(fixture.writes(), 0);
}

void TestChangeCommands::productionAsksForItsName()
{
    // Nothing answers there, and nothing needs to: the check comes before the sending, the reading fails first.
    const auto result = Program::run(
        minimum + QStringList{u"--yes"_s, u"--domain"_s, u"acme.invalid"_s, u"--client-id"_s, u"x"_s, u"--no-input"_s},
        {{u"AUTH0_CLIENT_SECRET"_s, u"x"_s}});
    QVERIFY(result.code != 0);
}

void TestChangeCommands::allSkippedIsDone()
{
    ChangeFixture fixture(Sandbox::defaultEstate());
    const auto result = fixture.run({u"policy"_s, u"set"_s, u"--where"_s, u"name~legacy-store"_s, u"--set"_s,
                                     u"min_length=14"_s, u"--yes"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Json report = parsed(result);
    QVERIFY(outcomes(report)["skipped"] > 0);
    QCOMPARE(int(report.at("results").size()), outcomes(report)["skipped"]);
    QVERIFY(report.at("results")[0].at("reason").get<std::string>().find("custom database") != std::string::npos);
    QCOMPARE(fixture.writes(), 0);
}

void TestChangeCommands::onlyRaisingLowersNothing()
{
    ChangeFixture fixture(Sandbox::defaultEstate());
    const auto lengths = [&fixture] {
        std::map<std::string, int> all;
        for (const Json &row : parsed(fixture.run({u"policy"_s, u"show"_s, u"--json"_s}))) {
            all[row.at("id").get<std::string>()] = row.at("min_length").is_null() ? 0 : row.at("min_length").get<int>();
        }
        return all;
    };
    const auto before = lengths();
    const auto result
        = fixture.run({u"policy"_s, u"set"_s, u"--set"_s, u"min_length=10"_s, u"--only-raise"_s, u"--yes"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(fixture.writes() > 0);
    int longer = 0;
    for (const auto &[id, length] : lengths()) {
        QVERIFY2(length >= before.at(id), id.c_str());
        longer += before.at(id) > 10 ? 1 : 0;
    }
    QVERIFY(longer > 0); // there was something to leave alone
}

void TestChangeCommands::convertsAndNamesTheLosses()
{
    ChangeFixture fixture(Sandbox::defaultEstate());
    const auto before = fixture.connections();
    const auto result = fixture.run({u"policy"_s, u"set"_s, u"--to"_s, u"flexible"_s, u"--yes"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Json report = parsed(result);
    QVERIFY(outcomes(report)["done"] > 40);
    const auto &items = report.at("plan").at("items");
    QVERIFY(std::any_of(items.begin(), items.end(), [](const Json &item) { return item.contains("notes"); }));
    const QString id = QString::fromStdString(report.at("plan").at("id").get<std::string>());
    const auto back = fixture.run({u"revert"_s, id, u"--yes"_s, u"--json"_s});
    // A connection that held both generations cannot be given both again, which the plan has said before.
    QCOMPARE(back.code, 6);
    std::set<std::string> foretold;
    for (const Json &item : items) {
        if (item.value("notes", Json::array()).dump().find("cannot be undone") != std::string::npos) {
            foretold.insert(item.at("object").at("id").get<std::string>());
        }
    }
    QVERIFY(!foretold.empty());
    for (const Json &entry : parsed(back).at("results")) {
        const bool isBack = entry.at("outcome") == "done";
        QCOMPARE(isBack, !foretold.contains(entry.at("object").at("id").get<std::string>()));
    }
    const auto after = fixture.connections();
    for (std::size_t i = 0; i < before.size(); ++i) {
        QCOMPARE(after[i] == before[i], !foretold.contains(Json::parse(before[i]).at("id").get<std::string>()));
    }
}

void TestChangeCommands::ownTemplatesAreKnownByTheirNames()
{
    ChangeFixture fixture({Sandbox::scaleEstate({.connections = 1, .applications = 1}, 1)});
    QVERIFY(QDir().mkpath(fixture.file(u"config/tenantry/policy-templates"_s)));
    QFile own(fixture.file(u"config/tenantry/policy-templates/our-house.json"_s));
    QVERIFY(own.open(QIODevice::WriteOnly));
    own.write(R"({"name":"Our house","settings":{"min_length":19}})");
    own.close();
    const QStringList words{u"policy"_s, u"set"_s, u"--yes"_s, u"--template"_s};
    const auto other = fixture.run(words + QStringList{u"our-hose"_s});
    QCOMPARE(other.code, 2);
    QVERIFY2(other.err.contains("our-house"), other.err.constData()); // it is among those that could be meant
    const auto result = fixture.run(words + QStringList{u"our-house"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(fixture.connections().front().find("\"min_length\":19") != std::string::npos);
}

void TestChangeCommands::aFieldThatNothingHasIsRefused()
{
    ChangeFixture fixture({Sandbox::scaleEstate({.connections = 6, .applications = 1}, 1)});
    const QStringList words{u"policy"_s, u"set"_s, u"--yes"_s, u"--set"_s, u"min_length=14"_s, u"--where"_s};
    const auto slip = fixture.run(words + QStringList{u"min_lenght!=14"_s});
    QCOMPARE(slip.code, 2);
    QVERIFY2(slip.err.contains("min_lenght"), slip.err.constData());
    QCOMPARE(fixture.writes(), 0);
    const auto path = fixture.run(words + QStringList{u"options.brute_force_protection!=nothing"_s});
    QVERIFY2(path.code == 0, path.err.constData());
    const auto none = fixture.run(words + QStringList{u"name=nobody"_s});
    QVERIFY2(none.code == 0 && none.err.contains("no database connection matches"), none.err.constData());
    const auto again = fixture.run(words + QStringList{u"options.brute_force_protection!=nothing"_s});
    QVERIFY2(again.code == 0 && again.err.contains("there is nothing to change."), again.err.constData());
}

/// A proposal names the Auth0 tenant as the command did, so that it runs as it is.
void TestChangeCommands::whatIsProposedCanBeRun()
{
    ChangeFixture fixture({Sandbox::scaleEstate({.connections = 1, .applications = 1}, 1)});
    const auto result = fixture.run({u"policy"_s, u"set"_s, u"--set"_s, u"min_length=19"_s, u"--yes"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const QString out = QString::fromUtf8(result.out);
    const qsizetype start = out.indexOf("tenantry-cli revert"_L1);
    QVERIFY2(start >= 0, result.out.constData());
    QStringList proposed
        = QProcess::splitCommand(out.mid(start, out.indexOf(" takes it back"_L1) - start).replace(u'\'', u'"'));
    proposed.removeFirst();
    const auto reverted = Program::run(proposed, fixture.variables());
    QVERIFY2(reverted.code == 0, reverted.err.constData());
    QCOMPARE(fixture.writes(), 2);
}

void TestChangeCommands::badWordsAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nothing to set") << QStringList{u"policy"_s, u"set"_s} << QByteArray("--set");
    QTest::newRow("an unknown key") << QStringList{u"policy"_s, u"set"_s, u"--set"_s, u"length=3"_s}
                                    << QByteArray("length=3");
    QTest::newRow("an impossible value") << QStringList{u"policy"_s, u"set"_s, u"--set"_s, u"min_length=900"_s}
                                         << QByteArray("min_length");
    QTest::newRow("nothing to raise") << QStringList{u"policy"_s, u"set"_s, u"--set"_s, u"level=good"_s,
                                                     u"--only-raise"_s}
                                      << QByteArray("min_length");
    QTest::newRow("no such generation") << QStringList{u"policy"_s, u"set"_s, u"--to"_s, u"both"_s}
                                        << QByteArray("flexible or legacy");
    QTest::newRow("no such template") << QStringList{u"policy"_s, u"set"_s, u"--template"_s, u"nist"_s}
                                      << QByteArray("nist-800-63b");
    QTest::newRow("no plan") << QStringList{u"apply"_s, u"/nowhere/plan.json"_s} << QByteArray("plan.json");
    QTest::newRow("nothing to take back") << QStringList{u"revert"_s, u"0000"_s} << QByteArray("0000");
}

void TestChangeCommands::badWordsAreRefused()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, says);
    ChangeFixture fixture({Sandbox::scaleEstate({.connections = 1, .applications = 1}, 1)});
    const auto result = fixture.run(words);
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains(says), result.err.constData());
    QVERIFY(result.err.contains("What to do:"));
}

/// A batch of 200 writes, killed at random points until it is through, and the next one, until it was 50 points.
void TestChangeCommands::killedRunsResume()
{
    const bool isSoak = qEnvironmentVariableIsSet("TENANTRY_SOAK");
    const int wantedKills = isSoak ? 50 : 4;
    const std::size_t all = isSoak ? 330 : 160; // of which seven in ten are databases
    const int least = isSoak ? 200 : 100;
    int killsAmidst = 0; // after the first write, before the last
    int rounds = 0;
    for (; killsAmidst < wantedKills && rounds < 50; ++rounds) {
        ChangeFixture fixture({Sandbox::scaleEstate({.connections = all, .applications = 1}, std::uint64_t(rounds))});
        const QString plan = fixture.file(u"plan.json"_s);
        const QStringList words{u"policy"_s, u"set"_s, u"--set"_s, u"history_size=9"_s, u"--plan"_s, plan};
        QVERIFY(fixture.run(words).code == 0);
        QFile file(plan);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Json saved = Json::parse(file.readAll().toStdString());
        const auto planned = int(saved["plans"][0]["items"].size());
        QVERIFY2(planned >= least, qPrintable(QString::number(planned)));
        Program::Result last;
        for (int tries = 0; tries < 100 && last.code != 0; ++tries) {
            QProcess process;
            process.setProcessEnvironment(Program::environment(fixture.variables()));
            process.start(Program::path(),
                          QStringList{u"apply"_s, plan, u"--yes"_s, u"--json"_s, u"--no-findings"_s}
                              + fixture.target());
            QVERIFY(process.waitForStarted());
            if (!process.waitForFinished(QRandomGenerator::global()->bounded(50, 500 + 50 * tries))) {
                process.kill();
                QVERIFY(process.waitForFinished());
                const int written = fixture.writes();
                killsAmidst += written > 0 && written < planned ? 1 : 0;
                continue;
            }
            last = {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
            const QByteArray told = "round " + QByteArray::number(rounds) + ", status "
                + QByteArray::number(int(process.exitStatus())) + ", code " + QByteArray::number(last.code) + '\n'
                + last.err + last.out.left(2000);
            QVERIFY2(last.code == 0, told.constData());
        }
        QCOMPARE(last.code, 0);
        // Nothing twice, nothing left out, each told as what it is.
        std::map<std::string, int> writes;
        for (const Sandbox::ReceivedRequest &request : fixture.server().requests()) {
            writes[request.path] += request.method == "PATCH" ? 1 : 0;
        }
        for (const Json &item : saved["plans"][0]["items"]) {
            const std::string id = item["object"]["id"].get<std::string>();
            QVERIFY2(writes["/api/v2/connections/" + id] == 1, id.c_str());
        }
        QCOMPARE(fixture.writes(), planned);
        QCOMPARE(outcomes(parsed(last))["done"], planned);
    }
    qInfo("%d batches, killed %d times between their first and their last write", rounds, killsAmidst);
    QVERIFY2(killsAmidst >= wantedKills, qPrintable(QString::number(killsAmidst)));
}

QTEST_GUILESS_MAIN(TestChangeCommands)
#include "tst_changecommands.moc"
