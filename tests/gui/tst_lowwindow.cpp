#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "query/columns.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/searchbar.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/warningspanel.h"
#include "ui/shell/actions.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/searchline.h"
#include "ui/widgets/wraplabel.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;

/// In a window as low as a screen of 1440 x 900 at twice the size, there are rows to be seen, and nothing is cut.
class TestLowWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void thereAreRows_data();
    void thereAreRows();
    void theTabsComeBackWithTheRoom();
    void whoOpensTheTabsHasThem();
    void aDraggedHeightIsKept();
    void valuesAreReadWholeInTheInspector();
    void theButtonsOfACustomerAreWhole();

private:
    Ui::MainWindow &window() { return m_fixture->window(); }
    Ui::BottomTabs &tabs() { return *window().bottom(); }
    void resize(int height);
    void show(Kind kind);
    void click(int tab);

    static constexpr int low = 418; ///< without the window's frame
    static constexpr int roomy = 760;

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestLowWindow::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        for (int i = 0; i < 9; ++i) {
            const std::string number = std::to_string(i);
            state.users.append({{"user_id", "auth0|" + number}, {"email", "anna" + number + "@initech.example"}});
            state.logs.append({{"log_id", "90010" + number}, {"date", "2026-11-20T10:00:00.000Z"}, {"type", "s"}});
        }
    });
    m_fixture->open(0, u"acme-eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    QTRY_VERIFY(m_fixture->customerBook().of(Domain::TenantId(u"acme-eu"_s)));
}

void TestLowWindow::resize(int height)
{
    window().resize(720, height);
    QTRY_COMPARE(window().height(), height);
}

void TestLowWindow::show(Kind kind)
{
    window().showScope({Domain::TenantId(u"acme-eu"_s), kind, {}});
    if (Query::isSearched(kind)) {
        const QString query = kind == Kind::Logs ? u"type:s"_s : u"email:*initech.example"_s;
        window().tablePage()->search(query,
                                     u"Of the customer “Initech”: all of its connections, applications and "
                                     u"organizations in this tenant. Others are not among them."_s);
    }
    QTRY_VERIFY(window().tablePage()->model()->rowCount() > 0);
}

void TestLowWindow::click(int tab)
{
    QTest::mouseClick(tabs().tabBar(), Qt::LeftButton, {}, tabs().tabBar()->tabRect(tab).center());
}

void TestLowWindow::thereAreRows_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("rows"); // with notes above them there is no room for more
    QTest::newRow("applications") << Kind::Applications << 3;
    QTest::newRow("customers") << Kind::Customers << 3;
    QTest::newRow("users") << Kind::Users << 2;
    QTest::newRow("logs") << Kind::Logs << 2;
}

void TestLowWindow::thereAreRows()
{
    QFETCH(const Kind, kind);
    QFETCH(const int, rows);
    resize(low);
    for (const bool isInspecting : {false, true}) {
        show(kind);
        window().actions().showInspector->setChecked(isInspecting);
        if (isInspecting) {
            window().tablePage()->table()->selectRow(0);
        }
        picture(window(), u"low-"_s + Query::wordFor(kind) + (isInspecting ? u"-inspected"_s : QString()));
        const Ui::RecordTable &table = *window().tablePage()->table();
        QTRY_VERIFY2(table.viewport()->height() >= rows * 28, qPrintable(QString::number(table.viewport()->height())));
        QVERIFY(tabs().tabBar()->isVisible() && tabs().tabBar()->visibleRegion().boundingRect().height() > 20);
        if (const auto *bar = window().tablePage()->findChild<Ui::SearchBar *>()) {
            const QRect line = bar->line()->geometry();
            for (const QScrollArea *notes : bar->findChildren<QScrollArea *>()) {
                QVERIFY(notes->geometry().top() > line.bottom());
            }
            QCOMPARE(bar->line()->height(), bar->line()->sizeHint().height());
        }
    }
}

void TestLowWindow::theTabsComeBackWithTheRoom()
{
    resize(roomy);
    show(Kind::Users);
    QTRY_COMPARE(tabs().height(), tabs().wantedHeight());
    QVERIFY(window().warnings()->isVisible());
    resize(low);
    QTRY_VERIFY(tabs().isFolded());
    QVERIFY(!window().warnings()->isVisible());
    resize(roomy);
    QTRY_COMPARE(tabs().height(), tabs().wantedHeight());
    QVERIFY(!tabs().isFolded() && window().warnings()->isVisible());
}

void TestLowWindow::whoOpensTheTabsHasThem()
{
    resize(low);
    show(Kind::Logs);
    QTRY_VERIFY(tabs().isFolded());
    click(1);
    QVERIFY(!tabs().isFolded() && tabs().currentIndex() == 1);
    show(Kind::Users);
    QCoreApplication::processEvents();
    QVERIFY(!tabs().isFolded());
    QVERIFY(window().tablePage()->table()->isVisible());
    click(0);
    QVERIFY(!tabs().isFolded());
    click(0);
    QVERIFY(tabs().isFolded());
    // With the keyboard.
    tabs().tabBar()->setFocus();
    QTest::keyClick(tabs().tabBar(), Qt::Key_Return);
    QVERIFY(!tabs().isFolded());
    QTest::keyClick(tabs().tabBar(), Qt::Key_Return);
    QVERIFY(tabs().isFolded());
    window().actions().showWarnings->trigger();
    QVERIFY(!tabs().isFolded());
    QVERIFY(window().warnings()->isAncestorOf(QApplication::focusWidget()));
    // What fits is nobody's choice any more.
    resize(roomy);
    QTRY_COMPARE(tabs().height(), tabs().wantedHeight());
    resize(low);
    QTRY_VERIFY(tabs().isFolded());
}

void TestLowWindow::aDraggedHeightIsKept()
{
    resize(roomy);
    show(Kind::Users);
    QTRY_COMPARE(tabs().height(), tabs().wantedHeight());
    auto *rows = qobject_cast<QSplitter *>(tabs().parentWidget());
    QVERIFY(rows);
    QSplitterHandle *handle = rows->handle(1);
    const auto drag = [handle](int by) {
        const QPoint from = handle->rect().center();
        QTest::mousePress(handle, Qt::LeftButton, {}, from);
        const QPoint to = from - QPoint(0, by);
        QMouseEvent move(QEvent::MouseMove, to, handle->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(handle, &move);
        QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->rect().center());
    };
    drag(60);
    const int dragged = tabs().height();
    QVERIFY(dragged > 250);
    QCOMPARE(tabs().wantedHeight(), dragged);
    resize(low);
    QTRY_VERIFY(tabs().isFolded());
    resize(roomy);
    QTRY_COMPARE(tabs().height(), dragged);
    drag(400); // more than the page has to give: somebody wants it so
    const int most = tabs().height();
    QVERIFY(most > dragged + 60);
    resize(roomy - 10);
    QTRY_VERIFY(tabs().height() >= most - 10);
    drag(-300);
    const int last = tabs().wantedHeight();
    m_fixture->restart();
    QCOMPARE(tabs().wantedHeight(), last);
}

void TestLowWindow::valuesAreReadWholeInTheInspector()
{
    resize(low);
    show(Kind::Logs);
    window().actions().showInspector->setChecked(true);
    window().tablePage()->table()->selectRow(0);
    const auto *fields = window().inspector()->findChild<Ui::FieldList *>(u"overviewFields"_s);
    QTRY_VERIFY(fields->isVisible());
    const auto isWithin = [fields] {
        const QList<Ui::WrapLabel *> values = fields->findChildren<Ui::WrapLabel *>();
        return !values.isEmpty() && std::all_of(values.begin(), values.end(), [fields](const Ui::WrapLabel *value) {
            const QRect shown(value->mapTo(fields->parentWidget(), QPoint()), value->size());
            return shown.right() <= fields->parentWidget()->width() && shown.width() >= 100;
        });
    };
    QTRY_VERIFY(isWithin());
    // Beside their labels, where there is room.
    window().resize(1100, roomy);
    auto *columns = qobject_cast<QSplitter *>(window().inspector()->parentWidget());
    columns->setSizes({150, 500, 450});
    const Ui::WrapLabel *value = fields->findChild<Ui::WrapLabel *>();
    QTRY_VERIFY(value->mapTo(fields, QPoint()).x() > 100);
}

void TestLowWindow::theButtonsOfACustomerAreWhole()
{
    resize(low);
    show(Kind::Customers);
    window().actions().showInspector->setChecked(true);
    window().tablePage()->table()->selectRow(0);
    for (const QString &name : {u"editShare"_s, u"customerLog"_s}) {
        const auto *button = window().inspector()->findChild<QPushButton *>(name);
        QVERIFY(button);
        QTRY_VERIFY2(button->isHidden() || button->width() >= button->sizeHint().width(), qPrintable(name));
    }
    QTRY_VERIFY(window().inspector()->findChild<QPushButton *>(u"editShare"_s)->isVisible());
}

QTEST_MAIN(TestLowWindow)
#include "tst_lowwindow.moc"
