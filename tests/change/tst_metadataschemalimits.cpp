#include "change/metadataschema.h"
#include "json/value.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

using Change::MetadataSchema;
using Change::ObjectKind;

/// Schemas of metadata that would take for ever, or all memory: each comes to an end.
class TestSchemaLimits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void patternsOfNamesThatTryFewWaysAreTaken_data();
    void patternsOfNamesThatTryFewWaysAreTaken();
    void pipeIsNotRead();
    void hostileSchemasEnd_data();
    void hostileSchemasEnd();
    void longChainsOfSchemasAreRead();
};

void TestSchemaLimits::patternsOfNamesThatTryFewWaysAreTaken_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("bad");
    QTest::newRow("prefixes") << "^(crm|erp)-[a-z]+$"_ba
                              << "erp-id"_ba
                              << "erp-"_ba;
    QTest::newRow("languages") << "^[a-z]{2,8}(-[A-Z]{2})?$"_ba
                               << "de-AT"_ba
                               << "de-at"_ba;
    QTest::newRow("signs in a set") << "^[a-z?|*+{(]+$"_ba
                                    << "a?(*"_ba
                                    << "A"_ba;
    QTest::newRow("escaped signs") << R"(^\\?\\|\\*\\+\\{\\($)"_ba
                                   << "?|*+{("_ba
                                   << "?"_ba;
    QTest::newRow("anywhere") << "[0-9]+"_ba
                              << "a1"_ba
                              << "a"_ba;
}

void TestSchemaLimits::patternsOfNamesThatTryFewWaysAreTaken()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const QByteArray, good);
    QFETCH(const QByteArray, bad);
    const MetadataSchema schema = MetadataSchema::of(R"({"properties":{"app_metadata":{"patternProperties":{")"
                                                     + pattern + R"(":{}},"additionalProperties":false}}})");
    QVERIFY2(schema.problem().isEmpty(), qPrintable(schema.problem()));
    const auto found = [&schema](const QByteArray &name) {
        return schema.violations(ObjectKind::User, u"app_metadata"_s, *Json::parse("{\"" + name + "\":1}"));
    };
    QVERIFY(found(good).isEmpty());
    QCOMPARE(found(bad).size(), 1);
    const auto tooLong = found(QByteArray(300, 'a'));
    QCOMPARE(tooLong.size(), 1);
    QVERIFY2(tooLong.first().message.contains(u"too long"_s), qPrintable(tooLong.first().message));
}

void TestSchemaLimits::pipeIsNotRead()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"schema.json"_s);
    QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const QString problem = MetadataSchema::ofFile(path).problem(); // nobody ever writes to it
    QVERIFY2(problem.contains(u"no ordinary file"_s), qPrintable(problem));
}

void TestSchemaLimits::hostileSchemasEnd_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("metadata");
    QByteArray nested = "1";
    for (int i = 0; i < 60; ++i) {
        nested = "{\"a\":" + nested + "}";
    }
    QTest::newRow("each level twice") << QByteArray(
        R"({"properties":{"app_metadata":{"$ref":"#/definitions/n"}},"definitions":{"n":{"allOf":[
    {"properties":{"a":{"$ref":"#/definitions/n"}}},{"properties":{"a":{"$ref":"#/definitions/n"}}}]}}})")
                                      << nested;
    QTest::newRow("backtracking") << QByteArray(
        R"({"properties":{"app_metadata":{"properties":{"a":{"pattern":"^(a+)+$"}}}}})")
                                  << "{\"a\":\"" + QByteArray(4000, 'a') + "!\"}";
    QTest::newRow("unique items") << QByteArray(
        R"({"properties":{"app_metadata":{"properties":{"a":{"uniqueItems":true}}}}})")
                                  << "{\"a\":[" + QByteArray("1,").repeated(100000) + "1]}";
    const auto ofItems = [](const QByteArray &schema) {
        return R"({"properties":{"app_metadata":{"properties":{"a":{"items":)" + schema + "}}}}}";
    };
    const auto items20000
        = [](const QByteArray &item) { return "{\"a\":[" + QByteArray(item + ',').repeated(20000) + item + "]}"; };
    QTest::newRow("many unique items") << ofItems(R"({"uniqueItems":true})")
                                       << "{\"a\":["
            + QByteArray('[' + QByteArray("1,").repeated(600) + "1],").repeated(50) + "[]]}";
    QTest::newRow("formats") << ofItems(R"({"format":"date-time"})") << items20000("\"2022-07-18T16:52:45Z\"");
    QTest::newRow("patterns") << ofItems(R"({"pattern":"^(a+)+$"})") << items20000("\"aaaaaaaaaaaaaa!\"");
    QTest::newRow("patterns of names") << ofItems(R"({"patternProperties":{"^a":{}}})") << items20000("{\"a\":1}");
    QTest::newRow("long name for a pattern")
        << QByteArray(R"({"properties":{"app_metadata":{"patternProperties":{"^.*.*x":{}}}}})")
        << "{\"" + QByteArray(1024, 'a') + "\":1}";
    QByteArray names;
    for (int i = 0; i < 20000; ++i) {
        names += "\"a" + QByteArray::number(i) + "\":1,";
    }
    QTest::newRow("many names for a pattern")
        << QByteArray(R"({"properties":{"app_metadata":{"patternProperties":{"^.*.*x":{}}}}})")
        << '{' + names + "\"a\":1}";
    QByteArray values;
    QByteArray items;
    for (int i = 0; i < 20000; ++i) {
        values += QByteArray::number(i) + ',';
        items += "-1,";
    }
    QTest::newRow("long enum") << R"({"properties":{"app_metadata":{"properties":{"a":{"items":{"enum":[)" + values
            + "0]}}}}}}"
                               << "{\"a\":[" + items + "0]}";
}

void TestSchemaLimits::hostileSchemasEnd()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, metadata);
    const MetadataSchema read = MetadataSchema::of(schema);
    QVERIFY2(read.problem().isEmpty(), qPrintable(read.problem()));
    const auto found = read.violations(ObjectKind::User, u"app_metadata"_s, *Json::parse(metadata));
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().pointer.text(), u"/app_metadata"_s);
    QVERIFY2(found.first().message.contains(u"Not checked against the schema"_s), qPrintable(found.first().message));
}

void TestSchemaLimits::longChainsOfSchemasAreRead()
{
    QByteArray chain = R"("last":{"type":"integer"})";
    for (int i = 990; i >= 0; --i) {
        chain += ",\"d" + QByteArray::number(i) + "\":{\"properties\":{\"a\":{\"$ref\":\"#/definitions/"
            + (i == 990 ? QByteArray("last") : "d" + QByteArray::number(i + 1)) + "\"}}}";
    }
    const MetadataSchema schema = MetadataSchema::of(R"({"properties":{"app_metadata":{"$ref":"#/definitions/d980"}},)"
                                                     "\"definitions\":{"
                                                     + chain + "}}");
    QVERIFY2(schema.problem().isEmpty(), qPrintable(schema.problem()));
    const QByteArray metadata = QByteArray("{\"a\":").repeated(11) + "\"x\"" + QByteArray(11, '}');
    QCOMPARE(schema.violations(ObjectKind::User, u"app_metadata"_s, *Json::parse(metadata)).size(), 1);
    const MetadataSchema whole = MetadataSchema::of(R"({"properties":{"app_metadata":{"$ref":"#/definitions/d0"}},)"
                                                    "\"definitions\":{"
                                                    + chain + "}}");
    QVERIFY2(whole.problem().isEmpty(), qPrintable(whole.problem()));
}

QTEST_GUILESS_MAIN(TestSchemaLimits)
#include "tst_metadataschemalimits.moc"
