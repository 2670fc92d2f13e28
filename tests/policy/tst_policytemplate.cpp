#include "policy/policytemplate.h"

#include "policy/policydeviation.h"
#include "policy/policyedit.h"
#include "json/passwordpolicy_json.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Policy::Key;

namespace {

Policy::PolicyTemplate given(const QString &id)
{
    for (const Policy::PolicyTemplate &each : Policy::givenTemplates()) {
        if (each.id == id) {
            return each;
        }
    }
    return {};
}

Json::Value applied(const QString &id, const QByteArray &options, QStringList *skipped = nullptr)
{
    const Json::Value before = *Json::parse(options);
    const auto edited = Policy::applyEdits(&before, given(id).edits, {u"auth0"_s, {}});
    for (const Policy::SkippedEdit &each : edited ? edited->skipped : QList<Policy::SkippedEdit>()) {
        if (skipped != nullptr) {
            skipped->append(Policy::nameOf(each.edit.key));
        }
    }
    return edited ? edited->options : Json::Value();
}

} // namespace

class TestPolicyTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachGivenOneNamesItsSource();
    void nistAsksForLengthAndABlocklist();
    void levelsMeanTheSameInBothGenerations();
    void whatIsAppliedDoesNotDeviate();
    void filesComeBackAsTheyWere();
    void badFilesSayWhatIsWrong_data();
    void badFilesSayWhatIsWrong();
};

void TestPolicyTemplate::eachGivenOneNamesItsSource()
{
    QStringList ids;
    for (const Policy::PolicyTemplate &each : Policy::givenTemplates()) {
        QVERIFY(!each.name.isEmpty() && !each.source.isEmpty() && !each.edits.isEmpty());
        ids.append(each.id);
        for (const Policy::Edit &edit : each.edits) {
            QVERIFY2(Policy::checkedEdit(edit.key, edit.value), Policy::nameOf(edit.key).data());
        }
    }
    QCOMPARE(ids.removeDuplicates(), qsizetype(0));
    QVERIFY(given(u"nist-800-63b"_s).source.contains(u"800-63B-4"_s));
}

void TestPolicyTemplate::nistAsksForLengthAndABlocklist()
{
    QStringList skipped;
    const Json::Value legacy = applied(u"nist-800-63b"_s, R"({"passwordPolicy":"excellent","a":1})", &skipped);
    QCOMPARE(Json::write(legacy),
             R"({"passwordPolicy":"low","a":1,"password_complexity_options":{"min_length":15},)"
             R"("password_dictionary":{"enable":true},"password_no_personal_info":{"enable":true}})");
    QCOMPARE(skipped, QStringList{u"max_length_exceeded"_s}); // a legacy policy cuts passwords off, and cannot else
    skipped.clear();
    const Json::Value flexible
        = applied(u"nist-800-63b-mfa"_s,
                  R"({"password_options":{"complexity":{"min_length":15,"character_types":["number"],)"
                  R"("max_length_exceeded":"truncate","sequential_characters":"block"},)"
                  R"("profile_data":{"active":false,"blocked_fields":["name"]}}})",
                  &skipped);
    QCOMPARE(Json::write(flexible),
             R"({"password_options":{"complexity":{"min_length":8,"character_types":[],"max_length_exceeded":"error",)"
             R"("sequential_characters":"allow","character_type_rule":"all"},)"
             R"("profile_data":{"active":true,"blocked_fields":["name"]},"dictionary":{"active":true}}})");
    QCOMPARE(skipped, QStringList());
}

void TestPolicyTemplate::levelsMeanTheSameInBothGenerations()
{
    for (const QString &level : {u"good"_s, u"excellent"_s}) {
        QStringList skipped;
        const Json::Value legacy = applied(u"auth0-"_s + level, "{}", &skipped);
        const Json::Value flexible = applied(u"auth0-"_s + level, R"({"password_options":{}})", &skipped);
        QCOMPARE(skipped, QStringList());
        const auto one = *Policy::normalise(Json::readPasswordPolicy(legacy)).legacy;
        const auto other = *Policy::normalise(Json::readPasswordPolicy(flexible)).flexible;
        QCOMPARE(one.level, level);
        for (const Key key : {Key::MinLength, Key::CharacterTypes, Key::CharacterTypeRule, Key::IdenticalCharacters}) {
            QVERIFY(Policy::isSame(Policy::settingOf(one, key), Policy::settingOf(other, key)));
        }
    }
}

void TestPolicyTemplate::whatIsAppliedDoesNotDeviate()
{
    for (const Policy::PolicyTemplate &each : Policy::givenTemplates()) {
        const Json::Value options = applied(each.id, R"({"password_options":{}})");
        const auto reading = *Policy::normalise(Json::readPasswordPolicy(options)).flexible;
        QVERIFY2(Policy::deviations(reading, each.edits).isEmpty(), qPrintable(each.id));
    }
}

void TestPolicyTemplate::filesComeBackAsTheyWere()
{
    for (Policy::PolicyTemplate each : Policy::givenTemplates()) {
        const auto read = Policy::readTemplate(Policy::writeTemplate(each));
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        each.id.clear(); // only given ones have one
        QCOMPARE(*read, each);
    }
    const auto own = Policy::readTemplate(
        R"({"settings":{"dictionary":true,"history_size":3,"dictionary_words":["a, b"],"profile_data":false}})");
    QVERIFY(own);
    QCOMPARE(own->edits.size(), qsizetype(4));
    QCOMPARE(own->edits[0].value, Policy::Setting(u"on"_s));
    QCOMPARE(own->edits[2].value, Policy::Setting(QStringList{u"a, b"_s}));
}

void TestPolicyTemplate::badFilesSayWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("no settings") << QByteArray(R"({"name":"x"})");
    QTest::newRow("empty settings") << QByteArray(R"({"settings":{}})");
    QTest::newRow("unknown key") << QByteArray(R"({"settings":{"minlength":8}})");
    QTest::newRow("text for a number") << QByteArray(R"({"settings":{"min_length":"8"}})");
    QTest::newRow("beyond the limit") << QByteArray(R"({"settings":{"min_length":129}})");
    QTest::newRow("fraction") << QByteArray(R"({"settings":{"min_length":8.5}})");
    QTest::newRow("null") << QByteArray(R"({"settings":{"level":null}})");
    QTest::newRow("number in a list") << QByteArray(R"({"settings":{"dictionary_words":["a",1]}})");
    QTest::newRow("twice") << QByteArray(R"({"settings":{"min_length":8,"min_length":9}})");
}

void TestPolicyTemplate::badFilesSayWhatIsWrong()
{
    QFETCH(QByteArray, text);
    const auto read = Policy::readTemplate(text);
    QVERIFY(!read);
    QVERIFY(!read.error().isEmpty());
}

QTEST_APPLESS_MAIN(TestPolicyTemplate)
#include "tst_policytemplate.moc"
