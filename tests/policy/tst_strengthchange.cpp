#include "policy/strengthchange.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Policy::Direction;

/// Whether a change of a policy makes it weaker: what an administrator must see before it is sent.
class TestStrengthChange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leavesOfBothGenerations_data();
    void leavesOfBothGenerations();
    void otherLeavesHaveNoStrength();
    void aGenerationThatComesIsNoLeafToJudge();
    void settingsHaveATruthfulOrder_data();
    void settingsHaveATruthfulOrder();
    void weakerOutweighsTheRest();
    void rowsSpeakForTheWholeChange();
};

namespace {

std::optional<QByteArray> leaf(const QByteArray &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

QString wordFor(const std::optional<Direction> &direction)
{
    return direction ? QString(Policy::nameOf(*direction)) : QString();
}

QString changeOf(const QByteArray &pointer, const QByteArray &before, const QByteArray &after)
{
    return wordFor(Policy::strengthChange(
        {*Json::Pointer::parse(QString::fromUtf8(pointer)), leaf(before), leaf(after), std::nullopt}));
}

Policy::PolicyRow rowOf(const QByteArray &options)
{
    return *Policy::policyRow(R"({"id":"con_1","name":"a","strategy":"auth0","options":)" + options + "}");
}

} // namespace

void TestStrengthChange::leavesOfBothGenerations_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("less"); // empty: not there
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("down"); // from more to less
    QTest::addColumn<QString>("up");
    const QString weaker = u"weaker"_s;
    const QString stronger = u"stronger"_s;
    const QString looser = u"looser"_s;
    const QString stricter = u"stricter"_s;
    const QString different = u"different"_s;
    const auto row
        = [](const char *pointer, const char *less, const char *more, const QString &down, const QString &up) {
              QTest::addRow("%s %s %s", pointer, less, more)
                  << QByteArray(pointer) << QByteArray(less) << QByteArray(more) << down << up;
          };
    row("/options/passwordPolicy", R"("none")", R"("low")", weaker, stronger);
    row("/options/passwordPolicy", R"("fair")", R"("good")", different, different); // all of three, 3 of 4
    row("/options/passwordPolicy", R"("good")", R"("excellent")", weaker, stronger);
    row("/options/passwordPolicy", "", R"("good")", weaker, stronger);
    row("/options/password_complexity_options/min_length", "8", "12", weaker, stronger);
    row("/options/password_complexity_options/min_length", "", "12", weaker, stronger);
    row("/options/password_complexity_options", "", R"({"min_length":12})", weaker, stronger);
    row("/options/password_history/enable", "false", "true", weaker, stronger);
    row("/options/password_history/size", "3", "5", weaker, stronger);
    row("/options/password_history", "", R"({"enable":true,"size":5})", weaker, stronger);
    row("/options/password_dictionary/enable", "false", "true", weaker, stronger);
    row("/options/password_dictionary/dictionary", R"(["acme"])", R"(["acme","anvil"])", weaker, stronger);
    row("/options/password_dictionary/dictionary", R"(["acme"])", R"(["anvil"])", different, different);
    row("/options/password_dictionary", "", R"({"enable":true})", weaker, stronger);
    row("/options/password_no_personal_info/enable", "false", "true", weaker, stronger);
    row("/options/password_no_personal_info", "", R"({"enable":true})", weaker, stronger);

    row("/options/password_options/complexity/min_length", "14", "15", weaker, stronger);
    row("/options/password_options/complexity/min_length", "10", "", weaker, stronger); // Auth0 fills in 15
    row("/options/password_options/complexity/character_types", "[]", R"(["number"])", looser, stricter);
    row("/options/password_options/complexity/character_types", R"(["special"])", R"(["number"])", different,
        different);
    row("/options/password_options/complexity/character_type_rule", R"("three_of_four")", R"("all")", looser, stricter);
    row("/options/password_options/complexity/identical_characters", R"("allow")", R"("block")", looser, stricter);
    row("/options/password_options/complexity/sequential_characters", "", R"("block")", looser, stricter);
    row("/options/password_options/complexity/max_length_exceeded", R"("truncate")", R"("error")", weaker, stronger);
    row("/options/password_options/dictionary/active", "false", "true", weaker, stronger);
    row("/options/password_options/dictionary/default", R"("en_10k")", R"("en_100k")", weaker, stronger);
    row("/options/password_options/dictionary/custom", "", R"(["acme"])", weaker, stronger);
    row("/options/password_options/dictionary", "", R"({"active":true})", weaker, stronger);
    row("/options/password_options/history/active", "false", "true", weaker, stronger);
    row("/options/password_options/history/size", "2", "10", weaker, stronger);
    row("/options/password_options/history", "", R"({"active":true,"size":2})", weaker, stronger);
    row("/options/password_options/profile_data/active", "false", "true", weaker, stronger);
    row("/options/password_options/profile_data/blocked_fields", R"(["name"])", R"(["name","email"])", weaker,
        stronger);
    row("/options/password_options/profile_data", "", R"({"active":true})", weaker, stronger);
}

void TestStrengthChange::leavesOfBothGenerations()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, less);
    QFETCH(QByteArray, more);
    QTEST(changeOf(pointer, more, less), "down");
    QTEST(changeOf(pointer, less, more), "up");
}

void TestStrengthChange::otherLeavesHaveNoStrength()
{
    QCOMPARE(changeOf("/options/disable_signup", "false", "true"), QString());
    QCOMPARE(changeOf("/options", "{}", ""), QString());
    QCOMPARE(changeOf("/passwordPolicy", R"("low")", R"("good")"), QString());
    QCOMPARE(changeOf("/display_name", R"("a")", R"("b")"), QString());
    QCOMPARE(changeOf("/options/passwordPolicy", R"("low")", R"("low")"), QString());
    // Nothing comes of it: eight is what a flexible policy without a length does not have, fifteen is.
    QCOMPARE(changeOf("/options/password_options/complexity/min_length", "", "15"), QString());
}

void TestStrengthChange::aGenerationThatComesIsNoLeafToJudge()
{
    const Json::LeafChange comes{*Json::Pointer::parse(u"/options/password_options"_s), std::nullopt,
                                 R"({"complexity":{"min_length":20}})"_ba, std::nullopt};
    QCOMPARE(wordFor(Policy::strengthChange(comes)), u"different"_s);
    QVERIFY(Policy::changesGeneration({comes}));
    QVERIFY(!Policy::changesGeneration(
        {{*Json::Pointer::parse(u"/options/passwordPolicy"_s), R"("low")"_ba, R"("good")"_ba, std::nullopt}}));
}

void TestStrengthChange::settingsHaveATruthfulOrder_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *found, const char *wanted, const char *expected) {
        QTest::addRow("%s, %s", found, wanted)
            << QString(QLatin1StringView(found)) << QString(QLatin1StringView(wanted))
            << QString(QLatin1StringView(expected));
    };
    row("min_length=8", "min_length=15", "weaker");
    row("history_size=0", "history_size=1", "weaker");
    row("dictionary=off", "dictionary=on", "weaker");
    row("dictionary=en_100k", "dictionary=en_10k", "stronger");
    row("dictionary_words=acme", "dictionary_words=none", "stronger");
    row("profile_data=on", "profile_data=off", "stronger");
    row("blocked_fields=name", "blocked_fields=name,email", "weaker");
    row("max_length_exceeded=truncate", "max_length_exceeded=error", "weaker");
    // NIST SP 800-63B-4, section 3.1.1.2: no rules about characters. More of them make no password stronger.
    row("character_types=number,special", "character_types=none", "stricter");
    row("character_types=none", "character_types=number", "looser");
    row("character_types=number", "character_types=special", "different");
    row("character_type_rule=three_of_four", "character_type_rule=all", "looser");
    row("identical_characters=block", "identical_characters=allow", "stricter");
    row("sequential_characters=allow", "sequential_characters=block", "looser");
    row("level=excellent", "level=good", "stricter");
    row("level=low", "level=good", "looser");
    row("level=fair", "level=good", "different");
    row("level=low", "level=none", "different"); // but for the length, which is a setting of its own
}

void TestStrengthChange::settingsHaveATruthfulOrder()
{
    QFETCH(QString, found);
    QFETCH(QString, wanted);
    const auto one = Policy::parseEdit(found);
    const auto other = Policy::parseEdit(wanted);
    QVERIFY(one && other);
    QTEST(QString(Policy::nameOf(Policy::directionOf(one->key, one->value, other->value))), "expected");
}

void TestStrengthChange::weakerOutweighsTheRest()
{
    using Policy::combined;
    QVERIFY(!combined(QList<Direction>()));
    QCOMPARE(combined({Direction::Stronger, Direction::Weaker, Direction::Different}), Direction::Weaker);
    QCOMPARE(combined({Direction::Stricter, Direction::Stronger}), Direction::Stronger);
    QCOMPARE(combined({Direction::Looser, Direction::Stronger}), Direction::Different);
    QCOMPARE(combined({Direction::Looser, Direction::Stricter}), Direction::Different);
    QCOMPARE(combined({Direction::Looser, Direction::Looser}), Direction::Looser);
    QVERIFY(Policy::asksForLess(Direction::Weaker) && Policy::asksForLess(Direction::Looser));
    QVERIFY(!Policy::asksForLess(Direction::Stricter) && !Policy::asksForLess(Direction::Different));
}

void TestStrengthChange::rowsSpeakForTheWholeChange()
{
    const auto change = [](const QByteArray &before, const QByteArray &after) {
        return wordFor(Policy::combined(Policy::settingChanges(rowOf(before).policy, rowOf(after).policy)));
    };
    // A lower level with a length written out: no shorter password is taken.
    QCOMPARE(change(R"({"passwordPolicy":"good","password_complexity_options":{"min_length":15}})",
                    R"({"passwordPolicy":"low","password_complexity_options":{"min_length":15}})"),
             u"looser"_s);
    QCOMPARE(change(R"({"passwordPolicy":"good"})", R"({"passwordPolicy":"low"})"), u"weaker"_s);
    // A conversion, where the leaves say nothing one by one.
    QCOMPARE(change(R"({"passwordPolicy":"low"})", R"({"password_options":{"complexity":{"min_length":15}}})"),
             u"stronger"_s);
    // Of both, the one that stays.
    QCOMPARE(change(R"({"passwordPolicy":"none","password_options":{"complexity":{"min_length":15}}})",
                    R"({"password_options":{"complexity":{"min_length":10}}})"),
             u"weaker"_s);
    QCOMPARE(change(R"({"passwordPolicy":"low"})", R"({"passwordPolicy":"low"})"), QString());
}

QTEST_APPLESS_MAIN(TestStrengthChange)
#include "tst_strengthchange.moc"
