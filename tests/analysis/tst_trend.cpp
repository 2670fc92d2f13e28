#include "analysis/trend.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;

using Analysis::Trend;
using Answer = Analysis::Trend::Answer;

namespace {

constexpr qint64 limit = 50;

const QDateTime now(QDate(2026, 11, 28), QTime(18, 0), Qt::UTC);

/// A count so many days before now.
Domain::DatedCount ago(int days, qint64 count)
{
    return {now.addDays(-days), count};
}

using Counts = QList<Domain::DatedCount>;

} // namespace

/// When a count will reach its limit, as far as its past tells.
class TestTrend : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data();
    void answers();
    void aDayIsOnePoint();
    void daysAreThoseOfTheReader();
    void textsTellThePoints_data();
    void textsTellThePoints();
    void anOutlierDoesNotMoveIt();
    void whatIsToldHolds();
};

void TestTrend::answers_data()
{
    QTest::addColumn<Counts>("counts");
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<int>("days"); // ahead; -1: no date
    const auto row = [](const char *name, const Counts &counts, Answer answer, int days = -1) {
        QTest::newRow(name) << counts << answer << days;
    };
    row("nothing", {}, Answer::TooFewPoints);
    row("one", {ago(0, 44)}, Answer::TooFewPoints);
    row("two", {ago(10, 40), ago(0, 44)}, Answer::TooFewPoints);
    row("three on two days", {ago(10, 40), {now.addSecs(-60), 43}, ago(0, 44)}, Answer::TooFewPoints);
    row("three", {ago(20, 40), ago(10, 42), ago(0, 44)}, Answer::Estimated, 30);
    row("in any order", {ago(0, 44), ago(20, 40), ago(10, 42)}, Answer::Estimated, 30);
    row("one a day", {ago(2, 42), ago(1, 43), ago(0, 44)}, Answer::Estimated, 6);
    row("even number of slopes", {ago(3, 40), ago(2, 42), ago(1, 42), ago(0, 44)}, Answer::Estimated, 5);
    row("steady", {ago(20, 44), ago(10, 44), ago(0, 44)}, Answer::NotRising);
    row("falling", {ago(20, 48), ago(10, 46), ago(0, 44)}, Answer::NotRising);
    row("once risen", {ago(30, 40), ago(20, 44), ago(10, 44), ago(5, 44), ago(0, 44)}, Answer::NotRising);
    row("full", {ago(20, 40), ago(10, 45), ago(0, 50)}, Answer::Reached);
    row("over", {ago(0, 57)}, Answer::Reached);
    row("was over", {ago(20, 55), ago(10, 52), ago(0, 44)}, Answer::NotRising);
    row("just within a year", {ago(73, 48), ago(40, 48), ago(0, 49)}, Answer::Estimated, 73);
    row("on the border", {ago(60, 40), ago(30, 41), ago(0, 42)}, Answer::Estimated, 240);
    row("too far", {ago(80, 10), ago(40, 11), ago(0, 12)}, Answer::TooFar);
    row("old points count where there are no others", {ago(300, 20), ago(200, 30), ago(100, 40)}, Answer::Estimated, 0);
    row("the present rate", {ago(300, 0), ago(200, 0), ago(100, 0), ago(20, 40), ago(10, 42), ago(0, 44)},
        Answer::Estimated, 30);
    row("the future is unknown", {ago(20, 40), ago(10, 42), ago(0, 44), ago(-1, 200)}, Answer::Estimated, 30);
    row("overdue", {ago(30, 40), ago(29, 45), ago(28, 49)}, Answer::Estimated, 0);
}

void TestTrend::answers()
{
    QFETCH(Counts, counts);
    QFETCH(Answer, answer);
    QFETCH(int, days);
    const Trend trend = Analysis::trendOf(counts, limit, now);
    QCOMPARE(trend.answer, answer);
    QCOMPARE(trend.reaches.has_value(), answer == Answer::Estimated);
    if (trend.reaches) {
        QCOMPARE(now.date().daysTo(*trend.reaches), days);
    }
    QCOMPARE(trend.perDay.has_value(), trend.points.size() >= 3);
}

void TestTrend::aDayIsOnePoint()
{
    Counts counts{ago(20, 40), ago(10, 42)};
    for (int minute = 100; minute >= 0; --minute) {
        counts.append({now.addSecs(qint64(-60) * minute), 44 - minute % 7}); // an afternoon of edits
    }
    const Trend trend = Analysis::trendOf(counts, limit, now);
    QCOMPARE(trend.points, (Counts{ago(20, 40), ago(10, 42), ago(0, 44)}));
}

void TestTrend::daysAreThoseOfTheReader()
{
    const Counts counts{ago(20, 40), ago(10, 42), {QDateTime(QDate(2026, 11, 27), QTime(23, 0), Qt::UTC), 44}};
    const QDateTime inBerlin = now.toOffsetFromUtc(3600);
    QVERIFY(Analysis::textOf(Analysis::trendOf(counts, limit, inBerlin), limit, inBerlin).contains("44 today"_L1));
    QVERIFY(!Analysis::textOf(Analysis::trendOf(counts, limit, now), limit, now).contains("today"_L1));
}

void TestTrend::textsTellThePoints_data()
{
    QTest::addColumn<Counts>("counts");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << Counts() << QString();
    QTest::newRow("one") << Counts{ago(0, 44)} << QString();
    QTest::newRow("two") << Counts{ago(10, 40), ago(0, 44)}
                         << u"40 on 18 Nov, 44 today. Counts of three days are needed to tell where it goes."_s;
    QTest::newRow("five") << Counts{ago(20, 40), ago(15, 41), ago(10, 42), ago(5, 43), ago(0, 44)}
                          << u"40 on 8 Nov, 42 on 18 Nov, 44 today; reaches 50 around 28 Dec at this rate (an estimate "
                             "from 5 counts)."_s;
    QTest::newRow("next year") << Counts{ago(60, 40), ago(30, 41), ago(0, 42)}
                               << u"40 on 29 Sep, 41 on 29 Oct, 42 today; reaches 50 around 26 Jul 2027 at this rate "
                                  "(an estimate from 3 counts)."_s;
    QTest::newRow("steady") << Counts{ago(20, 44), ago(10, 44), ago(1, 44)}
                            << u"44 on 8 Nov, 44 on 18 Nov, 44 on 27 Nov; at present it does not rise."_s;
    QTest::newRow("far") << Counts{ago(80, 10), ago(40, 11), ago(0, 12)}
                         << u"10 on 9 Sep, 11 on 19 Oct, 12 today; it does not reach 50 within a year at this rate."_s;
    QTest::newRow("full") << Counts{ago(20, 44), ago(0, 51)} << u"44 on 8 Nov, 51 today."_s;
}

void TestTrend::textsTellThePoints()
{
    QFETCH(Counts, counts);
    QFETCH(QString, text);
    QCOMPARE(Analysis::textOf(Analysis::trendOf(counts, limit, now), limit, now), text);
}

/// A line of least squares would follow it.
void TestTrend::anOutlierDoesNotMoveIt()
{
    QVERIFY(rc::check("one point of nine, other than the last, may be anything", [] {
        const int step = *rc::gen::inRange(1, 4); // days
        const int gain = *rc::gen::inRange(1, 4);
        Counts counts;
        for (int i = 8; i >= 0; --i) {
            counts.append(ago(i * step, 45 - i * gain));
        }
        const Trend before = Analysis::trendOf(counts, limit, now);
        counts[*rc::gen::inRange(0, 8)].count = *rc::gen::inRange(-1000, 1000);
        const Trend after = Analysis::trendOf(counts, limit, now);
        RC_ASSERT(before.answer == Answer::Estimated);
        RC_ASSERT(after.reaches == before.reaches);
    }));
}

void TestTrend::whatIsToldHolds()
{
    QVERIFY(rc::check("a date is told of three rising points only, and within a year", [] {
        Counts counts;
        for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
            counts.append({now.addSecs(-*rc::gen::inRange(-100'000, 200 * 86'400)), *rc::gen::inRange(0, 60)});
        }
        const Trend trend = Analysis::trendOf(counts, limit, now);
        Counts turned(counts.rbegin(), counts.rend());
        RC_ASSERT(Analysis::trendOf(turned, limit, now).points.size() == trend.points.size());
        for (const Domain::DatedCount &point : trend.points) {
            RC_ASSERT(counts.contains(point) && point.at <= now);
        }
        if (trend.reaches) {
            RC_ASSERT(trend.points.size() >= 3);
            RC_ASSERT(*trend.perDay > 0);
            RC_ASSERT(trend.points.last().count < limit);
            RC_ASSERT(now.date() <= *trend.reaches);
            RC_ASSERT(now.date().daysTo(*trend.reaches) <= Analysis::farthestDays);
        }
        RC_ASSERT(trend.reaches.has_value() == (trend.answer == Answer::Estimated));
    }));
}

QTEST_GUILESS_MAIN(TestTrend)
#include "tst_trend.moc"
