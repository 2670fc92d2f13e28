#include "query/textmatcher.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;

class TestTextMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatQtFinds();
};

void TestTextMatcher::findsWhatQtFinds()
{
    // Letters whose cases are near and far: s with its long form, k with the Kelvin sign, sigma with three forms, a
    // pair outside the first plane.
    const QStringList letters{u"a"_s,      u"A"_s,      u"s"_s,      u"S"_s,          u"\u017f"_s,
                              u"k"_s,      u"K"_s,      u"\u212a"_s, u"\u03c3"_s,     u"\u03a3"_s,
                              u"\u03c2"_s, u"\u00e4"_s, u"\u00c4"_s, u"\u00df"_s,     u"\u0130"_s,
                              u"i"_s,      u"-"_s,      u" "_s,      u"\U00010400"_s, u"\U00010428"_s};
    const auto anyText = [&letters](int most) {
        QString text;
        for (int i = *rc::gen::inRange(0, most); i > 0; --i) {
            text += letters.at(*rc::gen::inRange(0, int(letters.size())));
        }
        return text;
    };
    const bool held = rc::check("a text is found where QString::contains() finds it", [&] {
        const QString wanted = anyText(4);
        const QString text = anyText(12);
        RC_ASSERT(Query::TextMatcher(wanted).isIn(text) == text.contains(wanted, Qt::CaseInsensitive));
    });
    QVERIFY(held);
}

QTEST_GUILESS_MAIN(TestTextMatcher)
#include "tst_textmatcher.moc"
