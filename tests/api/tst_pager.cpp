#include "api/pager.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;

class TestPager : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pagesEnd();
    void repeatedCursorsEnd();
    void capsAreTold();
    void pagesThatEndTooEarlyArePartial();
    void changingListsCountOnce();
};

void TestPager::pagesEnd()
{
    Pager cursor(Paging::Checkpoint, 2, 0);
    QCOMPARE(cursor.first(), (PageQuery{Paging::Checkpoint, 2}));
    QCOMPARE(cursor.accept({{u"a"_s, u"b"_s}, u"n1"_s, {}}).next, (PageQuery{Paging::Checkpoint, 2, 0, u"n1"_s}));
    QCOMPARE(cursor.accept({{u"c"_s}, u"n2"_s, {}}).next, (PageQuery{Paging::Checkpoint, 2, 0, u"n2"_s}));
    QCOMPARE(cursor.accept({{}, {}, {}}).next, std::nullopt); // members end on an empty page
    QCOMPARE(cursor.extent(), (Extent{3, {}, Extent::End::Complete}));

    Pager offset(Paging::Offset, 2, 1000);
    QCOMPARE(offset.accept({{u"a"_s, u"b"_s}, {}, 3}).next, (PageQuery{Paging::Offset, 2, 1}));
    QCOMPARE(offset.accept({{u"c"_s}, {}, 3}).next, std::nullopt);
    QCOMPARE(offset.extent().text(), u"3"_s);
    Pager exact(Paging::Offset, 2, 1000);
    QCOMPARE(exact.accept({{u"a"_s, u"b"_s}, {}, 2}).next, std::nullopt);
    Pager bare(Paging::Offset, 2, 1000); // a bare array: no total
    QVERIFY(bare.accept({{u"a"_s, u"b"_s}, {}, {}}).next);
    QVERIFY(!bare.accept({{u"c"_s}, {}, {}}).next);
}

void TestPager::repeatedCursorsEnd()
{
    Pager pager(Paging::Checkpoint, 1, 0);
    QVERIFY(pager.accept({{u"a"_s}, u"n1"_s, {}}).next);
    QVERIFY(pager.accept({{u"b"_s}, u"n2"_s, {}}).next);
    QVERIFY(!pager.accept({{u"c"_s}, u"n1"_s, {}}).next);
    QCOMPARE(pager.extent().end, Extent::End::RepeatedCursor);
    Pager empty(Paging::Checkpoint, 1, 0);
    int pages = 0;
    for (std::optional<PageQuery> next = empty.first(); next && pages < 100; ++pages)
        next = empty.accept({{}, u"n%1"_s.arg(pages), {}}).next;
    QVERIFY(pages <= 3);
    Pager deaf(Paging::Offset, 2, 0); // ignores `page`
    QVERIFY(deaf.accept({{u"a"_s, u"b"_s}, {}, 10}).next);
    QVERIFY(!deaf.accept({{u"a"_s, u"b"_s}, {}, 10}).next);
    QVERIFY(deaf.extent().isPartial());
}

void TestPager::capsAreTold()
{
    for (const qint64 total : {999, 1000, 1001, 5230}) {
        Pager pager(Paging::Offset, 100, 1000);
        std::optional<PageQuery> next = pager.first();
        int pages = 0;
        for (; next; ++pages) {
            QStringList ids;
            for (qint64 i = qint64(next->page) * 100; i < std::min<qint64>(total, (next->page + 1) * 100LL); ++i)
                ids.append(QString::number(i));
            next = pager.accept({ids, {}, total}).next;
        }
        QCOMPARE(pages, 10);
        QCOMPARE(pager.extent().read, std::min<qint64>(total, 1000));
        QCOMPARE(pager.extent().isPartial(), total > 1000);
    }
    QLocale::setDefault(QLocale(u"en_US"_s));
    QCOMPARE((Extent{1000, 5230, Extent::End::Capped}).text(), u"partial: 1,000 of 5,230"_s);
}

void TestPager::pagesThatEndTooEarlyArePartial()
{
    Pager empty(Paging::Offset, 2, 1000);
    QVERIFY(empty.accept({{u"a"_s, u"b"_s}, {}, 7}).next);
    QVERIFY(!empty.accept({{}, {}, 7}).next);
    QCOMPARE(empty.extent(), (Extent{2, 7, Extent::End::Short}));
    QCOMPARE(empty.extent().text(), u"partial: 2 of 7"_s);
    Pager mute(Paging::Offset, 2, 1000); // the empty page gives no count; the one before did
    QVERIFY(mute.accept({{u"a"_s, u"b"_s}, {}, 7}).next);
    QVERIFY(!mute.accept({{}, {}, {}}).next);
    QVERIFY(mute.extent().isPartial());
    Pager gap(Paging::Offset, 2, 1000);
    QVERIFY(gap.accept({{u"a"_s}, {}, 4}).next);
    QVERIFY(!gap.accept({{u"c"_s, u"d"_s}, {}, 4}).next);
    QCOMPARE(gap.extent(), (Extent{3, 4, Extent::End::Short}));
    Pager shrunk(Paging::Offset, 2, 1000); // two were deleted while it was read
    QVERIFY(shrunk.accept({{u"a"_s, u"b"_s}, {}, 4}).next);
    QVERIFY(!shrunk.accept({{}, {}, 2}).next);
    QCOMPARE(shrunk.extent().end, Extent::End::Complete);
    Pager nothing(Paging::Offset, 2, 1000);
    QVERIFY(!nothing.accept({{}, {}, 0}).next);
    QVERIFY(!nothing.extent().isPartial());
}

void TestPager::changingListsCountOnce()
{
    Pager pager(Paging::Offset, 3, 0);
    QCOMPARE(pager.accept({{u"a"_s, u"b"_s, u"c"_s}, {}, 6}).fresh, (QList<qsizetype>{0, 1, 2}));
    // An insertion at the front shifts the list: two come again.
    QCOMPARE(pager.accept({{u"b"_s, u"c"_s, u"d"_s}, {}, 7}).fresh, (QList<qsizetype>{2}));
    QCOMPARE(pager.accept({{u"e"_s}, {}, 7}).fresh, (QList<qsizetype>{0}));
    QCOMPARE(pager.extent().read, 5);
}

QTEST_APPLESS_MAIN(TestPager)
#include "tst_pager.moc"
