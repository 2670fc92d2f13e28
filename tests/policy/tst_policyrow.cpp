#include "policy/policydeviation.h"
#include "support/shareddata.h"
#include "json/value.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using Policy::Direction;
using Policy::Key;

namespace {

QByteArray connection(const QByteArray &options)
{
    return R"({"id":"con_1","name":"acme","strategy":"auth0","options":)" + options + '}';
}

Policy::PolicyRow rowOf(const QByteArray &options)
{
    return *Policy::policyRow(connection(options));
}

Json::Value jsonOf(const QByteArray &options)
{
    return *Json::parse(Policy::json(rowOf(options), u"Prod"_s));
}

/// "key direction" of each deviation.
QStringList told(const QList<Policy::Deviation> &deviations)
{
    QStringList lines;
    for (const Policy::Deviation &deviation : deviations) {
        lines.append(Policy::nameOf(deviation.key) + u' ' + Policy::nameOf(deviation.direction));
    }
    return lines;
}

} // namespace

class TestPolicyRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyDatabaseConnectionsHaveARow();
    void legacyAndFlexibleHaveTheSameColumns();
    void bothGenerationsStandSideBySide();
    void switchesAreThereOrUnknown();
    void withoutOptionsNothingIsClaimed();
    void recordedConnectionsHaveRows();
    void deviationsSayWhichWay_data();
    void deviationsSayWhichWay();
    void whatTheBaselineLeavesOpenIsFree();
    void eachReadingDeviatesForItself();
    void aReadingDoesNotDeviateFromItself();
};

void TestPolicyRow::onlyDatabaseConnectionsHaveARow()
{
    QVERIFY(!Policy::policyRow(R"({"id":"con_1","strategy":"samlp","options":{}})"));
    QVERIFY(!Policy::policyRow("[]"));
    QVERIFY(!Policy::policyRow("{"));
    QCOMPARE(rowOf("{}").name, u"acme"_s);
}

void TestPolicyRow::legacyAndFlexibleHaveTheSameColumns()
{
    const Json::Value legacy
        = jsonOf(R"({"passwordPolicy":"excellent","password_dictionary":{"enable":true,"dictionary":["acme"]},)"
                 R"("password_history":{"enable":true,"size":4},"password_no_personal_info":{"enable":true}})");
    QCOMPARE(Json::write(legacy["tenant"]), R"("Prod")");
    QCOMPARE(Json::write(legacy["generation"]), R"("legacy")");
    QCOMPARE(Json::write(legacy["level"]), R"("excellent")");
    QCOMPARE(Json::write(legacy["min_length"]), "10");
    QCOMPARE(Json::write(legacy["character_type_rule"]), R"("three_of_four")");
    QCOMPARE(Json::write(legacy["identical_characters"]), R"("block")");
    QCOMPARE(Json::write(legacy["sequential_characters"]), R"("allow")");
    QCOMPARE(Json::write(legacy["max_length_exceeded"]), R"("truncate")");
    QCOMPARE(Json::write(legacy["dictionary"]), "true");
    QCOMPARE(Json::write(legacy["dictionary_name"]), R"("en_10k")");
    QCOMPARE(Json::write(legacy["dictionary_words"]), R"(["acme"])");
    QCOMPARE(Json::write(legacy["history_size"]), "4");
    QCOMPARE(Json::write(legacy["profile_data"]), "true");
    QCOMPARE(legacy["blocked_fields"].size(), std::size_t(7));
    const Json::Value flexible = jsonOf(R"({"password_options":{"complexity":{"min_length":20}}})");
    QCOMPARE(Json::write(flexible["generation"]), R"("flexible")");
    QCOMPARE(Json::write(flexible["min_length"]), "20");
    QVERIFY(flexible["level"].is_null());
    QCOMPARE(Json::write(flexible["dictionary"]), "false");
    QVERIFY(flexible["dictionary_name"].is_null());
    QCOMPARE(Json::write(flexible["max_length_exceeded"]), R"("error")");
    QStringList ours;
    QStringList theirs;
    for (const auto &[key, value] : legacy.items()) {
        ours.append(Json::toQString(key));
    }
    for (const auto &[key, value] : flexible.items()) {
        theirs.append(Json::toQString(key));
    }
    QCOMPARE(ours, theirs);
}

void TestPolicyRow::bothGenerationsStandSideBySide()
{
    const Json::Value both = jsonOf(R"({"passwordPolicy":"good","password_options":{"complexity":{"min_length":15}}})");
    QCOMPARE(Json::write(both["generation"]), R"("both")");
    QCOMPARE(both["readings"].size(), std::size_t(2));
    QCOMPARE(Json::write(both["readings"][0]["generation"]), R"("legacy")");
    QCOMPARE(Json::write(both["readings"][0]["min_length"]), "8");
    QCOMPARE(Json::write(both["readings"][1]["generation"]), R"("flexible")");
    QCOMPARE(Json::write(both["readings"][1]["min_length"]), "15");
    QCOMPARE(Json::write(both["min_length"]), "8"); // what is certain to be asked for
    QVERIFY(both["max_length_exceeded"].is_null()); // truncate here, error there
    QCOMPARE(Json::write(both["sequential_characters"]), R"("allow")"); // in both
}

void TestPolicyRow::switchesAreThereOrUnknown()
{
    const Json::Value row = jsonOf(
        R"({"disable_signup":true,"disable_self_service_change_password":false,"enabledDatabaseCustomization":true,)"
        R"("authentication_methods":{"password":{"enabled":true,"api_behavior":"optional","signup_behavior":"block"}}})");
    QCOMPARE(Json::write(row["disable_signup"]), "true");
    QCOMPARE(Json::write(row["disable_self_service_change_password"]), "false");
    QCOMPARE(Json::write(row["custom_database"]), "true");
    QCOMPARE(Json::write(row["password_enabled"]), "true");
    QCOMPARE(Json::write(row["api_behavior"]), R"("optional")");
    QCOMPARE(Json::write(row["signup_behavior"]), R"("block")");
    const Json::Value bare = jsonOf("{}");
    for (const char *member : {"disable_signup", "disable_self_service_change_password", "password_enabled",
                               "api_behavior", "signup_behavior"}) {
        QVERIFY2(bare.contains(member) && bare[member].is_null(), member);
    }
    QCOMPARE(Json::write(bare["generation"]), R"("none")");
    QCOMPARE(Json::write(bare["custom_database"]), "false");
}

void TestPolicyRow::withoutOptionsNothingIsClaimed()
{
    const auto row = Policy::policyRow(R"({"id":"con_1","name":"acme","strategy":"auth0"})");
    QVERIFY(row && !row->hasOptions);
    const Json::Value object = *Json::parse(Policy::json(*row, u"Prod"_s));
    QCOMPARE(Json::write(object["has_options"]), "false");
    for (const char *member :
         {"generation", "min_length", "level", "dictionary", "custom_database", "disable_signup"}) {
        QVERIFY2(object[member].is_null(), member);
    }
    QVERIFY(object["readings"].empty());
}

void TestPolicyRow::recordedConnectionsHaveRows()
{
    REQUIRE_SHARED(path, u"recorded-auth0/connections.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    int rows = 0;
    int both = 0;
    const auto connections = Json::parse(file.readAll());
    QVERIFY(connections);
    for (const Json::Value &object : *connections) {
        if (const auto row = Policy::policyRow(Json::write(object))) {
            ++rows;
            both += row->generation == Domain::PolicyGeneration::Both ? 1 : 0;
            QVERIFY(row->policy.minLength() >= 1);
        }
    }
    QCOMPARE(rows, 185);
    QCOMPARE(both, 3);
}

void TestPolicyRow::deviationsSayWhichWay_data()
{
    QTest::addColumn<QString>("baseline");
    QTest::addColumn<QByteArray>("complexity");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &baseline, const QByteArray &options, const QString &expected) {
        QTest::newRow(name) << baseline << R"({"password_options":{)" + options + "}}" << expected;
    };
    row("shorter", u"min_length=16"_s, "", u"weaker"_s);
    row("longer", u"min_length=14"_s, "", u"stronger"_s);
    row("equal", u"min_length=15"_s, "", QString());
    row("fewer types", u"character_types=uppercase,number"_s, R"("complexity":{"character_types":["number"]})",
        u"looser"_s);
    row("more types", u"character_types=number"_s, R"("complexity":{"character_types":["special","number"]})",
        u"stricter"_s);
    row("other types", u"character_types=special"_s, R"("complexity":{"character_types":["number"]})", u"different"_s);
    row("order", u"character_types=special,number"_s, R"("complexity":{"character_types":["number","special"]})",
        QString());
    row("identical", u"identical_characters=block"_s, "", u"looser"_s);
    row("over-length", u"max_length_exceeded=truncate"_s, "", u"stronger"_s);
    row("dictionary off", u"dictionary=on"_s, "", u"weaker"_s);
    row("any dictionary", u"dictionary=on"_s, R"("dictionary":{"active":true,"default":"en_10k"})", QString());
    row("smaller dictionary", u"dictionary=en_100k"_s, R"("dictionary":{"active":true,"default":"en_10k"})",
        u"weaker"_s);
    row("history", u"history_size=2"_s, R"("history":{"active":true,"size":24})", u"stronger"_s);
    row("profile data", u"profile_data=on"_s, "", u"weaker"_s);
    row("a level is for legacy", u"level=excellent"_s, "", QString());
}

void TestPolicyRow::deviationsSayWhichWay()
{
    QFETCH(QString, baseline);
    QFETCH(QByteArray, complexity);
    QFETCH(QString, expected);
    const auto edit = Policy::parseEdit(baseline);
    QVERIFY(edit);
    const auto found = Policy::deviations(rowOf(complexity), {*edit});
    QCOMPARE(found.isEmpty() ? QString() : QString(Policy::nameOf(found.first().direction)), expected);
}

void TestPolicyRow::whatTheBaselineLeavesOpenIsFree()
{
    const Policy::PolicyRow row = rowOf(R"({"passwordPolicy":"good"})");
    QVERIFY(Policy::deviations(row, {}).isEmpty());
    // A rule about types means nothing where none are wanted: the types deviate, not the rule.
    const Policy::Baseline none{{Key::CharacterTypes, QStringList()}, {Key::CharacterTypeRule, u"all"_s}};
    QCOMPARE(told(Policy::deviations(row, none)), QStringList{u"character_types stricter"_s});
    QCOMPARE(told(Policy::deviations(row, {{Key::Level, u"excellent"_s}})), QStringList{u"level looser"_s});
}

void TestPolicyRow::eachReadingDeviatesForItself()
{
    const Policy::PolicyRow row
        = rowOf(R"({"passwordPolicy":"good","password_options":{"complexity":{"min_length":15}}})");
    const auto found = Policy::deviations(row, {{Key::MinLength, 12}});
    QCOMPARE(found.size(), qsizetype(2));
    QCOMPARE(found[0].generation, Domain::PolicyGeneration::Legacy);
    QCOMPARE(found[0].direction, Direction::Weaker);
    QCOMPARE(found[0].found, Policy::Setting(8));
    QCOMPARE(found[0].wanted, Policy::Setting(12));
    QCOMPARE(found[1].generation, Domain::PolicyGeneration::Flexible);
    QCOMPARE(found[1].direction, Direction::Stronger);
}

void TestPolicyRow::aReadingDoesNotDeviateFromItself()
{
    for (const QByteArray &options : {QByteArray("{}"), QByteArray(R"({"passwordPolicy":"fair"})"),
                                      QByteArray(R"({"password_options":{"dictionary":{"active":true}}})"),
                                      QByteArray(R"({"password_options":{"profile_data":{"active":true}}})")}) {
        const Policy::PolicyRow row = rowOf(options);
        QVERIFY(Policy::deviations(row, Policy::baselineOf(row.readings().first())).isEmpty());
    }
}

QTEST_APPLESS_MAIN(TestPolicyRow)
#include "tst_policyrow.moc"
