#include "query/filter.h"
#include "query/filterlexer.h"
#include "query/records.h"
#include "json/connection_json.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Query;

namespace {

Record recordNamed(const QString &name, int tier)
{
    Domain::TenantProfile tenant;
    tenant.name = u"acme"_s;
    const auto connection = Json::readConnection(
        R"({"id":"con_1","name":"%1","strategy":"auth0","metadata":{"tier":%2}})"_L1.arg(name).arg(tier).toUtf8());
    return connectionRecord(tenant, *connection, std::nullopt);
}

bool holds(const QString &filter, const Record &record)
{
    const auto parsed = Filter::parse(Kind::Connections, filter);
    return parsed && parsed->matches(record);
}

Record anyRecord()
{
    return recordNamed(*rc::gen::element(u"a"_s, u"ab"_s, u"b"_s, u"c"_s, u"abc"_s), *rc::gen::inRange(0, 5));
}

/// One to three terms, of which many hold for one of these records and many do not.
QStringList anyTerms()
{
    const QStringList all{u"name~a"_s, u"name=ab"_s,   u"metadata.tier<3"_s, u"metadata.tier>=2"_s, u"b"_s,
                          u"'c'"_s,    u"absent!=1"_s, u"absent=1"_s,        u"name!~b"_s,          u"or~x"_s};
    QStringList terms;
    for (int count = *rc::gen::inRange(1, 4); count > 0; --count) {
        terms.append(all.at(*rc::gen::inRange(0, int(all.size()))));
    }
    return terms;
}

} // namespace

/// What holds for every filter.
class TestFilterGrammar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsAreAlternatives();
    void andSaysWhatABlankSays();
    void bothQuotesQuoteAlike();
    void whatIsQuotedIsOneTerm();
};

/// A filter holds where every term of one of its groups holds by itself.
void TestFilterGrammar::groupsAreAlternatives()
{
    const bool held = rc::check("one group is enough, and takes all of its terms", [] {
        const Record record = anyRecord();
        QStringList groups;
        bool expected = false;
        for (int group = *rc::gen::inRange(1, 4); group > 0; --group) {
            const QStringList terms = anyTerms();
            groups.append(terms.join(u' '));
            expected = expected || std::all_of(terms.begin(), terms.end(), [&record](const QString &term) {
                           return holds(term, record);
                       });
        }
        RC_CLASSIFY(expected);
        RC_ASSERT(holds(groups.join(*rc::gen::element(u" or "_s, u" OR "_s, u" || "_s)), record) == expected);
    });
    QVERIFY(held);
}

void TestFilterGrammar::andSaysWhatABlankSays()
{
    const bool held = rc::check("\"and\" is a blank", [] {
        const Record record = anyRecord();
        const QStringList terms = anyTerms();
        RC_ASSERT(holds(terms.join(u' '), record) == holds(terms.join(u" and "_s), record));
    });
    QVERIFY(held);
}

void TestFilterGrammar::bothQuotesQuoteAlike()
{
    const QString letters = uR"(ab \"'=<>~!()or:)"_s;
    const bool held = rc::check("what stands in quotes is read as it was meant", [&letters] {
        QString text;
        for (int count = *rc::gen::inRange(0, 12); count > 0; --count) {
            text += letters.at(*rc::gen::inRange(0, int(letters.size())));
        }
        QString escaped = text;
        const QString single = u'\'' + escaped.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
        const QString before = *rc::gen::element(u""_s, u"name="_s, u"metadata.note !~ "_s);
        const auto one = lex(before + single);
        const auto other = lex(before + quoted(text));
        RC_ASSERT(one && other);
        RC_ASSERT(one->size() == 1 && other->size() == 1);
        RC_ASSERT(one->first().value == text);
        RC_ASSERT(other->first().value == text);
        RC_ASSERT(one->first().op == other->first().op);
    });
    QVERIFY(held);
}

/// Quoted, "or" and "and" are words like any other, wherever they stand.
void TestFilterGrammar::whatIsQuotedIsOneTerm()
{
    for (const QString &word : {u"\"or\""_s, u"'or'"_s, u"'AND'"_s, u"\"||\""_s}) {
        const auto tokens = lex(u"a %1 b"_s.arg(word));
        QVERIFY(tokens);
        QCOMPARE(tokens->size(), 3);
        QVERIFY(std::none_of(tokens->begin(), tokens->end(),
                             [](const FilterToken &token) { return token.opensAlternative; }));
    }
}

QTEST_APPLESS_MAIN(TestFilterGrammar)
#include "tst_filtergrammar.moc"
