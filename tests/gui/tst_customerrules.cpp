#include "gui/editorfixture.h"

#include "session/customerbook.h"
#include "ui/dialogs/customerchoicedialog.h"
#include "ui/editors/customerrulesdialog.h"
#include "ui/shell/actions.h"

#include <QApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QTabWidget>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace {

/// A database that two rules give to different customers.
Sandbox::TenantState tenantState()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
    state.connections.append({{"id", "con_0000000000000001"},
                              {"name", "globex-users"},
                              {"strategy", "auth0"},
                              {"metadata", {{"customer", "initech"}}}});
    state.connections.append({{"id", "con_0000000000000002"}, {"name", "umbrella-users"}, {"strategy", "auth0"}});
    return state;
}

} // namespace

/// What the dialog of the rules shows first.
class TestCustomerRules : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { m_fixture.reset(); }
    void whatSeveralClaimIsShownFirst();
    void escapeLeavesTheProposalsForTheRules();
    void theButtonsFollowTheRowsTheyAreAbout();
    void aNewNameStaysAsItWasTyped();

private:
    int pageThatIsShown();
};

int TestCustomerRules::pageThatIsShown()
{
    open(actions().customerRules);
    auto *rules = qobject_cast<Ui::CustomerRulesDialog *>(dialog());
    if (!rules || !QTest::qWaitFor([rules] { return rules->isSettled(); })) {
        return -1;
    }
    const int page = field<QTabWidget>("preview")->currentIndex();
    rules->close();
    (void)QTest::qWaitFor([this] { return !dialog(); });
    return page;
}

/// The banner of the customers speaks of it. While nobody decided on the rules it speaks of these.
void TestCustomerRules::whatSeveralClaimIsShownFirst()
{
    using Rule = Domain::CustomerRule;
    openWindow({tenantState()});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
    QCOMPARE(pageThatIsShown(), 0);
    Domain::CustomerRules rules;
    rules.rules = {{Rule::Kind::ConnectionName, u"{customer}-users"_s}};
    QVERIFY(m_fixture->customerRules().set(tenant(), rules));
    QTRY_VERIFY(!m_fixture->customerBook().isProposed(tenant()));
    QCOMPARE(pageThatIsShown(), 0);
    rules.rules.append({Rule::Kind::ConnectionMetadata, u"customer"_s});
    QVERIFY(m_fixture->customerRules().set(tenant(), rules));
    QTRY_COMPARE(m_fixture->customerBook().of(tenant())->contested.size(), 1);
    QCOMPARE(pageThatIsShown(), 1);
}

void TestCustomerRules::escapeLeavesTheProposalsForTheRules()
{
    openWindow({tenantState()});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
    open(actions().customerRules);
    auto *rules = qobject_cast<Ui::CustomerRulesDialog *>(dialog());
    QTRY_VERIFY(rules->isSettled());
    button("addRule")->click(); // edited, and so asked about where the dialog is left
    button("propose")->click();
    QTRY_VERIFY(rules->isSettled());
    QVERIFY(!button("propose")->isEnabled());
    QTest::keyClick(rules->focusWidget(), Qt::Key_Escape);
    QVERIFY(dialog() == rules && button("propose")->isEnabled());
    QCOMPARE(rules->rules().rules.last().text, u"{customer}"_s);
    QTest::keyClick(rules->focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(rules->findChild<QMessageBox *>());
}

void TestCustomerRules::theButtonsFollowTheRowsTheyAreAbout()
{
    openWindow({tenantState()});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
    open(actions().customerRules);
    QTRY_VERIFY(qobject_cast<Ui::CustomerRulesDialog *>(dialog())->isSettled());
    auto *tree = qobject_cast<QTreeView *>(field<QTabWidget>("preview")->currentWidget());
    tree->setFocus();
    tree->expandAll();
    tree->setCurrentIndex(tree->model()->index(0, 0, tree->model()->index(0, 0)));
    QVERIFY(button("assign")->isEnabled());
    QTest::keyClick(tree, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), button("assign"));
}

void TestCustomerRules::aNewNameStaysAsItWasTyped()
{
    Sandbox::TenantState state = tenantState();
    state.connections.append({{"id", "con_0000000000000003"}, {"name", "hooli-users"}, {"strategy", "auth0"}});
    openWindow({state});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
    open(actions().customerRules);
    auto *rules = qobject_cast<Ui::CustomerRulesDialog *>(dialog());
    QTRY_VERIFY(rules->isSettled());
    auto *tree = qobject_cast<QTreeView *>(field<QTabWidget>("preview")->currentWidget());
    tree->setCurrentIndex(tree->model()->index(0, 0));
    const auto was = rules->rules().aliases;
    QVERIFY(button("join")->isEnabled());
    button("join")->click();
    QTRY_VERIFY(rules->findChild<Ui::CustomerChoiceDialog *>());
    auto *choice = rules->findChild<Ui::CustomerChoiceDialog *>();
    choice->findChild<QLineEdit *>(u"customerName"_s)->setText(u" Wonka Ltd "_s);
    choice->accept();
    QTRY_COMPARE(rules->rules().aliases.size(), was.size() + 1);
    QCOMPARE(rules->rules().aliases.begin()->second, u"Wonka Ltd"_s);
    const auto isShown = [tree] {
        return !tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, u"Wonka Ltd"_s).isEmpty();
    };
    QTRY_VERIFY(rules->isSettled() && isShown());
}

QTEST_MAIN(TestCustomerRules)
#include "tst_customerrules.moc"
