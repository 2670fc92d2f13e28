#include "gui/windowfixture.h"

#include "items/palettemodel.h"
#include "items/recordtablemodel.h"
#include "query/logquery.h"
#include "sandbox/defaultestate.h"
#include "session/customerbook.h"
#include "settings/customerstore.h"
#include "ui/dialogs/savesearchdialog.h"
#include "ui/dialogs/searchesdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/commandpalette.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/searchline.h"
#include "ui/widgets/wraplabel.h"
#include "json/user_json.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

using Query::Kind;

/// What can be done depends on what is shown, what is read and what is selected; and what is said of it is true.
class TestSelectionActions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingSelectedLeavesNothingToEdit();
    void stoppingNeedsAReading();
    void theFirstReadingIsNotAgain();
    void usersOfAConnectionAndOfAnOrganizationAreFound();
    void theLogOfACustomerIsOfAllThatIsTheirs();
    void theSearchGoesOnAsItIsTyped();
    void aSavedSearchComesBackFromEverywhere();
    void aSearchOfARemovedTenantIsDeletedOnly();
    void rowsThatAFilterHidesAreNotEdited();
    void enterInTheFilterSelectsTheRow();
    void aNarrowWindowOverlapsNothing();

private:
    static constexpr const char *eu = "eu";
    /// The sandbox's own estate, with its first Auth0 tenant opened and read.
    static std::unique_ptr<WindowFixture> estate();
    static void show(WindowFixture &fixture, Kind kind);
    static QString overlaps(const Ui::TablePage &page);
};

std::unique_ptr<WindowFixture> TestSelectionActions::estate()
{
    auto fixture = std::make_unique<WindowFixture>(Sandbox::Options(), Sandbox::defaultEstate());
    fixture->open(0, QString::fromLatin1(eu));
    show(*fixture, Kind::Connections);
    return fixture->waitUntilRead() ? std::move(fixture) : nullptr;
}

void TestSelectionActions::show(WindowFixture &fixture, Kind kind)
{
    fixture.window().showScope({Domain::TenantId(QString::fromLatin1(eu)), kind, {}});
}

void TestSelectionActions::nothingSelectedLeavesNothingToEdit()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    const Ui::Actions &actions = fixture->window().actions();
    show(*fixture, Kind::Connections);
    Ui::RecordTable &table = *fixture->window().tablePage()->table();
    table.clearSelection();
    for (const QAction *action : {actions.editObject, actions.editMetadata, actions.showUsers}) {
        QTRY_VERIFY2(!action->isEnabled(), qPrintable(action->objectName()));
    }
    QVERIFY(!actions.editUsersMetadata->isEnabled());
    table.selectRow(0);
    for (const QAction *action : {actions.editObject, actions.editMetadata, actions.showUsers, actions.editPolicy}) {
        QTRY_VERIFY2(action->isEnabled(), qPrintable(action->objectName()));
    }
    show(*fixture, Kind::Users);
    QVERIFY(actions.editUsersMetadata->isEnabled());
    QVERIFY(!actions.editPolicy->isEnabled());
}

void TestSelectionActions::stoppingNeedsAReading()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    const Ui::Actions &actions = fixture->window().actions();
    QTRY_VERIFY(!actions.cancelReading->isEnabled());
    actions.refresh->trigger();
    QVERIFY(actions.cancelReading->isEnabled());
    QVERIFY(fixture->waitUntilRead());
    QTRY_VERIFY(!actions.cancelReading->isEnabled());
}

void TestSelectionActions::theFirstReadingIsNotAgain()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    const QAction &refresh = *fixture->window().actions().refresh;
    QCOMPARE(refresh.text(), u"&Read again"_s);
    show(*fixture, Kind::Users);
    QCOMPARE(refresh.text(), u"&Read"_s);
    fixture->window().actions().refresh->trigger();
    QVERIFY(fixture->waitUntilRead());
    QTRY_COMPARE(refresh.text(), u"&Read again"_s);
}

void TestSelectionActions::usersOfAConnectionAndOfAnOrganizationAreFound()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    Ui::MainWindow &window = fixture->window();
    const Session::TenantSession &session = fixture->session(QString::fromLatin1(eu));
    for (const auto &[kind, name] :
         {std::pair(Kind::Connections, u"acme-users"_s), std::pair(Kind::Organizations, u"stark"_s)}) {
        QString id;
        for (const Query::RecordPtr &record : session.records(kind)) {
            id = Query::textAt(*record, kind, u"name").startsWith(name) ? record->id : id;
        }
        QVERIFY2(!id.isEmpty(), qPrintable(name));
        window.showObject(session.id(), kind, id);
        QTRY_VERIFY(window.actions().showUsers->isEnabled());
        window.actions().showUsers->trigger();
        QCOMPARE(window.tablePage()->kind(), Kind::Users);
        QVERIFY(fixture->waitUntilRead());
        QTRY_VERIFY(!session.records(Kind::Users).isEmpty());
        const qsizetype all = session.records(Kind::Users).size();
        QVERIFY2(all < 100, qPrintable(QString::number(all))); // and not those of everybody
        if (kind == Kind::Connections) {
            for (const Query::RecordPtr &user : session.records(Kind::Users)) {
                QCOMPARE(Query::textAt(*user, Kind::Users, u"connection"), name);
            }
        }
        const auto *line = window.tablePage()->findChild<QLineEdit *>(u"search"_s);
        QVERIFY(line && line->text() == session.searchText(Kind::Users));
    }
}

void TestSelectionActions::theLogOfACustomerIsOfAllThatIsTheirs()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    Ui::MainWindow &window = fixture->window();
    const Session::TenantSession &session = fixture->session(QString::fromLatin1(eu));
    const auto isOfCustomer = [&session] {
        const auto query = Query::LogQuery::parse(session.searchText(Kind::Logs));
        const auto &events = session.records(Kind::Logs);
        return query && !events.isEmpty()
            && std::all_of(events.begin(), events.end(), [&query](const Query::RecordPtr &record) {
                   return query->matches(*Json::readLogEvent(record->original));
               });
    };
    show(*fixture, Kind::Customers);
    QTRY_VERIFY(session.record(Kind::Customers, u"acme"_s));
    window.showObject(session.id(), Kind::Customers, u"acme"_s);
    QTRY_VERIFY(window.actions().showLogs->isEnabled());
    window.actions().showLogs->trigger();
    QCOMPARE(window.tablePage()->kind(), Kind::Logs);
    QVERIFY2(session.searchText(Kind::Logs).contains(u"connection:\"acme-users\""_s),
             qPrintable(session.searchText(Kind::Logs)));
    QTRY_VERIFY(!session.status(Kind::Logs).isReading());
    QVERIFY(isOfCustomer());
    const qsizetype own = session.records(Kind::Logs).size();
    auto *about = window.tablePage()->findChild<Ui::WrapLabel *>(u"searchAbout"_s);
    QVERIFY2(about->isVisible() && about->text().contains(u"customer “acme”"_s, Qt::CaseInsensitive),
             qPrintable(about->text()));
    // What narrows it is taken away where it stands.
    window.tablePage()->findChild<QPushButton *>(u"showAll"_s)->click();
    QTRY_VERIFY(!session.status(Kind::Logs).isReading());
    QVERIFY(session.records(Kind::Logs).size() > own);
    QVERIFY(!about->isVisible());
    // The record leads there as well, in the one tenant that it is of.
    window.showObject(session.id(), Kind::Customers, u"acme"_s);
    auto *button = window.findChild<QPushButton *>(u"customerLog"_s);
    QTRY_VERIFY(button && button->isEnabled() && button->isVisible());
    button->click();
    QCOMPARE(window.tablePage()->kind(), Kind::Logs);
    QTRY_VERIFY(!session.status(Kind::Logs).isReading());
    QVERIFY(isOfCustomer());
}

void TestSelectionActions::theSearchGoesOnAsItIsTyped()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    show(*fixture, Kind::Users);
    auto *line = fixture->window().tablePage()->findChild<Ui::SearchLine *>();
    line->setFocus();
    QTest::keyClicks(line, u"blo"_s);
    QTRY_VERIFY(line->offers()->popup()->isVisible());
    QTest::keyClick(line->offers()->popup(), Qt::Key_Down);
    QTest::keyClick(line->offers()->popup(), Qt::Key_Return);
    QTRY_COMPARE(line->text(), u"blocked:"_s);
    QTRY_VERIFY(line->offers()->popup()->isVisible()); // its values
    QTest::keyClicks(line, u"true"_s);
    // Nothing was gone to: Enter searches for what stands there.
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(fixture->session(QString::fromLatin1(eu)).searchText(Kind::Users), u"blocked:true"_s);
    const Domain::CustomerRules rules{{{Domain::CustomerRule::Kind::AppMetadata, u"company.id"_s}}, {}, {}};
    QVERIFY(fixture->customerRules().set(Domain::TenantId(QString::fromLatin1(eu)), rules));
    QTRY_COMPARE(fixture->customerBook().rulesOf(Domain::TenantId(QString::fromLatin1(eu))), rules);
    line->clear();
    QTest::keyClicks(line, u"app_metadata.co"_s);
    QTRY_COMPARE(line->offers()->completionModel()->rowCount(), 1);
    QCOMPARE(line->offers()->completionModel()->index(0, 0).data().toString(), u"app_metadata.company.id:"_s);
}

void TestSelectionActions::aSavedSearchComesBackFromEverywhere()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    Ui::MainWindow &window = fixture->window();
    Session::TenantSession &session = fixture->session(QString::fromLatin1(eu));
    show(*fixture, Kind::Users);
    window.tablePage()->search(u"email:*acme*"_s);
    window.tablePage()->filterLine()->setText(u"blocked=false"_s);
    window.actions().saveSearch->trigger();
    auto *dialog = window.findChild<Ui::SaveSearchDialog *>();
    QVERIFY(dialog);
    dialog->accept(); // without a name
    QVERIFY(dialog->isVisible());
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"Acme's <b>people</b> & more"_s);
    dialog->accept();
    QTRY_VERIFY(!window.findChild<Ui::SaveSearchDialog *>());
    QCOMPARE(fixture->searchStore().searches().size(), 1);
    const Domain::SavedSearch saved = fixture->searchStore().searches().first();
    QCOMPARE(saved.search, u"email:*acme*"_s);
    QCOMPARE(saved.filter, u"blocked=false"_s);

    const auto forget = [&] {
        window.tablePage()->filterLine()->clear();
        window.tablePage()->search({});
        window.showScope({std::nullopt, Kind::Applications, {}});
    };
    const auto isBack = [&] {
        return window.scope() == Ui::Scope{session.id(), Kind::Users, {}}
        && session.searchText(Kind::Users) == saved.search && window.tablePage()->filterLine()->text() == saved.filter;
    };
    // The menu beside the filter.
    forget();
    show(*fixture, Kind::Users);
    window.tablePage()->controls()->searchButton()->click();
    auto *menu = window.findChild<QMenu *>(u"searchMenu"_s);
    QVERIFY(menu);
    QCOMPARE(menu->actions().first()->text(), u"Acme's <b>people</b> && more"_s);
    menu->actions().first()->trigger();
    QVERIFY(isBack());
    menu->close();
    // The palette.
    forget();
    fixture->palette().model()->setText(u"acme's people"_s);
    QTRY_VERIFY(fixture->palette().model()->rowCount() > 0);
    const Items::PaletteEntry entry = fixture->palette().model()->entryAt(0);
    QVERIFY2(entry.detail.startsWith(u"Saved search"_s), qPrintable(entry.name + entry.detail));
    Q_EMIT fixture->palette().palette()->chosen(entry.place);
    QVERIFY(isBack());
    // The list of all, where it is renamed and deleted as well.
    forget();
    window.actions().manageSearches->trigger();
    auto *all = window.findChild<Ui::SearchesDialog *>();
    QVERIFY(all);
    all->findChild<QLineEdit *>(u"name"_s)->setText(u"Acme"_s);
    all->findChild<QPushButton *>(u"rename"_s)->click();
    QCOMPARE(fixture->searchStore().searches().first().name, u"Acme"_s);
    all->findChild<QPushButton *>(u"delete"_s)->click();
    QVERIFY(fixture->searchStore().searches().isEmpty());
    QCOMPARE(all->findChild<QListWidget *>(u"list"_s)->count(), 0);
    all->findChild<QAction *>(u"undo"_s)->trigger();
    QCOMPARE(fixture->searchStore().searches().size(), 1);
    all->findChild<QPushButton *>(u"run"_s)->click();
    QVERIFY(isBack());
}

void TestSelectionActions::aSearchOfARemovedTenantIsDeletedOnly()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    Domain::SavedSearch search;
    search.name = u"Lost"_s;
    search.tenant = Domain::TenantId(u"gone"_s);
    search.tenantName = u"acme-old"_s;
    search.kind = u"connections"_s;
    QVERIFY(fixture->searchStore().add(search));
    fixture->window().actions().manageSearches->trigger();
    auto *all = fixture->window().findChild<Ui::SearchesDialog *>();
    QVERIFY(all);
    QVERIFY(all->findChild<QListWidget *>(u"list"_s)->item(0)->text().contains(u"tenant removed"_s));
    QVERIFY(all->findChild<Ui::WrapLabel *>(u"about"_s)->text().contains(u"acme-old, which was removed"_s));
    QVERIFY(!all->findChild<QPushButton *>(u"run"_s)->isEnabled());
    all->findChild<QPushButton *>(u"delete"_s)->click();
    QVERIFY(fixture->searchStore().searches().isEmpty());
    all->reject();
}

void TestSelectionActions::rowsThatAFilterHidesAreNotEdited()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    const Ui::InspectorPanel &inspector = *fixture->window().inspector();
    const Ui::Actions &actions = fixture->window().actions();
    show(*fixture, Kind::Connections);
    Ui::TablePage &page = *fixture->window().tablePage();
    page.controls()->filterLine()->setText(u"name~acme-users"_s);
    QTRY_COMPARE(page.model()->rowCount(), 1);
    page.table()->selectRow(0);
    QTRY_VERIFY(actions.editObject->isEnabled());
    page.controls()->filterLine()->setText(u"name~wonka-users"_s);
    QTRY_VERIFY(inspector.objectId().isEmpty());
    QVERIFY(!actions.editObject->isEnabled());
    QVERIFY(!actions.editMetadata->isEnabled());
    page.controls()->filterLine()->clear();
}

void TestSelectionActions::enterInTheFilterSelectsTheRow()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    show(*fixture, Kind::Connections);
    Ui::TablePage &page = *fixture->window().tablePage();
    page.controls()->filterLine()->setText(u"name~wonka-users"_s);
    QTRY_COMPARE(page.model()->rowCount(), 1);
    page.table()->clearSelection();
    QTest::keyClick(page.controls()->filterLine(), Qt::Key_Return);
    QTRY_COMPARE(page.table()->selectedRowCount(), 1);
    QVERIFY(page.table()->hasFocus());

    // Where no row is left, whoever goes on typing goes on in the filter.
    Ui::FilterLine *line = page.controls()->filterLine();
    line->setFocus();
    line->setText(u"name~nobody"_s);
    QTRY_COMPARE(page.model()->rowCount(), 0);
    QTest::keyClick(line, Qt::Key_Return);
    line->selectAll();
    QTest::keyClicks(line, u"name~wonka"_s);
    QTRY_VERIFY(page.model()->rowCount() > 0 && !page.model()->isArranging());
    QCOMPARE(line->text(), u"name~wonka"_s);
    QVERIFY(line->hasFocus());
    line->clear();
}

/// Controls of the page that overlap, or that stand over its edge; empty where all is in order.
QString TestSelectionActions::overlaps(const Ui::TablePage &page)
{
    QList<QWidget *> shown{page.controls()->filterLine(), page.controls()->columnButton()};
    for (QPushButton *button : page.findChildren<QPushButton *>()) {
        if (button->isVisibleTo(&page) && !shown.contains(button)) {
            shown.append(button);
        }
    }
    QString told;
    QList<QRect> places;
    for (const QWidget *widget : shown) {
        const QRect place(widget->mapTo(&page, QPoint()), widget->size());
        const bool isFree = std::none_of(places.begin(), places.end(),
                                         [&place](const QRect &other) { return place.intersects(other); });
        if (!isFree || !page.rect().contains(place)) {
            QDebug(&told) << widget->accessibleName() << place << page.rect();
        }
        places.append(place);
    }
    return told;
}

void TestSelectionActions::aNarrowWindowOverlapsNothing()
{
    const auto fixture = estate();
    QVERIFY(fixture);
    fixture->window().resize(1100, 700);
    for (const Kind kind : {Kind::Users, Kind::Policies, Kind::Applications}) {
        show(*fixture, kind);
        const Ui::TablePage &page = *fixture->window().tablePage();
        QTRY_VERIFY(page.controls()->filterLine()->width() >= 100); // the layout is done by events
        QTRY_COMPARE(overlaps(page), QString());
    }
}

QTEST_MAIN(TestSelectionActions)
#include "tst_selectionactions.moc"
