#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "items/roles.h"
#include "settings/templatefiles.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/policybar.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/estatepanel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/estatetree.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/policycell.h"
#include "ui/widgets/recordtable.h"
#include "json/leaves.h"
#include "json/value.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;

namespace {

Sandbox::Json connection(const std::string &number, const std::string &name, const Sandbox::Json &options)
{
    return {{"id", "con_000000000000000" + number}, {"name", name}, {"strategy", "auth0"}, {"options", options}};
}

Sandbox::Json legacy(const std::string &level, int minLength)
{
    return {{"passwordPolicy", level}, {"password_complexity_options", {{"min_length", minLength}}}};
}

/// One tenant: legacy, flexible, both, a custom database, and one that is no database at all.
std::vector<Sandbox::TenantState> tenants()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "development";
    state.connections.append(connection("1", "db-globex", legacy("good", 10)));
    state.connections.append(
        connection("2", "db-stark", {{"password_options", {{"complexity", {{"min_length", 16}}}}}}));
    Sandbox::Json both = legacy("none", 8);
    both["password_options"] = {{"complexity", {{"min_length", 15}}}};
    state.connections.append(connection("3", "db-initech", both));
    Sandbox::Json custom = legacy("fair", 8);
    custom["enabledDatabaseCustomization"] = true;
    state.connections.append(connection("4", "db-legacy-import", custom));
    state.connections.append({{"id", "con_saml000000000001"}, {"name", "initech-saml"}, {"strategy", "samlp"}});
    return {std::move(state)};
}

const Domain::TenantId eu(u"eu"_s);

} // namespace

/// The table of password policies as a user works with it.
class TestPolicyPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void aShortcutOpensIt();
    void theTreeLeadsThere();
    void aTemplateIsComparedWithAndRemembered();
    void anOwnTemplateIsComparedWith();
    void theSelectedConnectionIsComparedWith();
    void onlyWhatDeviatesIsATermOfTheFilter();
    void bothGenerationsAreAFinding();
    void missingOptionsAreTold();
    void theInspectorShowsTheConnection();
    void whatIsStagedForASelectionShowsInItsCells();
    void rowsLeaveNormalised();

private:
    Ui::TablePage &page() { return *m_fixture->window().tablePage(); }
    Ui::PolicyBar &bar() { return *page().policyBar(); }
    /// Opens the menu of baselines and takes the one of this id, as "auth0-good".
    void compareWith(const QString &id);
    QVariant cell(QStringView name, QStringView column, int role = Qt::DisplayRole);
    QString copied(QAction *action);
    Ui::Banner *bannerThatSays(const QString &text);
    int rows() { return page().model()->isArranging() ? -1 : page().model()->rowCount(); }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestPolicyPage::init()
{
    m_fixture = std::make_unique<WindowFixture>(Sandbox::Options(), tenants());
    m_fixture->openWritable(0, eu.text());
    QVERIFY(m_fixture->waitUntilRead());
    m_fixture->window().actions().policies->trigger();
    QTRY_COMPARE(rows(), 4);
}

void TestPolicyPage::compareWith(const QString &id)
{
    QMenu *menu = bar().baselineButton()->menu();
    Q_EMIT menu->aboutToShow();
    auto *choice = menu->findChild<QAction *>(id);
    QVERIFY(choice);
    choice->trigger();
    QVERIFY(choice->isChecked());
    QTRY_VERIFY(!page().model()->isArranging());
}

QVariant TestPolicyPage::cell(QStringView name, QStringView column, int role)
{
    const int nameColumn = Query::columnIndex(Kind::Policies, u"name");
    const Items::RecordTableModel &model = *page().model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, nameColumn).data().toString() == name) {
            return model.index(row, Query::columnIndex(Kind::Policies, column)).data(role);
        }
    }
    return u"no such row"_s;
}

QString TestPolicyPage::copied(QAction *action)
{
    QGuiApplication::clipboard()->setText(u"nothing yet"_s);
    action->trigger();
    (void)QTest::qWaitFor([] { return QGuiApplication::clipboard()->text() != u"nothing yet"_s; });
    return QGuiApplication::clipboard()->text();
}

Ui::Banner *TestPolicyPage::bannerThatSays(const QString &text)
{
    const auto banners = page().findChildren<Ui::Banner *>();
    const auto found = std::find_if(banners.begin(), banners.end(), [&text](const Ui::Banner *banner) {
        return banner->isVisible() && (banner->what() + banner->detail()).contains(text);
    });
    return found == banners.end() ? nullptr : *found;
}

void TestPolicyPage::aShortcutOpensIt()
{
    m_fixture->window().showScope({eu, Kind::Applications, {}});
    m_fixture->window().activateWindow();
    QTest::keyClick(&m_fixture->window(), Qt::Key_P, Qt::ControlModifier);
    QCOMPARE(m_fixture->window().scope(), (Ui::Scope{eu, Kind::Policies, {}}));
    QCOMPARE(QGuiApplication::focusObject(), page().table());
    // A window that shows all tenants goes on to.
    m_fixture->window().showScope({});
    QTest::keyClick(&m_fixture->window(), Qt::Key_P, Qt::ControlModifier);
    QCOMPARE(m_fixture->window().scope(), (Ui::Scope{{}, Kind::Policies, {}}));
    QVERIFY(page().table()->isColumnShown(0));
}

void TestPolicyPage::theTreeLeadsThere()
{
    const auto *tree = m_fixture->window().estatePanel()->findChild<Ui::EstateTree *>();
    QCOMPARE(tree->currentIndex().data(Items::KindRole).toInt(), int(Kind::Policies));
    QTRY_COMPARE(tree->currentIndex().data(Items::CountRole).toInt(), 4);
    QVERIFY(!tree->currentIndex().data(Qt::DecorationRole).isNull());
    QCOMPARE(tree->currentIndex().parent().data(Items::KindRole).toInt(), int(Kind::Connections));
    m_fixture->restart(); // where the user was
    QCOMPARE(m_fixture->window().scope(), (Ui::Scope{eu, Kind::Policies, {}}));
}

void TestPolicyPage::aTemplateIsComparedWithAndRemembered()
{
    QVERIFY(cell(u"db-globex", u"deviations").toString().isEmpty());
    compareWith(u"auth0-good"_s);
    QCOMPARE(cell(u"db-globex", u"min_length", Items::DeviationRole).toInt(), int(Policy::Direction::Stronger));
    QVERIFY(cell(u"db-stark", u"deviations").toInt() > 0);
    QVERIFY(bar().baselineButton()->text().contains(u"Auth0 good"));
    m_fixture->restart();
    QTRY_COMPARE(rows(), 4);
    QVERIFY(bar().baselineButton()->text().contains(u"Auth0 good"));
    QVERIFY(cell(u"db-stark", u"deviations").toInt() > 0);
    compareWith(u"none"_s);
    QVERIFY(cell(u"db-stark", u"deviations").toString().isEmpty());
}

void TestPolicyPage::anOwnTemplateIsComparedWith()
{
    const Settings::TemplateFiles files(m_fixture->templateFolder());
    const auto path = files.save(u"Corporate 2026"_s, R"({"name":"Corporate 2026","settings":{"min_length":16}})");
    QVERIFY(path);
    compareWith(u"file:"_s + *path);
    QCOMPARE(cell(u"db-stark", u"deviations"), u"0"_s);
    QCOMPARE(cell(u"db-globex", u"deviations"), u"1"_s);
    bar().onlyDeviating()->click();
    QTRY_COMPARE(rows(), 3);
    m_fixture->restart();
    QTRY_COMPARE(rows(), 3);
    QVERIFY(bar().baselineButton()->text().contains(u"Corporate 2026"));
    // A template that is gone is not compared with, and does not hide all rows.
    QVERIFY(files.remove(*path));
    m_fixture->restart();
    QTRY_COMPARE(rows(), 4);
    QVERIFY(page().filterLine()->text().isEmpty());
}

void TestPolicyPage::theSelectedConnectionIsComparedWith()
{
    page().select(eu, u"con_0000000000000002"_s);
    compareWith(u"eu con_0000000000000002 flexible"_s);
    QCOMPARE(cell(u"db-stark", u"deviations"), u"0"_s);
    QCOMPARE(cell(u"db-globex", u"min_length", Items::DeviationRole).toInt(), int(Policy::Direction::Weaker));
    // Another selection does not change what was chosen, and the reading of a connection with both is named.
    page().select(eu, u"con_0000000000000003"_s);
    QCOMPARE(cell(u"db-stark", u"deviations"), u"0"_s);
    compareWith(u"eu con_0000000000000003 legacy"_s);
    QVERIFY(bar().baselineButton()->text().contains(u"legacy reading"));
    QCOMPARE(cell(u"db-initech", u"min_length", Items::DeviationRole).toInt(), int(Policy::Direction::Stronger));
}

void TestPolicyPage::onlyWhatDeviatesIsATermOfTheFilter()
{
    QVERIFY(!bar().onlyDeviating()->isEnabled());
    page().select(eu, u"con_0000000000000002"_s);
    compareWith(u"eu con_0000000000000002 flexible"_s);
    page().filterLine()->setText(u"name~db"_s);
    bar().onlyDeviating()->click();
    QCOMPARE(page().filterLine()->text(), u"name~db deviations>0"_s);
    QTRY_COMPARE(rows(), 3);
    page().filterLine()->setText(u"deviations > 0 name~initech"_s);
    QVERIFY(bar().onlyDeviating()->isChecked());
    bar().onlyDeviating()->click();
    QCOMPARE(page().filterLine()->text(), u"name~initech"_s);
    QVERIFY(!bar().onlyDeviating()->isChecked());
    // Of every alternative, or it would narrow none.
    page().filterLine()->setText(u"name~acme or name~initech deviations>0"_s);
    QVERIFY(!bar().onlyDeviating()->isChecked());
    bar().onlyDeviating()->click();
    QCOMPARE(page().filterLine()->text(), u"name~acme deviations>0 or name~initech deviations>0"_s);
    bar().onlyDeviating()->click();
    QCOMPARE(page().filterLine()->text(), u"name~acme or name~initech"_s);
    // Compared with nothing, no row would pass it.
    page().filterLine()->setText(u"deviations>0"_s);
    compareWith(u"none"_s);
    QVERIFY(page().filterLine()->text().isEmpty());
    QTRY_COMPARE(rows(), 4);
}

void TestPolicyPage::bothGenerationsAreAFinding()
{
    QCOMPARE(cell(u"db-initech", u"min_length"), u"8 | 15"_s);
    QTRY_VERIFY(bannerThatSays(u"hold both generations"_s));
    Ui::Banner *banner = bannerThatSays(u"not documented"_s);
    QVERIFY(banner);
    banner->findChild<QAbstractButton *>()->click();
    QTRY_COMPARE(rows(), 1);
    QCOMPARE(page().model()->recordAt(0)->id, u"con_0000000000000003"_s);
}

void TestPolicyPage::missingOptionsAreTold()
{
    QVERIFY(!bannerThatSays(u"read:connections_options"_s));
    Domain::Connection blind;
    blind.id = Domain::ConnectionId(u"con_0000000000000001"_s);
    blind.name = u"db-globex"_s;
    blind.strategy = u"auth0"_s;
    blind.kind = Domain::ConnectionKind::Database;
    blind.original = R"({"id":"con_0000000000000001","name":"db-globex","strategy":"auth0"})";
    m_fixture->session(eu.text()).accept(QList{blind});
    QTRY_VERIFY(bannerThatSays(u"1 of 4 database connections"_s));
    QVERIFY(cell(u"db-globex", u"min_length").toString().isEmpty());
    bannerThatSays(u"read:connections_options"_s)->findChild<QAbstractButton *>()->click();
    QTRY_COMPARE(cell(u"db-globex", u"min_length"), u"10"_s);
    QTRY_VERIFY(!bannerThatSays(u"read:connections_options"_s));
}

void TestPolicyPage::theInspectorShowsTheConnection()
{
    page().select(eu, u"con_0000000000000001"_s);
    const Ui::InspectorPanel &inspector = *m_fixture->window().inspector();
    QTRY_COMPARE(inspector.objectId(), u"con_0000000000000001"_s);
    QCOMPARE(inspector.kind(), Kind::Connections);
    // Whoever asks for a row that the filter hides sees it.
    page().filterLine()->setText(u"generation=both"_s);
    QTRY_COMPARE(rows(), 1);
    m_fixture->window().showObject(eu, Kind::Policies, u"con_0000000000000002"_s);
    QTRY_COMPARE(page().table()->selectedRowCount(), 1);
    QCOMPARE(page().selectedRecords().first()->id, u"con_0000000000000002"_s);
}

void TestPolicyPage::whatIsStagedForASelectionShowsInItsCells()
{
    const int minLength = Query::columnIndex(Kind::Policies, u"min_length");
    m_fixture->window().activateWindow();
    m_fixture->window().actions().filter->trigger();
    QTest::keyClicks(page().filterLine(), u"generation=legacy min_length<14"_s);
    QTRY_COMPARE(rows(), 2);
    page().table()->setFocus();
    QTest::keyClick(page().table(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(page().selectedRecords().size(), 2);
    const int width = Ui::policyCellWidth(page().table()->font(), page().model()->index(0, minLength));
    for (const Query::RecordPtr &record : page().selectedRecords()) {
        const auto before = Json::parse(record->original);
        Json::Value after = *before;
        after["options"]["password_complexity_options"]["min_length"] = 14;
        Change::PlanItem item;
        item.object = {Change::ObjectKind::Connection, record->id, Query::textAt(*record, Kind::Policies, u"name")};
        item.changes = Json::leafChanges(*before, after);
        item.seen = record->original;
        m_fixture->tray().stage(record->tenant, item);
    }
    QTRY_COMPARE(cell(u"db-globex", u"min_length", Items::StagedRole), u"14"_s);
    QCOMPARE(cell(u"db-globex", u"min_length"), u"10"_s);
    QVERIFY(Ui::policyCellWidth(page().table()->font(), page().model()->index(0, minLength)) > width);
    QCOMPARE(page().table()->selectedRowCount(), 2); // the filter is about what Auth0 holds: nothing has gone
    m_fixture->tray().clear();
    QTRY_VERIFY(!cell(u"db-globex", u"min_length", Items::StagedRole).isValid());
}

void TestPolicyPage::rowsLeaveNormalised()
{
    page().select(eu, u"con_0000000000000003"_s);
    QTRY_COMPARE(page().table()->selectedRowCount(), 1);
    const Ui::Actions &actions = m_fixture->window().actions();
    const QJsonArray objects = QJsonDocument::fromJson(copied(actions.copyJson).toUtf8()).array();
    QCOMPARE(objects.size(), 1);
    QCOMPARE(objects.first().toObject().value(u"readings").toArray().size(), 2);
    const QString csv = copied(actions.copyCsv);
    QVERIFY2(csv.startsWith(u"Connection,Generation") && csv.contains(u"db-initech,both,none,8 | 15"), qPrintable(csv));
    QVERIFY(copied(actions.copyMarkdown).contains(u"8 \\| 15"));
    actions.copyCurl->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"/api/v2/connections/con_0000000000000003"));
}

QTEST_MAIN(TestPolicyPage)
#include "tst_policypage.moc"
