#include "items/copytext.h"

#include "query/policyrecord.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;

/// What leaves the program by the clipboard: names are chosen by strangers.
class TestCopyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvIsQuotedAndNoFormula_data();
    void csvIsQuotedAndNoFormula();
    void markdownStaysOneTable();
    void jsonIsMasked();
    void policiesAreTheNormalisedRows();
};

namespace {

Query::RecordPtr recordNamed(const QString &name, const QByteArray &original = "{}")
{
    auto record = std::make_shared<Query::Record>();
    record->id = u"con_1"_s;
    record->cells = QList<Query::Value>(Query::columnsOf(Kind::Connections).size());
    record->cells[1] = name;
    record->original = original;
    return record;
}

} // namespace

void TestCopyText::csvIsQuotedAndNoFormula_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << u"acme"_s << u"acme"_s;
    QTest::newRow("comma and quote") << u"a,\"b\""_s << u"\"a,\"\"b\"\"\""_s;
    QTest::newRow("line break") << u"a\nb"_s << u"\"a\nb\""_s;
    QTest::newRow("formula") << u"=HYPERLINK(1)"_s << u"'=HYPERLINK(1)"_s;
    QTest::newRow("plus") << u"+1"_s << u"'+1"_s;
    QTest::newRow("minus") << u"-1"_s << u"'-1"_s;
    QTest::newRow("at") << u"@x"_s << u"'@x"_s;
    QTest::newRow("tab") << u"\t=1"_s << u"'\t'=1"_s;
    QTest::newRow("carriage return") << u"\r=1"_s << u"\"'\r'=1\""_s;
    QTest::newRow("formula by a wide sign") << u"＝HYPERLINK(1)"_s << u"'＝HYPERLINK(1)"_s;
    QTest::newRow("wide sign behind a separator") << u"a;＠1"_s << u"a;'＠1"_s;
    QTest::newRow("formula with comma") << u"=A(1,2)"_s << u"\"'=A(1,2)\""_s;
    QTest::newRow("formula on the second line") << u"a\n=1"_s << u"\"a\n'=1\""_s;
}

void TestCopyText::csvIsQuotedAndNoFormula()
{
    QFETCH(QString, name);
    QFETCH(QString, line);
    QCOMPARE(Items::asCsv(Kind::Connections, {recordNamed(name)}, {1}), u"Name\r\n"_s + line + u"\r\n"_s);
}

void TestCopyText::markdownStaysOneTable()
{
    const QString text
        = Items::asMarkdown(Kind::Connections, {recordNamed(u"a|b\n<script>`x`\\ [l](javascript:1) ![i](x)"_s)}, {1});
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY(!lines.last().contains(u"<script"_s));
    QVERIFY(lines.last().contains(u"a\\|b"_s));
    QVERIFY2(!lines.last().contains(u"](javascript"_s) || lines.last().contains(u"\\[l\\]"_s),
             qPrintable(lines.last()));
}

void TestCopyText::jsonIsMasked()
{
    const auto secrets = Json::SecretKeys({"client_secret"});
    const QString text = Items::asJson(
        Kind::Connections, {recordNamed(u"a"_s, R"({"z":1.0,"client_secret":"shh"})"), recordNamed(u"b"_s)}, secrets);
    QCOMPARE(text, u"[\n{\"z\":1.0,\"client_secret\":\"[REDACTED]\"},\n{}\n]\n"_s);
}

void TestCopyText::policiesAreTheNormalisedRows()
{
    Query::Record connection = *recordNamed(u"db"_s,
                                            R"({"id":"con_1","name":"db","strategy":"auth0","options":{)"
                                            R"("passwordPolicy":"none","password_complexity_options":{"min_length":8},)"
                                            R"("password_options":{"complexity":{"min_length":15}}}})");
    const Query::RecordPtr row = Query::policyEntry(connection, {}).record;
    const int minLength = Query::columnIndex(Kind::Policies, u"min_length");
    const int history = Query::columnIndex(Kind::Policies, u"history_size");
    // A connection that holds both generations is not passed off as one with the lower number.
    QCOMPARE(Items::asCsv(Kind::Policies, {row}, {minLength, history}), u"Min. length,History\r\n8 | 15,0\r\n"_s);
    QVERIFY(Items::asMarkdown(Kind::Policies, {row}, {minLength}).contains(u"8 \\| 15"_s));
    const QString json = Items::asJson(Kind::Policies, {row}, {});
    QVERIFY2(json.contains(uR"("generation":"both")"_s) && json.contains(uR"("readings":[)"_s), qPrintable(json));
    QVERIFY(!json.contains(u"password_complexity_options"_s));
    // What reads a policy is the request for its connection.
    QVERIFY(Items::asCurl(Kind::Policies, {row}, u"https://acme.auth0.com"_s).contains(u"/api/v2/connections/con_1"));
}

QTEST_GUILESS_MAIN(TestCopyText)
#include "tst_copytext.moc"
