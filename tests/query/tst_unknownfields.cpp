#include "query/unknownfields.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

Query::Record application(const QByteArray &object)
{
    Query::Record record;
    record.cells = QList<Query::Value>(Query::columnsOf(Kind::Applications).size());
    record.original = object;
    return record;
}

} // namespace

/// A field that nothing has is a slip of the pen.
class TestUnknownFields : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatNothingHasIsTold();
    void whatOneHasIsKnown();
    void nothingSeenTellsNothing();
    void theNearestColumnIsOffered_data();
    void theNearestColumnIsOffered();
};

void TestUnknownFields::whatNothingHasIsTold()
{
    Query::UnknownFields fields(*Query::Filter::parse(Kind::Applications, u"locks>40 name~portal"_s));
    fields.look(application(R"({"client_id":"a"})"));
    fields.look(application(R"({"client_id":"b"})"));
    QCOMPARE(fields.first(), u"locks"_s);
    QCOMPARE(fields.text(), u"No object has a field “locks”. Did you mean “lock”?"_s);
}

void TestUnknownFields::whatOneHasIsKnown()
{
    Query::UnknownFields fields(*Query::Filter::parse(Kind::Applications, u"jwt.alg=RS256 nonsense=1"_s));
    fields.look(application(R"({"client_id":"a"})"));
    fields.look(application(R"({"jwt":{"alg":"HS256"}})"));
    QCOMPARE(fields.first(), u"nonsense"_s);
    fields.look(application(R"({"nonsense":null})"));
    QVERIFY(fields.text().isEmpty());
}

void TestUnknownFields::nothingSeenTellsNothing()
{
    const Query::UnknownFields fields(*Query::Filter::parse(Kind::Applications, u"locks>40"_s));
    QVERIFY(fields.text().isEmpty());
}

void TestUnknownFields::theNearestColumnIsOffered_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("nearest");
    QTest::newRow("one more") << u"locks"_s << u"lock"_s;
    QTest::newRow("case") << u"Name"_s << u"name"_s;
    QTest::newRow("swapped") << u"tpye"_s << u"type"_s;
    QTest::newRow("far") << u"nonsense"_s << QString();
    QTest::newRow("short") << u"xy"_s << QString();
}

void TestUnknownFields::theNearestColumnIsOffered()
{
    QFETCH(const QString, word);
    QFETCH(const QString, nearest);
    QCOMPARE(Query::nearestColumn(Kind::Applications, word), nearest);
}

QTEST_GUILESS_MAIN(TestUnknownFields)
#include "tst_unknownfields.moc"
