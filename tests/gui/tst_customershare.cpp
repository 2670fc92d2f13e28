#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "session/customerbook.h"
#include "ui/editors/likenessdialog.h"
#include "ui/editors/sharedialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

const std::string globexDatabase = "con_0000000000000001";
const std::string initechDatabase = "con_0000000000000002";
const std::string globexOrganization = "org_0000000000000001";
const std::string initechOrganization = "org_0000000000000002";

Sandbox::TenantState tenantState()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
    state.connections.append({{"id", globexDatabase},
                              {"name", "globex-users"},
                              {"strategy", "auth0"},
                              {"options", {{"passwordPolicy", "excellent"}}}});
    state.connections.append({{"id", initechDatabase},
                              {"name", "initech-users"},
                              {"strategy", "auth0"},
                              {"options", {{"passwordPolicy", "low"}}}});
    state.connections.append({{"id", "con_0000000000000003"}, {"name", "umbrella-users"}, {"strategy", "auth0"}});
    state.enabledClients.enable(globexDatabase, "portal");
    state.organizations.append({{"id", globexOrganization},
                                {"name", "globex"},
                                {"display_name", "Globex"},
                                {"branding",
                                 {{"colors", {{"primary", "#103070"}, {"page_background", "#dfe6f2"}}},
                                  {"logo_url", "https://cdn.example/blue.svg"}}}});
    state.organizations.append(
        {{"id", initechOrganization}, {"name", "initech"}, {"display_name", "Initech"}, {"metadata", {{"tier", "2"}}}});
    for (const char *user : {"auth0|kim", "auth0|lee", "auth0|ada"}) {
        state.users.append({{"user_id", user}, {"email", std::string(user).substr(6) + "@globex.example"}});
    }
    state.organizationMembers[globexOrganization].insert("auth0|kim");
    state.roles.append({{"id", "rol_1"}, {"name", "admin"}});
    state.organizationMemberRoles[globexOrganization]["auth0|kim"].insert("rol_1");
    return state;
}

} // namespace

/// From a customer's record to what Auth0 holds, and back by the journal.
class TestCustomerShare : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void brandingIsSentAndTakenBack();
    void whatIsWrongIsSaidAtItsField();
    void whatWasEnteredIsNotLostUnasked();
    void membersAreReadOnlyWhenAskedFor();
    void returnPressesTheButtonThatHasTheFocus();
    void switchesAreEditedFromTheShare();
    void longListsAreThereWhole();
    void customerWithoutOrganizationsIsToldSo();
    void oneIsMadeLikeTheOther();
    void whatAsksForLessIsNotChecked();
    void namesAreSaidAndNeverDrawn();

private:
    void openShare(const QString &customer);
    template <typename Dialog> Dialog *shown() const { return m_fixture->window().findChild<Dialog *>(); }
    Sandbox::Json held(const std::string &organization);
    /// Reviews and applies what is staged.
    void send(const QString &told);
    void takeBack(const QString &told);
    bool check(const QString &text, bool on);
};

void TestCustomerShare::init()
{
    openWindow({tenantState()});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_COMPARE(m_fixture->window().tablePage()->shownRecords().size(), 3);
}

void TestCustomerShare::openShare(const QString &customer)
{
    EditorFixture::select(Kind::Customers, {customer});
    auto *button = m_fixture->window().inspector()->findChild<QPushButton *>(u"editShare"_s);
    QTRY_VERIFY(button->isVisible() && button->isEnabled());
    button->click();
    QTRY_VERIFY(shown<Ui::ShareDialog>());
}

Sandbox::Json TestCustomerShare::held(const std::string &organization)
{
    Sandbox::TenantState state = m_fixture->server().state(0);
    return *state.organizations.find(organization);
}

void TestCustomerShare::send(const QString &told)
{
    QTRY_VERIFY(!dialog());
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog());
    apply(told);
    dialog()->reject();
    QTRY_VERIFY(!dialog());
}

void TestCustomerShare::takeBack(const QString &told)
{
    actions().journal->trigger();
    QTRY_VERIFY(dialog() && button("undo")->isEnabled());
    button("undo")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    apply(told);
}

bool TestCustomerShare::check(const QString &text, bool on)
{
    QAbstractItemModel &model = *field<QTreeView>("likeness")->model();
    const auto how = Qt::MatchExactly | Qt::MatchRecursive;
    const QModelIndex found = model.match(model.index(0, 0), Qt::DisplayRole, text, 1, how).value(0);
    return found.isValid() && model.setData(found, on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
}

void TestCustomerShare::brandingIsSentAndTakenBack()
{
    const Sandbox::Json before = held(globexOrganization);
    openShare(u"globex"_s);
    picture(*dialog(), u"share-branding"_s);
    type(*dialog(), "branding.colors.primary", u"#aa2233"_s);
    QVERIFY(button("stage")->isEnabled());
    click("stage");
    QCOMPARE(staged(), QStringList{uR"(globex/branding/colors/primary="#aa2233")"_s});
    send(u"1 of 1 changes are done"_s);
    Sandbox::Json expected = before;
    expected["branding"]["colors"]["primary"] = "#aa2233";
    QCOMPARE(held(globexOrganization).dump(), expected.dump()); // logo and background are there still
    takeBack(u"1 of 1 changes are done"_s);
    QCOMPARE(held(globexOrganization).dump(), before.dump());
}

void TestCustomerShare::whatIsWrongIsSaidAtItsField()
{
    openShare(u"globex"_s);
    type(*dialog(), "branding.colors.primary", u"#0"_s);
    QVERIFY2(!shownText(*dialog()).contains(u"This is no colour."_s), qPrintable(shownText(*dialog()))); // not yet
    type(*dialog(), "branding.colors.primary", u"red"_s);
    QTRY_VERIFY2(shownText(*dialog()).contains(u"This is no colour."_s), qPrintable(shownText(*dialog())));
    type(*dialog(), "branding.colors.primary", u"#aa2233"_s);
    QVERIFY2(!shownText(*dialog()).contains(u"This is no colour."_s), qPrintable(shownText(*dialog()))); // at once
    type(*dialog(), "branding.colors.primary", u"red"_s);
    type(*dialog(), "branding.logo_url", u"http://cdn.example/logo.png"_s);
    button("stage")->click();
    QVERIFY(dialog() && m_fixture->tray().isEmpty());
    const QString text = shownText(*dialog());
    QVERIFY2(text.contains(u"This is no colour. Enter one such as #0059d6."_s), qPrintable(text));
    QVERIFY2(text.contains(u"Auth0 takes https:// only here. Enter such a URL, or none."_s), qPrintable(text));
    type(*dialog(), "branding.logo_url", u"https://cdn.example/logo.png"_s);
    type(*dialog(), "branding.colors.primary", u"#112233"_s);
    click("stage");
    QCOMPARE(staged().size(), 2);
}

void TestCustomerShare::whatWasEnteredIsNotLostUnasked()
{
    openShare(u"globex"_s);
    type(*dialog(), "display_name", u"Globex Corporation"_s);
    auto *share = shown<Ui::ShareDialog>();
    share->reject();
    auto *question = share->findChild<QMessageBox *>();
    QVERIFY(question && share->isVisible());
    question->button(QMessageBox::Cancel)->click();
    QVERIFY(share->isVisible());
    click("stage");
    QCOMPARE(staged(), QStringList{uR"(globex/display_name="Globex Corporation")"_s});
}

void TestCustomerShare::membersAreReadOnlyWhenAskedFor()
{
    openShare(u"globex"_s);
    auto *parts = field<QTabWidget>("parts");
    parts->setCurrentIndex(2);
    QVERIFY2(shownText(*dialog()).contains(u"read:organization_member_roles"_s), qPrintable(shownText(*dialog())));
    QTreeView *members = field<QTreeView>("members");
    QCOMPARE(members->model()->rowCount(), 0);
    press(*dialog(), "readMembers");
    QTRY_COMPARE(members->model()->rowCount(), 1);
    QCOMPARE(QApplication::focusWidget(), members); // the button is not to be pressed meanwhile
    for (const char *next : {"memberToAdd", "addMember", "cancel"}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QLatin1StringView(next));
    }
    QTRY_VERIFY2(shownText(*dialog()).contains(u"Roles seen: admin (1)"_s), qPrintable(shownText(*dialog())));
    type(*dialog(), "memberToAdd", u"nobody@globex.example"_s);
    QTest::keyClick(field<QLineEdit>("memberToAdd"), Qt::Key_Return);
    QTRY_VERIFY2(shownText(*dialog()).contains(u"No user is found by nobody@globex.example."_s),
                 qPrintable(shownText(*dialog())));
    type(*dialog(), "memberToAdd", u"lee@globex.example"_s);
    QTest::keyClick(field<QLineEdit>("memberToAdd"), Qt::Key_Return);
    QTRY_COMPARE(members->model()->rowCount(), 2);
    type(*dialog(), "memberToAdd", u"ada@globex.example"_s); // stands first, by name
    QTest::keyClick(field<QLineEdit>("memberToAdd"), Qt::Key_Return);
    QTRY_COMPARE(members->model()->rowCount(), 3);
    QCOMPARE(members->currentIndex(), members->model()->index(0, 0)); // and is seen
    QVERIFY(members->model()->setData(members->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    type(*dialog(), "memberToAdd", u"lee@globex.example"_s); // once more: told, and no dead end
    QTest::keyClick(field<QLineEdit>("memberToAdd"), Qt::Key_Return);
    QTRY_VERIFY2(shownText(*dialog()).contains(u"is in the list already."_s), qPrintable(shownText(*dialog())));
    QVERIFY(field<QLineEdit>("memberToAdd")->text().isEmpty());
    QVERIFY(members->model()->setData(members->model()->index(1, 0), Qt::Unchecked, Qt::CheckStateRole)); // kim
    picture(*dialog(), u"share-access"_s);
    type(*dialog(), "memberToAdd", u"max@globex.example"_s); // and not added
    press(*dialog(), "stage");
    QVERIFY2(shownText(*dialog()).contains(u"max@globex.example was typed and not added."_s),
             qPrintable(shownText(*dialog())));
    field<QLineEdit>("memberToAdd")->clear();
    click("stage");
    QCOMPARE(staged(),
             (QStringList{u"kim@globex.example/org_0000000000000001=-"_s,
                          u"lee@globex.example/org_0000000000000001=true"_s}));
    send(u"2 of 2 changes are done"_s);
    Sandbox::TenantState state = m_fixture->server().state(0);
    QVERIFY(!state.organizationMembers[globexOrganization].contains("auth0|kim"));
    QVERIFY(state.organizationMembers[globexOrganization].contains("auth0|lee"));
    takeBack(u"2 of 2 changes are done"_s);
    state = m_fixture->server().state(0);
    QVERIFY(state.organizationMembers[globexOrganization].contains("auth0|kim"));
    QVERIFY(!state.organizationMembers[globexOrganization].contains("auth0|lee"));
}

void TestCustomerShare::returnPressesTheButtonThatHasTheFocus()
{
    openShare(u"globex"_s);
    type(*dialog(), "display_name", u"Globex Corporation"_s); // Stage, the default, could be pressed
    field<QTabWidget>("parts")->setCurrentIndex(2);
    QPushButton *read = button("readMembers");
    read->setFocus();
    QVERIFY(!read->isDefault() && button("stage")->isDefault());
    QTest::keyClick(read, Qt::Key_Return);
    QTRY_COMPARE(field<QTreeView>("members")->model()->rowCount(), 1);
    QVERIFY(dialog() && staged().isEmpty());
    field<QTabWidget>("parts")->setCurrentIndex(0);
    QTest::keyClick(field<QLineEdit>("display_name"), Qt::Key_Return);
    QTRY_VERIFY(!dialog());
    QCOMPARE(staged().size(), 1);
}

void TestCustomerShare::switchesAreEditedFromTheShare()
{
    session().readMap();
    QTRY_VERIFY(session().map());
    openShare(u"initech"_s);
    auto *share = shown<Ui::ShareDialog>();
    share->findChild<QTabWidget *>(u"parts"_s)->setCurrentIndex(1);
    auto *tree = share->findChild<QTreeView *>(u"functionality"_s);
    QCOMPARE(tree->model()->index(0, 1, tree->model()->index(0, 0)).data().toString(), u"for none"_s);
    picture(*share, u"share-functionality"_s);
    press(*share, "editApplications");
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"switches"_s);
    QTRY_VERIFY(cell(u"Portal"_s, u"initech-users"_s).isValid());
    const QModelIndex portal = cell(u"Portal"_s, u"initech-users"_s);
    QVERIFY(field<QTableView>("switchTable")->model()->setData(portal, Qt::Checked, Qt::CheckStateRole));
    dialog()->accept();
    QTRY_VERIFY2(shownText(*share).contains(u"Portal: 1 → 2"_s), qPrintable(shownText(*share)));
    QCOMPARE(staged(), QStringList{u"initech-users/portal=true"_s});
    QCOMPARE(tree->model()->index(0, 1, tree->model()->index(0, 0)).data().toString(),
             u"for none · staged: Portal on"_s);
    share->findChild<QTabWidget *>(u"parts"_s)->setCurrentIndex(0); // whoever cancels there is told as well
    const QString told = u"Staged already: initech-users: Portal on. Cancel leaves it staged"_s;
    QVERIFY2(shownText(*share).contains(told), qPrintable(shownText(*share)));
    share->reject();
    QTRY_VERIFY(!dialog());
    openShare(u"globex"_s); // nothing of this one is staged
    QVERIFY(!shownText(*dialog()).contains(u"Staged already"_s));
}

/// A line of many names is cut at the right; below it each stands by itself.
void TestCustomerShare::longListsAreThereWhole()
{
    constexpr int many = 14;
    m_fixture.reset();
    Sandbox::TenantState state = tenantState();
    for (int i = 0; i < many; ++i) {
        const std::string id = "app" + std::to_string(i);
        const std::string name = "An application with a long name " + std::to_string(100 + i);
        state.clients.append({{"client_id", id}, {"name", name}, {"app_type", "spa"}});
        state.enabledClients.enable(globexDatabase, id);
    }
    openWindow({state});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()) && session().map());
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_COMPARE(m_fixture->window().tablePage()->shownRecords().size(), 3);
    openShare(u"globex"_s);
    shown<Ui::ShareDialog>()->findChild<QTabWidget *>(u"parts"_s)->setCurrentIndex(1);
    auto *tree = field<QTreeView>("functionality");
    const QModelIndex connection = tree->model()->index(0, 0, tree->model()->index(0, 0));
    QTRY_COMPARE(tree->model()->rowCount(connection), many + 1);
    QVERIFY(!tree->isExpanded(connection)); // they would push all else away
    QCOMPARE(tree->model()->index(many - 1, 1, connection).data().toString(), u"An application with a long name 113"_s);
    picture(*dialog(), u"share-long"_s);
    tree->expand(connection);
    picture(*dialog(), u"share-long-open"_s);
}

void TestCustomerShare::customerWithoutOrganizationsIsToldSo()
{
    openShare(u"umbrella"_s);
    QVERIFY2(shownText(*dialog()).contains(u"The customer has no organization here"_s),
             qPrintable(shownText(*dialog())));
    QVERIFY(!button("stage")->isEnabled());
}

void TestCustomerShare::oneIsMadeLikeTheOther()
{
    const Sandbox::Json before = held(initechOrganization);
    EditorFixture::select(Kind::Customers, {u"globex"_s, u"initech"_s});
    open(actions().compareCustomers);
    const bool isLeft
        = field<QTableView>("comparison")->model()->headerData(1, Qt::Horizontal).toString() == "Initech"_L1;
    button(isLeft ? "makeLeft" : "makeRight")->click();
    QTRY_VERIFY(shown<Ui::LikenessDialog>() && shown<Ui::LikenessDialog>()->isSettled());
    QTRY_COMPARE(dialog()->objectName(), u"likeness"_s);
    QCOMPARE(dialog()->windowTitle(), u"Make Initech like Globex"_s);
    picture(*dialog(), u"likeness"_s);
    QCOMPARE(faultsOf(*dialog()).join(u'\n'), QString());
    QVERIFY(check(u"Password policy"_s, false));
    QTRY_VERIFY2(forecast().contains(u"Portal"_s), qPrintable(forecast()));
    click("stage");
    QStringList leaves = staged();
    QVERIFY2(!leaves.join(u'\n').contains(u"passwordPolicy"_s), qPrintable(leaves.join(u'\n')));
    QVERIFY2(!leaves.join(u'\n').contains(u"tier"_s), qPrintable(leaves.join(u'\n'))); // what goes is not checked
    QVERIFY(leaves.contains(u"initech-users/portal=true"_s));
    send(u"2 of 2 changes are done"_s);
    for (const char *member : {"logo_url", "colors"}) { // whose order means nothing
        QVERIFY(held(initechOrganization).at("branding").at(member)
                == held(globexOrganization).at("branding").at(member));
    }
    QVERIFY(held(initechOrganization).at("metadata") == before.at("metadata"));
    QVERIFY(m_fixture->server().state(0).enabledClients.clientsOf(initechDatabase).contains("portal"));
    takeBack(u"2 of 2 changes are done"_s);
    QVERIFY(!m_fixture->server().state(0).enabledClients.clientsOf(initechDatabase).contains("portal"));
}

void TestCustomerShare::whatAsksForLessIsNotChecked()
{
    EditorFixture::select(Kind::Customers, {u"globex"_s, u"initech"_s});
    open(actions().compareCustomers);
    const bool isLeft
        = field<QTableView>("comparison")->model()->headerData(1, Qt::Horizontal).toString() == "Globex"_L1;
    button(isLeft ? "makeLeft" : "makeRight")->click();
    QTRY_VERIFY(shown<Ui::LikenessDialog>() && shown<Ui::LikenessDialog>()->isSettled());
    QTRY_COMPARE(dialog()->objectName(), u"likeness"_s);
    QAbstractItemModel &model = *field<QTreeView>("likeness")->model();
    const QModelIndex policy
        = model
              .match(model.index(0, 0), Qt::DisplayRole, u"Password policy"_s, 1, Qt::MatchExactly | Qt::MatchRecursive)
              .value(0);
    QVERIFY(policy.isValid());
    QCOMPARE(policy.data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Unchecked);
    QVERIFY2(policy.siblingAtColumn(1).data().toString().contains(u"▼ weaker"_s),
             qPrintable(policy.siblingAtColumn(1).data().toString()));
    picture(*dialog(), u"likeness-weaker"_s);
    dialog()->reject();
}

void TestCustomerShare::namesAreSaidAndNeverDrawn()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.organizations.find(globexOrganization))["display_name"] = WindowFixture::hostileName;
    });
    session().refresh(Kind::Organizations);
    QVERIFY(m_fixture->waitUntilRead());
    openShare(u"globex"_s);
    for (int part = 0; part < 3; ++part) {
        field<QTabWidget>("parts")->setCurrentIndex(part);
        QCOMPARE(faultsOf(*dialog()).join(u'\n'), QString());
    }
}

QTEST_MAIN(TestCustomerShare)
#include "tst_customershare.moc"
