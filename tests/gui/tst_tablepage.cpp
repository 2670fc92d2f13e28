#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "items/roles.h"
#include "session/organizationconnections.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/columnmenu.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

class TestTablePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void typingFiltersTheRows();
    void aMistakeIsShownAtItsPlace();
    void escapeClearsTheFilter();
    void columnsAreChosenAndRemembered();
    void rowsAreCopied();
    void copiedJsonHoldsNoSecret();
    void curlNamesNoToken();
    void menuNarrowsToOneValueWhateverIsInIt_data();
    void menuNarrowsToOneValueWhateverIsInIt();
    void theTableIsOneTabStop();
    void tabGoesFromTheFilterToTheRows();
    void aFieldThatNothingHasIsTold();
    void connectionsAreCountedAgainstLocksLimit();
    void selectionSurvivesSorting();
    void theColumnOfTheTenantIsForTablesAcrossTenants();
    void anObjectThatIsAskedForIsShownInSpiteOfAFilter();
    void switchingTenantsNeverSaysThatNothingPasses();
    void onlyTheConnectionsOfTheKindAreCounted();
    void readingAListAgainDoesNotMakeTheCountsYoung();
    void whatOrganizationsHaveIsReadAndStopped();

private:
    Ui::TablePage &show(Query::Kind kind)
    {
        m_fixture->window().showScope({Domain::TenantId(u"eu"_s), kind, {}});
        return *m_fixture->window().tablePage();
    }
    /// What the action puts on the clipboard.
    QString copied(QAction *action)
    {
        QGuiApplication::clipboard()->setText(u"nothing yet"_s);
        action->trigger();
        (void)QTest::qWaitFor([] { return QGuiApplication::clipboard()->text() != u"nothing yet"_s; });
        return QGuiApplication::clipboard()->text();
    }
    void selectPortal(Ui::TablePage &page) { page.select(Domain::TenantId(u"eu"_s), u"portal"_s); }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestTablePage::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
}

void TestTablePage::typingFiltersTheRows()
{
    Ui::TablePage &page = show(Query::Kind::Connections);
    QTRY_COMPARE(page.model()->rowCount(), 58);
    m_fixture->window().actions().filter->trigger();
    QCOMPARE(QGuiApplication::focusObject(), page.filterLine());
    QTest::keyClicks(page.filterLine(), u"strategy=samlp"_s);
    QTRY_COMPARE(page.model()->rowCount(), 1);
    QCOMPARE(page.model()->recordAt(0)->id, u"con_saml000000000001"_s);
}

void TestTablePage::aMistakeIsShownAtItsPlace()
{
    Ui::TablePage &page = show(Query::Kind::Connections);
    QTRY_COMPARE(page.model()->rowCount(), 58);
    page.filterLine()->setText(u"strategy=samlp"_s);
    QTRY_COMPARE(page.model()->rowCount(), 1);
    page.filterLine()->setText(u"strategy=samlp min_length<"_s);
    QVERIFY(page.filterLine()->error());
    const auto labels = page.findChildren<QLabel *>();
    const auto told = std::find_if(labels.begin(), labels.end(), [&page](const QLabel *label) {
        return label->isVisible() && label->text().contains(page.filterLine()->error()->message);
    });
    QVERIFY2(told != labels.end(), "The reason stands under the line");
    QCOMPARE(page.model()->rowCount(), 1);
    page.filterLine()->setText(u"strategy=samlp min_length<10"_s);
    QVERIFY(!page.filterLine()->error());
    QVERIFY(!(*told)->isVisible());
}

void TestTablePage::escapeClearsTheFilter()
{
    Ui::TablePage &page = show(Query::Kind::Connections);
    page.filterLine()->setText(u"name~nothing-has-this-name"_s);
    QTRY_COMPARE(page.model()->rowCount(), 0);
    QTest::keyClick(page.filterLine(), Qt::Key_Escape);
    QTRY_COMPARE(page.model()->rowCount(), 58);
}

void TestTablePage::columnsAreChosenAndRemembered()
{
    const int grants = Query::columnIndex(Query::Kind::Applications, u"grants"_s);
    const int social = Query::columnIndex(Query::Kind::Applications, u"social"_s);
    const int type = Query::columnIndex(Query::Kind::Applications, u"type"_s);
    {
        Ui::TablePage &page = show(Query::Kind::Applications);
        QVERIFY(!page.table()->isColumnShown(grants));
        page.controls()->openColumnMenu();
        page.controls()->columnMenu()->findChild<QAction *>(u"grants"_s)->toggle();
        page.controls()->columnMenu()->findChild<QAction *>(u"social"_s)->toggle();
        page.controls()->columnMenu()->hide();
        QVERIFY(page.table()->isColumnShown(grants));
        page.table()->setColumnWidth(type, 177);
        QHeaderView *header = page.table()->horizontalHeader();
        header->moveSection(header->visualIndex(type), 1);
        page.table()->sortByColumn(type, Qt::DescendingOrder);
        page.filterLine()->setText(u"name~o"_s);
    }
    m_fixture->restart();
    Ui::TablePage &page = show(Query::Kind::Applications);
    const QHeaderView *header = page.table()->horizontalHeader();
    QVERIFY(page.table()->isColumnShown(grants));
    QVERIFY(!page.table()->isColumnShown(social));
    QCOMPARE(page.table()->columnWidth(type), 177);
    QCOMPARE(header->visualIndex(type), 1);
    QCOMPARE(header->sortIndicatorSection(), type);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    QCOMPARE(page.filterLine()->text(), u"name~o"_s);
}

void TestTablePage::rowsAreCopied()
{
    Ui::TablePage &page = show(Query::Kind::Applications);
    QTRY_COMPARE(page.model()->rowCount(), 3);
    selectPortal(page);
    const int lock = Query::columnIndex(Query::Kind::Applications, u"lock"_s);
    QTRY_VERIFY(!page.model()->index(0, lock).data(Items::ValueRole).isNull());
    const QString csv = copied(m_fixture->window().actions().copyCsv);
    QCOMPARE(csv.count(u'\n'), 2);
    QVERIFY2(csv.startsWith(u"Name,Lock") && csv.contains(u"Portal") && csv.contains(u"57"), qPrintable(csv));
    const QString markdown = copied(m_fixture->window().actions().copyMarkdown);
    QVERIFY2(markdown.contains(u"| Portal |"), qPrintable(markdown));
    m_fixture->window().actions().copyId->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"portal"_s);
}

void TestTablePage::copiedJsonHoldsNoSecret()
{
    Ui::TablePage &page = show(Query::Kind::Applications);
    QTRY_COMPARE(page.model()->rowCount(), 3);
    page.table()->clearSelection();
    const QString json = copied(m_fixture->window().actions().copyJson);
    const QJsonArray objects = QJsonDocument::fromJson(json.toUtf8()).array();
    QCOMPARE(objects.size(), 3);
    QVERIFY(!json.contains(u"never-shown-to-anybody"));
    for (const auto &object : objects) {
        QCOMPARE(object.toObject().value(u"client_secret").toString(), u"[REDACTED]"_s);
    }
}

void TestTablePage::curlNamesNoToken()
{
    Ui::TablePage &page = show(Query::Kind::Applications);
    QTRY_COMPARE(page.model()->rowCount(), 3);
    selectPortal(page);
    m_fixture->window().actions().copyCurl->trigger();
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.startsWith(u"curl") && command.contains(u"/api/v2/clients/portal"), qPrintable(command));
    QVERIFY(command.contains(u"$TOKEN"));
}

void TestTablePage::menuNarrowsToOneValueWhateverIsInIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"Orders"_s;
    QTest::newRow("blank") << u"Orders of May"_s;
    QTest::newRow("quotes") << u"The \"new\" portal"_s;
    QTest::newRow("backslashes") << uR"(C:\new\"x" \)"_s;
}

void TestTablePage::menuNarrowsToOneValueWhateverIsInIt()
{
    QFETCH(const QString, name);
    Ui::TablePage &page = show(Query::Kind::Applications);
    QTRY_COMPARE(page.model()->rowCount(), 3);
    Domain::Application named;
    named.id = Domain::ApplicationId(u"named"_s);
    named.name = name;
    m_fixture->session(u"eu"_s).accept(QList{named});
    QTRY_COMPARE(page.model()->rowCount(), 4);
    const int column = Query::columnIndex(Query::Kind::Applications, u"name"_s);
    const int row = page.model()->rowOf(Domain::TenantId(u"eu"_s), u"named"_s);
    page.table()->setCurrentIndex(page.model()->index(row, column));
    page.table()->setFocus();
    QTest::keyClick(page.table(), Qt::Key_F10, Qt::ShiftModifier);
    const auto *menu = page.findChild<QMenu *>();
    QVERIFY(menu);
    auto *narrow = menu->findChild<QAction *>(u"narrow"_s);
    QVERIFY(narrow && narrow->isEnabled());
    page.filterLine()->setText(u"name!=none or name~e"_s); // each alternative
    narrow->trigger();
    QTRY_COMPARE(page.model()->rowCount(), 1);
    QCOMPARE(page.model()->recordAt(0)->id, u"named"_s);
}

void TestTablePage::tabGoesFromTheFilterToTheRows()
{
    Ui::TablePage &page = show(Query::Kind::Applications);
    QTRY_COMPARE(page.model()->rowCount(), 3);
    page.filterLine()->setFocus();
    const std::array<const QWidget *, 3> way{page.controls()->columnButton(), nullptr, page.table()};
    for (const QWidget *expected : way) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (expected) {
            QCOMPARE(static_cast<const QWidget *>(QApplication::focusWidget()), expected);
        }
    }
    page.filterLine()->setFocus();
    QTest::keyClick(page.filterLine(), Qt::Key_Down);
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(page.table()));
}

void TestTablePage::aFieldThatNothingHasIsTold()
{
    Ui::TablePage &page = show(Query::Kind::Applications);
    QTRY_COMPARE(page.model()->rowCount(), 3);
    page.filterLine()->setText(u"locks>1"_s);
    const auto told = [&page] {
        QStringList texts;
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            texts << label->text();
        }
        return texts.join(u'\n');
    };
    QTRY_VERIFY2(told().contains(u"No object has a field “locks”. Did you mean “lock”?"_s), qPrintable(told()));
    page.filterLine()->clear();
}

void TestTablePage::theTableIsOneTabStop()
{
    Ui::TablePage &page = show(Query::Kind::Connections);
    QTRY_COMPARE(page.model()->rowCount(), 58);
    page.table()->setFocus();
    QTest::keyClick(page.table(), Qt::Key_Down);
    QTest::keyClick(page.table(), Qt::Key_Down);
    QVERIFY(page.table()->currentIndex().row() > 0);
    QTest::keyClick(page.table(), Qt::Key_Tab);
    QVERIFY(!page.table()->hasFocus());
}

void TestTablePage::connectionsAreCountedAgainstLocksLimit()
{
    Ui::TablePage &page = show(Query::Kind::Applications);
    QTRY_COMPARE(page.model()->rowCount(), 3);
    const int lock = Query::columnIndex(Query::Kind::Applications, u"lock"_s);
    const int row = page.model()->rowOf(Domain::TenantId(u"eu"_s), u"portal"_s);
    QTRY_COMPARE(page.model()->index(row, lock).data().toString(), u"57"_s);
}

void TestTablePage::selectionSurvivesSorting()
{
    Ui::TablePage &page = show(Query::Kind::Connections);
    QTRY_COMPARE(page.model()->rowCount(), 58);
    page.select(Domain::TenantId(u"eu"_s), u"con_saml000000000001"_s);
    const int name = Query::columnIndex(Query::Kind::Connections, u"name"_s);
    page.table()->sortByColumn(name, Qt::DescendingOrder);
    QTRY_COMPARE(page.model()->recordAt(0)->id, u"con_saml000000000001"_s);
    QCOMPARE(page.selectedRecords().size(), 1);
    QCOMPARE(page.selectedRecords().first()->id, u"con_saml000000000001"_s);
}

void TestTablePage::theColumnOfTheTenantIsForTablesAcrossTenants()
{
    QVERIFY(!show(Query::Kind::Applications).table()->isColumnShown(0));
    m_fixture->window().showScope({std::nullopt, Query::Kind::Applications, {}});
    QVERIFY(m_fixture->window().tablePage()->table()->isColumnShown(0));
    m_fixture->restart(); // closed while all tenants were shown
    QVERIFY(!show(Query::Kind::Applications).table()->isColumnShown(0));
    // Who turns it on for one tenant wants it there.
    show(Query::Kind::Applications).table()->showColumnAlso(0, true);
    m_fixture->restart();
    QVERIFY(show(Query::Kind::Applications).table()->isColumnShown(0));
}

void TestTablePage::anObjectThatIsAskedForIsShownInSpiteOfAFilter()
{
    Ui::TablePage &page = show(Query::Kind::Applications);
    page.filterLine()->setText(u"name~office"_s);
    QTRY_COMPARE(page.model()->rowCount(), 1);
    m_fixture->window().showObject(Domain::TenantId(u"eu"_s), Query::Kind::Applications, u"portal"_s);
    QTRY_COMPARE(page.table()->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(page.selectedRecords().first()->id, u"portal"_s);
    QVERIFY(page.filterLine()->text().isEmpty());
}

void TestTablePage::switchingTenantsNeverSaysThatNothingPasses()
{
    m_fixture->open(1, u"dev"_s);
    m_fixture->window().showScope({Domain::TenantId(u"dev"_s), Query::Kind::Applications, {}});
    QVERIFY(m_fixture->waitUntilRead());
    Ui::TablePage &page = show(Query::Kind::Applications);
    QTRY_COMPARE(page.model()->rowCount(), 3);
    const auto *empty = page.findChild<Ui::EmptyState *>();
    QVERIFY(empty);
    for (const auto &[id, rows] : {std::pair(u"dev"_s, 1), std::pair(u"eu"_s, 3)}) {
        m_fixture->window().showScope({Domain::TenantId(id), Query::Kind::Applications, {}});
        bool saidSo = false;
        const bool came = QTest::qWaitFor([&page, empty, &saidSo, rows = rows] {
            saidSo = saidSo || (empty->isVisible() && empty->title().contains(u"passes"_s));
            return page.model()->rowCount() == rows;
        });
        QVERIFY(came);
        QVERIFY(!saidSo);
    }
}

void TestTablePage::onlyTheConnectionsOfTheKindAreCounted()
{
    Ui::TablePage &page = show(Query::Kind::Connections);
    QTRY_VERIFY(page.model()->rowCount() > 0);
    const auto *empty = page.findChild<Ui::EmptyState *>();
    const QLocale locale;
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Connections, u"database"_s});
    QTRY_VERIFY(page.model()->rowCount() > 0 && !page.model()->isArranging());
    const int databases = page.model()->rowCount();
    QVERIFY(databases < page.model()->total());
    page.filterLine()->setText(u"name=nobody"_s);
    QTRY_VERIFY(empty->isVisible());
    const QList<QLabel *> labels = empty->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->text().startsWith(u"Database connections has %1, "_s.arg(locale.toString(databases)));
    }));
    // None of a kind: there are none, and no filter is to blame.
    page.filterLine()->setText({});
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Connections, u"passwordless"_s});
    QTRY_COMPARE(empty->title(), u"There are none"_s);
}

void TestTablePage::readingAListAgainDoesNotMakeTheCountsYoung()
{
    Session::TenantSession *session = m_fixture->estate().find(Domain::TenantId(u"eu"_s));
    QVERIFY(session->mapStatus().readAt.isValid());
    const QDateTime counted = session->mapStatus().readAt;
    session->refresh(Query::Kind::Applications);
    QTRY_VERIFY(!session->status(Query::Kind::Applications).isReading());
    QCOMPARE(session->mapStatus().readAt, counted);
    // Counting again is offered at any time, not only before the first count.
    m_fixture->window().actions().countConnections->trigger();
    QVERIFY(session->mapStatus().isReading());
    QTRY_VERIFY(session->mapStatus().readAt > counted);
}

void TestTablePage::whatOrganizationsHaveIsReadAndStopped()
{
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Organizations, {}});
    const auto &organizations = m_fixture->estate().find(Domain::TenantId(u"eu"_s))->organizationConnections();
    QVERIFY(organizations.known());
    m_fixture->window().actions().countConnections->trigger();
    QVERIFY(organizations.status().isReading());
    m_fixture->window().actions().cancelReading->trigger();
    QCOMPARE(organizations.status().phase, Session::KindStatus::Phase::Cancelled);
    QVERIFY(organizations.known()); // as before
    const auto isTold = [this] {
        const QList<QLabel *> labels = m_fixture->window().findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains("which connections organizations have was stopped"_L1);
        });
    };
    QTRY_VERIFY(isTold());
}

QTEST_MAIN(TestTablePage)
#include "tst_tablepage.moc"
