#include "anyvalue.h"
#include "json/slices.h"
#include "json/value.h"

#include <rapidcheck.h>

#include <QTest>

using namespace Qt::StringLiterals;

using Tests::anyValue;

class TestSlices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void elementsKeepTheirBytes();
    void elementsRefuse_data();
    void elementsRefuse();
    void pathsAreFollowed_data();
    void pathsAreFollowed();
    void lastOfDuplicateKeysWins();
    void withoutMembersKeepsTheRest();
    void depthCostsNoStack();
    void randomTreesAreSplitAsTheyWereWritten();
};

void TestSlices::elementsKeepTheirBytes()
{
    const QByteArray text = R"( [ {"b":1.0, "a":-0.0} , 123456789012345678901234567890,"\u00e9" ,[ ] ] )";
    const auto slices = Json::elements(text);
    QVERIFY(slices);
    const QList<QByteArray> expected{R"({"b":1.0, "a":-0.0})", "123456789012345678901234567890", R"("\u00e9")", "[ ]"};
    QCOMPARE(*slices, expected);
}

void TestSlices::elementsRefuse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::newRow("object") << QByteArray("{}") << int(Json::ParseError::Kind::WrongShape);
    QTest::newRow("empty") << QByteArray() << int(Json::ParseError::Kind::Syntax);
    QTest::newRow("cut") << QByteArray(R"([{"a":1},)") << int(Json::ParseError::Kind::Syntax);
    QTest::newRow("html") << QByteArray("<html>") << int(Json::ParseError::Kind::Syntax);
    QTest::newRow("bad utf-8") << QByteArray("[\"\xff\"]") << int(Json::ParseError::Kind::Syntax);
    QTest::newRow("trailing") << QByteArray("[] []") << int(Json::ParseError::Kind::Syntax);
    QTest::newRow("deep") << QByteArray(Json::maximumDepth + 1, '[') + QByteArray(Json::maximumDepth + 1, ']')
                          << int(Json::ParseError::Kind::Depth);
}

void TestSlices::elementsRefuse()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    const auto slices = Json::elements(text);
    QVERIFY(!slices);
    QCOMPARE(int(slices.error().kind), kind);
    QVERIFY(!slices.error().message.isEmpty());
}

void TestSlices::pathsAreFollowed_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("expected"); // null: nothing is there
    QTest::newRow("member") << QByteArray("name") << QByteArray(R"("Acme")");
    QTest::newRow("nested") << QByteArray("options.mfa.active") << QByteArray("true");
    QTest::newRow("index") << QByteArray("identities.1.connection") << QByteArray(R"("b")");
    QTest::newRow("key with a dot") << QByteArray("options.company.id") << QByteArray("7");
    QTest::newRow("escaped key") << QByteArray("caf\xc3\xa9") << QByteArray("1");
    QTest::newRow("absent") << QByteArray("options.nothing") << QByteArray();
    QTest::newRow("index beyond") << QByteArray("identities.2") << QByteArray();
    QTest::newRow("into a text") << QByteArray("name.first") << QByteArray();
    QTest::newRow("null") << QByteArray("none") << QByteArray("null");
    QTest::newRow("empty") << QByteArray("") << QByteArray();
}

void TestSlices::pathsAreFollowed()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, expected);
    const QByteArray object = R"( {"name":"Acme","options":{"mfa":{"active":true},"company.id":7},)"
                              R"("identities":[{"connection":"a"},{"connection":"b"}],"caf\u00e9":1,"none":null})";
    const auto slice = Json::pathSlice(object, path);
    QCOMPARE(slice.has_value(), !expected.isNull());
    if (slice) {
        QCOMPARE(slice->toByteArray(), expected);
    }
}

void TestSlices::lastOfDuplicateKeysWins()
{
    QCOMPARE(Json::memberSlice(R"({"a":1,"a":2})", "a")->toByteArray(), QByteArray("2"));
}

void TestSlices::withoutMembersKeepsTheRest()
{
    QCOMPARE(
        Json::withoutMembers(R"({"a":1.0,"enabled_clients":["x,y"],"b":{"enabled_clients":[]}})", {"enabled_clients"}),
        QByteArray(R"({"a":1.0,"b":{"enabled_clients":[]}})"));
    QCOMPARE(Json::withoutMembers(R"({"a":1})", {"a"}), QByteArray("{}"));
}

void TestSlices::depthCostsNoStack()
{
    const QByteArray deep = QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']');
    const auto checked = Json::check(deep);
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, Json::ParseError::Kind::Depth);
    const auto edited = Json::check(QByteArray(65, '[') + QByteArray(65, ']'), Json::Strictness::Edit);
    QVERIFY(!edited);
    QVERIFY(Json::check(QByteArray(64, '[') + QByteArray(64, ']'), Json::Strictness::Edit));
}

void TestSlices::randomTreesAreSplitAsTheyWereWritten()
{
    const bool ok = rc::check("elements of a written array are its written elements", [] {
        Json::Value array = Json::Value::array();
        for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
            array.push_back(anyValue(4));
        }
        const auto slices = Json::elements(Json::writePretty(array));
        RC_ASSERT(slices.has_value());
        RC_ASSERT(std::size_t(slices->size()) == array.size());
        for (qsizetype i = 0; i < slices->size(); ++i) {
            const auto element = Json::parse(slices->at(i));
            RC_ASSERT(element.has_value());
            RC_ASSERT(*element == array.at(std::size_t(i)));
            if (element->is_object()) {
                for (const auto &[key, value] : element->items()) {
                    const auto member = Json::memberSlice(slices->at(i), QByteArray::fromStdString(key));
                    RC_ASSERT(member.has_value());
                    RC_ASSERT(*Json::parse(member->toByteArray()) == value);
                }
            }
        }
    });
    QVERIFY(ok);
}

QTEST_APPLESS_MAIN(TestSlices)
#include "tst_slices.moc"
