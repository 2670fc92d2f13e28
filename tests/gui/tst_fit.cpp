#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "session/changetray.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/policybar.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/wraplabel.h"
#include "json/leaves.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

using Query::Kind;

/// What is shown fits a screen of 1440 x 900 at twice the size.
class TestFit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyPageFits_data();
    void everyPageFits();
    void theReviewFits();
    void headingsAreOurOwn();
    void theBarOfThePoliciesOverflows();
    void theFilterTakesItsRoom();
    void locksCountIsSeenWhole();
    void noTableScrollsSideways_data() { everyPageFits_data(); }
    void noTableScrollsSideways();
    void whetherItIsTheWholeIsReadBesideTheInspector();
    void addressesAreWholeBesideTheInspector();
    void aNameTakesNoMoreThanItNeedsFromOthers();
    void widthsOfOnesOwnStay();
    void anEmptyInspectorTakesNoRoom();

private:
    Ui::TablePage &page(const std::optional<Domain::TenantId> &tenant, Kind kind);
    void resize(const QSize &size);

    static constexpr QSize screen{720, 418}; ///< without the window's frame

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestFit::initTestCase()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->openWritable(0, u"acme-eu"_s);
    m_fixture->open(1, u"acme-dev"_s);
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        state.users.append({{"user_id", "auth0|anna"}, {"email", "anna@initech.example"}});
        state.logs.append({{"log_id", "900100"}, {"date", "2026-11-20T10:00:00.000Z"}, {"type", "s"}});
    });
    QVERIFY(QTest::qWaitFor([this] {
        return !m_fixture->session(u"acme-eu"_s).records(Kind::Connections).isEmpty()
            && m_fixture->session(u"acme-eu"_s).jobs().isEmpty();
    }));
}

void TestFit::everyPageFits_data()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : {Kind::Tenants, Kind::Customers, Kind::Applications, Kind::Connections, Kind::Policies,
                            Kind::Organizations, Kind::Users, Kind::Logs}) {
        QTest::newRow(Query::wordFor(kind).data()) << kind;
    }
}

void TestFit::everyPageFits()
{
    QFETCH(const Kind, kind);
    Ui::MainWindow &window = m_fixture->window();
    for (const bool isOfOne : {true, false}) {
        window.showScope({isOfOne ? std::optional(Domain::TenantId(u"acme-eu"_s)) : std::nullopt, kind, {}});
        QCoreApplication::processEvents();
        for (const bool isInspecting : {true, false}) {
            const Ui::TablePage *shown = window.tablePage();
            if (auto *table = isInspecting && shown ? shown->findChild<Ui::RecordTable *>() : nullptr) {
                window.actions().showInspector->setChecked(true);
                table->selectRow(0); // the inspector has something to show
            } else {
                window.actions().showInspector->setChecked(false);
            }
            for (int tab = 0; tab < window.bottom()->count(); ++tab) {
                window.bottom()->setCurrentIndex(tab);
                QCoreApplication::processEvents();
                const QSize least = window.minimumSizeHint();
                QVERIFY2(least.width() <= screen.width() && least.height() <= screen.height(),
                         qPrintable(u"%1 x %2, of which\n"_s.arg(least.width()).arg(least.height()) + told(window)));
            }
        }
    }
    window.actions().showInspector->setChecked(true);
}

void TestFit::theReviewFits()
{
    Session::TenantSession &session = m_fixture->session(u"acme-eu"_s);
    const Query::RecordPtr record = session.records(Kind::Connections).first();
    const Json::Value before = *Json::parse(record->original);
    Json::Value after = before;
    QVERIFY(Json::assign(after, *Json::Pointer::parse(u"/display_name"_s), Json::Value("Another name")));
    m_fixture->tray().stage(session.id(),
                            {{Change::ObjectKind::Connection, record->id, u"db"_s},
                             Json::leafChanges(before, after),
                             record->original,
                             {},
                             {}});
    m_fixture->window().actions().reviewChanges->trigger();
    QWidget *review = nullptr;
    QTRY_VERIFY((review = QApplication::activeWindow()) && qobject_cast<Ui::ReviewDialog *>(review));
    // However many tenants, forecasts and findings there are: the buttons stay in reach.
    auto *findings = review->findChild<Ui::Banner *>(u"vanishing"_s);
    auto *forecast = review->findChild<Ui::WrapLabel *>(u"forecast"_s);
    QVERIFY(findings && forecast);
    findings->showState(Ui::Banner::Tone::Good, u"14 findings would vanish"_s, u"a finding\n"_s.repeated(12));
    forecast->setLines(u"a forecast"_s.repeated(3).split(u'a'));
    forecast->show();
    QCoreApplication::processEvents();
    const QSize least = review->minimumSizeHint();
    const int high = review->layout()->minimumHeightForWidth(screen.width());
    QVERIFY2(high <= 418, qPrintable(QString::number(high) + told(*review))); // 900 pixels at twice the size
    QVERIFY2(least.width() <= screen.width() && least.height() <= screen.height(),
             qPrintable(u"%1 x %2, of which\n"_s.arg(least.width()).arg(least.height()) + told(*review)));
}

Ui::TablePage &TestFit::page(const std::optional<Domain::TenantId> &tenant, Kind kind)
{
    m_fixture->window().showScope({tenant, kind, {}});
    QCoreApplication::processEvents();
    return *m_fixture->window().tablePage();
}

void TestFit::resize(const QSize &size)
{
    m_fixture->window().resize(size);
    QCoreApplication::processEvents();
    QVERIFY2(m_fixture->window().size() == size, qPrintable(told(m_fixture->window()))); // nothing in it wants more
}

void TestFit::headingsAreOurOwn()
{
    page(Domain::TenantId(u"acme-eu"_s), Kind::Applications);
    for (const QHeaderView *header : m_fixture->window().findChildren<QHeaderView *>()) {
        QVERIFY2(header->isHidden() || qobject_cast<const Ui::ColumnHeader *>(header),
                 qPrintable(header->parentWidget()->accessibleName()));
    }
}

void TestFit::theBarOfThePoliciesOverflows()
{
    Ui::PolicyBar &bar = *page(Domain::TenantId(u"acme-eu"_s), Kind::Policies).policyBar();
    QMenu *menu = bar.baselineButton()->menu();
    Q_EMIT menu->aboutToShow();
    QAction *longest = menu->actions().first();
    for (QAction *choice : menu->actions()) {
        longest = choice->isEnabled() && choice->text().size() > longest->text().size() ? choice : longest;
    }
    longest->trigger();
    resize({1440, 900});
    QVERIFY(bar.onlyDeviating()->isVisible() && bar.more()->isHidden());
    bar.resize(440, bar.height()); // beside tree and inspector
    bar.layout()->activate();
    QVERIFY(bar.onlyDeviating()->isHidden() && bar.more()->isVisible());
    QVERIFY(bar.baselineButton()->width() >= bar.baselineButton()->sizeHint().width());
    QVERIFY(bar.more()->geometry().right() < bar.width());
    QAction *only = nullptr;
    for (QAction *action : bar.more()->menu()->actions()) {
        only = action->text() == bar.onlyDeviating()->text() ? action : only;
    }
    QVERIFY(only && only->isEnabled());
    only->trigger();
    QVERIFY(m_fixture->window().tablePage()->filterLine()->text().contains(u"deviations>0"_s));
    QVERIFY(only->isChecked());
    only->trigger();
    menu->actions().first()->trigger();
}

void TestFit::theFilterTakesItsRoom()
{
    for (const Kind kind : {Kind::Tenants, Kind::Applications, Kind::Policies, Kind::Users}) {
        m_fixture->window().showScope({{}, kind, {}});
        const QWidget *line = nullptr;
        for (const Ui::FilterLine *found : m_fixture->window().findChildren<Ui::FilterLine *>()) {
            line = found->isVisible() ? found : line;
        }
        QVERIFY(line);
        resize({1440, 900});
        QTRY_VERIFY2(line->width() >= 400, qPrintable(QString::number(line->width())));
        resize(screen);
        QVERIFY2(line->width() >= 150, qPrintable(QString::number(line->width())));
        for (const QPushButton *button : m_fixture->window().findChildren<QPushButton *>()) {
            QVERIFY2(!button->isVisible() || button->width() >= button->minimumSizeHint().width(),
                     qPrintable(button->text()));
        }
    }
}

void TestFit::locksCountIsSeenWhole()
{
    Ui::TablePage &applications = page({}, Kind::Applications);
    QTRY_VERIFY(applications.model()->rowCount() > 3);
    resize({1440, 900});
    const int lock = Query::columnIndex(Kind::Applications, u"lock"_s);
    for (const bool isInspected : {false, true}) {
        if (isInspected) {
            applications.table()->selectRow(0);
            QCoreApplication::processEvents();
            QVERIFY(m_fixture->window().inspector()->isVisible());
        }
        auto *header = qobject_cast<Ui::ColumnHeader *>(applications.table()->horizontalHeader());
        const int end = header->sectionViewportPosition(lock) + header->sectionSize(lock);
        QVERIFY2(end <= applications.table()->viewport()->width(), qPrintable(QString::number(end)));
        QVERIFY(!header->isCut(lock));
    }
    resize({1100, 700});
    page(Domain::TenantId(u"acme-eu"_s), Kind::Applications);
    const auto *header = applications.table()->horizontalHeader();
    QVERIFY(header->sectionViewportPosition(lock) + header->sectionSize(lock)
            <= applications.table()->viewport()->width());
}

void TestFit::noTableScrollsSideways()
{
    QFETCH(const Kind, kind);
    for (const bool isOfOne : {true, false}) {
        if (kind == Kind::Tenants) {
            continue; // a page of its own
        }
        Ui::TablePage &shown = page(isOfOne ? std::optional(Domain::TenantId(u"acme-eu"_s)) : std::nullopt, kind);
        if (Query::isSearched(kind)) {
            shown.search({});
        }
        QTRY_VERIFY(shown.model()->rowCount() > 0);
        resize({1440, 900});
        shown.table()->selectRow(0);
        QTRY_VERIFY(m_fixture->window().inspector()->isVisible());
        QTRY_COMPARE(shown.table()->horizontalScrollBar()->maximum(), 0);
        QCOMPARE(shown.table()->horizontalHeader()->length(), shown.table()->viewport()->width());
    }
}

void TestFit::whetherItIsTheWholeIsReadBesideTheInspector()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        for (int i = 0; i < 240; ++i) {
            const std::string id = std::to_string(900200 + i);
            state.logs.append({{"log_id", id}, {"date", "2026-11-20T10:00:00.000Z"}, {"type", i < 4 ? "fp" : "s"}});
        }
    });
    Ui::TablePage &logs = page(Domain::TenantId(u"acme-eu"_s), Kind::Logs);
    logs.search({});
    logs.filterLine()->setText(u"class=failure"_s);
    QTRY_VERIFY(logs.model()->rowCount() > 0);
    logs.table()->selectRow(0);
    const auto *subtitle = logs.findChild<Ui::PlainLabel *>(u"subtitle"_s);
    QTRY_VERIFY2(subtitle->fullText().contains(u"4 of "), qPrintable(subtitle->fullText()));
    for (const QSize &size : {QSize(1440, 900), QSize(1280, 800)}) {
        resize(size);
        QVERIFY(m_fixture->window().inspector()->isVisible());
        QTRY_VERIFY2(subtitle->text().startsWith(subtitle->fullText().section(u" · "_s, 1, 1)),
                     qPrintable(subtitle->text()));
    }
    resize({1600, 900});
    m_fixture->window().actions().showInspector->setChecked(false);
    QTRY_COMPARE(subtitle->text(), subtitle->fullText());
    m_fixture->window().actions().showInspector->setChecked(true);
    logs.filterLine()->clear();
}

void TestFit::addressesAreWholeBesideTheInspector()
{
    Ui::TablePage &users = page(Domain::TenantId(u"acme-eu"_s), Kind::Users);
    users.search({});
    QTRY_VERIFY(users.model()->rowCount() > 0);
    users.table()->selectRow(0);
    resize({1440, 900});
    QTRY_VERIFY(m_fixture->window().inspector()->isVisible());
    const int email = Query::columnIndex(Kind::Users, u"email");
    const int needed = users.table()->fontMetrics().horizontalAdvance(u"sakura.yamamoto@acme.example"_s) + 16;
    QTRY_VERIFY2(users.table()->columnWidth(email) >= needed, qPrintable(QString::number(needed)));
    QCOMPARE(users.table()->horizontalScrollBar()->maximum(), 0);
}

void TestFit::aNameTakesNoMoreThanItNeedsFromOthers()
{
    Ui::RecordTable table(Kind::Applications);
    QStandardItemModel model(1, int(Query::columnsOf(Kind::Applications).size()));
    table.setModel(&model);
    const auto width
        = [&table](QStringView id) { return table.columnWidth(Query::columnIndex(Kind::Applications, id)); };
    table.resize(3000, 200);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    const int usual = width(u"type");
    int narrowed = 0;
    for (int room = 600; room < 1300; room += 10) {
        table.resize(room, 200);
        QCoreApplication::processEvents();
        if (width(u"type") < usual) {
            ++narrowed;
            QVERIFY2(width(u"name") <= 220 + 8,
                     qPrintable(QString::number(width(u"name")))); // and what rounding leaves
        }
    }
    QVERIFY(narrowed > 0);
    for (int column = 0; column < model.columnCount(); ++column) {
        const auto id = Query::columnsOf(Kind::Applications).at(column).id;
        table.showColumnAlso(column, id == "name"_L1 || id == "lock"_L1);
    }
    for (int room = 380; room < 520; ++room) {
        table.resize(room, 200);
        QCoreApplication::processEvents();
        QCOMPARE(width(u"name") + width(u"lock"), std::max(table.viewport()->width(), 380));
    }
}

void TestFit::widthsOfOnesOwnStay()
{
    Ui::RecordTable table(Kind::Users);
    QStandardItemModel model(1, int(Query::columnsOf(Kind::Users).size()));
    table.setModel(&model);
    table.resize(900, 200);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    QTRY_COMPARE(table.horizontalHeader()->length(), table.viewport()->width());
    const QByteArray usual = table.saveColumns();
    table.setColumnWidth(Query::columnIndex(Kind::Users, u"email"), 500);
    table.resize(760, 200);
    QCoreApplication::processEvents();
    QCOMPARE(table.columnWidth(Query::columnIndex(Kind::Users, u"email")), 500);
    table.restoreColumns(table.saveColumns());
    QCOMPARE(table.columnWidth(Query::columnIndex(Kind::Users, u"email")), 500);
    table.restoreColumns(usual); // which were nobody's choice
    QCOMPARE(table.horizontalHeader()->length(), table.viewport()->width());
}

void TestFit::anEmptyInspectorTakesNoRoom()
{
    Ui::TablePage &organizations = page(Domain::TenantId(u"acme-eu"_s), Kind::Organizations);
    QTRY_VERIFY(organizations.model()->rowCount() > 0);
    const Ui::InspectorPanel &inspector = *m_fixture->window().inspector();
    organizations.table()->clearSelection();
    page(Domain::TenantId(u"acme-eu"_s), Kind::Organizations);
    QVERIFY(!inspector.isVisible());
    organizations.table()->selectRow(0);
    QVERIFY(inspector.isVisible());
    organizations.table()->clearSelection();
    QVERIFY(inspector.isVisible()); // the table does not jump
    page(Domain::TenantId(u"acme-eu"_s), Kind::Organizations);
    QVERIFY(!inspector.isVisible());
    // Who asks for the pane gets it.
    m_fixture->window().actions().showInspector->toggle();
    m_fixture->window().actions().showInspector->toggle();
    QVERIFY(inspector.isVisible());
}

QTEST_MAIN(TestFit)
#include "tst_fit.moc"
