#include "json/indent.h"

#include <QTest>

class TestIndent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyWhiteSpaceChanges_data();
    void onlyWhiteSpaceChanges();
};

void TestIndent::onlyWhiteSpaceChanges_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("indented");
    QTest::newRow("object") << QByteArray(R"({"a":1,"b":[true,null]})")
                            << QByteArray("{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}");
    QTest::newRow("empty containers") << QByteArray(R"({"a":{},"b":[ ],"c":""})")
                                      << QByteArray("{\n  \"a\": {},\n  \"b\": [],\n  \"c\": \"\"\n}");
    QTest::newRow("numbers and duplicates stay")
        << QByteArray(R"({"n":1.0,"n":123456789012345678901234567890})")
        << QByteArray("{\n  \"n\": 1.0,\n  \"n\": 123456789012345678901234567890\n}");
    QTest::newRow("brackets and escapes in strings")
        << QByteArray(R"(["{\"[\\",",:"])") << QByteArray("[\n  \"{\\\"[\\\\\",\n  \",:\"\n]");
    QTest::newRow("indented already") << QByteArray("{\r\n\t\"a\" : 1 }") << QByteArray("{\n  \"a\": 1\n}");
    QTest::newRow("scalar") << QByteArray("17") << QByteArray("17");
}

void TestIndent::onlyWhiteSpaceChanges()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, indented);
    QCOMPARE(Json::indented(text), indented);
    QCOMPARE(Json::indented(indented), indented);
}

QTEST_APPLESS_MAIN(TestIndent)
#include "tst_indent.moc"
