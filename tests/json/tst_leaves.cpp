#include "anyvalue.h"
#include "json/leaves.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Json::Pointer;
using Json::Value;

namespace {

Value json(const char *text)
{
    return *Json::parse(text);
}

Value anyObject(int depth)
{
    Value object = Value::object();
    for (int i = *rc::gen::inRange(0, 5); i > 0; --i) {
        object[*rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c'))]
            = *rc::gen::inRange(0, 3) == 0 && depth > 0 ? anyObject(depth - 1) : Tests::anyValue(depth);
    }
    return object;
}

/// A tree that has much in common with another: members go, come and change.
Value variantOf(const Value &value, int depth)
{
    if (!value.is_object()) {
        return *rc::gen::inRange(0, 3) == 0 ? Tests::anyValue(1) : value;
    }
    Value variant = Value::object();
    for (const auto &member : value.items()) {
        if (*rc::gen::inRange(0, 4) != 0) {
            variant[member.key()] = depth > 0 ? variantOf(member.value(), depth - 1) : member.value();
        }
    }
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
        const auto name = *rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c', 'd'));
        if (!variant.contains(name)) {
            variant[name] = Tests::anyValue(1);
        }
    }
    return variant;
}

} // namespace

class TestLeaves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEachLeaf();
    void membersInAnotherOrderAreNoChange();
    void changesLeadFromOneToTheOther();
    void inversesLeadBackToTheSameBytes();
    void mergeKeepsWhatOthersChanged();
    void conflictNamesAllThreeVersions();
    void missingParentsAreMade();
    void nothingIsPlacedUnderWhatIsNoObject();
    void pointersFollowListsToo();
    void assignsAtAnyDepth_data();
    void assignsAtAnyDepth();
};

void TestLeaves::namesEachLeaf()
{
    const QList<Json::LeafChange> changes = Json::leafChanges(
        json(R"({"name":"acme","options":{"mfa":{"active":true},"ips":[1,2],"gone":null},"old":{"x":1}})"),
        json(R"({"name":"acme","new":7,"options":{"mfa":{"active":false},"ips":[1],"first":{}}})"));
    const auto change = [](const char *pointer, std::optional<QByteArray> before, std::optional<QByteArray> after,
                           std::optional<QString> follows = std::nullopt) {
        return Json::LeafChange{*Pointer::parse(QString::fromLatin1(pointer)), before, after, follows};
    };
    const QList<Json::LeafChange> expected{
        change("/new", std::nullopt, "7", u"name"_s),
        change("/options/mfa/active", "true", "false"),
        change("/options/ips", "[1,2]", "[1]"),
        change("/options/first", std::nullopt, "{}", u"ips"_s),
        change("/options/gone", "null", std::nullopt, u"ips"_s),
        change("/old", R"({"x":1})", std::nullopt, u"options"_s),
    };
    QCOMPARE(changes, expected);
}

void TestLeaves::membersInAnotherOrderAreNoChange()
{
    QVERIFY(Json::leafChanges(json(R"({"a":{"x":1,"y":[{"p":1,"q":2}]},"b":2})"),
                              json(R"({"b":2,"a":{"y":[{"q":2,"p":1}],"x":1}})"))
                .isEmpty());
    QCOMPARE(Json::leafChanges(json("[1,2]"), json("[2,1]")).size(), 1);
}

void TestLeaves::changesLeadFromOneToTheOther()
{
    QVERIFY(rc::check("merge(a, changes(a, b)) is b", [] {
        const Value before = anyObject(3);
        const Value after = variantOf(before, 3);
        const Json::Merge merged = Json::merge(before, Json::leafChanges(before, after));
        RC_ASSERT(merged.conflicts.isEmpty());
        RC_ASSERT(Json::isSame(merged.value, after));
        RC_ASSERT(merged.changesNothing() == Json::isSame(before, after));
        // Once more finds everything as wanted.
        RC_ASSERT(Json::merge(merged.value, Json::leafChanges(before, after)).changesNothing());
    }));
}

void TestLeaves::inversesLeadBackToTheSameBytes()
{
    QVERIFY(rc::check("the inverse restores the members' order", [] {
        const Value before = anyObject(3);
        const QList<Json::LeafChange> changes = Json::leafChanges(before, variantOf(before, 3));
        const Json::Merge back = Json::merge(Json::merge(before, changes).value, Json::inverse(changes));
        RC_ASSERT(back.conflicts.isEmpty());
        RC_ASSERT(Json::write(back.value) == Json::write(before));
    }));
}

void TestLeaves::mergeKeepsWhatOthersChanged()
{
    QVERIFY(rc::check("leaves that were not edited are as the others left them", [] {
        const Value seen = anyObject(3);
        const Value theirs = variantOf(seen, 3);
        const QList<Json::LeafChange> mine = Json::leafChanges(seen, variantOf(seen, 3));
        const Json::Merge merged = Json::merge(theirs, mine);
        // What differs from theirs is mine, and is as wanted.
        for (const Json::LeafChange &change : Json::leafChanges(theirs, merged.value)) {
            const bool isMine = std::any_of(mine.cbegin(), mine.cend(), [&change](const Json::LeafChange &edit) {
                return edit.pointer.holds(change.pointer) || change.pointer.holds(edit.pointer);
            });
            RC_ASSERT(isMine);
        }
        for (const Json::LeafChange &edit : mine) {
            const bool isConflict
                = std::any_of(merged.conflicts.cbegin(), merged.conflicts.cend(),
                              [&edit](const Json::LeafConflict &conflict) { return conflict.change == edit; });
            const Value *leaf = Json::valueAt(merged.value, edit.pointer);
            const bool isAsWanted
                = edit.after ? leaf && Json::isSame(*leaf, *Json::parse(*edit.after)) : leaf == nullptr;
            RC_ASSERT(isConflict || isAsWanted);
        }
    }));
}

void TestLeaves::conflictNamesAllThreeVersions()
{
    const QList<Json::LeafChange> mine = Json::leafChanges(json(R"({"a":1,"b":1})"), json(R"({"a":2,"b":2})"));
    const Json::Merge merged = Json::merge(json(R"({"a":3,"b":1})"), mine);
    QCOMPARE(merged.conflicts.size(), 1);
    QCOMPARE(merged.conflicts.first().change.before, QByteArray("1"));
    QCOMPARE(merged.conflicts.first().change.after, QByteArray("2"));
    QCOMPARE(merged.conflicts.first().now, QByteArray("3"));
    QCOMPARE(Json::write(merged.value), QByteArray(R"({"a":3,"b":2})"));
    QCOMPARE(merged.applied, 1);
}

void TestLeaves::missingParentsAreMade()
{
    const Json::LeafChange change{Pointer({u"app_metadata"_s, u"company"_s, u"id"_s}), std::nullopt, "7", std::nullopt};
    const Json::Merge merged = Json::merge(json(R"({"user_id":"auth0|1"})"), {change});
    QCOMPARE(Json::write(merged.value), QByteArray(R"({"user_id":"auth0|1","app_metadata":{"company":{"id":7}}})"));
}

void TestLeaves::nothingIsPlacedUnderWhatIsNoObject()
{
    const Json::LeafChange change{Pointer({u"a"_s, u"b"_s}), std::nullopt, "7", std::nullopt};
    for (const char *text : {R"({"a":null})", R"({"a":[1]})", R"({"a":"text"})"}) {
        const Json::Merge merged = Json::merge(json(text), {change});
        QCOMPARE(merged.conflicts.size(), 1);
        QCOMPARE(Json::write(merged.value), QByteArray(text));
    }
}

void TestLeaves::pointersFollowListsToo()
{
    const Value value = json(R"({"identities":[{"connection":"acme"}]})");
    QCOMPARE(Json::write(*Json::valueAt(value, *Pointer::parse(u"/identities/0/connection"))), QByteArray(R"("acme")"));
    QVERIFY(!Json::valueAt(value, *Pointer::parse(u"/identities/1")));
    QVERIFY(!Json::valueAt(value, *Pointer::parse(u"/identities/00")));
}

void TestLeaves::assignsAtAnyDepth_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("value"); // empty: remove
    QTest::addColumn<QByteArray>("after"); // empty: refused
    QTest::newRow("change") << u"/a"_s << QByteArray("2") << QByteArray(R"({"a":2,"l":[1,{"x":1}]})");
    QTest::newRow("make parents") << u"/b/c"_s << QByteArray("null")
                                  << QByteArray(R"({"a":1,"l":[1,{"x":1}],"b":{"c":null}})");
    QTest::newRow("in a list") << u"/l/1/x"_s << QByteArray("3") << QByteArray(R"({"a":1,"l":[1,{"x":3}]})");
    QTest::newRow("append") << u"/l/-"_s << QByteArray("9") << QByteArray(R"({"a":1,"l":[1,{"x":1},9]})");
    QTest::newRow("remove") << u"/a"_s << QByteArray() << QByteArray(R"({"l":[1,{"x":1}]})");
    QTest::newRow("remove an entry") << u"/l/0"_s << QByteArray() << QByteArray(R"({"a":1,"l":[{"x":1}]})");
    QTest::newRow("nothing to remove") << u"/z"_s << QByteArray() << QByteArray();
    QTest::newRow("below a number") << u"/a/b"_s << QByteArray("1") << QByteArray();
    QTest::newRow("beyond a list") << u"/l/7"_s << QByteArray("1") << QByteArray();
    QTest::newRow("everything") << QString() << QByteArray("1") << QByteArray();
}

void TestLeaves::assignsAtAnyDepth()
{
    QFETCH(const QString, pointer);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, after);
    const QByteArray before = R"({"a":1,"l":[1,{"x":1}]})";
    Value root = json(before.constData());
    const auto wanted = value.isEmpty() ? std::nullopt : std::optional(json(value.constData()));
    QCOMPARE(Json::assign(root, *Pointer::parse(pointer), wanted), !after.isEmpty());
    QCOMPARE(Json::write(root), after.isEmpty() ? before : after);
}

QTEST_GUILESS_MAIN(TestLeaves)
#include "tst_leaves.moc"
