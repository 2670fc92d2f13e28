#include "policy/effectivepolicy.h"
#include "json/passwordpolicy_json.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Policy::EffectivePolicy read(const char *options)
{
    return Policy::normalise(Json::readPasswordPolicy(*Json::parse(options)));
}

} // namespace

class TestEffectivePolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void levelsHaveTheirMinimum_data();
    void levelsHaveTheirMinimum();
    void flexibleDefaultsAreFilledIn();
    void bothGenerationsKeepBothReadings();
    void wrongTypesCountAsAbsent();
};

void TestEffectivePolicy::levelsHaveTheirMinimum_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<int>("minLength");
    QTest::addColumn<QString>("summary");
    QTest::newRow("nothing") << QByteArray("{}") << 1 << u"none, min 1"_s;
    QTest::newRow("null") << QByteArray(R"({"passwordPolicy":null})") << 1 << u"none, min 1"_s;
    QTest::newRow("none") << QByteArray(R"({"passwordPolicy":"none"})") << 1 << u"none, min 1"_s;
    QTest::newRow("low") << QByteArray(R"({"passwordPolicy":"low"})") << 6 << u"low, min 6"_s;
    QTest::newRow("fair") << QByteArray(R"({"passwordPolicy":"fair"})") << 8 << u"fair, min 8"_s;
    QTest::newRow("good") << QByteArray(R"({"passwordPolicy":"good"})") << 8 << u"good, min 8"_s;
    QTest::newRow("excellent") << QByteArray(R"({"passwordPolicy":"excellent"})") << 10 << u"excellent, min 10"_s;
    QTest::newRow("explicit length wins")
        << QByteArray(R"({"passwordPolicy":"excellent","password_complexity_options":{"min_length":4}})") << 4
        << u"excellent, min 4"_s;
}

void TestEffectivePolicy::levelsHaveTheirMinimum()
{
    QFETCH(QByteArray, options);
    QFETCH(int, minLength);
    QFETCH(QString, summary);
    const Policy::EffectivePolicy policy = read(options.constData());
    QCOMPARE(policy.minLength(), minLength);
    QCOMPARE(policy.summary(), summary);
    QVERIFY(!policy.flexible);
}

void TestEffectivePolicy::flexibleDefaultsAreFilledIn()
{
    const Policy::EffectivePolicy empty = read(R"({"password_options":{}})");
    QVERIFY(!empty.legacy);
    QCOMPARE(empty.flexible->minLength, 15);
    QCOMPARE(empty.flexible->maxLengthExceeded, u"error"_s);
    QCOMPARE(empty.flexible->historySize, 0);
    const Policy::EffectivePolicy full = read(
        R"({"password_options":{"complexity":{"min_length":20,"character_types":["uppercase","number"],"identical_characters":"block"},)"
        R"("dictionary":{"active":true},"history":{"active":true},"profile_data":{"active":true}}})");
    QCOMPARE(full.minLength(), 20);
    QCOMPARE(full.flexible->characterTypeRule, u"all"_s);
    QVERIFY(full.flexible->blocksIdentical);
    QVERIFY(!full.flexible->blocksSequential);
    QCOMPARE(full.flexible->dictionaryName, u"en_100k"_s);
    QCOMPARE(full.flexible->historySize, 3);
    QVERIFY(full.flexible->blocksProfileData);
}

void TestEffectivePolicy::bothGenerationsKeepBothReadings()
{
    const Policy::EffectivePolicy policy
        = read(R"({"passwordPolicy":"good","password_options":{"complexity":{"min_length":15}}})");
    QCOMPARE(policy.generation(), Domain::PolicyGeneration::Both);
    QCOMPARE(policy.legacy->minLength, 8);
    QCOMPARE(policy.flexible->minLength, 15);
    QCOMPARE(policy.minLength(), 8); // the lower: what is certain to be asked for
    QVERIFY(policy.summary().startsWith(u"both"_s));
}

void TestEffectivePolicy::wrongTypesCountAsAbsent()
{
    const Policy::EffectivePolicy policy = read(
        R"({"passwordPolicy":7,"password_complexity_options":"x","password_history":[],"password_options":null})");
    QCOMPARE(policy.minLength(), 1);
    QVERIFY(!policy.flexible);
    QCOMPARE(policy.legacy->historySize, 0);
}

QTEST_APPLESS_MAIN(TestEffectivePolicy)
#include "tst_effectivepolicy.moc"
