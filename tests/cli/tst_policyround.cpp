#include "cli/changefixture.h"
#include "sandbox/seed.h"
#include "support/shareddata.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using Json = nlohmann::json; // the order of members means nothing

namespace {

struct Round
{
    std::map<std::string, std::string> skipped; ///< id to reason
    std::map<std::string, std::string> losses; ///< id to the notes of the plan
    std::size_t done = 0;
};

Round roundOf(const Program::Result &result)
{
    Round round;
    const Json report = Json::parse(result.out.toStdString(), nullptr, false);
    if (!report.is_object()) {
        return round;
    }
    for (const Json &item : report.at("plan").at("items")) {
        round.losses[item.at("object").at("id")] = item.value("notes", Json::array()).dump();
    }
    for (const Json &entry : report.at("results")) {
        // Different: what Auth0 filled in beside the policy.
        if (entry.at("outcome") == "done" || entry.at("outcome") == "different") {
            ++round.done;
        } else {
            round.skipped[entry.at("object").at("id")] = entry.value("reason", entry.at("outcome").get<std::string>());
        }
    }
    return round;
}

std::map<std::string, Json> byId(const std::vector<std::string> &connections)
{
    std::map<std::string, Json> map;
    for (const std::string &text : connections) {
        Json connection = Json::parse(text);
        const std::string id = connection.at("id");
        map[id] = std::move(connection);
    }
    return map;
}

/// The members of options that make up a policy, of either generation.
Json policyOf(const Json &connection)
{
    const Json &options = connection.at("options");
    Json policy = Json::object();
    for (const char *member : {"passwordPolicy", "password_complexity_options", "password_history",
                               "password_dictionary", "password_no_personal_info", "password_options"}) {
        if (options.contains(member)) {
            policy[member] = options.at(member);
        }
    }
    return policy;
}

/// Whether nothing but members that Auth0 fills in at each PATCH is there beyond the start (auth0.md 4.6): what was
/// there is as it was.
bool isOnlyFilledIn(const Json &before, const Json &after, std::map<std::string, int> &filledIn)
{
    for (const Json &change : Json::diff(before, after)) {
        if (change.at("op") != "add") {
            return false;
        }
        ++filledIn[change.at("path")];
    }
    return true;
}

bool isLegacyDatabase(const Json &connection)
{
    return connection.at("strategy") == "auth0"
        && !connection.value("options", Json::object()).contains("password_options");
}

std::string message(const std::string &id, const std::string &text)
{
    return id + ": " + text;
}

} // namespace

/// Every recorded legacy policy to flexible and back, through the program: the same as at the start, or told before.
class TestPolicyRound : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordedPoliciesComeBack();
};

void TestPolicyRound::recordedPoliciesComeBack()
{
    REQUIRE_SHARED(folder, u"recorded-auth0"_s);
    auto seed = Sandbox::loadSeedFolder(folder.toStdString());
    QVERIFY(seed.has_value());
    ChangeFixture fixture({*seed});
    const auto before = byId(fixture.connections());
    const auto run = [&fixture](const QString &to) {
        return roundOf(fixture.run({u"policy"_s, u"set"_s, u"--to"_s, to, u"--yes"_s, u"--json"_s}));
    };
    const Round forth = run(u"flexible"_s);
    const auto between = byId(fixture.connections());
    const Round back = run(u"legacy"_s);
    const auto after = byId(fixture.connections());
    QVERIFY(forth.done > 0 && back.done > 0);

    int legacy = 0;
    int refused = 0;
    int same = 0;
    int filled = 0;
    std::map<std::string, int> reasons;
    std::map<std::string, int> filledIn;
    QStringList told;
    for (const auto &[id, connection] : before) {
        if (!isLegacyDatabase(connection)) {
            continue;
        }
        ++legacy;
        if (forth.skipped.contains(id)) {
            ++refused;
            ++reasons[forth.skipped.at(id)];
            QVERIFY2(after.at(id) == connection, id.c_str()); // and nothing of it was touched
            continue;
        }
        QVERIFY2(between.at(id).at("options").contains("password_options"), id.c_str());
        QVERIFY2(!between.at(id).at("options").contains("passwordPolicy"), id.c_str());
        if (after.at(id) == connection) {
            ++same;
        } else if (policyOf(after.at(id)) == policyOf(connection)) {
            const std::string difference = Json::diff(connection, after.at(id)).dump();
            QVERIFY2(isOnlyFilledIn(connection, after.at(id), filledIn), message(id, difference).c_str());
            ++filled;
        } else {
            const std::string notes = forth.losses.contains(id) ? forth.losses.at(id) : std::string();
            const std::string difference = Json::diff(policyOf(connection), policyOf(after.at(id))).dump();
            QVERIFY2(notes.size() > 2, message(id, difference).c_str());
            told.append(QString::fromStdString(connection.at("name").get<std::string>() + ": " + notes));
        }
    }
    QVERIFY(legacy > 100);
    QVERIFY(same > 0);
    qInfo(
        "%d legacy databases recorded: %d refused, %d converted to flexible and back; of these %d equal the start, %d "
        "but for defaults that Auth0 fills in at any change, %d differ as their plan had told",
        legacy, refused, legacy - refused, same, filled, int(told.size()));
    for (const auto &[reason, count] : reasons) {
        qInfo("refused %d: %s", count, reason.c_str());
    }
    for (const auto &[path, count] : filledIn) {
        qInfo("filled in %d times: %s", count, path.c_str());
    }
    for (const QString &line : std::as_const(told)) {
        qInfo("differs: %s", qPrintable(line));
    }
}

QTEST_GUILESS_MAIN(TestPolicyRound)
#include "tst_policyround.moc"
