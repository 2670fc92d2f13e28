#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "items/recordtablemodel.h"
#include "session/customerbook.h"
#include "ui/editors/onboarddialog.h"
#include "ui/pages/tablepage.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/recordtable.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

/// Customers with a database each, whose names tell them; Portal has as many as Lock shows.
Sandbox::TenantState tenantState(int customers)
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.clients.append({{"client_id", "portal"},
                          {"name", "Portal"},
                          {"app_type", "regular_web"},
                          {"client_secret", "the portal's own"},
                          {"grant_types", {"authorization_code"}}});
    const std::vector<std::string> names{"globex", "initech", "umbrella"};
    for (int i = 0; i < customers; ++i) {
        const std::string name = i < 3 ? names.at(std::size_t(i)) : "customer" + std::to_string(i);
        const std::string id = "con_" + std::to_string(1000000000000000 + i);
        state.connections.append({{"id", id},
                                  {"name", name + "-users"},
                                  {"strategy", "auth0"},
                                  {"options", {{"passwordPolicy", "good"}, {"disable_signup", true}}}});
        state.enabledClients.enable(id, "portal");
        state.organizations.append({{"id", "org_" + std::to_string(1000000000000000 + i)}, {"name", name}});
    }
    return state;
}

} // namespace

/// A customer from the empty dialog to its row in the table, and back.
class TestOnboardDialog : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { m_fixture.reset(); }
    void customerIsMadeFoundAndTakenBack();
    void takenBackWithoutTheLogWhereThatIsTicked();
    void limitWantsToBeConfirmed();
    void newApplicationHandsItsSecretOutOnce();
    void quickReviewKnowsTheLimits();
    void connectionsThatAreThereAreTakenAlong();
    void keyOfMetadataIsAskedForWhereNoRuleNamesOne();
    void rulesThatExcludeEachOtherGiveTheFirstItsValue();
    void applicationsOfOneNameAreToldApart();
    void theWheelScrollsAndChangesNothing();
    void aClickOpensTheModelsAndAWrongOneIsMarked();
    void saysWhatIsWrong();

private:
    void openWith(int customers);
    const Analysis::CustomerShare *share(const QString &key) const;
    void check(const char *name, bool isOn = true) { field<QCheckBox>(name)->setChecked(isOn); }
    void tick(const char *list, int row)
    {
        QAbstractItemModel *model = field<QListView>(list)->model();
        QVERIFY(model->setData(model->index(row, 0), Qt::Checked, Qt::CheckStateRole));
    }
    bool isFilled() const { return qobject_cast<Ui::OnboardDialog *>(dialog())->isSettled(); }
    QString text(const char *name) const { return field<QLineEdit>(name)->text(); }
};

void TestOnboardDialog::openWith(int customers)
{
    openWindow({tenantState(customers)});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_COMPARE(m_fixture->window().tablePage()->model()->rowCount(), customers);
    open(actions().onboardCustomer);
    QTRY_VERIFY(isFilled());
}

const Analysis::CustomerShare *TestOnboardDialog::share(const QString &key) const
{
    const Analysis::TenantCustomers *customers = m_fixture->customerBook().of(tenant());
    const auto found = customers->shares.find(key);
    return found == customers->shares.end() ? nullptr : &found->second;
}

void TestOnboardDialog::customerIsMadeFoundAndTakenBack()
{
    openWith(3);
    QCOMPARE(faultsOf(*dialog()), QStringList());
    QTest::keyClicks(dialog()->focusWidget(), u"Hooli Inc"_s);
    QCOMPARE(text("connectionName"), u"hooli-inc-users"_s);
    QCOMPARE(text("organizationName"), u"hooli-inc"_s);
    tick("applications", 0);
    QTRY_VERIFY2(field<Ui::WrapLabel>("limits")->text().contains(u"3 → 4 of 50"_s), qPrintable(shownText(*dialog())));
    picture(*dialog(), u"onboard"_s);
    button("review")->click();
    QTRY_COMPARE(dialog()->objectName(), u"review"_s);
    picture(*dialog(), u"onboard-review"_s);
    apply(u"4 of 4 changes are done"_s);
    click("close");

    QTRY_VERIFY(share(u"hooli-inc"_s));
    QTRY_COMPARE(share(u"hooli-inc"_s)->connections.size(), 1);
    QTRY_COMPARE(share(u"hooli-inc"_s)->organizations.size(), 1);
    QCOMPARE(share(u"hooli-inc"_s)->applications.size(), 0);
    QTRY_COMPARE(m_fixture->window().tablePage()->model()->rowCount(), 4);
    QVERIFY(m_fixture->server().state(0).enabledClients.connectionsOf("portal").contains(
        share(u"hooli-inc"_s)->connections.first().toStdString()));

    select(Kind::Customers, {u"hooli-inc"_s});
    QVERIFY(actions().takeBackOnboarding->isEnabled());
    actions().takeBackOnboarding->trigger();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"takeBack"_s);
    QVERIFY(!button("takeBack")->isEnabled());
    QTest::keyClicks(field<QLineEdit>("customerName"), u"Hooli Inc"_s);
    picture(*dialog(), u"take-back"_s);
    button("takeBack")->click();
    QTRY_COMPARE(dialog()->objectName(), u"review"_s);
    picture(*dialog(), u"take-back-review"_s);
    apply(u"2 of 2 changes are done"_s);
    click("close");
    QTRY_VERIFY(!share(u"hooli-inc"_s));
    QTRY_COMPARE(m_fixture->window().tablePage()->model()->rowCount(), 3);
    QCOMPARE(m_fixture->server().state(0).connections.size(), std::size_t(3));
    QCOMPARE(m_fixture->server().state(0).organizations.size(), std::size_t(3));
}

/// The log is behind: it does not show that the customer was made, and so perhaps not who came since.
void TestOnboardDialog::takenBackWithoutTheLogWhereThatIsTicked()
{
    openWith(3);
    QTest::keyClicks(dialog()->focusWidget(), u"Hooli Inc"_s);
    QTRY_VERIFY(isFilled());
    button("review")->click();
    QTRY_COMPARE(dialog()->objectName(), u"review"_s);
    apply(u"changes are done"_s);
    click("close");
    QTRY_VERIFY(share(u"hooli-inc"_s) && share(u"hooli-inc"_s)->organizations.size() == 1);
    m_fixture->server().change(
        0, [](Sandbox::TenantState &state) { state.logs.removeIf([](const Sandbox::Json &) { return true; }); });
    select(Kind::Customers, {u"hooli-inc"_s});
    actions().takeBackOnboarding->trigger();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"takeBack"_s);
    QTest::keyClicks(field<QLineEdit>("customerName"), u"Hooli Inc"_s);
    for (const bool isAllowed : {false, true}) {
        QTRY_VERIFY(dialog() && dialog()->objectName() == u"takeBack"_s); // again, where nothing was taken back
        check("withoutLog", isAllowed);
        button("takeBack")->click();
        QTRY_COMPARE(dialog()->objectName(), u"review"_s);
        apply(isAllowed ? u"2 of 2 changes are done"_s : u"0 of 2 changes are done"_s);
        picture(*dialog(), isAllowed ? u"take-back-without-log"_s : u"take-back-refused"_s);
        button("close")->click();
        QCOMPARE(m_fixture->server().state(0).organizations.size(), std::size_t(isAllowed ? 3 : 4));
    }
    QTRY_VERIFY(!dialog());
}

void TestOnboardDialog::limitWantsToBeConfirmed()
{
    openWith(50);
    QTest::keyClicks(dialog()->focusWidget(), u"Hooli"_s);
    QVERIFY(button("review")->isEnabled());
    tick("applications", 0);
    QTRY_VERIFY2(field<Ui::WrapLabel>("limits")->text().contains(u"50 → 51 of 50"_s), qPrintable(shownText(*dialog())));
    QVERIFY(!button("review")->isEnabled());
    QVERIFY(!button("review")->accessibleDescription().isEmpty());
    picture(*dialog(), u"onboard-limit"_s);
    const Ui::WrapLabel *limits = field<Ui::WrapLabel>("limits");
    QCOMPARE(limits->palette().color(QPalette::WindowText), Ui::tokensOf(dialog()->palette()).full);
    check("confirmed");
    QVERIFY(button("review")->isEnabled());
    button("review")->click();
    QTRY_COMPARE(dialog()->objectName(), u"review"_s);
    const Ui::WrapLabel *over = field<Ui::WrapLabel>("overLimits");
    QVERIFY2(over->isVisible() && over->text().contains(u"50 → 51 of Lock's 50"_s), qPrintable(over->text()));
    picture(*dialog(), u"review-over"_s);
    dialog()->reject();
}

void TestOnboardDialog::newApplicationHandsItsSecretOutOnce()
{
    openWith(3);
    check("holdsConnection", false);
    check("holdsOrganization", false);
    check("holdsApplication");
    QTest::keyClicks(field<QLineEdit>("customerName"), u"Hooli"_s);
    QTest::keyClicks(field<QLineEdit>("callbacks"), u"https://hooli.example/callback"_s);
    button("review")->click();
    QTRY_COMPARE(dialog()->objectName(), u"review"_s);
    apply(u"changes are done"_s);
    const Sandbox::Json made = m_fixture->server().state(0).clients.items().back();
    const QString secret = QString::fromStdString(made.at("client_secret").get<std::string>());
    QVERIFY(!shownText(*dialog()).contains(secret));
    button("close")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"tickets"_s);
    QVERIFY(!shownText(*dialog()).contains(secret));
    QVERIFY(shownText(*dialog()).contains(u"Hooli"_s));
    QDialog *secrets = dialog();
    secrets->reject(); // it is to be had nowhere else
    auto *question = secrets->findChild<QMessageBox *>();
    QVERIFY(question && secrets->isVisible());
    QVERIFY(question->text().contains(u"not copied"_s));
    question->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY(!secrets->findChild<QMessageBox *>());
    QVERIFY(secrets->isVisible());
    button("copyTicket")->click();
    click("close");
    QVERIFY(secret != u"the portal's own"_s);
}

/// What it does to limits is worked out after the last letter; who does not wait for it is held up all the same.
void TestOnboardDialog::quickReviewKnowsTheLimits()
{
    openWith(50);
    QTest::keyClicks(dialog()->focusWidget(), u"Hooli"_s);
    tick("applications", 0);
    button("review")->click();
    QTRY_VERIFY(field<QCheckBox>("confirmed")->isVisible());
    QCOMPARE(dialog()->objectName(), u"onboard"_s);
    click("cancel");
}

void TestOnboardDialog::connectionsThatAreThereAreTakenAlong()
{
    openWith(3);
    check("holdsConnection", false);
    check("holdsApplication");
    QTest::keyClicks(field<QLineEdit>("customerName"), u"Hooli"_s);
    tick("applicationConnections", 0);
    tick("applicationConnections", 1);
    tick("organizationConnections", 1);
    QTRY_VERIFY2(field<Ui::WrapLabel>("limits")->text().contains(u"of Hooli: 0 → 2 of 50"_s),
                 qPrintable(shownText(*dialog())));
    picture(*dialog(), u"onboard-existing"_s);
    button("review")->click();
    QTRY_COMPARE(dialog()->objectName(), u"review"_s);
    apply(u"changes are done"_s);
    Sandbox::TenantState state = m_fixture->server().state(0);
    const std::string application = state.clients.items().back().at("client_id").get<std::string>();
    QCOMPARE(state.enabledClients.connectionsOf(application).size(), std::size_t(2));
    button("close")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"tickets"_s);
    button("copyTicket")->click();
    click("close");
}

void TestOnboardDialog::keyOfMetadataIsAskedForWhereNoRuleNamesOne()
{
    openWith(3);
    check("holdsMetadata");
    QTest::keyClicks(field<QLineEdit>("customerName"), u"Hooli"_s);
    QVERIFY(button("customerRules")->isVisible());
    QVERIFY(!button("copyHandover")->isEnabled());
    QVERIFY2(shownText(*dialog()).contains(u"No customer rule of this tenant names a key"_s),
             qPrintable(shownText(*dialog())));
    QVERIFY(!shownText(*dialog()).contains(uR"({"customer")"_s));
    QTest::keyClicks(field<QLineEdit>("metadataKey"), u"company.id"_s);
    picture(*dialog(), u"onboard-metadata"_s);
    button("copyHandover")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), uR"({"company":{"id":"hooli"}})"_s);
    QDialog *onboard = dialog();
    button("customerRules")->click();
    QTRY_VERIFY(onboard->findChild<QDialog *>(u"customerRules"_s));
    onboard->findChild<QDialog *>(u"customerRules"_s)->reject();
    QVERIFY(onboard->isVisible());
    QTRY_VERIFY(!onboard->findChild<QDialog *>(u"customerRules"_s));
    click("cancel");
}

void TestOnboardDialog::rulesThatExcludeEachOtherGiveTheFirstItsValue()
{
    using Rule = Domain::CustomerRule;
    openWith(3);
    for (const QStringList &places : {QStringList{u"company"_s, u"company.id"_s, u"tenant"_s},
                                      QStringList{u"company.id"_s, u"company"_s, u"tenant"_s}}) {
        Domain::CustomerRules rules;
        for (const QString &place : places) {
            rules.rules.append({Rule::Kind::AppMetadata, place});
        }
        QVERIFY(m_fixture->customerRules().set(tenant(), rules));
        QTRY_COMPARE(m_fixture->customerBook().rulesOf(tenant()), rules);
        check("holdsMetadata");
        field<QLineEdit>("customerName")->clear();
        QTest::keyClicks(field<QLineEdit>("customerName"), u"Hooli"_s);
        button("copyHandover")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 places.first() == u"company"_s ? uR"({"company":"hooli","tenant":"hooli"})"_s
                                                : uR"({"company":{"id":"hooli"},"tenant":"hooli"})"_s);
    }
    click("cancel");
}

void TestOnboardDialog::applicationsOfOneNameAreToldApart()
{
    Sandbox::TenantState state = tenantState(1);
    state.clients.append({{"client_id", "other"}, {"name", "Portal"}, {"app_type", "spa"}});
    openWindow({state});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_COMPARE(m_fixture->window().tablePage()->model()->rowCount(), 1);
    open(actions().onboardCustomer);
    QTRY_VERIFY(isFilled());
    auto *model = field<QComboBox>("applicationModel");
    QStringList names;
    for (int row = 0; row < model->count(); ++row) {
        names.append(model->itemText(row));
    }
    QVERIFY2(names.contains(u"Portal (portal)"_s) && names.contains(u"Portal (other)"_s), qPrintable(names.join(u',')));
    check("holdsApplication");
    QTest::keyClicks(field<QLineEdit>("customerName"), u"Hooli"_s);
    model->setCurrentIndex(model->findText(u"Portal (other)"_s));
    QCOMPARE(qobject_cast<Ui::OnboardDialog *>(dialog())->wanted().application->model.id, u"other"_s);
    click("cancel");
}

void TestOnboardDialog::theWheelScrollsAndChangesNothing()
{
    openWith(3);
    QTRY_VERIFY(isFilled());
    auto *model = field<QComboBox>("connectionModel");
    const int before = model->currentIndex();
    QVERIFY(model->count() > 1);
    const auto turn = [model](int by) {
        const QPointF place = model->rect().center();
        QWheelEvent wheel(place, model->mapToGlobal(place), {}, {0, by}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(model, &wheel);
    };
    field<QLineEdit>("customerName")->setFocus();
    turn(before > 0 ? 120 : -120);
    QCOMPARE(model->currentIndex(), before);
    model->setFocus();
    turn(before > 0 ? 120 : -120);
    QVERIFY(model->currentIndex() != before); // who is in it means it
    click("cancel");
}

void TestOnboardDialog::aClickOpensTheModelsAndAWrongOneIsMarked()
{
    openWith(3);
    QLineEdit *line = field<QComboBox>("connectionModel")->lineEdit();
    QTest::mouseClick(line, Qt::LeftButton);
    QTRY_VERIFY(QApplication::activePopupWidget());
    line->setText(u"no such connection"_s);
    QVERIFY(line->property("error").toBool());
}

void TestOnboardDialog::saysWhatIsWrong()
{
    openWith(3);
    QVERIFY(!button("review")->isEnabled());
    QTest::keyClicks(field<QLineEdit>("customerName"), u"Globex"_s);
    QVERIFY2(shownText(*dialog()).contains(u"customer of this tenant already"_s), qPrintable(shownText(*dialog())));
    field<QLineEdit>("customerName")->setText(u"Hooli"_s);
    field<QLineEdit>("connectionName")->setText(u"hooli users"_s);
    QVERIFY(!button("review")->isEnabled());
    QVERIFY(shownText(*dialog()).contains(u"is no name of a connection"_s));
    field<QLineEdit>("connectionName")->setText(u"globex-users"_s);
    QVERIFY(!button("review")->isEnabled());
    QVERIFY(shownText(*dialog()).contains(u"“globex-users” is taken by another"_s));
    // One that was made since the dialog opened is taken, too.
    Domain::Connection late;
    late.id = Domain::ConnectionId(u"con_late"_s);
    late.name = u"late-users"_s;
    late.strategy = u"auth0"_s;
    m_fixture->estate().find(tenant())->accept(QList<Domain::Connection>{late});
    field<QLineEdit>("connectionName")->setText(u"late-users"_s);
    QVERIFY(shownText(*dialog()).contains(u"“late-users” is taken by another"_s));
    field<QLineEdit>("connectionName")->setText(u"somebody"_s);
    QVERIFY(button("review")->isEnabled());
    QVERIFY2(shownText(*dialog()).contains(u"No rule of the tenant finds"_s), qPrintable(shownText(*dialog())));
    check("holdsMetadata");
    check("holdsTenant");
    QVERIFY(shownText(*dialog()).contains(u"makes no Auth0 tenants"_s));
    click("cancel");
}

QTEST_MAIN(TestOnboardDialog)
#include "tst_onboarddialog.moc"
