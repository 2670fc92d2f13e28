#include "json/leaves.h"
#include "json/textedit.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Json::TextTree;

/// A text and its tree are one document: an edit of a node touches nothing else, and what is refused is refused at its
/// place.
class TestTextTree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nodesKnowWhereTheyStand();
    void editKeepsEveryOtherCharacter_data();
    void editKeepsEveryOtherCharacter();
    void refusesAtThePlace_data();
    void refusesAtThePlace();
    void whatNobodySeesIsEscaped();
    void anUnfinishedTextIsNoTree_data();
    void anUnfinishedTextIsNoTree();
};

void TestTextTree::nodesKnowWhereTheyStand()
{
    const QString text = u"{\"a\": {\"b~/\": [1.0, \"x\"]},\n \"\\u0063\": null}"_s;
    const auto tree = TextTree::read(text);
    QVERIFY(tree.has_value());
    const int number = tree->find(*Json::Pointer::parse(u"/a/b~0~1/0"));
    QCOMPARE(tree->valueText(number), u"1.0"_s);
    QCOMPARE(tree->pointerTo(number).text(), u"/a/b~0~1/0"_s);
    QCOMPARE(tree->nodeAt(text.indexOf(u"1.0") + 1), number);
    QCOMPARE(tree->nodeAt(text.indexOf(u"b~/")), tree->find(*Json::Pointer::parse(u"/a/b~0~1")));
    QCOMPARE(tree->node(tree->find(*Json::Pointer::parse(u"/c"))).type, TextTree::Type::Null);
    QCOMPARE(tree->find(*Json::Pointer::parse(u"/a/nothing")), -1);
    QCOMPARE(tree->find(*Json::Pointer::parse(u"/a/b~0~1/2")), -1);
    QCOMPARE(tree->find(*Json::Pointer::parse(u"/a/b~0~1/01")), -1);
}

void TestTextTree::editKeepsEveryOtherCharacter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("edit");
    QTest::addColumn<QString>("after");
    const QString text
        = u"{\n  \"z\": 1.0,\n  \"big\": 18446744073709551615,\n  \"a\": {},\n  \"l\": [1e2,  \"\\u00e9\"]\n}"_s;
    QTest::newRow("value")
        << text << u"set /z"_s
        << u"{\n  \"z\": true,\n  \"big\": 18446744073709551615,\n  \"a\": {},\n  \"l\": [1e2,  \"\\u00e9\"]\n}"_s;
    QTest::newRow("name")
        << text << u"rename /a"_s
        << u"{\n  \"z\": 1.0,\n  \"big\": 18446744073709551615,\n  \"new\\\"\": {},\n  \"l\": [1e2,  \"\\u00e9\"]\n}"_s;
    QTest::newRow("member into an empty object")
        << text << u"insert /a 0"_s
        << u"{\n  \"z\": 1.0,\n  \"big\": 18446744073709551615,\n  \"a\": {\n    \"new\\\"\": true\n  },\n  \"l\": [1e2,  \"\\u00e9\"]\n}"_s;
    QTest::newRow("member at the front") << u"{\n  \"z\": 1.0\n}"_s << u"insert  0"_s
                                         << u"{\n  \"new\\\"\": true,\n  \"z\": 1.0\n}"_s;
    QTest::newRow("member at the end") << u"{\n  \"z\": 1.0\n}"_s << u"insert  9"_s
                                       << u"{\n  \"z\": 1.0,\n  \"new\\\"\": true\n}"_s;
    QTest::newRow("entry") << u"[1.0]"_s << u"insert  1"_s << u"[1.0, true]"_s;
    QTest::newRow("first goes") << u"{\n  \"z\": 1.0,\n  \"y\": 2\n}"_s << u"remove /z"_s << u"{\n  \"y\": 2\n}"_s;
    QTest::newRow("last goes") << u"{\n  \"z\": 1.0,\n  \"y\": 2\n}"_s << u"remove /y"_s << u"{\n  \"z\": 1.0\n}"_s;
    QTest::newRow("only one goes") << u"{\"a\": {\n \"z\": 1.0\n}}"_s << u"remove /a/z"_s << u"{\"a\": {}}"_s;
}

void TestTextTree::editKeepsEveryOtherCharacter()
{
    QFETCH(QString, text);
    QFETCH(QString, edit);
    QFETCH(QString, after);
    const auto tree = TextTree::read(text);
    QVERIFY(tree.has_value());
    const QStringList words = edit.split(u' ');
    const int node = tree->find(*Json::Pointer::parse(words.at(1)));
    QVERIFY(node >= 0);
    const Json::Splice splice = words.first() == u"set"_s ? Json::replaceValue(*tree, node, u"true"_s)
        : words.first() == u"rename"_s                    ? Json::renameMember(*tree, node, u"new\""_s)
        : words.first() == u"remove"_s                    ? Json::removeNode(*tree, node)
                                       : Json::insertChild(*tree, node, words.at(2).toInt(), u"new\""_s, u"true"_s);
    QCOMPARE(splice.appliedTo(text), after);
    QVERIFY(TextTree::read(after).has_value());
}

void TestTextTree::refusesAtThePlace_data()
{
    using Kind = Json::ParseError::Kind;
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("word");
    QTest::newRow("duplicate") << u"{\n  \"a\": 1,\n  \"b\": {\"é\": 1, \"\\u00e9\": 2}\n}"_s << Kind::DuplicateKey << 3
                               << 17 << u"twice"_s;
    QTest::newRow("20 digits") << u"{\n  \"a\": 1.0,\n  \"n\": 0.12345678901234567890}"_s << Kind::LossyNumber << 3 << 8
                               << u"exactly"_s;
    QTest::newRow("big integer") << u"{\"n\": 123456789012345678901}"_s << Kind::LossyNumber << 1 << 7 << u"exactly"_s;
    QTest::newRow("1e400") << u"{\"ü\": 1,\n\"n\": 1e400}"_s << Kind::LossyNumber << 2 << 6 << u"too large"_s;
    QTest::newRow("1e400 after 20 digits")
        << u"{\"a\": 0.12345678901234567890,\n\"n\": 1e400}"_s << Kind::LossyNumber << 2 << 6 << u"too large"_s;
    QTest::newRow("1e400 after a duplicate")
        << u"{\"a\": 1, \"a\": 2,\n\"n\": 1e400}"_s << Kind::LossyNumber << 2 << 6 << u"too large"_s;
    QTest::newRow("20 digits twice") << u"{\"a\": 1,\n\"n\": 0.12345678901234567890, \"m\": 123456789012345678901}"_s
                                     << Kind::LossyNumber << 2 << 6 << u"exactly"_s;
    QTest::newRow("comma too many after 20 digits")
        << u"{\"a\": 123456789012345678901,\n\"n\": 1,\n}"_s << Kind::Syntax << 3 << 1 << u"comma"_s;
    QTest::newRow("comma too many") << u"{\"a\": 1,\n}"_s << Kind::Syntax << 2 << 1 << u"comma"_s;
    QTest::newRow("comma missing") << u"{\"a\": 1\n \"b\": 2}"_s << Kind::Syntax << 2 << 2 << u"comma is missing"_s;
    QTest::newRow("no marks") << u"{\"a\": acme}"_s << Kind::Syntax << 1 << 7 << u"quotation marks"_s;
    QTest::newRow("single marks") << u"{\"a\": 'acme'}"_s << Kind::Syntax << 1 << 7 << u"double"_s;
    QTest::newRow("ends early") << u"{\"a\": 1"_s << Kind::Syntax << 1 << 8 << u"too early"_s;
    QTest::newRow("nothing") << QString() << Kind::Syntax << 1 << 1 << u"nothing"_s;
    QTest::newRow("too deep") << QString(70, u'[') + QString(70, u']') << Kind::Depth << 1 << 65 << u"64"_s;
}

void TestTextTree::refusesAtThePlace()
{
    QFETCH(QString, text);
    QFETCH(Json::ParseError::Kind, kind);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, word);
    const auto tree = TextTree::read(text);
    QVERIFY(!tree.has_value());
    QCOMPARE(tree.error().kind, kind);
    QCOMPARE(std::pair(tree.error().line, tree.error().column), std::pair(line, column));
    QVERIFY2(tree.error().message.contains(word), qPrintable(tree.error().message));
}

void TestTextTree::whatNobodySeesIsEscaped()
{
    const QString text = u"{\"a\": \"x\u202egpj\u00a0\u2028é\"}"_s;
    const QString shown = Json::withVisibleEscapes(text);
    QCOMPARE(shown, u"{\"a\": \"x\\u202egpj\\u00a0\\u2028é\"}"_s);
    QVERIFY(Json::isSame(*Json::parse(shown.toUtf8()), *Json::parse(text.toUtf8())));
}

/// As it is while somebody types: what is wrong earlier must not hide that the text is not whole.
void TestTextTree::anUnfinishedTextIsNoTree_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a name again") << u"{\"plan\": \"gold\", \"plan\":"_s;
    QTest::newRow("a name again, and no end") << u"{\"a\": 1, \"b\": 2, \"c\": {\"d\": [1, 2]}, \"a\": 3"_s;
    QTest::newRow("a number too long, and no end") << u"{\"a\": 12345678901234567890123, \"b\":"_s;
    QTest::newRow("a number too large, and no end") << u"{\"a\": 1e400, \"b\":"_s;
    QString deep(70, u'[');
    QTest::newRow("too deep, and no end") << deep;
}

void TestTextTree::anUnfinishedTextIsNoTree()
{
    QFETCH(const QString, text);
    for (qsizetype size = 0; size <= text.size(); ++size) { // each key on the way there
        const auto tree = TextTree::read(text.left(size));
        QVERIFY2(!tree, qPrintable(text.left(size)));
        QVERIFY(!tree.error().message.isEmpty());
        QVERIFY(tree.error().position <= size);
    }
}

QTEST_APPLESS_MAIN(TestTextTree)
#include "tst_texttree.moc"
