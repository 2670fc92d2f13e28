#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/relatedpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

class TestInspector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void overviewTellsTheColumns();
    void rawJsonIsMaskedAndWhole();
    void jsonIsSearched();
    void connectionsLeadToTheirTable();
    void hostileNamesAreText();
    void aLongNameDoesNotWidenThePane();
    void theTypeIsThatOfTheDashboard();
    void aTabIsKeptByTheKindOfObject();

private:
    Ui::InspectorPanel &inspect(const QString &application)
    {
        m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Applications, {}});
        Ui::TablePage *page = m_fixture->window().tablePage();
        (void)QTest::qWaitFor([page] { return page->model()->rowCount() == 3; });
        page->select(Domain::TenantId(u"eu"_s), application);
        return *m_fixture->window().inspector();
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestInspector::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
}

void TestInspector::overviewTellsTheColumns()
{
    const Ui::InspectorPanel &inspector = inspect(u"portal"_s);
    QCOMPARE(inspector.objectId(), u"portal"_s);
    const auto *fields = inspector.findChild<Ui::FieldList *>(u"overviewFields"_s);
    const auto has
        = [fields](auto test) { return std::any_of(fields->fields().begin(), fields->fields().end(), test); };
    QVERIFY(has([](const Ui::Field &field) { return field.isId && field.value == u"portal"_s; }));
    QTRY_VERIFY(has([](const Ui::Field &field) { return field.lockCount == 57; }));
    QVERIFY(has([](const Ui::Field &field) { return field.lines.contains(u"https://portal.example/callback"_s); }));
}

void TestInspector::rawJsonIsMaskedAndWhole()
{
    const Ui::InspectorPanel &inspector = inspect(u"portal"_s);
    const QString json = inspector.findChild<Ui::JsonView *>()->text();
    QVERIFY2(json.contains(u"\"client_secret\": \"[REDACTED]\""), qPrintable(json));
    QVERIFY(!json.contains(u"never-shown-to-anybody"));
    QVERIFY(json.contains(u"\"app_type\": \"spa\""));
}

void TestInspector::jsonIsSearched()
{
    Ui::InspectorPanel &inspector = inspect(u"portal"_s);
    inspector.startJsonSearch();
    auto *view = inspector.findChild<Ui::JsonView *>();
    QVERIFY(view->isVisible());
    auto *search = view->findChild<QLineEdit *>();
    QTest::keyClicks(search, u"grant_types"_s);
    const auto *text = view->findChild<QPlainTextEdit *>();
    QCOMPARE(text->textCursor().selectedText(), u"grant_types"_s);
    QCOMPARE(text->extraSelections().size(), 1);
}

void TestInspector::connectionsLeadToTheirTable()
{
    Ui::InspectorPanel &inspector = inspect(u"office"_s);
    inspector.tabs()->setCurrentIndex(1);
    auto *list = inspector.findChild<Ui::RelatedPanel *>()->findChild<QTreeView *>();
    QTRY_COMPARE(list->model()->rowCount(), 12);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(m_fixture->window().scope().kind, Query::Kind::Connections);
    QTRY_COMPARE(inspector.objectId(), u"con_0000000000000000"_s);
}

void TestInspector::hostileNamesAreText()
{
    const Ui::InspectorPanel &inspector = inspect(u"hostile"_s);
    const QString name = QString::fromUtf8(WindowFixture::hostileName);
    const auto titles = inspector.findChildren<Ui::WrapLabel *>();
    const auto shown = std::find_if(titles.begin(), titles.end(),
                                    [&name](const Ui::WrapLabel *label) { return label->text() == name; });
    QVERIFY(shown != titles.end());
    QCOMPARE((*shown)->accessibleName(), Ui::visibleText(name));
    QVERIFY((*shown)->accessibleName().contains(u"‹RLO›"));
    for (const QLabel *label : m_fixture->window().findChildren<QLabel *>()) {
        const bool isHostile = label->text().contains(u"<img");
        QVERIFY2(!isHostile || label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        QVERIFY(!label->toolTip().contains(u"<img"));
    }
}

void TestInspector::aLongNameDoesNotWidenThePane()
{
    const QString name = u"n"_s.repeated(300);
    m_fixture->server().change(
        0, [&name](Sandbox::TenantState &state) { (*state.clients.find("portal"))["name"] = name.toStdString(); });
    Session::TenantSession *session = m_fixture->estate().sessions().first();
    session->setDisplay(u"a tenant "_s.repeated(40), {});
    session->refresh(Query::Kind::Applications);
    QVERIFY(m_fixture->waitUntilRead());
    const Ui::InspectorPanel &inspector = inspect(u"portal"_s);
    const auto *title = inspector.findChild<Ui::WrapLabel *>(u"title"_s);
    QTRY_COMPARE(title->text(), name);
    QVERIFY(title->width() <= inspector.width());
    QVERIFY2(title->heightForWidth(title->width()) <= 3 * title->fontMetrics().lineSpacing(),
             qPrintable(QString::number(title->heightForWidth(title->width()))));
    QTRY_VERIFY(title->height() >= title->heightForWidth(title->width()));
    QVERIFY(title->toolTip().contains(name));
    const auto *subtitle = inspector.findChild<Ui::PlainLabel *>(u"subtitle"_s);
    QTRY_VERIFY(subtitle->toolTip().contains(u"a tenant a tenant"));
    QVERIFY2(subtitle->parentWidget()->minimumSizeHint().width() <= 240, qPrintable(told(inspector)));
    inspect(u"office"_s);
    QTRY_COMPARE(title->text(), u"Back office"_s);
    QCOMPARE(title->toolTip(), QString());
}

void TestInspector::theTypeIsThatOfTheDashboard()
{
    m_fixture->server().change(
        0, [](Sandbox::TenantState &state) { (*state.clients.find("office"))["app_type"] = "non_interactive"; });
    m_fixture->estate().sessions().first()->refresh(Query::Kind::Applications);
    QVERIFY(m_fixture->waitUntilRead());
    const Ui::InspectorPanel &inspector = inspect(u"office"_s);
    const auto *list = inspector.findChild<Ui::FieldList *>(u"overviewFields"_s);
    const auto field = [list](const QString &label) {
        const QList<Ui::Field> fields = list->fields();
        const auto found
            = std::find_if(fields.begin(), fields.end(), [&label](const Ui::Field &one) { return one.label == label; });
        return found == fields.end() ? Ui::Field() : *found;
    };
    QTRY_COMPARE(field(u"Type"_s).value, u"Machine to Machine"_s);
    // Nobody sees its connections in Lock: the count is one, and no measure.
    QTRY_COMPARE(field(u"Database"_s).lines.value(0), u"12 of 50"_s);
    QVERIFY(!field(u"Database"_s).lockCount);
}

void TestInspector::aTabIsKeptByTheKindOfObject()
{
    QTabWidget &tabs = *inspect(u"portal"_s).tabs();
    tabs.setCurrentIndex(1);
    QCOMPARE(tabs.tabText(tabs.currentIndex()).section(u' ', 0, 0), u"Connections"_s);
    // An organization has no such tab: the first, and no neighbour of the one that went.
    m_fixture->window().showObject(Domain::TenantId(u"eu"_s), Query::Kind::Organizations, u"org_0000000000000001"_s);
    QTRY_COMPARE(m_fixture->window().inspector()->objectId(), u"org_0000000000000001"_s);
    QCOMPARE(tabs.tabText(tabs.currentIndex()), u"Overview"_s);
    inspect(u"office"_s);
    QTRY_COMPARE(m_fixture->window().inspector()->objectId(), u"office"_s);
    QCOMPARE(tabs.tabText(tabs.currentIndex()).section(u' ', 0, 0), u"Connections"_s);
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
