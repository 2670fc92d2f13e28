#include "ui/shell/windowplace.h"

#include <QGuiApplication>
#include <QScreen>
#include <QTest>
#include <QWidget>

using Ui::placeOn;

/// A window opens where it was closed, and all of it can be reached on the screens that there are now.
class TestWindowPlace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPlaceThatFitsStays();
    void aSmallerScreenHoldsAllOfIt();
    void aScreenThatIsGoneIsLeft();
    void theScreenWithMostOfItIsMeant();
    void whatWasKeptIsFitted();
    void aMaximisedWindowStaysMaximised();
};

void TestWindowPlace::aPlaceThatFitsStays()
{
    const QRect screen(0, 0, 1440, 900);
    for (const QRect &place : {QRect(2, 20, 1400, 860), QRect(0, 0, 1440, 860), QRect(1340, 800, 100, 100)}) {
        QCOMPARE(placeOn({screen}, place), place);
    }
}

void TestWindowPlace::aSmallerScreenHoldsAllOfIt()
{
    const QRect screen(0, 24, 1280, 776);
    const QRect place = placeOn({screen}, {2, 40, 1440, 860});
    QVERIFY(screen.contains(place));
    QCOMPARE(place.width(), 1280);
    QCOMPARE(place.height(), 776 - Ui::titleBarHeight);
    QVERIFY(place.top() >= screen.top() + Ui::titleBarHeight); // its frame is on the screen as well
    // Only moved, where it is small enough.
    QCOMPARE(placeOn({screen}, {900, 500, 800, 400}), QRect(480, 400, 800, 400));
}

void TestWindowPlace::aScreenThatIsGoneIsLeft()
{
    const QRect screen(0, 0, 1280, 800);
    for (const QRect &place :
         {QRect(1500, 100, 1000, 700), QRect(-1900, 100, 1000, 700), QRect(100, 2000, 1000, 700)}) {
        const QRect moved = placeOn({screen}, place);
        QVERIFY(screen.contains(moved));
        QCOMPARE(moved.size(), place.size());
    }
}

void TestWindowPlace::theScreenWithMostOfItIsMeant()
{
    const QRect large(0, 0, 1920, 1080);
    const QRect small(1920, 0, 1280, 800);
    QCOMPARE(placeOn({large, small}, {1900, 40, 1280, 760}), QRect(1920, 40, 1280, 760));
    QCOMPARE(placeOn({large, small}, {900, 40, 1280, 900}), QRect(640, 40, 1280, 900));
}

void TestWindowPlace::whatWasKeptIsFitted()
{
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    QWidget before;
    before.setGeometry(2, 40, screen.width() + 160, screen.height() - 20);
    QWidget after;
    Ui::restorePlace(after, before.saveGeometry(), {400, 300});
    QVERIFY(screen.contains(after.geometry()));
    QCOMPARE(after.size(), screen.size() - QSize(0, Ui::titleBarHeight));
    QWidget fresh;
    Ui::restorePlace(fresh, {}, {400, 3000});
    QCOMPARE(fresh.size(), QSize(400, screen.height() - Ui::titleBarHeight));
}

void TestWindowPlace::aMaximisedWindowStaysMaximised()
{
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    QWidget before;
    before.setGeometry(2, 40, screen.width() + 160, screen.height() - 20);
    before.setWindowState(Qt::WindowMaximized);
    QWidget after;
    Ui::restorePlace(after, before.saveGeometry(), {400, 300});
    QVERIFY(after.isMaximized());
    QVERIFY(screen.contains(after.geometry()));
}

QTEST_MAIN(TestWindowPlace)
#include "tst_windowplace.moc"
