#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "change/planfile.h"
#include "session/changetray.h"
#include "session/customerbook.h"
#include "ui/editors/sharedialog.h"
#include "ui/pages/inspectorpanel.h"

#include <QFile>
#include <QLineEdit>
#include <QTabWidget>
#include <QTreeView>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

const std::string globexDatabase = "con_0000000000000001";
const std::string initechDatabase = "con_0000000000000002";
const std::string globexOrganization = "org_0000000000000001";

Sandbox::TenantState tenantState()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
    state.connections.append({{"id", globexDatabase}, {"name", "globex-users"}, {"strategy", "auth0"}});
    state.connections.append({{"id", initechDatabase}, {"name", "initech-users"}, {"strategy", "auth0"}});
    state.connections.append({{"id", "con_0000000000000003"}, {"name", "umbrella-users"}, {"strategy", "auth0"}});
    state.enabledClients.enable(globexDatabase, "portal");
    state.organizations.append({{"id", globexOrganization}, {"name", "globex"}, {"display_name", "Globex"}});
    state.organizations.append({{"id", "org_0000000000000002"}, {"name", "initech"}, {"display_name", "Initech"}});
    state.users.append(
        {{"user_id", "auth0|peter"},
         {"email", "peter@initech.example"},
         {"identities",
          {{{"connection", "initech-users"}, {"provider", "auth0"}, {"user_id", "peter"}, {"isSocial", false}}}}});
    return state;
}

} // namespace

/// What the review says of changes that let one customer's people in to what is another's, however they were staged.
class TestReviewCustomers : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void memberOfAnotherCustomerIsTold();
    void connectionOfAnotherCustomerIsTold();
    void savedPlanKeepsWhatWasTold();
    void whatIsLeftOutIsNotTold();
    void missingScopesAreTold();

private:
    Ui::WrapLabel *crossed() const { return field<Ui::WrapLabel>("crossedCustomers"); }
    void stageConnection(const Domain::TenantId &tenant);
};

void TestReviewCustomers::init()
{
    openWindow({tenantState()});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
}

void TestReviewCustomers::stageConnection(const Domain::TenantId &tenant)
{
    Change::PlanItem item{
        {Change::ObjectKind::OrganizationConnections, QString::fromStdString(globexOrganization), u"globex"_s},
        {{Json::Pointer({QString::fromStdString(initechDatabase)}), std::nullopt,
          QByteArrayLiteral(R"({"assign_membership_on_login":false})"), std::nullopt}},
        QByteArrayLiteral("{}")};
    item.names.insert(QString::fromStdString(initechDatabase), u"initech-users"_s);
    m_fixture->tray().stage(tenant, item);
}

void TestReviewCustomers::memberOfAnotherCustomerIsTold()
{
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    select(Kind::Customers, {u"globex"_s});
    auto *share = m_fixture->window().inspector()->findChild<QPushButton *>(u"editShare"_s);
    QTRY_VERIFY(share->isVisible() && share->isEnabled());
    share->click();
    QTRY_VERIFY(dialog());
    field<QTabWidget>("parts")->setCurrentIndex(2);
    type(*dialog(), "memberToAdd", u"peter@initech.example"_s);
    QTest::keyClick(field<QLineEdit>("memberToAdd"), Qt::Key_Return);
    QTRY_COMPARE(field<QTreeView>("members")->model()->rowCount(), 1);
    click("stage");
    QTRY_VERIFY(!dialog());
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog() && crossed()->isVisible());
    QCOMPARE(crossed()->text(),
             u"“globex” belongs to the customer “Globex”, “peter@initech.example” to “Initech”: the user would then be "
             "a member of another customer's organization."_s);
    picture(*dialog(), u"review-crossing"_s);
}

void TestReviewCustomers::connectionOfAnotherCustomerIsTold()
{
    stageConnection(tenant());
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog() && crossed()->isVisible());
    QVERIFY2(crossed()->text().startsWith(u"“globex” belongs to the customer “Globex”, “initech-users” to “Initech”"_s),
             qPrintable(crossed()->text()));
}

void TestReviewCustomers::savedPlanKeepsWhatWasTold()
{
    stageConnection(tenant());
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog() && crossed()->isVisible());
    const QString path = m_fixture->folder() + u"/plan.json"_s;
    m_fixture->prompt().setAnswer(path);
    press(*dialog(), "save");
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto plans = Change::readPlans(file.readAll());
    QVERIFY(plans && plans->size() == 1);
    QCOMPARE(plans->first().notes.value(0), crossed()->text());
}

void TestReviewCustomers::whatIsLeftOutIsNotTold()
{
    stageConnection(tenant());
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog() && crossed()->isVisible());
    QAbstractItemModel &objects = *field<QTreeView>("objects")->model();
    const QModelIndex object = objects.index(0, 0, objects.index(0, 0));
    QVERIFY(objects.setData(object, Qt::Unchecked, Qt::CheckStateRole));
    QTRY_VERIFY(!crossed()->isVisible());
}

/// Before anything is sent: a run that ends at the third request leaves two done.
void TestReviewCustomers::missingScopesAreTold()
{
    stageConnection(tenant());
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog() && shownText(*dialog()).contains(u" request(s)"_s));
    QVERIFY(!field<Ui::WrapLabel>("missingScopes")->isVisible());
    dialog()->reject();
    QTRY_VERIFY(!dialog());
    m_fixture->open(0, u"limited"_s, true);
    m_fixture->session(u"limited"_s).refresh(Kind::Applications);
    QTRY_VERIFY(m_fixture->session(u"limited"_s).client().tokenScopes());
    stageConnection(Domain::TenantId(u"limited"_s));
    actions().reviewChanges->trigger();
    QTRY_VERIFY(dialog() && field<Ui::WrapLabel>("missingScopes")->isVisible());
    const QString told = field<Ui::WrapLabel>("missingScopes")->text();
    QVERIFY2(told.contains(u"lacks create:organization_connections,"_s), qPrintable(told));
}

QTEST_MAIN(TestReviewCustomers)
#include "tst_reviewcustomers.moc"
