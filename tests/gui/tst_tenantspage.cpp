#include "gui/windowfixture.h"

#include "items/roles.h"
#include "items/tenanttablemodel.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tenantspage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/columnmenu.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include <QAbstractItemModelTester>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The table of the tenants: what it says, and that it is filtered, sorted and laid out as the other tables.
class TestTenantsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void tellsEachTenant();
    void filtersAsTheOtherTables();
    void saysThatNothingPasses();
    void sortsNumbersAndKeepsTheSelection();
    void columnsAreChosenAndRemembered();
    void enterOpensTheTenant();
    void tenantsComeGoAndAreRenamed();

private:
    Ui::TenantsPage &page() { return *m_fixture->window().findChild<Ui::TenantsPage *>(); }
    QString cell(int row, QStringView column)
    {
        const int at = Query::columnIndex(Query::Kind::Tenants, column);
        return page().model()->index(row, at).data().toString();
    }
    QStringList column(QStringView id)
    {
        QStringList cells;
        for (int row = 0; row < page().model()->rowCount(); ++row) {
            cells.append(cell(row, id));
        }
        return cells;
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestTenantsPage::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(0, u"eu"_s);
    m_fixture->open(1, u"dev"_s);
    m_fixture->window().showScope({});
    QVERIFY(m_fixture->waitUntilRead());
    QVERIFY(page().isVisible());
    QTRY_COMPARE(column(u"connections"), (QStringList{u"0"_s, u"58"_s}));
}

void TestTenantsPage::tellsEachTenant()
{
    QCOMPARE(column(u"tenant"), (QStringList{u"acme-dev"_s, u"acme-eu"_s})); // by name, as the other tables
    QCOMPARE(column(u"environment"), (QStringList{u"DEV"_s, u"PROD"_s}));
    QCOMPARE(column(u"applications"), (QStringList{u"1"_s, u"3"_s}));
    QCOMPARE(column(u"organizations"), (QStringList{u"0"_s, u"1"_s}));
    QTRY_VERIFY(!cell(1, u"state").isEmpty());
    QVERIFY(!cell(1, u"state").contains(u"offline"));
    QCOMPARE(cell(1, u"domain"), QUrl(QString::fromStdString(m_fixture->server().tenants().front().url)).authority());
    m_fixture->open(0, u"eu"_s, true); // with a client that may read applications only
    m_fixture->window().actions().refreshAll->trigger();
    QTRY_VERIFY2(cell(1, u"state").contains(u"missing scope read:connections"), qPrintable(cell(1, u"state")));
    QCOMPARE(cell(1, u"connections"), QString());
}

void TestTenantsPage::filtersAsTheOtherTables()
{
    const Ui::FilterLine *line = page().controls()->filterLine();
    m_fixture->window().actions().filter->trigger();
    QCOMPARE(QGuiApplication::focusObject(), line);
    QTest::keyClicks(page().controls()->filterLine(), u"connections>10"_s);
    QCOMPARE(column(u"tenant"), QStringList{u"acme-eu"_s});
    m_fixture->window().actions().clearFilter->trigger();
    QCOMPARE(page().model()->rowCount(), 2);
    page().controls()->filterLine()->setText(u"environment=DEV"_s);
    QCOMPARE(column(u"tenant"), QStringList{u"acme-dev"_s});
    QVERIFY(!page().controls()->filterError()->isVisible());
    page().controls()->filterLine()->setText(u"environment="_s);
    QVERIFY2(page().controls()->filterError()->isVisible(), "The reason stands under the line");
    QCOMPARE(page().model()->rowCount(), 1); // the last filter that was understood
}

void TestTenantsPage::saysThatNothingPasses()
{
    page().controls()->filterLine()->setText(u"nobody-has-this-name"_s);
    const auto *empty = page().findChild<Ui::EmptyState *>();
    QVERIFY(empty && empty->isVisible());
    QVERIFY(!page().table()->isVisible());
    QCOMPARE(page().entry(), page().controls()->filterLine());
    QTest::keyClick(page().controls()->filterLine(), Qt::Key_Escape);
    QVERIFY(page().table()->isVisible());
}

void TestTenantsPage::sortsNumbersAndKeepsTheSelection()
{
    QAbstractItemModelTester tester(page().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    page().table()->selectRow(1);
    const int connections = Query::columnIndex(Query::Kind::Tenants, u"connections");
    page().table()->sortByColumn(connections, Qt::DescendingOrder);
    QCOMPARE(column(u"connections"), (QStringList{u"58"_s, u"0"_s}));
    QCOMPARE(page().table()->selectedRows(), QList<int>{0});
    QCOMPARE(page().table()->currentIndex().data(Items::TenantRole).toString(), u"eu"_s);
    page().controls()->filterLine()->setText(u"connections>10"_s);
    QCOMPARE(page().table()->selectedRowCount(), 1);
    page().controls()->filterLine()->setText(u"connections<10"_s);
    QCOMPARE(page().table()->selectedRowCount(), 0);
}

void TestTenantsPage::columnsAreChosenAndRemembered()
{
    const int domain = Query::columnIndex(Query::Kind::Tenants, u"domain");
    const int connections = Query::columnIndex(Query::Kind::Tenants, u"connections");
    m_fixture->window().actions().columns->trigger();
    QVERIFY(page().controls()->columnMenu()->isVisible());
    page().controls()->columnMenu()->findChild<QAction *>(u"domain"_s)->toggle();
    page().controls()->columnMenu()->hide();
    QVERIFY(!page().table()->isColumnShown(domain));
    page().table()->sortByColumn(connections, Qt::DescendingOrder);
    page().controls()->filterLine()->setText(u"acme"_s);
    m_fixture->restart();
    QVERIFY(!page().table()->isColumnShown(domain));
    QCOMPARE(page().table()->horizontalHeader()->sortIndicatorSection(), connections);
    QCOMPARE(column(u"connections"), (QStringList{u"58"_s, u"0"_s}));
    QCOMPARE(page().controls()->filterLine()->text(), u"acme"_s);
}

void TestTenantsPage::enterOpensTheTenant()
{
    page().table()->selectRow(1);
    page().table()->setFocus();
    QTest::keyClick(page().table(), Qt::Key_Return);
    QCOMPARE(m_fixture->window().scope().tenant, Domain::TenantId(u"eu"_s));
    QCOMPARE(m_fixture->window().scope().kind, Query::Kind::Tenants);
}

void TestTenantsPage::tenantsComeGoAndAreRenamed()
{
    QAbstractItemModelTester tester(page().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_fixture->estate().find(Domain::TenantId(u"dev"_s))->setDisplay(u"zzz-dev"_s, {});
    QTRY_COMPARE(column(u"tenant"), (QStringList{u"acme-eu"_s, u"zzz-dev"_s}));
    m_fixture->estate().close(Domain::TenantId(u"dev"_s));
    QTRY_COMPARE(column(u"tenant"), QStringList{u"acme-eu"_s});
    m_fixture->open(1, u"again"_s);
    QTRY_COMPARE(column(u"tenant"), (QStringList{u"acme-dev"_s, u"acme-eu"_s}));
}

QTEST_MAIN(TestTenantsPage)
#include "tst_tenantspage.moc"
