#include "query/foldedname.h"
#include "query/nameindex.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int plainGroup = 0;
constexpr int laterGroup = 1;

} // namespace

/// Finding things by what somebody types of their names.
class TestNameIndex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void namesAreFolded_data();
    void namesAreFolded();
    void finds_data();
    void finds();
    void theBestFitComesFirst();
    void whatIsPreferredComesFirstButNotBeforeTheExactId();
    void theGroupsWordsNarrowAndDoNotFindAlone();
    void whatChangedIsFoundAsItIsNow();
    void typingOnFindsWhatTypingAnewFinds();
    void anAnswerIsCutAndCounted();
    void anEnormousNameIsCut();
    void muchRenamingKeepsEveryName();

private:
    int add(const QString &name, const QString &more = {}, const QString &id = {}, int group = plainGroup)
    {
        m_index.set(m_next, {name, more, id, group});
        m_names.append(name);
        return m_next++;
    }
    QStringList found(const QString &text)
    {
        QStringList names;
        for (const int thing : m_index.find(text, 100).things) {
            names << m_names.at(thing);
        }
        return names;
    }

    Query::NameIndex m_index;
    QStringList m_names;
    int m_next = 0;
};

void TestNameIndex::init()
{
    m_index = {};
    m_names.clear();
    m_next = 0;
    m_index.setGroup(plainGroup, u"acme-eu PROD applications"_s, 0);
    m_index.setGroup(laterGroup, u"acme-dev DEV connections"_s, 1);
}

void TestNameIndex::namesAreFolded_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folded");
    QTest::newRow("case") << u"Portal A"_s << u"portal a"_s;
    QTest::newRow("marks") << u"Crème Brûlée"_s << u"creme brulee"_s;
    QTest::newRow("marks of their own") << u"Cre\u0301me"_s << u"creme"_s;
    QTest::newRow("strokes") << u"Łódź Øresund Đà"_s << u"lodz oresund da"_s;
    QTest::newRow("sharp s and ligatures") << u"Straße Æther ﬁn"_s << u"strasse aether fin"_s;
    QTest::newRow("wide letters") << u"ＡＣＭＥ"_s << u"acme"_s;
    QTest::newRow("greek") << u"Αθήνα"_s << u"αθηνα"_s;
    QTest::newRow("blanks and lines") << u"  a\t\nb\u00a0 c "_s << u"a b c"_s;
    QTest::newRow("what cannot be seen") << u"ac\u200bme\u202e x"_s << u"acme x"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestNameIndex::namesAreFolded()
{
    QFETCH(QString, name);
    QTEST(Query::foldedName(name), "folded");
}

void TestNameIndex::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFound");
    const auto row = [](const char *text, bool isFound) { QTest::newRow(text) << QString::fromUtf8(text) << isFound; };
    // "Łódź Field-service (new)", also "lodz-field-svc", client id "kT3vQ9sLr2w1Zp"
    row("lodz", true);
    row("ŁÓDŹ", true);
    row("field lodz", true);
    row("  service   łódź ", true);
    row("svc", true);
    row("ervice", true);
    row("new", true);
    row("kT3vQ9sLr2w1Zp", true);
    row("kt3v", true);
    row("lodz kt3v", true);
    row("lodzfield", false);
    row("lodz absent", false);
    row("-", true);
    row("(new)", true);
    row("\n", false);
    row("", false);
}

void TestNameIndex::finds()
{
    QFETCH(QString, text);
    add(u"Łódź Field-service (new)"_s, u"lodz-field-svc"_s, u"kT3vQ9sLr2w1Zp"_s);
    QTEST(!found(text).isEmpty(), "isFound");
}

void TestNameIndex::theBestFitComesFirst()
{
    add(u"Reportal"_s);
    add(u"Customer portal"_s);
    add(u"Portal B"_s);
    add(u"Portal A"_s);
    add(u"Portal 0"_s, {}, {}, laterGroup);
    add(u"Something else"_s, {}, u"portal"_s);
    QCOMPARE(found(u"portal"_s),
             QStringList({u"Something else"_s, u"Portal A"_s, u"Portal B"_s, u"Portal 0"_s, u"Customer portal"_s,
                          u"Reportal"_s}));
}

void TestNameIndex::whatIsPreferredComesFirstButNotBeforeTheExactId()
{
    add(u"Portal A"_s);
    const int recent = add(u"Customer portal"_s);
    const int favourite = add(u"The portal"_s);
    const int inside = add(u"Reportal"_s);
    add(u"x"_s, {}, u"portal"_s);
    m_index.setWeight(recent, 3);
    m_index.setWeight(favourite, 200);
    m_index.setWeight(inside, 255); // a favourite that only holds the letters is not what was meant
    QCOMPARE(found(u"portal"_s),
             QStringList({u"x"_s, u"The portal"_s, u"Customer portal"_s, u"Portal A"_s, u"Reportal"_s}));
}

void TestNameIndex::theGroupsWordsNarrowAndDoNotFindAlone()
{
    add(u"Portal"_s);
    add(u"Portal of development"_s, {}, {}, laterGroup);
    QCOMPARE(found(u"portal dev"_s), QStringList({u"Portal of development"_s}));
    QCOMPARE(found(u"prod portal"_s), QStringList({u"Portal"_s}));
    QCOMPARE(found(u"acme portal"_s).size(), 2);
    QCOMPARE(found(u"acme"_s), QStringList());
}

void TestNameIndex::whatChangedIsFoundAsItIsNow()
{
    const int thing = add(u"Initech"_s);
    QCOMPARE(found(u"initech"_s).size(), 1);
    m_index.set(thing, {u"Umbrella"_s, {}, {}, plainGroup});
    m_names[thing] = u"Umbrella"_s;
    QCOMPARE(found(u"initech"_s).size(), 0);
    QCOMPARE(found(u"umbrella"_s).size(), 1);
    m_index.remove(thing);
    QCOMPARE(found(u"umbrella"_s).size(), 0);
    QCOMPARE(m_index.size(), 0);
    // Between two letters of one word something comes in.
    QCOMPARE(found(u"gl"_s).size(), 0);
    add(u"Globex"_s);
    QCOMPARE(found(u"glo"_s).size(), 1);
}

void TestNameIndex::typingOnFindsWhatTypingAnewFinds()
{
    const QStringList syllables{u"po"_s, u"rta"_s, u"l"_s, u"acme"_s, u" "_s, u"-"_s, u"dev"_s, u"Ł"_s, u"ó"_s, u"1"_s};
    QRandomGenerator random(7);
    const auto any = [&](int most) {
        QString text;
        for (int i = random.bounded(1, most); i > 0; --i) {
            text += syllables.at(random.bounded(int(syllables.size())));
        }
        return text;
    };
    Query::NameIndex fresh;
    fresh.setGroup(plainGroup, u"acme-eu PROD applications"_s, 0);
    fresh.setGroup(laterGroup, u"acme-dev DEV connections"_s, 1);
    for (int i = 0; i < 300; ++i) {
        const Query::NameEntry entry{any(8), any(3), any(3), i % 2};
        m_index.set(i, entry);
        fresh.set(i, entry);
    }
    for (int round = 0; round < 60; ++round) {
        const QString text = any(7);
        for (qsizetype letters = 1; letters <= text.size(); ++letters) {
            const QString typed = text.first(letters);
            Query::NameIndex copy = fresh; // has no last answer
            const Query::NameIndex::Answer anew = copy.find(typed, 500);
            const Query::NameIndex::Answer on = m_index.find(typed, 500);
            QVERIFY2(on.things == anew.things, qPrintable(typed));
            QCOMPARE(on.total, anew.total);
        }
    }
}

void TestNameIndex::anAnswerIsCutAndCounted()
{
    for (int i = 0; i < 500; ++i) {
        add(u"customer-%1"_s.arg(i));
    }
    const Query::NameIndex::Answer answer = m_index.find(u"cust"_s, 20);
    QCOMPARE(answer.things.size(), 20);
    QCOMPARE(answer.total, 500);
}

void TestNameIndex::anEnormousNameIsCut()
{
    add(QString(100000, u'\ufdfa') + u"end"_s, QString(100000, u'x'), QString(100000, u'y')); // grows when it is folded
    add(u"other"_s);
    QCOMPARE(found(u"end"_s).size(), 0);
    QCOMPARE(found(u"xxx"_s).size(), 1);
    QCOMPARE(found(u"other"_s).size(), 1);
    QCOMPARE(found(QString(100000, u'z')).size(), 0);
    QCOMPARE(found(QString(u"a "_s).repeated(50000)).size(), 0);
}

void TestNameIndex::muchRenamingKeepsEveryName()
{
    for (int i = 0; i < 50; ++i) {
        add(u"first-%1"_s.arg(i));
    }
    for (int round = 0; round < 2000; ++round) {
        for (int i = 0; i < 25; ++i) {
            m_index.set(i, {u"round-%1-of-%2-%3"_s.arg(round).arg(i).arg(QString(40, u'n')), {}, {}, plainGroup});
        }
    }
    QCOMPARE(m_index.find(u"round-1999"_s, 100).total, 25);
    QCOMPARE(m_index.find(u"round-1998"_s, 100).total, 0);
    QCOMPARE(m_index.find(u"first"_s, 100).total, 25);
}

QTEST_GUILESS_MAIN(TestNameIndex)
#include "tst_nameindex.moc"
