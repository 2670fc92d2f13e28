#include "json/value.h"
#include "json/yaml.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Kind = Json::ParseError::Kind;

/// YAML as people and auth0-deploy-cli write it, and as nobody should.
class TestYaml : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void scalarsHaveTheTypesOfTheCoreSchema_data();
    void scalarsHaveTheTypesOfTheCoreSchema();
    void treesAreRead_data();
    void treesAreRead();
    void whatIsHostileIsRefused_data();
    void whatIsHostileIsRefused();
    void anErrorNamesTheLineAndNothingOfTheText();
};

void TestYaml::scalarsHaveTheTypesOfTheCoreSchema_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *yaml, const char *json) {
        QTest::newRow(QByteArray(yaml).simplified().constData()) << QByteArray(yaml) << QByteArray(json);
    };
    row("true", "true");
    row("False", "false");
    row("\"true\"", R"("true")");
    row("'12'", R"("12")");
    row("yes", R"("yes")");
    row("off", R"("off")");
    row("null", "null");
    row("~", "null");
    row("", "null");
    row("''", R"("")");
    row("\"null\"", R"("null")");
    row("-12", "-12");
    row("+12", "12");
    row("007", "7");
    row("0x1F", "31");
    row("0o17", "15");
    row("18446744073709551615", "18446744073709551615");
    row("1.50", "1.5");
    row("1e3", "1000.0");
    row("1_000", R"("1_000")");
    row(".inf", R"(".inf")");
    row("1e999", R"("1e999")");
    row("2026-11-29", R"("2026-11-29")");
    row("1.2.3", R"("1.2.3")");
    row("!!str 12", R"("12")");
    row("!!int \"12\"", "12");
    row("\"a\\x41\\u0042\\n\"", "\"aAB\\n\"");
    row("|\n  one\n  two\n", R"("one\ntwo\n")");
    row(">-\n  one\n  two\n", R"("one two")");
}

void TestYaml::scalarsHaveTheTypesOfTheCoreSchema()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QByteArray, json);
    const auto value = Json::fromYaml("key: " + yaml);
    QVERIFY2(value, value ? "" : qPrintable(value.error().message));
    QCOMPARE(Json::write(*value), "{\"key\":" + json + "}");
}

void TestYaml::treesAreRead_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray() << QByteArray("null");
    QTest::newRow("order") << QByteArray("b: 1\na: [x, {y: z}]\nc:\n  - d: 1\n    e: {}\n  - []\n")
                           << QByteArray(R"({"b":1,"a":["x",{"y":"z"}],"c":[{"d":1,"e":{}},[]]})");
    QTest::newRow("an alias") << QByteArray("a: &x [1, \"2\"]\nb: *x\n") << QByteArray(R"({"a":[1,"2"],"b":[1,"2"]})");
    QTest::newRow("keys are texts") << QByteArray("1: a\ntrue: b\n'<<': c\n")
                                    << QByteArray(R"({"1":"a","true":"b","<<":"c"})");
    QTest::newRow("bytes of no text") << QByteArray("a: \"\xff\"") << QByteArray("{\"a\":\"\xef\xbf\xbd\"}");
}

void TestYaml::treesAreRead()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QByteArray, json);
    const auto value = Json::fromYaml(yaml);
    QVERIFY2(value, value ? "" : qPrintable(value.error().message));
    QCOMPARE(Json::write(*value), json);
}

void TestYaml::whatIsHostileIsRefused_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<Json::ParseError::Kind>("kind");
    QByteArray laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
    for (int i = 1; i < 12; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        const QByteArray name = "a" + QByteArray::number(i);
        laughs += name + ": &" + name + " [" + before + (", " + before).repeated(9) + "]\n";
    }
    QTest::newRow("billion laughs") << laughs << Kind::WrongShape;
    QTest::newRow("a long text many times")
        << QByteArray("a: &a \"" + QByteArray(1'000'000, 'x') + "\"\nb: [*a" + QByteArray(", *a").repeated(100) + "]\n")
        << Kind::WrongShape;
    QTest::newRow("deep lists") << QByteArray(100'000, '[') << Kind::Depth;
    QTest::newRow("deep dashes") << QByteArray("- ").repeated(100'000) << Kind::Depth;
    QTest::newRow("deep by aliases") << QByteArray("a: &a " + QByteArray(40, '[') + QByteArray(40, ']')
                                                   + "\nb: " + QByteArray(40, '[') + "*a" + QByteArray(40, ']'))
                                     << Kind::Depth;
    QTest::newRow("an alias of itself") << QByteArray("a: &a [*a]") << Kind::WrongShape;
    QTest::newRow("an alias of nothing") << QByteArray("a: *b") << Kind::Syntax;
    QTest::newRow("a merge") << QByteArray("a: &a {b: 1}\nc:\n  <<: *a\n") << Kind::WrongShape;
    QTest::newRow("a key twice") << QByteArray("a: 1\na: 2\n") << Kind::DuplicateKey;
    QTest::newRow("a list as a key") << QByteArray("? [a]\n: b\n") << Kind::WrongShape;
    QTest::newRow("two documents") << QByteArray("a: 1\n---\nb: 2\n") << Kind::WrongShape;
    QTest::newRow("code") << QByteArray("a: !!js/function 'function () {}'") << Kind::WrongShape;
    QTest::newRow("a tag on a map") << QByteArray("a: !ruby/object {b: 1}") << Kind::WrongShape;
    QTest::newRow("bytes") << QByteArray("a: !!binary aGVsbG8=") << Kind::WrongShape;
    QTest::newRow("no YAML") << QByteArray("a: [1, 2") << Kind::Syntax;
    QTest::newRow("tabs") << QByteArray("a:\n\tb: 1\n") << Kind::Syntax;
    QByteArray keys;
    for (int i = 0; i < 2'000; ++i) {
        keys += "k" + QByteArray::number(i) + ": 1\n";
    }
    QTest::newRow("too many keys") << keys << Kind::WrongShape;
}

void TestYaml::whatIsHostileIsRefused()
{
    QFETCH(QByteArray, yaml);
    QFETCH(Json::ParseError::Kind, kind);
    const auto value = Json::fromYaml(yaml);
    QVERIFY(!value);
    QCOMPARE(value.error().kind, kind);
    QVERIFY(value.error().message.startsWith(u"Line "_s));
}

void TestYaml::anErrorNamesTheLineAndNothingOfTheText()
{
    const auto value = Json::fromYaml("a: 1\nb:\n  client_secret: &hush s3cret\n  other: *s3cret\n");
    QVERIFY(!value);
    QVERIFY2(value.error().message.startsWith(u"Line 4: "_s), qPrintable(value.error().message));
    QVERIFY(!value.error().message.contains(u"s3cret"_s) && !value.error().message.contains(u"hush"_s));
}

QTEST_GUILESS_MAIN(TestYaml)
#include "tst_yaml.moc"
