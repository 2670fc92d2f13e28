#include "policy/passwordstrength.h"
#include "policy/rulecheck.h"
#include "json/passwordpolicy_json.h"

#include <QTest>

using namespace Qt::StringLiterals;

using State = Policy::RuleCheck::State;

/// Each rule by itself, with the part of the password that breaks it; and zxcvbn's advice.
class TestRuleCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachRuleTellsItsReason();
    void rulesThatAreOffAreNotChecked();
    void theStricterOfBothSpeaks();
    void agreesWithTheTester_data();
    void agreesWithTheTester();
    void strengthIsAdvice();
    void strengthTakesAnyBytes();

private:
    static Policy::EffectivePolicy policy(const QByteArray &options)
    {
        return Policy::normalise(Json::readPasswordPolicy(*Json::parse(options)));
    }
    static Policy::RuleCheck check(const QByteArray &options, const QByteArray &password, Policy::Rule rule,
                                   const QByteArray &profile = "{}")
    {
        return Policy::checkRules(policy(options), password, {}, *Policy::ProfileData::fromJson(profile))
            .at(Policy::allRules().indexOf(rule));
    }
};

void TestRuleCheck::eachRuleTellsItsReason()
{
    using Policy::Rule;
    const QByteArray flexible
        = R"({"password_options":{"complexity":{"min_length":10,"character_types":["number","special"],
        "identical_characters":"block","sequential_characters":"block","max_length_exceeded":"error"},
        "dictionary":{"active":true,"custom":["Anvil"]},"profile_data":{"active":true}}})";
    QCOMPARE(check(flexible, "short", Rule::MinLength), (Policy::RuleCheck{State::Failed, u"10"_s}));
    QCOMPARE(check(flexible, "Winter2026!!!", Rule::MinLength).state, State::Passed);
    QCOMPARE(check(flexible, "abc", Rule::CharacterTypes), (Policy::RuleCheck{State::Failed, u"0–9 special"_s}));
    QCOMPARE(check(flexible, "Winter2026!!!!", Rule::IdenticalCharacters),
             (Policy::RuleCheck{State::Failed, u"\"!!!!\""_s, true}));
    QCOMPARE(check(flexible, "x2345y", Rule::SequentialCharacters),
             (Policy::RuleCheck{State::Failed, u"\"2345\""_s, true}));
    QCOMPARE(check(flexible, QByteArray(73, 'x'), Rule::MaxLength),
             (Policy::RuleCheck{State::Failed, u"73 of 72 bytes"_s}));
    QCOMPARE(check(flexible, "ANVIL", Rule::Dictionary).detail, u"an own word"_s);
    QCOMPARE(check(flexible, "password", Rule::Dictionary).detail, u"a common password"_s);
    QCOMPARE(check(flexible, "jo.winter!", Rule::ProfileData, R"({"email":"jo.winter@initech.example"})"),
             (Policy::RuleCheck{State::Failed, u"\"jo.winter\""_s, true}));
}

void TestRuleCheck::rulesThatAreOffAreNotChecked()
{
    for (const Policy::Rule rule : Policy::allRules()) {
        const State expected = rule == Policy::Rule::MinLength ? State::Passed : State::NotChecked;
        QCOMPARE(check(R"({"passwordPolicy":"low"})", "aaa123456", rule).state, expected);
    }
}

void TestRuleCheck::theStricterOfBothSpeaks()
{
    const QByteArray both = R"({"passwordPolicy":"low","password_options":{"complexity":{"min_length":20}}})";
    QCOMPARE(check(both, "0123456789", Policy::Rule::MinLength), (Policy::RuleCheck{State::Failed, u"20"_s}));
}

void TestRuleCheck::agreesWithTheTester_data()
{
    QTest::addColumn<QByteArray>("password");
    for (const char *password :
         {"", "aaa", "Winter2026!!!", "correct horse battery staple", "\xc3\xa4\xc3\xb6\xc3\xbc"}) {
        QTest::newRow(password) << QByteArray(password);
    }
}

void TestRuleCheck::agreesWithTheTester()
{
    QFETCH(const QByteArray, password);
    for (const char *options : {R"({"passwordPolicy":"excellent","password_dictionary":{"enable":true}})",
                                R"({"password_options":{"complexity":{"identical_characters":"block"}}})", "{}"}) {
        const auto checks = Policy::checkRules(policy(options), password, {}, {});
        QList<Policy::Rule> failed;
        for (qsizetype i = 0; i < checks.size(); ++i) {
            if (checks.at(i).state == State::Failed) {
                failed.append(Policy::allRules().at(i));
            }
        }
        QCOMPARE(failed, Policy::PasswordTester::failedInAny(Policy::PasswordTester(policy(options)).test(password)));
    }
}

void TestRuleCheck::strengthIsAdvice()
{
    const auto weak = Policy::strengthOf("password1");
    QCOMPARE(weak.score, 0);
    QVERIFY(weak.weaknesses.contains(u"a common word or password"_s));
    QVERIFY(Policy::strengthOf("vR7#qLx!2zPw@9").score >= 3);
    const auto own = Policy::strengthOf("jowinterjowinter", {u"jowinter"_s});
    QVERIFY(own.guesses < Policy::strengthOf("jowinterjowinter").guesses);
}

void TestRuleCheck::strengthTakesAnyBytes()
{
    QCOMPARE(Policy::strengthOf({}).score, 0);
    QVERIFY(Policy::strengthOf(QByteArray(5000, 'a')).guesses > 0);
    QVERIFY(Policy::strengthOf(QByteArray("\0abc", 4)).guesses >= 0);
    QVERIFY(Policy::strengthOf("\xff\xfe\x80 \xf0\x9f\x98\x80").guesses > 0);
}

QTEST_GUILESS_MAIN(TestRuleCheck)
#include "tst_rulecheck.moc"
