#include "policy/passwordrules.h"
#include "policy/passwordtester.h"
#include "json/passwordpolicy_json.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Policy::EffectivePolicy policyOf(const QByteArray &options)
{
    return Policy::normalise(Json::readPasswordPolicy(*Json::parse(options)));
}

QStringList namesOf(const QList<Policy::Rule> &rules)
{
    QStringList names;
    for (const Policy::Rule rule : rules) {
        names.append(Policy::nameOf(rule));
    }
    return names;
}

QString failed(const QByteArray &options, const QByteArray &password, const QByteArray &profile = "{}",
               const Policy::PasswordDictionary &dictionary = {})
{
    const Policy::PasswordTester tester(policyOf(options), dictionary, *Policy::ProfileData::fromJson(profile));
    return namesOf(Policy::PasswordTester::failedInAny(tester.test(password))).join(u' ');
}

QByteArray flexible(const QByteArray &members)
{
    return R"({"password_options":{)" + members + "}}";
}

const QByteArray excellent = R"({"passwordPolicy":"excellent"})";
const QByteArray everything
    = flexible(R"("complexity":{"min_length":12,"character_types":["uppercase","lowercase","number","special"],)"
               R"("character_type_rule":"all","identical_characters":"block","sequential_characters":"block",)"
               R"("max_length_exceeded":"error"},"dictionary":{"active":true,"custom":["abcabc111"]},)"
               R"("profile_data":{"active":true,"blocked_fields":["nickname"]})");

} // namespace

class TestPasswordTester : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesFailInTheirOrder();
    void lengthCountsUnitsAndTheCapBytes_data();
    void lengthCountsUnitsAndTheCapBytes();
    void onlyAsciiIsOfAType_data();
    void onlyAsciiIsOfAType();
    void typesAreAskedForTogetherOrThree();
    void runsAndSequencesEndWhereTheyShould_data();
    void runsAndSequencesEndWhereTheyShould();
    void dictionariesIgnoreCase();
    void ourOwnListSaysThatItIsOurs();
    void profileDataIsKeptOut_data();
    void profileDataIsKeptOut();
    void aProfileMustBeAnObject();
    void bothGenerationsAnswer();
    void nothingOfThePasswordIsTrimmed();
};

void TestPasswordTester::rulesFailInTheirOrder()
{
    QCOMPARE(failed(everything, "abcabc111", R"({"nickname":"abc"})"),
             u"min_length character_types identical_characters sequential_characters dictionary profile_data"_s);
    QCOMPARE(failed(everything, QByteArray(100, 'a')), u"character_types identical_characters max_length"_s);
    QCOMPARE(failed(everything, "Tr0ub4dor & 3x"), QString());
    QCOMPARE(failed(everything, ""), u"min_length character_types"_s);
    QCOMPARE(failed("{}", ""), u"min_length"_s);
    QCOMPARE(failed("{}", "x"), QString());
}

void TestPasswordTester::lengthCountsUnitsAndTheCapBytes_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QString>("expected");
    const QByteArray fine = u"äöüÄÖÜ"_s.toUtf8();
    const QByteArray low = R"({"passwordPolicy":"low"})";
    const QByteArray error = flexible(R"("complexity":{"min_length":1,"max_length_exceeded":"error"})");
    const QByteArray truncate = flexible(R"("complexity":{"min_length":1,"max_length_exceeded":"truncate"})");
    QTest::newRow("6 units of 12 bytes") << low << fine << QString();
    QTest::newRow("5 units of 10 bytes") << low << fine.first(10) << u"min_length"_s;
    QTest::newRow("3 emoji are 6 units") << low << u"😀😀😀"_s.toUtf8() << QString();
    QTest::newRow("72 bytes") << error << QByteArray(72, 'x') << QString();
    QTest::newRow("73 bytes") << error << QByteArray(73, 'x') << u"max_length"_s;
    QTest::newRow("37 units of 74 bytes") << error << u"ä"_s.repeated(37).toUtf8() << u"max_length"_s;
    QTest::newRow("36 units of 72 bytes") << error << u"ä"_s.repeated(36).toUtf8() << QString();
    QTest::newRow("truncated") << truncate << QByteArray(500, 'x') << QString();
    QTest::newRow("legacy truncates") << low << QByteArray(500, 'x') << QString();
    QTest::newRow("error is the default") << flexible({}) << QByteArray(73, 'x') << u"max_length"_s;
    QTest::newRow("as is 15") << flexible({}) << QByteArray(14, 'x') << u"min_length"_s;
}

void TestPasswordTester::lengthCountsUnitsAndTheCapBytes()
{
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, password);
    QFETCH(QString, expected);
    QCOMPARE(failed(options, password), expected);
}

void TestPasswordTester::onlyAsciiIsOfAType_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("types");
    QTest::newRow("lower") << u"z"_s << u"lowercase"_s;
    QTest::newRow("upper") << u"A"_s << u"uppercase"_s;
    QTest::newRow("number") << u"0"_s << u"number"_s;
    QTest::newRow("blank") << u" "_s << u"special"_s;
    QTest::newRow("umlaut") << u"äÄ"_s << QString();
    QTest::newRow("greek") << u"αΩ"_s << QString();
    QTest::newRow("arabic number") << u"٣"_s << QString();
    QTest::newRow("full width") << u"Ａａ１"_s << QString();
    QTest::newRow("paragraph sign and emoji") << u"§😀"_s << QString();
    QTest::newRow("tab and delete") << u"\t\x7f"_s << QString();
    for (const QChar special : uR"( !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~)"_s) {
        QTest::addRow("special %02x", unsigned(special.unicode())) << QString(special) << u"special"_s;
    }
}

void TestPasswordTester::onlyAsciiIsOfAType()
{
    QFETCH(QString, password);
    QFETCH(QString, types);
    const Policy::CharacterTypes held = Policy::characterTypesOf(password);
    QStringList names;
    for (const QString &name : {u"lowercase"_s, u"uppercase"_s, u"number"_s, u"special"_s, u"other"_s}) {
        if (held.holds(name)) {
            names.append(name);
        }
    }
    QCOMPARE(names.join(u' '), types);
}

void TestPasswordTester::typesAreAskedForTogetherOrThree()
{
    const QByteArray two = flexible(R"("complexity":{"min_length":1,"character_types":["uppercase","number"]})");
    QCOMPARE(failed(two, "A1"), QString());
    QCOMPARE(failed(two, "Aa"), u"character_types"_s);
    const QByteArray three = flexible(R"("complexity":{"min_length":1,"character_type_rule":"three_of_four",)"
                                      R"("character_types":["uppercase","number","lowercase","special"]})");
    QCOMPARE(failed(three, "Aa1"), QString());
    QCOMPARE(failed(three, "Aa"), u"character_types"_s);
    QCOMPARE(failed(R"({"passwordPolicy":"fair"})", "Aa-aaaaa"), u"character_types"_s);
    QCOMPARE(failed(R"({"passwordPolicy":"good"})", "Aa-aaaaa"), QString());
}

void TestPasswordTester::runsAndSequencesEndWhereTheyShould_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<int>("run");
    QTest::addColumn<int>("sequence");
    QTest::newRow("empty") << QString() << 0 << 0;
    QTest::newRow("one") << u"a"_s << 1 << 1;
    QTest::newRow("three alike") << u"xaaab"_s << 3 << 2; // ab
    QTest::newRow("apart") << u"aabaa"_s << 2 << 2;
    QTest::newRow("up") << u"xyz"_s << 1 << 3;
    QTest::newRow("down") << u"321"_s << 1 << 3;
    QTest::newRow("up and down") << u"121"_s << 1 << 2;
    QTest::newRow("turns and goes on") << u"12321"_s << 1 << 3;
    QTest::newRow("9 and :") << u"89:"_s << 1 << 2;
    QTest::newRow("Z and [") << u"YZ["_s << 1 << 2;
    QTest::newRow("@ and A") << u"@AB"_s << 1 << 2;
    QTest::newRow("` and a") << u"`ab"_s << 1 << 2;
    QTest::newRow("/ and 0") << u"/01"_s << 1 << 2;
    QTest::newRow("other case is no neighbour") << u"aBc"_s << 1 << 1;
    QTest::newRow("special characters are none") << u"!\"#"_s << 1 << 1;
    QTest::newRow("broken by another") << u"ab-cd"_s << 1 << 2;
    QTest::newRow("greek") << u"αβγ"_s << 1 << 1;
    QTest::newRow("emoji alternate units") << u"😀😀😀"_s << 1 << 1;
    QTest::newRow("umlauts alike") << u"äää"_s << 3 << 1;
}

void TestPasswordTester::runsAndSequencesEndWhereTheyShould()
{
    QFETCH(QString, password);
    QFETCH(int, run);
    QFETCH(int, sequence);
    QCOMPARE(Policy::longestRun(password), run);
    QCOMPARE(Policy::longestSequence(password), sequence);
}

void TestPasswordTester::dictionariesIgnoreCase()
{
    const QByteArray legacy = R"({"password_dictionary":{"enable":true,"dictionary":["Acme2024"]}})";
    const auto named = Policy::PasswordDictionary::fromText("\xEF\xBB\xBF"
                                                            "Hunter2\r\n\ncorrect horse\n Ümlaut\nlast");
    QCOMPARE(named.size(), qsizetype(4));
    for (const QByteArray &password : {QByteArray("hunter2"), QByteArray("HUNTER2"), QByteArray("Correct Horse"),
                                       QByteArray("aCME2024"), u" üMLAUT"_s.toUtf8(), QByteArray("last")}) {
        QCOMPARE(failed(legacy, password, "{}", named), u"dictionary"_s);
    }
    for (const QByteArray &password : {QByteArray("hunter22"), QByteArray(" hunter2"), QByteArray("password")}) {
        QCOMPARE(failed(legacy, password, "{}", named), QString());
    }
    const QByteArray off = R"({"password_dictionary":{"enable":false,"dictionary":["acme"]}})";
    QCOMPARE(failed(off, "acme", "{}", named), QString());
    QCOMPARE(failed(off, "hunter2", "{}", named), QString());
}

void TestPasswordTester::ourOwnListSaysThatItIsOurs()
{
    const QByteArray on = R"({"password_dictionary":{"enable":true}})";
    const auto own = Policy::PasswordTester(policyOf(on)).test("PassWord1");
    QVERIFY(own.first().isApproximate);
    QCOMPARE(own.first().failed, QList<Policy::Rule>{Policy::Rule::Dictionary});
    const auto named
        = Policy::PasswordTester(policyOf(on), Policy::PasswordDictionary::fromText("x")).test("password1");
    QVERIFY(!named.first().isApproximate);
    QVERIFY(named.first().isOk());
    QVERIFY(!Policy::PasswordTester(policyOf("{}")).test("password1").first().isApproximate);
}

void TestPasswordTester::profileDataIsKeptOut_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("isOk");
    const QByteArray legacy = R"({"password_no_personal_info":{"enable":true}})";
    QTest::newRow("name") << legacy << QByteArray("xx John Q x") << false;
    QTest::newRow("only a part of the name") << legacy << QByteArray("xx john x") << true;
    QTest::newRow("username") << legacy << QByteArray("JQP77") << false;
    QTest::newRow("nickname") << legacy << u"ÖRNI-1"_s.toUtf8() << false;
    QTest::newRow("metadata name") << legacy << QByteArray("theboss1") << false;
    QTest::newRow("metadata first") << legacy << QByteArray("Jonathan!") << false;
    QTest::newRow("metadata last") << legacy << QByteArray("publicity") << false;
    QTest::newRow("before the @") << legacy << QByteArray("j.public2024") << false;
    QTest::newRow("a part of that") << legacy << QByteArray("example.com") << true;
    QTest::newRow("phone is not legacy's") << legacy << QByteArray("+4912345") << true;
    QTest::newRow("an empty text is in everything") << legacy << QByteArray("anything") << true;
    QTest::newRow("off") << QByteArray("{}") << QByteArray("JQP77") << true;
    const QByteArray two
        = flexible(R"("complexity":{"min_length":1},)"
                   R"("profile_data":{"active":true,"blocked_fields":["phone_number","app_metadata.team.code"]})");
    QTest::newRow("phone") << two << QByteArray("x+4912345") << false;
    QTest::newRow("path") << two << QByteArray("my-red7-team") << false;
    QTest::newRow("a field that is not named") << two << QByteArray("JQP77") << true;
    const QByteArray filled = flexible(R"("complexity":{"min_length":1},"profile_data":{"active":true})");
    QTest::newRow("absent fields are Auth0's own") << filled << QByteArray("x+4912345") << false;
    const QByteArray none
        = flexible(R"("complexity":{"min_length":1},"profile_data":{"active":true,"blocked_fields":[]})");
    QTest::newRow("no fields") << none << QByteArray("JQP77") << true;
}

void TestPasswordTester::profileDataIsKeptOut()
{
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, password);
    QFETCH(bool, isOk);
    const QByteArray profile
        = u"{\"name\":\"John Q\",\"username\":\"jqp77\",\"nickname\":\"örni\",\"family_name\":\"\","
          "\"email\":\"j.public@example.com\",\"phone_number\":\"+4912345\","
          "\"user_metadata\":{\"name\":\"the\",\"first\":\"jonathan\",\"last\":\"public\"},"
          "\"app_metadata\":{\"team\":{\"code\":\"red7\"}},\"given_name\":null}"_s.toUtf8();
    QCOMPARE(failed(options, password, profile), isOk ? QString() : u"profile_data"_s);
}

void TestPasswordTester::aProfileMustBeAnObject()
{
    QVERIFY(!Policy::ProfileData::fromJson("[]"));
    QVERIFY(!Policy::ProfileData::fromJson("{"));
    QVERIFY(Policy::ProfileData::fromJson("{}")->isEmpty());
}

void TestPasswordTester::bothGenerationsAnswer()
{
    const QByteArray both
        = R"({"passwordPolicy":"good","password_dictionary":{"enable":true,"dictionary":["Abcdefg-"]},)"
          R"("password_options":{"complexity":{"min_length":15,"sequential_characters":"block"}}})";
    const auto verdicts = Policy::PasswordTester(policyOf(both)).test("Abcdefg-");
    QCOMPARE(verdicts.size(), qsizetype(2));
    QCOMPARE(verdicts[0].generation, Domain::PolicyGeneration::Legacy);
    QCOMPARE(namesOf(verdicts[0].failed), QStringList{u"dictionary"_s});
    QCOMPARE(verdicts[1].generation, Domain::PolicyGeneration::Flexible);
    QCOMPARE(namesOf(verdicts[1].failed), (QStringList{u"min_length"_s, u"sequential_characters"_s}));
    QCOMPARE(failed(both, "Abcdefg-"), u"min_length sequential_characters dictionary"_s);
}

void TestPasswordTester::nothingOfThePasswordIsTrimmed()
{
    const QByteArray low = R"({"passwordPolicy":"low"})";
    QCOMPARE(failed(low, "      "), QString());
    QCOMPARE(failed(low, "abcd\r\n"), QString());
    QCOMPARE(failed(low, QByteArray("a\0b\0c\0", 6)), QString());
    QCOMPARE(failed(low,
                    "\xEF\xBB\xBF"
                    "abcde"),
             QString()); // a byte order mark is a character like any other
    QCOMPARE(failed(excellent, "Ab1-\xff\xfe\xfd---"), u"identical_characters"_s); // bytes that are no UTF-8
}

QTEST_APPLESS_MAIN(TestPasswordTester)
#include "tst_passwordtester.moc"
