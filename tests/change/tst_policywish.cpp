#include "change/policywish.h"

#include "json/leaves.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Change::PolicyWish;
using Policy::Edit;
using Policy::Key;

/// What a wish for password policies makes of single connections.
class TestPolicyWish : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyTouchedLeavesChange();
    void typesAreAddedToWhatEachHas();
    void whatIsStagedIsBuiltUpon();
    void conflictWithStagedIsSkipped();
    void switchesBesideThePolicy();
    void bothGenerationsNeedAChoice();
    void conversionNamesItsLosses();
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void whatAGenerationCannotHoldIsNamed();

private:
    static Change::PolicySubject subject(const QByteArray &options);
    static QStringList pointers(const Change::PolicyOutcome &outcome);
};

Change::PolicySubject TestPolicyWish::subject(const QByteArray &options)
{
    return {{Change::ObjectKind::Connection, u"con_1"_s, u"acme"_s},
            R"({"id":"con_1","name":"acme","strategy":"auth0","options":)" + options + "}"};
}

QStringList TestPolicyWish::pointers(const Change::PolicyOutcome &outcome)
{
    QStringList list;
    for (const Json::LeafChange &change : outcome.item.changes) {
        list.append(change.pointer.text());
    }
    return list;
}

void TestPolicyWish::onlyTouchedLeavesChange()
{
    const auto one = subject(
        R"({"unknown":{"kept":1.0},"passwordPolicy":"good","password_history":{"enable":true,"size":5,"x":1}})");
    const Change::PolicyOutcome outcome
        = Change::policyOutcome(one, {{Edit{Key::MinLength, 14}, Edit{Key::HistorySize, 7}}});
    QVERIFY2(!outcome.isSkipped(), qPrintable(outcome.skipped));
    QCOMPARE(pointers(outcome),
             (QStringList{u"/options/password_history/size"_s, u"/options/password_complexity_options"_s}));
    QCOMPARE(outcome.item.seen, one.connection);

    const Change::PolicyOutcome again
        = Change::policyOutcome({one.object, one.connection, outcome.item.changes}, {{Edit{Key::MinLength, 14}}});
    QVERIFY(again.isSkipped());
    QVERIFY(again.isSoAlready);
}

void TestPolicyWish::typesAreAddedToWhatEachHas()
{
    const auto with = [](const QByteArray &types) {
        PolicyWish wish;
        wish.types = {{u"special"_s, true}, {u"number"_s, false}};
        return Change::policyOutcome(
            subject(R"({"password_options":{"complexity":{"character_types":)" + types + "}}}"), wish);
    };
    QCOMPARE(*with(R"(["lowercase","number"])").item.changes.value(0).after, R"(["lowercase","special"])"_ba);
    QCOMPARE(*with("[]").item.changes.value(0).after, R"(["special"])"_ba);
    QVERIFY(with(R"(["special"])").isSoAlready);
}

void TestPolicyWish::whatIsStagedIsBuiltUpon()
{
    auto one = subject(R"({"passwordPolicy":"good"})");
    PolicyWish convert;
    convert.to = Domain::PolicyGeneration::Flexible;
    one.staged = Change::policyOutcome(one, convert).item.changes;
    QVERIFY(!one.staged.isEmpty());
    const Change::PolicyOutcome outcome = Change::policyOutcome(one, {{Edit{Key::SequentialCharacters, u"block"_s}}});
    QCOMPARE(pointers(outcome), QStringList{u"/options/password_options/complexity/sequential_characters"_s});
    QVERIFY(Change::asStaged(one)->contains("password_options"));
    QVERIFY(!Change::asStaged(one)->contains("passwordPolicy"));
}

void TestPolicyWish::conflictWithStagedIsSkipped()
{
    auto one = subject(R"({"passwordPolicy":"good"})");
    one.staged = {{*Json::Pointer::parse(u"/options/passwordPolicy"), R"("low")", R"("fair")", {}}};
    const Change::PolicyOutcome outcome = Change::policyOutcome(one, {{Edit{Key::MinLength, 14}}});
    QVERIFY(outcome.skipped.contains(u"Review"_s));
    QVERIFY(!Change::asStaged(one));
}

void TestPolicyWish::switchesBesideThePolicy()
{
    PolicyWish wish;
    wish.switches = {{Policy::Switch::DisableSignup, true}, {Policy::Switch::ApiBehavior, u"optional"_s}};
    const auto full = Change::policyOutcome(
        subject(R"({"authentication_methods":{"password":{"enabled":true}},"disable_signup":false})"), wish);
    QCOMPARE(pointers(full),
             (QStringList{u"/options/authentication_methods/password/api_behavior"_s, u"/options/disable_signup"_s}));
    QCOMPARE(*full.item.changes.last().after, "true"_ba);
    const auto bare = Change::policyOutcome(subject("{}"), wish);
    QCOMPARE(pointers(bare), QStringList{u"/options/disable_signup"_s});
    QVERIFY(bare.item.notes.join(u' ').contains(u"api_behavior"_s));
    // A setting that the generation cannot hold keeps no switch back.
    wish.edits = {{Key::Level, u"good"_s}};
    const auto flexible = Change::policyOutcome(subject(R"({"password_options":{}})"), wish);
    QCOMPARE(pointers(flexible), QStringList{u"/options/disable_signup"_s});
    QVERIFY(flexible.item.notes.join(u' ').contains(u"level"_s));
}

void TestPolicyWish::bothGenerationsNeedAChoice()
{
    const auto both = subject(R"({"passwordPolicy":"good","password_options":{"complexity":{"min_length":9}},"x":1})");
    PolicyWish wish{{Edit{Key::MinLength, 14}}};
    QVERIFY(Change::policyOutcome(both, wish).skipped.contains(u"keep"_s));
    wish.keep = Domain::PolicyGeneration::Flexible;
    QCOMPARE(pointers(Change::policyOutcome(both, wish)),
             (QStringList{u"/options/password_options/complexity/min_length"_s, u"/options/passwordPolicy"_s}));
    // The choice alone is an edit, and says nothing to the others.
    QCOMPARE(pointers(Change::policyOutcome(both, {{}, {}, {}, {}, Domain::PolicyGeneration::Legacy})),
             QStringList{u"/options/password_options"_s});
    QVERIFY(!Change::policyOutcome(subject(R"({"passwordPolicy":"good"})"), wish).isSkipped());
}

void TestPolicyWish::conversionNamesItsLosses()
{
    PolicyWish wish;
    wish.to = Domain::PolicyGeneration::Flexible;
    const auto outcome = Change::policyOutcome(
        subject(R"({"passwordPolicy":"low","password_complexity_options":{"min_length":100}})"), wish);
    QVERIFY(!outcome.losses.isEmpty());
    QCOMPARE(outcome.losses.first().direction, Policy::Direction::Weaker);
    QVERIFY(outcome.item.notes.contains(outcome.losses.first().text));
    QVERIFY(Change::policyOutcome(subject(R"({"password_options":{}})"), wish).isSoAlready);
}

void TestPolicyWish::refusalsSayWhy_data()
{
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<QString>("word");
    QTest::newRow("no options") << R"({"strategy":"auth0"})"_ba << u"read:connections_options"_s;
    QTest::newRow("custom") << R"({"strategy":"auth0","options":{"enabledDatabaseCustomization":true}})"_ba
                            << u"custom database"_s;
    QTest::newRow("strategy") << R"({"strategy":"samlp","options":{}})"_ba << u"samlp"_s;
    QTest::newRow("no JSON") << "{"_ba << u"JSON"_s;
}

void TestPolicyWish::refusalsSayWhy()
{
    QFETCH(const QByteArray, connection);
    QFETCH(const QString, word);
    PolicyWish wish{{Edit{Key::MinLength, 14}}};
    wish.switches = {{Policy::Switch::DisableSignup, true}};
    const Change::PolicyOutcome outcome = Change::policyOutcome({{}, connection}, wish);
    QVERIFY2(outcome.skipped.contains(word), qPrintable(outcome.skipped));
    QVERIFY(outcome.item.changes.isEmpty());
    QVERIFY(!outcome.isSoAlready);
}

void TestPolicyWish::whatAGenerationCannotHoldIsNamed()
{
    const auto outcome
        = Change::policyOutcome(subject(R"({"passwordPolicy":"good"})"),
                                {{Edit{Key::MinLength, 14}, Edit{Key::SequentialCharacters, u"block"_s}}});
    QVERIFY(outcome.item.notes.join(u' ').contains(u"sequential_characters"_s));
    // Nothing but what cannot be held: the reason, not "so already".
    const auto none
        = Change::policyOutcome(subject(R"({"passwordPolicy":"good","password_complexity_options":{"min_length":14}})"),
                                {{Edit{Key::MinLength, 14}, Edit{Key::SequentialCharacters, u"block"_s}}});
    QVERIFY(none.skipped.contains(u"sequential_characters"_s));
    QVERIFY(!none.isSoAlready);
}

QTEST_GUILESS_MAIN(TestPolicyWish)
#include "tst_policywish.moc"
