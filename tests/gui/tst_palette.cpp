#include "gui/palettefixture.h"

#include "change/supportaction.h"
#include "items/roles.h"
#include "settings/palettestore.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include <QDialog>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// The palette as somebody uses it who never touches the mouse.
class TestPalette : public QObject, PaletteFixture
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { endOne(); }
    void cleanupTestCase();
    void typingAndEnterShowTheObject();
    void arrowsChooseAndGoRound();
    void actionsRun();
    void everyActionIsFoundByItsName();
    void whatCannotBeDoneNowSaysWhy();
    void escapeGivesTheFocusBack();
    void aClickElsewhereClosesIt();
    void itsKeysAreNoShortcutsOfTheWindow();
    void favouritesAndRecentComeFirst();
    void hostileNamesAreShownAsTheyAre();
    void unreadTenantsAreTold();
    void aTenantIsShown();
    void aClickOnTheMarkMarks();
    void screenReadersHearWhatIsChosen();
    void itFitsASmallWindow();
};

void TestPalette::cleanupTestCase()
{
    m_shared.reset();
}

void TestPalette::typingAndEnterShowTheObject()
{
    open();
    type(u"initech saml"_s);
    QCOMPARE(current(), u"initech-saml"_s);
    press(Qt::Key_Return);
    QVERIFY(!palette().isVisible());
    Ui::TablePage *page = m_fixture->window().tablePage();
    QVERIFY(page);
    QCOMPARE(page->kind(), Query::Kind::Connections);
    QTRY_COMPARE(page->selection().objects.size(), 1);
    QCOMPARE(page->selection().objects.first().id, u"con_saml000000000001"_s);
    QCOMPARE(QApplication::focusWidget(), page->table());
    QTRY_COMPARE(m_fixture->window().inspector()->objectId(), u"con_saml000000000001"_s);
    // From one tenant's page to another's object.
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Connections, {}});
    type(u"try-out"_s);
    press(Qt::Key_Enter);
    QCOMPARE(m_fixture->window().scope().tenant, std::optional(Domain::TenantId(u"dev"_s)));
    QTRY_COMPARE(m_fixture->window().tablePage()->selection().objects.value(0).id, u"try"_s);
}

void TestPalette::arrowsChooseAndGoRound()
{
    open();
    type(u"customer-1"_s);
    const QString first = current();
    QCOMPARE(first, u"customer-1"_s);
    press(Qt::Key_Down);
    QCOMPARE(palette().list()->currentIndex().row(), 1);
    press(Qt::Key_Up);
    press(Qt::Key_Up);
    QCOMPARE(palette().list()->currentIndex().row(), model().rowCount() - 1);
    press(Qt::Key_Down);
    QCOMPARE(current(), first);
    press(Qt::Key_PageDown);
    QVERIFY(palette().list()->currentIndex().row() > 3);
    press(Qt::Key_PageUp);
    QCOMPARE(current(), first);
    press(Qt::Key_Tab);
    QCOMPARE(palette().list()->currentIndex().row(), 1);
    // Another text starts at its best again.
    QTest::keyClicks(palette().line(), u"2"_s);
    QCOMPARE(palette().list()->currentIndex().row(), 0);
}

void TestPalette::actionsRun()
{
    open();
    QSignalSpy triggered(actions().policies, &QAction::triggered);
    type(u"password pol"_s);
    QCOMPARE(current(), u"Password policies"_s);
    QCOMPARE(palette().list()->currentIndex().data(Items::PaletteModel::ShortcutRole).toString(), u"Ctrl+P"_s);
    press(Qt::Key_Return);
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(m_fixture->window().scope().kind, Query::Kind::Policies);
}

void TestPalette::everyActionIsFoundByItsName()
{
    open();
    start();
    for (const Ui::Actions::Group &group : actions().groups()) {
        for (const QAction *action : group.actions) {
            if (!action || action == actions().palette) {
                continue;
            }
            palette().line()->setText(action->text().remove(u'&'));
            const QString best = model().entryAt(0).place.id;
            QVERIFY2(best == action->objectName(), qPrintable(action->text()));
        }
    }
}

void TestPalette::whatCannotBeDoneNowSaysWhy()
{
    open();
    QSignalSpy triggered(actions().reviewChanges, &QAction::triggered);
    type(u"review what is staged"_s);
    QVERIFY(palette().status().contains(u"Nothing is staged."_s));
    press(Qt::Key_Return);
    QVERIFY(palette().isVisible());
    QCOMPARE(triggered.count(), 0);
}

void TestPalette::escapeGivesTheFocusBack()
{
    open();
    m_fixture->window().showScope({{}, Query::Kind::Applications, {}});
    m_fixture->window().tablePage()->table()->setFocus();
    start();
    press(Qt::Key_Escape);
    QVERIFY(!palette().isVisible());
    QCOMPARE(QApplication::focusWidget(), m_fixture->window().tablePage()->table());
    start();
    press(Qt::Key_K, Qt::ControlModifier); // the same keys close it
    QVERIFY(!palette().isVisible());
}

void TestPalette::aClickElsewhereClosesIt()
{
    open();
    m_fixture->window().showScope({{}, Query::Kind::Applications, {}});
    start();
    m_fixture->window().tablePage()->table()->setFocus(Qt::MouseFocusReason);
    QVERIFY(!palette().isVisible());
    QCOMPARE(QApplication::focusWidget(), m_fixture->window().tablePage()->table());
}

void TestPalette::itsKeysAreNoShortcutsOfTheWindow()
{
    open();
    actions().duplicateTenant->setEnabled(true);
    QSignalSpy duplicated(actions().duplicateTenant, &QAction::triggered);
    type(u"portal"_s);
    press(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(duplicated.count(), 0);
    QCOMPARE(m_fixture->paletteStore().favourites().size(), 1);
    QVERIFY(palette().isVisible());
    press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(m_fixture->paletteStore().favourites().isEmpty());
    actions().duplicateTenant->setEnabled(false);
}

void TestPalette::favouritesAndRecentComeFirst()
{
    open();
    type(u"back office"_s);
    press(Qt::Key_Return);
    type(u"customer-42"_s);
    press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(palette().list()->currentIndex().data(Items::PaletteModel::FavouriteRole).toBool());
    QCOMPARE(current(), u"customer-42"_s);
    press(Qt::Key_Escape);
    start();
    QCOMPARE(model().entryAt(0).name, u"customer-42"_s);
    QCOMPARE(model().entryAt(1).name, u"Back office"_s);
    QTest::keyClicks(palette().line(), u"cust"_s);
    QCOMPARE(model().entryAt(0).name, u"customer-42"_s);
    press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(m_fixture->paletteStore().favourites().isEmpty());
}

void TestPalette::hostileNamesAreShownAsTheyAre()
{
    open();
    type(u"gpj.exe"_s);
    QCOMPARE(model().rowCount(), 1);
    const QString told = palette().list()->currentIndex().data(Qt::AccessibleTextRole).toString();
    QVERIFY(told.contains(u"‹RLO›gpj.exe"_s));
    const QString toolTip = palette().list()->currentIndex().data(Qt::ToolTipRole).toString();
    QVERIFY(!toolTip.contains(u"<img"_s));
    QVERIFY(toolTip.contains(u"&lt;img"_s));
}

void TestPalette::unreadTenantsAreTold()
{
    m_own = std::make_unique<WindowFixture>();
    m_fixture = m_own.get();
    Settings::Preferences preferences = m_fixture->settings().preferences();
    preferences.refreshOnOpen = false;
    QVERIFY(m_fixture->settings().setPreferences(preferences));
    m_fixture->open(0, u"eu"_s);
    m_fixture->open(1, u"dev"_s);
    m_fixture->window().showScope({});
    type(u"office"_s);
    QVERIFY(palette().status().contains(u"not read yet"_s));
    // Enter reads them, and what comes is found without typing again.
    QCOMPARE(model().rowCount(), 1);
    QCOMPARE(model().entryAt(0).place.kind, Items::unreadKind());
    const QString names = palette().list()->currentIndex().data(Items::PaletteModel::DetailRole).toString();
    QCOMPARE(names, u"acme-eu, acme-dev"_s);
    press(Qt::Key_D, Qt::ControlModifier); // no favourite
    QVERIFY(m_fixture->paletteStore().favourites().isEmpty());
    press(Qt::Key_Return);
    QVERIFY(palette().isVisible());
    QCOMPARE(palette().line()->text(), u"office"_s);
    QVERIFY2(palette().status().contains(u"reading"_s), qPrintable(palette().status()));
    QVERIFY(!palette().status().contains(u"not read yet"_s));
    QTRY_COMPARE(current(), u"Back office"_s);
    QTRY_VERIFY(!palette().status().contains(u"reading"_s));
    QVERIFY(!palette().status().contains(u"not read yet"_s));
    press(Qt::Key_Return);
    QTRY_COMPARE(m_fixture->window().tablePage()->selection().objects.value(0).id, u"office"_s);
}

void TestPalette::aTenantIsShown()
{
    open();
    type(u"acme-dev"_s);
    QCOMPARE(current(), u"acme-dev"_s);
    press(Qt::Key_Return);
    QCOMPARE(m_fixture->window().scope().tenant, std::optional(Domain::TenantId(u"dev"_s)));
    QCOMPARE(m_fixture->window().scope().kind, Query::Kind::Tenants);
}

void TestPalette::aClickOnTheMarkMarks()
{
    open();
    type(u"portal"_s);
    QListView *list = palette().list();
    const QRect row = list->visualRect(list->model()->index(0, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(row.right() - 18, row.center().y()));
    QCOMPARE(m_fixture->paletteStore().favourites().size(), 1);
    QVERIFY(palette().isVisible());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(row.right() - 18, row.center().y()));
    QVERIFY(m_fixture->paletteStore().favourites().isEmpty());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
    QVERIFY(!palette().isVisible());
    QTRY_COMPARE(m_fixture->window().tablePage()->selection().objects.value(0).id, u"portal"_s);
}

void TestPalette::screenReadersHearWhatIsChosen()
{
    open();
    type(u"portal"_s);
    QCOMPARE(palette().line()->accessibleName(), u"Find anything"_s);
    QCOMPARE(palette().line()->accessibleDescription(), u"Portal, Application, acme-eu, PROD"_s);
    QCOMPARE(palette().list()->accessibleName(), u"What was found"_s);
}

void TestPalette::itFitsASmallWindow()
{
    open();
    m_fixture->window().resize(m_fixture->window().minimumSizeHint());
    type(u"customer"_s);
    QVERIFY(m_fixture->window().rect().contains(palette().geometry()));
    QVERIFY(palette().list()->height() >= 36);
    m_fixture->window().resize(1200, 800);
    QTRY_COMPARE(palette().geometry().center().x(), m_fixture->window().rect().center().x());
    const QRect bottom = palette().list()->visualRect(palette().list()->model()->index(9, 0));
    QVERIFY(palette().list()->viewport()->rect().contains(bottom));
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
