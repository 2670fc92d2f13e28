#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "sandbox/defaultestate.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include <QLineEdit>
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
    page.controls()->filterLine()->clear();
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
