#include "gui/editorfixture.h"

#include "session/customerbook.h"
#include "ui/editors/customerrulesdialog.h"
#include "ui/shell/actions.h"

#include <QTabWidget>

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
    void whatSeveralClaimIsShownFirst();

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

QTEST_MAIN(TestCustomerRules)
#include "tst_customerrules.moc"
