#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "items/roles.h"
#include "session/writeunlock.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/startpage.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/estatepanel.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/estatetree.h"
#include "ui/widgets/recordtable.h"

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The node of the tree with these texts, from the top.
QModelIndex node(const Ui::EstateTree &tree, const QStringList &path)
{
    QModelIndex at;
    for (const QString &text : path) {
        QModelIndex found;
        for (int row = 0; row < tree.model()->rowCount(at); ++row) {
            const QModelIndex child = tree.model()->index(row, 0, at);
            if (child.data().toString() == text) {
                found = child;
            }
        }
        if (!found.isValid()) {
            return {};
        }
        at = found;
    }
    return at;
}

void click(Ui::EstateTree &tree, const QModelIndex &index)
{
    tree.expand(index.parent());
    tree.scrollTo(index);
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, tree.visualRect(index).center());
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firstRunOffersThreeWays();
    void aSandboxOnItsWayIsTold();
    void aClickInTheTreeShowsTheTable();
    void aTenantsMenuLeadsOn();
    void countsStandInTheTree();
    void aMissingScopeIsNamedWhereItHappens();
    void anOfflineTenantOffersToTryAgain();
    void themesSwitchLiveAndAreKept();
    void preferencesSayHowLongAnUnlockLasts();
    void preferencesSayWhatIsMarked();
    void f6WalksThePanes();
    void layoutIsRemembered();
    void aRowFarDownIsInSightInTheEnd();
    void everyActionCanBeReached();
};

void TestMainWindow::firstRunOffersThreeWays()
{
    WindowFixture fixture;
    const auto *page = fixture.window().findChild<Ui::StartPage *>();
    QVERIFY(page && page->isVisible());
    QSignalSpy add(fixture.window().actions().addTenant, &QAction::triggered);
    QSignalSpy sandbox(fixture.window().actions().openSandbox, &QAction::triggered);
    const auto buttons = page->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 3);
    for (QPushButton *button : buttons) {
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(add.count(), 1);
    QCOMPARE(sandbox.count(), 1);
}

void TestMainWindow::aSandboxOnItsWayIsTold()
{
    WindowFixture fixture;
    const auto *page = fixture.window().findChild<Ui::StartPage *>();
    const auto *state = page->findChild<Ui::EmptyState *>();
    fixture.window().showOpeningSandbox(true);
    QVERIFY(page->isVisible());
    QCOMPARE(state->title(), u"Opening the sandbox…"_s);
    const auto offered = [page] {
        const auto buttons = page->findChildren<QPushButton *>();
        return std::count_if(buttons.begin(), buttons.end(), [](const QPushButton *one) { return one->isVisible(); });
    };
    QCOMPARE(offered(), 0);
    fixture.window().showOpeningSandbox(false); // it failed
    QVERIFY(state->title().contains(u"first Auth0 tenant"));
    QCOMPARE(offered(), 3);
}

void TestMainWindow::aClickInTheTreeShowsTheTable()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    fixture.open(1, u"dev"_s);
    fixture.window().showScope({}); // what comes into view is read
    QVERIFY(fixture.waitUntilRead());
    Ui::EstateTree &tree = *fixture.window().estatePanel()->tree();

    click(tree, node(tree, {u"acme-eu"_s, u"Connections"_s}));
    Ui::TablePage *page = fixture.window().tablePage();
    QVERIFY(page);
    QCOMPARE(page->kind(), Query::Kind::Connections);
    QTRY_COMPARE(page->model()->rowCount(), 58);

    click(tree, node(tree, {u"acme-eu"_s, u"Connections"_s, u"Enterprise"_s}));
    QTRY_COMPARE(page->model()->rowCount(), 1);

    click(tree, node(tree, {u"acme-dev"_s, u"Applications"_s}));
    page = fixture.window().tablePage();
    QTRY_COMPARE(page->model()->rowCount(), 1);
    QVERIFY(!page->table()->isColumnShown(0));

    click(tree, node(tree, {u"All tenants"_s, u"Applications"_s}));
    QTRY_COMPARE(page->model()->rowCount(), 4);
    QVERIFY2(page->table()->isColumnShown(0), "Across tenants each row names its tenant");
}

void TestMainWindow::aTenantsMenuLeadsOn()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    Ui::EstateTree &tree = *fixture.window().estatePanel()->tree();
    Q_EMIT tree.customContextMenuRequested(tree.visualRect(node(tree, {u"acme-eu"_s})).center());
    const auto *menu = fixture.window().estatePanel()->findChild<QMenu *>();
    QVERIFY(menu);
    const Ui::Actions &actions = fixture.window().actions();
    for (QAction *action : {actions.timeline, actions.report, actions.exportDeploy, actions.exportTerraform}) {
        QVERIFY2(menu->actions().contains(action), qPrintable(action->text()));
    }
}

void TestMainWindow::countsStandInTheTree()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    const Ui::EstateTree &tree = *fixture.window().estatePanel()->tree();
    const auto count = [&tree](const QStringList &path) { return node(tree, path).data(Items::CountRole).toInt(); };
    QTRY_COMPARE(count({u"acme-eu"_s, u"Connections"_s}), 58);
    QCOMPARE(count({u"acme-eu"_s, u"Connections"_s, u"Database"_s}), 57);
    QCOMPARE(count({u"acme-eu"_s, u"Applications"_s}), 3);
}

void TestMainWindow::aMissingScopeIsNamedWhereItHappens()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s, true);
    QVERIFY(fixture.waitUntilRead());
    fixture.window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Connections, {}});
    const auto told = [&fixture] {
        QString text;
        for (const Ui::Banner *banner : fixture.window().tablePage()->findChildren<Ui::Banner *>()) {
            text += banner->isVisible() ? banner->what() + banner->detail() : QString();
        }
        return text;
    };
    QTRY_VERIFY2(told().contains(u"read:connections"), qPrintable(told()));
    QVERIFY(told().contains(u"Dashboard"));
}

void TestMainWindow::anOfflineTenantOffersToTryAgain()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    fixture.window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Organizations, {}});
    QTRY_COMPARE(fixture.window().tablePage()->model()->rowCount(), 1);
    fixture.server().stop();
    fixture.window().actions().refresh->trigger();
    const auto offline = [&fixture]() -> Ui::Banner * {
        for (Ui::Banner *banner : fixture.window().tablePage()->findChildren<Ui::Banner *>()) {
            if (banner->isVisible() && banner->what().contains(u"cannot be reached")) {
                return banner;
            }
        }
        return nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(offline(), 30000);
    QVERIFY(offline()->findChild<QPushButton *>());
    const auto saysSo = [&fixture] {
        const auto labels = fixture.window().statusBar()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel *label) { return label->text().contains(u", 1 offline"_s); });
    };
    QTRY_VERIFY2(saysSo(), "The status line counts who does not answer");
    QCOMPARE(fixture.window().tablePage()->model()->rowCount(), 1);
}

void TestMainWindow::themesSwitchLiveAndAreKept()
{
    WindowFixture fixture;
    fixture.window().actions().themeDark->trigger();
    QVERIFY(Ui::tokensOf(fixture.window().palette()).dark);
    fixture.window().actions().themeLight->trigger();
    QVERIFY(!Ui::tokensOf(fixture.window().palette()).dark);
    fixture.window().actions().themeDark->trigger();
    QCOMPARE(fixture.settings().preferences().theme, Settings::Theme::Dark);
    fixture.restart();
    QVERIFY(fixture.theme().isDark());
    QVERIFY(fixture.window().actions().themeDark->isChecked());
    fixture.window().actions().themeLight->trigger();
}

void TestMainWindow::preferencesSayHowLongAnUnlockLasts()
{
    using namespace std::chrono_literals;
    WindowFixture fixture;
    fixture.openWritable(0, u"eu"_s);
    QVERIFY(fixture.session(u"eu"_s).writeUnlock().duration() == 15min);
    Settings::Preferences preferences = fixture.settings().preferences();
    preferences.unlockMinutes = 5;
    QVERIFY(fixture.settings().setPreferences(preferences));
    QVERIFY(fixture.session(u"eu"_s).writeUnlock().duration() == 5min);
    fixture.openWritable(1, u"us"_s); // one that is opened later
    QVERIFY(fixture.session(u"us"_s).writeUnlock().duration() == 5min);
}

void TestMainWindow::preferencesSayWhatIsMarked()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    fixture.window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Applications, {}});
    QVERIFY(fixture.waitUntilRead());
    const auto *model = fixture.window().tablePage()->model();
    const auto marks = [model] {
        QList<int> levels;
        const int lock = Query::columnIndex(Query::Kind::Applications, u"lock");
        for (int row = 0; row < model->rowCount(); ++row) {
            levels.append(model->index(row, lock).data(Items::SeverityRole).toInt());
        }
        return levels.count(int(Domain::LockLevel::Watch));
    };
    QTRY_VERIFY(fixture.session(u"eu"_s).map() && model->rowCount() > 0);
    QTRY_COMPARE(marks(), 0);
    Settings::Preferences preferences = fixture.settings().preferences();
    preferences.lock.watch = 12; // Back office has 12
    QVERIFY(fixture.settings().setPreferences(preferences));
    QTRY_COMPARE(marks(), 1);
}

void TestMainWindow::f6WalksThePanes()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    fixture.window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Connections, {}});
    QTRY_COMPARE(fixture.window().tablePage()->model()->rowCount(), 58);
    QTRY_VERIFY(fixture.window().tablePage()->table()->isVisible());
    fixture.window().tablePage()->table()->selectRow(0);
    fixture.window().estatePanel()->tree()->setFocus();
    const QList<QWidget *> panes{fixture.window().tablePage()->table(), fixture.window().inspector()->tabs()->tabBar(),
                                 fixture.window().bottom()->tabBar(), fixture.window().estatePanel()->tree()};
    for (QWidget *pane : panes) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), pane);
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), fixture.window().bottom()->tabBar());
}

void TestMainWindow::layoutIsRemembered()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    fixture.window().resize(790, 677);
    fixture.window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Organizations, {}});
    fixture.window().actions().showInspector->setChecked(false);
    fixture.window().bottom()->setCurrentIndex(1);
    fixture.restart();
    QCOMPARE(fixture.window().size(), QSize(790, 677));
    QCOMPARE(fixture.window().scope().kind, Query::Kind::Organizations);
    QVERIFY(!fixture.window().inspector()->isVisible());
    QCOMPARE(fixture.window().bottom()->currentIndex(), 1);
}

void TestMainWindow::aRowFarDownIsInSightInTheEnd()
{
    // It comes first, and sinks with every page that is put above it.
    Sandbox::TenantState state;
    state.name = "acme-many";
    state.domain = "acme-many.eu.auth0.com";
    for (int number = 999; number > 400; --number) {
        const std::string name = "app-" + std::to_string(number);
        state.clients.append({{"client_id", name}, {"name", name}, {"app_type", "spa"}});
    }
    std::vector<Sandbox::TenantState> tenants;
    tenants.push_back(std::move(state));
    WindowFixture fixture(Sandbox::Options(), std::move(tenants));
    Ui::MainWindow &window = fixture.window();
    fixture.open(0, u"many"_s);
    window.showObject(Domain::TenantId(u"many"_s), Query::Kind::Applications, u"app-990"_s);
    QTRY_COMPARE(window.tablePage()->selection().objects.value(0).id, u"app-990"_s);
    QVERIFY(fixture.waitUntilRead());
    Ui::RecordTable *table = window.tablePage()->table();
    QTRY_COMPARE(table->model()->rowCount(), 599);
    const auto isInSight = [table] {
        const QRect row = table->visualRect(table->currentIndex());
        return row.isValid() && table->viewport()->rect().contains(QRect(0, row.top(), 1, row.height()));
    };
    QTRY_VERIFY(isInSight());
    // A smaller window, and another order.
    window.resize(window.width(), window.minimumSizeHint().height());
    QTRY_VERIFY(isInSight());
    table->sortByColumn(table->horizontalHeader()->sortIndicatorSection(), Qt::DescendingOrder);
    QTRY_COMPARE(table->currentIndex().row(), 9);
    QTRY_VERIFY(isInSight());
    // Whoever scrolls away is left there.
    table->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMaximum);
    window.resize(window.width(), 900);
    QCoreApplication::processEvents();
    QVERIFY(!isInSight());
}

void TestMainWindow::everyActionCanBeReached()
{
    WindowFixture fixture;
    const auto &actions = fixture.window().actions();
    QSet<const QAction *> inMenus;
    QSet<QString> shortcuts;
    for (const auto &group : actions.groups()) {
        for (const QAction *action : group.actions) {
            if (!action) {
                continue;
            }
            inMenus.insert(action);
            const QString keys = action->shortcut().toString();
            if (!keys.isEmpty()) {
                QVERIFY2(!shortcuts.contains(keys), qPrintable(keys));
                QVERIFY2(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                         qPrintable(action->text()));
                shortcuts.insert(keys);
            }
        }
    }
    for (const QAction *action : actions.findChildren<QAction *>()) {
        QVERIFY2(inMenus.contains(action), qPrintable(action->objectName()));
    }
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
