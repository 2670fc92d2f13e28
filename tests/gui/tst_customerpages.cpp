#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "items/recordtablemodel.h"
#include "session/customerbook.h"
#include "ui/dialogs/customerchoicedialog.h"
#include "ui/editors/customerrulesdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/recordtable.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QRadioButton>
#include <QTabWidget>
#include <QTreeView>

using namespace Qt::StringLiterals;

using Domain::CustomerObject;
using Domain::CustomerRule;
using Query::Kind;

namespace {

const QString shared = u"con_0000000000000009"_s;

/// Three customers with a database each, two of them with organizations; a connection that is called after none, and
/// users who say whose they are.
Sandbox::TenantState tenantState()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
    int number = 1;
    for (const char *customer : {"globex", "initech", "umbrella"}) {
        const std::string id = "con_000000000000000" + std::to_string(number++);
        state.connections.append({{"id", id},
                                  {"name", std::string(customer) + "-users"},
                                  {"strategy", "auth0"},
                                  {"options", {{"passwordPolicy", "good"}}}});
        state.enabledClients.enable(id, "portal");
        state.users.append({{"user_id", std::string("auth0|") + customer},
                            {"email", std::string("kim@") + customer + ".example"},
                            {"identities",
                             {{{"connection", std::string(customer) + "-users"},
                               {"provider", "auth0"},
                               {"user_id", customer},
                               {"isSocial", false}}}},
                            {"app_metadata", {{"tenant", customer}}}});
    }
    state.connections.append({{"id", shared.toStdString()}, {"name", "everybody"}, {"strategy", "auth0"}});
    state.organizations.append(
        {{"id", "org_0000000000000001"},
         {"name", "globex"},
         {"display_name", "Globex"},
         {"branding", {{"colors", {{"primary", "#103070"}}}, {"logo_url", "https://globex.example/logo.svg"}}}});
    state.organizations.append({{"id", "org_0000000000000002"}, {"name", "initech"}, {"display_name", "Initech"}});
    return state;
}

} // namespace

/// Customers, from what is proposed to what is decided and looked at.
class TestCustomerPages : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void proposalIsSavedAndTheTableShowsIt();
    void rulesAreEditedWithAPreview();
    void whatWasEditedIsNotLostUnasked();
    void pinsAndAliasesAreSaidInThePreview();
    void proposalsAreChosenAmong();
    void usersAreReadOnlyWhenAskedFor();
    void selectionBelongsToACustomer();
    void pinIsTakenBack();
    void recordGoesToAnObject();
    void twoAreComparedSideBySide();
    void emptyPagesSayWhy();
    void namesAreSaidAndNeverDrawn();

private:
    Ui::TablePage *page() { return m_fixture->window().tablePage(); }
    QString banner() const;
    void showCustomers();
    Ui::CustomerRulesDialog *openRules();
    static QModelIndex at(const QTreeView *tree, const QString &text);
    void select(QTreeView *tree, const QString &text);
    QStringList names() const;
    std::optional<Domain::CustomerRules> decided() const { return m_fixture->customerRules().of(tenant()); }
};

void TestCustomerPages::init()
{
    openWindow({tenantState()});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
}

void TestCustomerPages::showCustomers()
{
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_COMPARE(page()->model()->rowCount(), 3);
}

QString TestCustomerPages::banner() const
{
    for (const Ui::Banner *banner : m_fixture->window().tablePage()->findChildren<Ui::Banner *>()) {
        if (banner->isVisible()) {
            return banner->what();
        }
    }
    return {};
}

QStringList TestCustomerPages::names() const
{
    QStringList names;
    for (const Query::RecordPtr &record : m_fixture->window().tablePage()->shownRecords()) {
        names.append(Query::textAt(*record, Kind::Customers, u"name"));
    }
    names.sort();
    return names;
}

Ui::CustomerRulesDialog *TestCustomerPages::openRules()
{
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    actions().customerRules->trigger();
    auto *dialog = m_fixture->window().findChild<Ui::CustomerRulesDialog *>();
    if (!dialog || !QTest::qWaitFor([dialog] { return dialog->isSettled(); })) {
        return nullptr;
    }
    return dialog;
}

QModelIndex TestCustomerPages::at(const QTreeView *tree, const QString &text)
{
    const QAbstractItemModel &model = *tree->model();
    const auto how = Qt::MatchExactly | Qt::MatchRecursive;
    return model.match(model.index(0, 0), Qt::DisplayRole, text, 1, how).value(0);
}

void TestCustomerPages::select(QTreeView *tree, const QString &text)
{
    QVERIFY2(at(tree, text).isValid(), qPrintable(text));
    tree->setCurrentIndex(at(tree, text));
}

void TestCustomerPages::proposalIsSavedAndTheTableShowsIt()
{
    showCustomers();
    QCOMPARE(names(), (QStringList{u"Globex"_s, u"Initech"_s, u"umbrella"_s}));
    QTRY_COMPARE(banner(), u"Proposed from names and metadata. Nothing is saved."_s);
    QVERIFY(!decided());
    Ui::CustomerRulesDialog *dialog = openRules();
    QVERIFY(dialog);
    picture(*dialog, u"customer-rules"_s);
    QVERIFY(dialog->rules().rules.contains(CustomerRule{CustomerRule::Kind::ConnectionName, u"{customer}-users"_s}));
    press(*dialog, "save");
    QTRY_VERIFY(decided());
    QTRY_COMPARE(banner(), QString());
    QCOMPARE(names(), (QStringList{u"Globex"_s, u"Initech"_s, u"umbrella"_s}));
}

void TestCustomerPages::rulesAreEditedWithAPreview()
{
    Ui::CustomerRulesDialog *dialog = openRules();
    QVERIFY(dialog);
    auto *list = dialog->findChild<QTreeView *>(u"rules"_s);
    while (list->model()->rowCount() > 0) {
        press(*dialog, "removeRule");
    }
    press(*dialog, "addRule");
    type(*dialog, "ruleText", u"users"_s);
    QVERIFY(!dialog->findChild<QPushButton *>(u"save"_s)->isEnabled());
    QVERIFY2(shownText(*dialog).contains(u"{customer}-users"_s), qPrintable(shownText(*dialog))); // what to write
    type(*dialog, "ruleText", u"{customer}-users"_s);
    QTRY_VERIFY(dialog->isSettled());
    QTRY_COMPARE(list->model()->index(0, 2).data().toString(), u"3"_s);
    auto *preview = dialog->findChild<QTabWidget *>(u"preview"_s);
    QCOMPARE(preview->tabText(0), u"Customers 3"_s);
    QCOMPARE(preview->tabText(2), u"No customer 4"_s);
    press(*dialog, "save");
    QTRY_VERIFY(decided());
    QCOMPARE(decided()->rules, (QList<CustomerRule>{{CustomerRule::Kind::ConnectionName, u"{customer}-users"_s}}));
    showCustomers();
    QTRY_COMPARE(names(), (QStringList{u"globex"_s, u"initech"_s, u"umbrella"_s})); // organizations tell no more
}

void TestCustomerPages::whatWasEditedIsNotLostUnasked()
{
    Ui::CustomerRulesDialog *dialog = openRules();
    QVERIFY(dialog);
    press(*dialog, "addRule");
    type(*dialog, "ruleText", u"{customer}-x"_s);
    dialog->reject();
    auto *question = dialog->findChild<QMessageBox *>();
    QVERIFY(question && dialog->isVisible());
    question->button(QMessageBox::Cancel)->click();
    QVERIFY(dialog->isVisible());

    press(*dialog, "save");
    QTRY_VERIFY(decided());
    QVERIFY(decided()->rules.contains(CustomerRule{CustomerRule::Kind::ConnectionName, u"{customer}-x"_s}));
}

void TestCustomerPages::pinsAndAliasesAreSaidInThePreview()
{
    Ui::CustomerRulesDialog *dialog = openRules();
    QVERIFY(dialog);
    auto *preview = dialog->findChild<QTabWidget *>(u"preview"_s);
    preview->setCurrentIndex(2);
    select(qobject_cast<QTreeView *>(preview->currentWidget()), u"everybody"_s);
    press(*dialog, "assign");
    auto *choice = dialog->findChild<Ui::CustomerChoiceDialog *>();
    type(*choice, "customerName", u"glob"_s);
    press(*choice, "take");
    QTRY_VERIFY(dialog->isSettled());
    QCOMPARE(dialog->rules().pins.at({CustomerObject::Kind::Connection, shared}), u"globex"_s);
    QTRY_COMPARE(preview->tabText(3), u"Exceptions 1"_s);

    preview->setCurrentIndex(0);
    select(qobject_cast<QTreeView *>(preview->currentWidget()), u"umbrella"_s);
    press(*dialog, "join");
    QTRY_VERIFY(dialog->findChild<Ui::CustomerChoiceDialog *>());
    choice = dialog->findChildren<Ui::CustomerChoiceDialog *>().last();
    type(*choice, "customerName", u"initech"_s);
    press(*choice, "take");
    QTRY_VERIFY(dialog->isSettled());
    QTRY_COMPARE(preview->tabText(0), u"Customers 2"_s);
    QCOMPARE(dialog->rules().aliases.at(u"umbrella"_s), u"initech"_s);

    preview->setCurrentIndex(3);
    select(qobject_cast<QTreeView *>(preview->currentWidget()), u"umbrella"_s);
    press(*dialog, "undo");
    QTRY_COMPARE(preview->tabText(0), u"Customers 3"_s);
    QVERIFY(dialog->rules().aliases.empty());
}

void TestCustomerPages::proposalsAreChosenAmong()
{
    QVERIFY(m_fixture->customerRules().set(tenant(), {}));
    QTRY_VERIFY(m_fixture->customerBook().of(tenant())->shares.empty());
    Ui::CustomerRulesDialog *dialog = openRules();
    QVERIFY(dialog);
    QVERIFY(dialog->rules().isEmpty());
    press(*dialog, "propose");
    QTRY_VERIFY(dialog->isSettled());
    auto *proposals = dialog->findChild<QTreeView *>(u"proposals"_s);
    QTRY_VERIFY(proposals->model()->rowCount() > 0);
    picture(*dialog, u"customer-proposals"_s);
    const QModelIndex ofConnections = at(proposals, u"Connection name: {customer}-users"_s);
    QVERIFY(ofConnections.isValid());
    QVERIFY(proposals->model()->setData(ofConnections, Qt::Unchecked, Qt::CheckStateRole));
    press(*dialog, "takeProposals");
    QTRY_VERIFY(dialog->isSettled());
    const auto isOfConnections
        = [](const CustomerRule &rule) { return rule.kind == CustomerRule::Kind::ConnectionName; };
    const QList<CustomerRule> rules = dialog->rules().rules;
    QVERIFY(!rules.isEmpty());
    QVERIFY(std::none_of(rules.begin(), rules.end(), isOfConnections));
}

void TestCustomerPages::usersAreReadOnlyWhenAskedFor()
{
    Ui::CustomerRulesDialog *dialog = openRules();
    QVERIFY(dialog);
    press(*dialog, "propose");
    QTRY_VERIFY(dialog->isSettled());
    QVERIFY(session().records(Kind::Users).isEmpty());
    const QList<QPushButton *> buttons = dialog->findChildren<QPushButton *>();
    const auto read = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->isVisible() && button->text() == "Read a sample of users"_L1;
    });
    QVERIFY(read != buttons.end());
    (*read)->click();
    QTRY_COMPARE(session().records(Kind::Users).size(), 3);
    auto *proposals = dialog->findChild<QTreeView *>(u"proposals"_s);
    QTRY_VERIFY(at(proposals, u"app_metadata of users: tenant"_s).isValid());
}

void TestCustomerPages::selectionBelongsToACustomer()
{
    EditorFixture::select(Kind::Connections, {shared});
    QTRY_VERIFY(actions().assignCustomer->isEnabled());
    open(actions().assignCustomer);
    QVERIFY2(shownText(*dialog()).contains(u"proposed"_s), qPrintable(shownText(*dialog())));
    picture(*dialog(), u"belongs-to-customer"_s);
    type(*dialog(), "customerName", u"e"_s); // the first that has it, and not a new one of that name
    QCOMPARE(field<QAbstractItemView>("customers")->currentIndex().row(), 0);
    type(*dialog(), "customerName", u"Hooli"_s);
    QVERIFY(shownText(*dialog()).contains(u"A new customer: hooli"_s));
    click("take");
    QVERIFY(decided());
    QCOMPARE(decided()->pins.at({CustomerObject::Kind::Connection, shared}), u"hooli"_s);
    QVERIFY(!decided()->rules.isEmpty()); // what was proposed stays true
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_VERIFY(names().contains(u"hooli"_s));
}

void TestCustomerPages::pinIsTakenBack()
{
    Domain::CustomerRules rules = m_fixture->customerBook().rulesOf(tenant());
    rules.pins[{CustomerObject::Kind::Connection, shared}] = u"hooli"_s;
    QVERIFY(m_fixture->customerRules().set(tenant(), rules));
    EditorFixture::select(Kind::Connections, {shared});
    open(actions().assignCustomer);
    field<QRadioButton>("asRulesSay")->click();
    click("take");
    QVERIFY(!decided()->pins.contains({CustomerObject::Kind::Connection, shared}));
    open(actions().assignCustomer);
    QVERIFY(!field<QRadioButton>("asRulesSay")->isVisible());
    field<QRadioButton>("nobody")->click();
    click("take");
    QCOMPARE(decided()->pins.at({CustomerObject::Kind::Connection, shared}), QString());
}

void TestCustomerPages::recordGoesToAnObject()
{
    showCustomers();
    session().readMap();
    QTRY_VERIFY(session().map());
    EditorFixture::select(Kind::Customers, {u"globex"_s});
    auto *record = m_fixture->window().inspector()->findChild<QTreeView *>(u"customerRecord"_s);
    QTRY_VERIFY(record->isVisible());
    QTRY_VERIFY(at(record, u"globex-users"_s).isValid());
    QTRY_VERIFY(at(record, u"Portal"_s).isValid());
    select(record, u"Portal"_s);
    QCOMPARE(record->currentIndex().siblingAtColumn(1).data().toString(), u"1 of 3"_s);
    picture(m_fixture->window(), u"customer-record"_s);
    select(record, u"globex-users"_s);
    record->setFocus();
    QTest::keyClick(record, Qt::Key_Return);
    QTRY_COMPARE(m_fixture->window().scope().kind, Kind::Connections);
    QTRY_COMPARE(m_fixture->window().inspector()->objectId(), u"con_0000000000000001"_s);
    QCOMPARE(m_fixture->window().inspector()->tabs()->tabText(m_fixture->window().inspector()->tabs()->currentIndex()),
             u"Overview"_s);
}

void TestCustomerPages::twoAreComparedSideBySide()
{
    showCustomers();
    EditorFixture::select(Kind::Customers, {u"globex"_s, u"umbrella"_s});
    open(actions().compareCustomers);
    picture(*dialog(), u"customer-comparison"_s);
    const QAbstractItemModel *model = field<QTableView>("comparison")->model();
    QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), u"Globex"_s);
    QStringList differences;
    for (int row = 0; row < model->rowCount(); ++row) {
        differences.append(model->index(row, 3).data().toString());
    }
    QVERIFY(differences.contains(u"only Globex"_s)); // the organization
    QVERIFY(differences.contains(u"the same"_s)); // both have their database
    const int all = model->rowCount();
    field<QCheckBox>("onlyDifferences")->click();
    QVERIFY(model->rowCount() < all);
}

void TestCustomerPages::emptyPagesSayWhy()
{
    QVERIFY(m_fixture->customerRules().set(tenant(), {}));
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    auto *empty = page()->findChild<Ui::EmptyState *>();
    QTRY_COMPARE(empty->title(), u"There is no rule"_s);
    QVERIFY(
        m_fixture->customerRules().set(tenant(), {{{CustomerRule::Kind::ConnectionName, u"{customer}-x"_s}}, {}, {}}));
    QTRY_COMPARE(empty->title(), u"The rules find no customer"_s);
    auto *button = empty->findChild<QPushButton *>();
    QVERIFY(button);
    button->click();
    QTRY_VERIFY(m_fixture->window().findChild<Ui::CustomerRulesDialog *>());
}

void TestCustomerPages::namesAreSaidAndNeverDrawn()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.organizations.find("org_0000000000000001"))["display_name"] = WindowFixture::hostileName;
    });
    session().refresh(Kind::Organizations);
    QVERIFY(m_fixture->waitUntilRead());
    Ui::CustomerRulesDialog *dialog = openRules();
    QVERIFY(dialog);
    QCOMPARE(faultsOf(*dialog).join(u'\n'), QString());
    dialog->done(QDialog::Rejected);
    showCustomers();
    EditorFixture::select(Kind::Customers, {u"globex"_s});
    auto *record = m_fixture->window().inspector()->findChild<QTreeView *>(u"customerRecord"_s);
    QTRY_VERIFY(record->isVisible());
    QCOMPARE(faultsOf(*record->parentWidget()).join(u'\n'), QString());
}

QTEST_MAIN(TestCustomerPages)
#include "tst_customerpages.moc"
