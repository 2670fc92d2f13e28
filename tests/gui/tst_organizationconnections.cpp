#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "support/sandboxestate.h"
#include "ui/editors/organizationconnectionsdialog.h"
#include "ui/pages/tablepage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/recordtable.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QStatusBar>
#include <QTableView>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

const QString globex = u"org_0000000000000001"_s;
const QString initech = u"org_0000000000000002"_s;

/// Twelve databases, of which globex has nine and initech one enabled, and a SAML connection.
Sandbox::TenantState tenantState(bool hasConnections = true)
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    for (int i = 10; hasConnections && i < 22; ++i) {
        const std::string id = "con_00000000000000" + std::to_string(i);
        state.connections.append({{"id", id}, {"name", "customer-" + std::to_string(i)}, {"strategy", "auth0"}});
        const Sandbox::Json entry{{"connection_id", id}, {"assign_membership_on_login", true}};
        if (i < 19) {
            state.organizationConnections[globex.toStdString()].push_back(entry);
        }
        if (i == 10) {
            state.organizationConnections[initech.toStdString()].push_back(entry);
        }
    }
    if (hasConnections) {
        state.connections.append({{"id", "con_saml000000000001"}, {"name", "initech-saml"}, {"strategy", "samlp"}});
    }
    state.organizations.append({{"id", globex.toStdString()}, {"name", "globex"}, {"display_name", "Globex"}});
    state.organizations.append({{"id", initech.toStdString()}, {"name", "initech"}, {"display_name", "Initech"}});
    return state;
}

} // namespace

/// The connections of an organization, from the tick to what Auth0 holds.
class TestOrganizationConnections : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { openWindow({tenantState()}); }
    void cleanup() { m_fixture.reset(); }
    void ticksAreReviewedAndApplied();
    void reopenedDialogShowsWhatIsStaged();
    void limitIsShownBeforeAnythingIsStaged();
    void columnsAreOfTheirKinds();
    void worksFromTheKeyboard();
    void spaceOnSeveralFollowsTheFirstSwitch();
    void oneOrganizationAtATime();
    void listOfTheTenantIsReadOnDemandOnly();
    void missingScopeAndErrorsAreTold();
    void tenantWithoutConnectionsSaysSo();
    void namesAreSaidAndNeverDrawn();

private:
    void openFor(const QString &organization);
    void tick(const QString &row, const QString &column, bool on = true);
    /// "x" on, "." off, "-" no check box.
    QString box(const QString &row, const QString &column) const;
    Sandbox::Json held(const QString &organization, const std::string &connection) const;
    QString told() const;
    /// The button of the banner.
    QPushButton *offered() const { return dialog()->findChild<Ui::Banner *>()->findChild<QPushButton *>(); }
};

void TestOrganizationConnections::openFor(const QString &organization)
{
    select(Kind::Organizations, {organization});
    open(actions().editSwitches);
    QTRY_VERIFY(cell(u"customer-10"_s, u"Enabled"_s).data(Qt::CheckStateRole).isValid());
}

void TestOrganizationConnections::tick(const QString &row, const QString &column, bool on)
{
    QVERIFY(field<QTableView>("switchTable")
                ->model()
                ->setData(cell(row, column), on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole));
}

QString TestOrganizationConnections::box(const QString &row, const QString &column) const
{
    const QVariant state = cell(row, column).data(Qt::CheckStateRole);
    return !state.isValid() ? u"-"_s : state.value<Qt::CheckState>() == Qt::Checked ? u"x"_s : u"."_s;
}

Sandbox::Json TestOrganizationConnections::held(const QString &organization, const std::string &connection) const
{
    Sandbox::TenantState state = m_fixture->server().state(0); // a copy, which must outlive the loop
    for (const Sandbox::Json &entry : state.organizationConnections[organization.toStdString()]) {
        if (entry.at("connection_id") == connection) {
            return entry;
        }
    }
    return nullptr;
}

QString TestOrganizationConnections::told() const
{
    const auto *banner = dialog()->findChild<Ui::Banner *>();
    return banner->isVisible() ? banner->what() + u' ' + banner->detail() : QString();
}

void TestOrganizationConnections::ticksAreReviewedAndApplied()
{
    openFor(initech);
    QCOMPARE(dialog()->windowTitle(), u"Connections of initech"_s);
    QCOMPARE(forecast(), u"initech: 1 of Auth0's 10 connections"_s);
    QVERIFY(!button("stage")->isEnabled());
    tick(u"customer-10"_s, u"Enabled"_s, false);
    tick(u"customer-20"_s, u"Enabled"_s);
    tick(u"customer-20"_s, u"Sign-up"_s);
    tick(u"initech-saml"_s, u"Enabled"_s);
    tick(u"initech-saml"_s, u"Show as a button"_s, false);
    QCOMPARE(forecast(), u"initech: 1 → 2 of Auth0's 10 connections"_s);
    QVERIFY2(button("stage")->text().contains(u"3 change"_s), qPrintable(button("stage")->text()));
    m_fixture->server().forgetRequests();
    click("stage");
    QCOMPARE(m_fixture->server().requests().size(), std::size_t(0));
    QCOMPARE(staged().size(), 3);
    open(actions().reviewChanges);
    QVERIFY2(forecast().contains(u"initech: 1 → 2 of Auth0's 10 connections"_s), qPrintable(forecast()));
    apply(u"1 of 1 changes are done"_s);
    QVERIFY(held(initech, "con_0000000000000010").is_null());
    QCOMPARE(held(initech, "con_0000000000000020").at("is_signup_enabled").get<bool>(), true);
    QCOMPARE(held(initech, "con_0000000000000020").at("assign_membership_on_login").get<bool>(), true);
    QCOMPARE(held(initech, "con_saml000000000001").at("show_as_button").get<bool>(), false);
    click("close");
    openFor(initech);
    QCOMPARE(box(u"customer-10"_s, u"Enabled"_s), u"."_s);
    QCOMPARE(box(u"customer-20"_s, u"Sign-up"_s), u"x"_s);
    QCOMPARE(box(u"initech-saml"_s, u"Show as a button"_s), u"."_s);
    QCOMPARE(forecast(), u"initech: 2 of Auth0's 10 connections"_s);
    QVERIFY(!button("stage")->isEnabled());
}

void TestOrganizationConnections::reopenedDialogShowsWhatIsStaged()
{
    openFor(initech);
    tick(u"customer-11"_s, u"Enabled"_s);
    tick(u"customer-10"_s, u"Assign membership on login"_s, false);
    click("stage");
    openFor(initech);
    QCOMPARE(box(u"customer-11"_s, u"Enabled"_s), u"x"_s);
    QCOMPARE(cell(u"customer-11"_s, u"Enabled"_s).data().toString(), u"turns on"_s);
    QVERIFY(!button("stage")->isEnabled());
    tick(u"customer-11"_s, u"Sign-up"_s); // of the whole entry that is staged
    click("stage");
    QCOMPARE(staged(),
             (QStringList{
                 u"initech/con_0000000000000010/assign_membership_on_login=false"_s,
                 uR"(initech/con_0000000000000011={"assign_membership_on_login":true,"is_signup_enabled":true})"_s}));
    openFor(initech);
    field<QCheckBox>("onlyChanged")->click();
    QCOMPARE(field<QTableView>("switchTable")->model()->rowCount(), 2);
    tick(u"customer-11"_s, u"Enabled"_s, false);
    tick(u"customer-10"_s, u"Assign membership on login"_s);
    QCOMPARE(dialog()->findChild<Ui::EmptyState *>()->title(), u"No row is like that"_s);
    QVERIFY(button("stage")->isEnabled());
    click("stage");
    QVERIFY(m_fixture->tray().isEmpty());
}

void TestOrganizationConnections::limitIsShownBeforeAnythingIsStaged()
{
    openFor(globex);
    tick(u"customer-20"_s, u"Enabled"_s);
    QCOMPARE(forecast(), u"globex: 9 → 10 of Auth0's 10 connections"_s);
    QCOMPARE(told(), QString());
    QVERIFY(button("stage")->isEnabled());
    tick(u"customer-21"_s, u"Enabled"_s);
    QVERIFY2(forecast().startsWith(u"globex: 9 → 11 of Auth0's 10 connections (over"_s), qPrintable(forecast()));
    QVERIFY2(told().startsWith(u"Auth0 enables 10 connections for an organization at most."_s), qPrintable(told()));
    QVERIFY(!button("stage")->isEnabled());
    QTest::keyClick(dialog(), Qt::Key_Return);
    QVERIFY(dialog() && m_fixture->tray().isEmpty());
    tick(u"customer-11"_s, u"Enabled"_s, false);
    QCOMPARE(told(), QString());
    click("stage");
    open(actions().reviewChanges);
    apply(u"1 of 1 changes are done"_s); // the one that goes makes room for the last
    QVERIFY(held(globex, "con_0000000000000011").is_null());
    QVERIFY(!held(globex, "con_0000000000000021").is_null());
}

void TestOrganizationConnections::columnsAreOfTheirKinds()
{
    openFor(initech);
    tick(u"initech-saml"_s, u"Enabled"_s);
    QCOMPARE(cell(u"initech-saml"_s, u"Strategy"_s).data().toString(), u"samlp"_s);
    QCOMPARE(box(u"initech-saml"_s, u"Show as a button"_s), u"x"_s);
    QCOMPARE(box(u"initech-saml"_s, u"Sign-up"_s), u"-"_s);
    QCOMPARE(box(u"customer-10"_s, u"Show as a button"_s), u"-"_s);
    QCOMPARE(box(u"customer-10"_s, u"Sign-up"_s), u"."_s);
    QCOMPARE(box(u"customer-11"_s, u"Sign-up"_s), u"-"_s); // not enabled
}

void TestOrganizationConnections::worksFromTheKeyboard()
{
    select(Kind::Organizations, {initech});
    m_fixture->window().tablePage()->table()->setFocus();
    QTest::keyClick(&m_fixture->window(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY(dialog());
    QTRY_VERIFY(cell(u"customer-10"_s, u"Enabled"_s).data(Qt::CheckStateRole).isValid());
    auto *table = field<QTableView>("switchTable");
    QTRY_COMPARE(QApplication::focusWidget(), table);
    for (const Qt::Key key : {Qt::Key_Home, Qt::Key_Right, Qt::Key_Down}) { // customer-11, Enabled
        QTest::keyClick(table, key);
    }
    QCOMPARE(table->currentIndex(), cell(u"customer-11"_s, u"Enabled"_s));
    QTest::keyClicks(table, u"initech"_s); // by the name, whatever column is current
    QCOMPARE(table->currentIndex(), cell(u"initech-saml"_s, u"Enabled"_s));
    table->setCurrentIndex(cell(u"customer-11"_s, u"Enabled"_s));
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(box(u"customer-11"_s, u"Enabled"_s), u"x"_s);
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier); // two cells
    QTest::keyClick(dialog(), Qt::Key_O, Qt::AltModifier); // Turn on
    QTRY_COMPARE(box(u"customer-12"_s, u"Enabled"_s), u"x"_s);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(!dialog());
    QCOMPARE(staged().size(), 2);
}

void TestOrganizationConnections::spaceOnSeveralFollowsTheFirstSwitch()
{
    openFor(initech);
    auto *table = field<QTableView>("switchTable");
    table->setFocus();
    table->setCurrentIndex(cell(u"customer-10"_s, u"Enabled"_s));
    QTest::keyClick(table, Qt::Key_Left, Qt::ShiftModifier); // the strategy, which is no switch, is current
    QCOMPARE(table->currentIndex(), cell(u"customer-10"_s, u"Strategy"_s));
    QCOMPARE(table->selectionModel()->selectedIndexes().size(), 2);
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(box(u"customer-10"_s, u"Enabled"_s), u"."_s);
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(box(u"customer-10"_s, u"Enabled"_s), u"x"_s);
}

void TestOrganizationConnections::oneOrganizationAtATime()
{
    select(Kind::Organizations, {globex, initech});
    actions().editSwitches->trigger();
    QVERIFY(!dialog());
    const QString message = m_fixture->window().message();
    QVERIFY2(message.contains(u"Select one organization"_s), qPrintable(message));
}

void TestOrganizationConnections::missingScopeAndErrorsAreTold()
{
    m_fixture->open(0, u"limited"_s, true);
    auto *limited = new Ui::OrganizationConnectionsDialog(m_fixture->session(u"limited"_s), m_fixture->tray(), initech,
                                                          &m_fixture->window());
    limited->show();
    QTRY_VERIFY2(told().contains(u"read:organization_connections"_s), qPrintable(told()));
    QVERIFY(!button("stage")->isEnabled());
    delete limited;

    Sandbox::TenantState away; // what is swapped comes back the same way
    const auto swapOrganizations
        = [&away](Sandbox::TenantState &state) { std::swap(state.organizations, away.organizations); };
    m_fixture->server().change(0, swapOrganizations);
    select(Kind::Organizations, {initech});
    open(actions().editSwitches);
    QVERIFY2(told().contains(u"Reading what is enabled"_s), qPrintable(told()));
    QTRY_VERIFY(offered());
    QCOMPARE(offered()->text(), u"Read again"_s);
    QVERIFY(!button("stage")->isEnabled());
    QCOMPARE(field<QTableView>("switchTable")->model()->rowCount(), 0);
    m_fixture->server().change(0, swapOrganizations);
    offered()->click();
    QTRY_COMPARE(box(u"customer-10"_s, u"Enabled"_s), u"x"_s);
    QCOMPARE(told(), QString());
}

void TestOrganizationConnections::listOfTheTenantIsReadOnDemandOnly()
{
    const auto unread = SandboxEstate::writableSession(m_fixture->server());
    m_fixture->server().forgetRequests();
    auto *shown = new Ui::OrganizationConnectionsDialog(*unread, m_fixture->tray(), initech, &m_fixture->window());
    shown->show();
    QTRY_COMPARE(box(u"con_0000000000000010"_s, u"Enabled"_s), u"x"_s); // by its id
    QTRY_VERIFY2(told().contains(u"a request for each 100"_s), qPrintable(told()));
    QVERIFY(offered());
    picture(*shown, u"organization-without-list"_s);
    const auto isOfTheList = [](const QString &path) { return path.endsWith(u"/connections"_s); };
    QStringList paths = SandboxEstate::pathsAt(m_fixture->server());
    QVERIFY2(std::none_of(paths.cbegin(), paths.cend(), isOfTheList), qPrintable(paths.join(u' ')));
    QVERIFY(!button("stage")->isEnabled());
    tick(u"con_0000000000000010"_s, u"Enabled"_s, false);
    QVERIFY(button("stage")->isEnabled());
    offered()->click();
    QTRY_COMPARE(box(u"customer-20"_s, u"Enabled"_s), u"."_s);
    QCOMPARE(box(u"customer-10"_s, u"Enabled"_s), u"."_s);
    QCOMPARE(told(), QString());
    paths = SandboxEstate::pathsAt(m_fixture->server());
    QVERIFY2(std::any_of(paths.cbegin(), paths.cend(), isOfTheList), qPrintable(paths.join(u' ')));
    delete shown;
}

void TestOrganizationConnections::tenantWithoutConnectionsSaysSo()
{
    openWindow({tenantState(false)});
    select(Kind::Organizations, {initech});
    open(actions().editSwitches);
    QTRY_COMPARE(dialog()->findChild<Ui::EmptyState *>()->title(), u"The tenant has no connections"_s);
    QVERIFY(!field<QTableView>("switchTable")->isVisible());
    QVERIFY(!button("stage")->isEnabled());
}

void TestOrganizationConnections::namesAreSaidAndNeverDrawn()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.connections.find("con_0000000000000010"))["name"] = WindowFixture::hostileName;
        (*state.organizations.find(initech.toStdString()))["name"] = WindowFixture::hostileName;
    });
    session().refresh(Kind::Connections);
    session().refresh(Kind::Organizations);
    QVERIFY(m_fixture->waitUntilRead());
    select(Kind::Organizations, {initech});
    open(actions().editSwitches);
    const QAbstractItemModel *model = field<QTableView>("switchTable")->model();
    QTRY_COMPARE(model->index(0, 1).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(model->headerData(0, Qt::Vertical).toString().contains(u"‹RLO›"_s));
    const QString tip = model->headerData(0, Qt::Vertical, Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"&lt;img"_s) && !tip.contains(u"<img"_s), qPrintable(tip));
    QCOMPARE(faultsOf(*dialog()).join(u'\n'), QString());
    const QString title = dialog()->windowTitle();
    QVERIFY2(title.contains(u"‹RLO›"_s) && !title.contains(u'\u202E') && !title.contains(u'\n'), qPrintable(title));
}

QTEST_MAIN(TestOrganizationConnections)
#include "tst_organizationconnections.moc"
