#include "query/filter.h"
#include "query/narrowing.h"
#include "query/records.h"
#include "json/connection_json.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace Query;

namespace {

const QString term = u"name=a"_s;

Record anyRecord()
{
    Domain::TenantProfile tenant;
    tenant.name = u"acme"_s;
    const auto connection = Json::readConnection(
        R"({"id":"con_1","name":"%1","strategy":"%2"})"_L1
            .arg(*rc::gen::element(u"a"_s, u"b"_s, u"or"_s), *rc::gen::element(u"okta"_s, u"auth0"_s))
            .toUtf8());
    return connectionRecord(tenant, *connection, std::nullopt);
}

bool holds(const QString &filter, const Record &record)
{
    const auto parsed = Filter::parse(Kind::Connections, filter);
    return parsed && parsed->matches(record);
}

QString anyText()
{
    QStringList words;
    for (int count = *rc::gen::inRange(0, 7); count > 0; --count) {
        words.append(*rc::gen::element(u"or"_s, u"and"_s, u"||"_s, u"'or'"_s, u"b"_s, u"name = a"_s, u"NAME='a'"_s,
                                       u"strategy=okta"_s, u"name!=b"_s));
    }
    return words.join(*rc::gen::element(u" "_s, u"  "_s));
}

} // namespace

/// A term that is added to a filter text, and taken away again.
class TestNarrowing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsToEveryAlternative_data();
    void addsToEveryAlternative();
    void takesFromEveryAlternative_data();
    void takesFromEveryAlternative();
    void onlyWhatHoldsTheTermIsLeft();
    void whatIsTakenAwayIsGone();
};

void TestNarrowing::addsToEveryAlternative_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("narrowed");
    QTest::newRow("nothing") << QString() << u"name=a"_s;
    QTest::newRow("one") << u" b "_s << u"b name=a"_s;
    QTest::newRow("two") << u"strategy=okta or strategy=auth0"_s << u"strategy=okta name=a or strategy=auth0 name=a"_s;
    QTest::newRow("as it was written") << u"b  AND c || d"_s << u"b  AND c name=a || d name=a"_s;
    QTest::newRow("there already") << u"b Name = \"a\" or c"_s << u"b Name = \"a\" or c name=a"_s;
    QTest::newRow("or in quotes") << u"b \"or\" c"_s << u"b \"or\" c name=a"_s;
    QTest::newRow("or at the end is a word") << u"b or"_s << u"b \"or\" name=a"_s;
    QTest::newRow("not written to its end") << u"b or name~"_s << u"name=a b or name~"_s;
}

void TestNarrowing::addsToEveryAlternative()
{
    QFETCH(const QString, text);
    QTEST(withTerm(text, term), "narrowed");
    QCOMPARE(isNarrowedTo(withTerm(text, term), term), !text.endsWith(u'~'));
    QCOMPARE(withTerm(withTerm(text, term), term).count(u"name=a"_s),
             withTerm(text, term).count(u"name=a"_s) + (text.endsWith(u'~') ? 1 : 0));
}

void TestNarrowing::takesFromEveryAlternative_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("widened");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("alone") << u"name=a"_s << QString();
    QTest::newRow("not there") << u"b or  c"_s << u"b or  c"_s;
    QTest::newRow("an alternative of its own, first") << u"name=a or b"_s << u"b"_s;
    QTest::newRow("last") << u"b || name=a"_s << u"b"_s;
    QTest::newRow("in the middle") << u"b or name=a or c"_s << u"b or c"_s;
    QTest::newRow("in every one") << u"b name = a or name=a c"_s << u"b or c"_s;
    QTest::newRow("with and") << u"b and name=a and c"_s << u"b c"_s;
    QTest::newRow("in quotes it is a word") << u"b 'name=a'"_s << u"b 'name=a'"_s;
    QTest::newRow("or at the end is a word") << u"name=a or"_s << u"\"or\""_s;
    QTest::newRow("not written to its end") << u"name=a or b name~"_s << u"b name~"_s;
    QTest::newRow("the rest is joined") << u"name=a or name~"_s << u"name~"_s;
    QTest::newRow("an open quote") << u"name=a or 'name=a or"_s << u"'name=a or"_s;
    QTest::newRow("a foreign operator") << u"name=a or name~=x"_s << u"name~=x"_s;
}

void TestNarrowing::takesFromEveryAlternative()
{
    QFETCH(const QString, text);
    QTEST(withoutTerm(text, term), "widened");
    QVERIFY(!isNarrowedTo(withoutTerm(text, term), term));
}

void TestNarrowing::onlyWhatHoldsTheTermIsLeft()
{
    QVERIFY(rc::check("a row is left where it held and holds the term", [] {
        const Record record = anyRecord();
        const QString text = anyText();
        const QString narrowed = withTerm(text, term);
        RC_LOG() << text.toStdString() << " -> " << narrowed.toStdString();
        RC_ASSERT(isNarrowedTo(narrowed, term));
        RC_CLASSIFY(Filter::parse(Kind::Connections, text).has_value());
        if (Filter::parse(Kind::Connections, text)) { // of an "or" that joins nothing a word is made
            RC_ASSERT(holds(narrowed, record) == (holds(text, record) && holds(term, record)));
        }
    }));
}

void TestNarrowing::whatIsTakenAwayIsGone()
{
    QVERIFY(rc::check("adding and taking away leaves what was there", [] {
        const Record record = anyRecord();
        const QString text = withoutTerm(anyText(), term);
        const QString again = withoutTerm(withTerm(text, term), term);
        RC_LOG() << text.toStdString() << " -> " << again.toStdString();
        RC_ASSERT(holds(again, record) == holds(text, record));
        RC_ASSERT(!isNarrowedTo(again, term));
    }));
}

QTEST_APPLESS_MAIN(TestNarrowing)
#include "tst_narrowing.moc"
