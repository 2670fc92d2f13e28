#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "change/journal.h"
#include "items/recordtablemodel.h"
#include "session/customerbook.h"
#include "ui/editors/onboarddialog.h"
#include "ui/pages/tablepage.h"
#include "ui/widgets/banner.h"

#include <QFile>
#include <QLineEdit>
#include <QListView>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

/// Customers with a database each, whose names tell them.
Sandbox::TenantState tenantState()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.clients.append({{"client_id", "portal"},
                          {"name", "Portal"},
                          {"app_type", "regular_web"},
                          {"grant_types", {"authorization_code"}}});
    int number = 1;
    for (const std::string name : {"globex", "initech", "umbrella"}) {
        const std::string id = "con_000000000000000" + std::to_string(number);
        state.connections.append({{"id", id},
                                  {"name", name + "-users"},
                                  {"strategy", "auth0"},
                                  {"options", {{"passwordPolicy", "good"}, {"disable_signup", true}}}});
        state.enabledClients.enable(id, "portal");
        state.organizations.append({{"id", "org_000000000000000" + std::to_string(number++)}, {"name", name}});
    }
    return state;
}

} // namespace

/// An onboarding of which the journal has no end: told where its tenant opens, and finished or taken back from there.
class TestCutOffOnboarding : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void itIsToldAndGoneOnWith();
    void itIsToldAndTakenBack();
    void anotherTenantHearsNothingOfIt();

private:
    Ui::Banner *banner() const { return m_fixture->window().findChild<Ui::Banner *>(u"cut-off-banner"_s); }
    QAction *way(const char *name) const { return banner()->findChild<QAction *>(QLatin1StringView(name)); }
    void cutOff();
};

/// Hooli is made, as far as the program came.
void TestCutOffOnboarding::init()
{
    openWindow({tenantState()});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_COMPARE(m_fixture->window().tablePage()->model()->rowCount(), 3);
    QVERIFY(!banner()->isVisible());
    open(actions().onboardCustomer);
    QTRY_VERIFY(qobject_cast<Ui::OnboardDialog *>(dialog())->isSettled());
    QTest::keyClicks(dialog()->focusWidget(), u"Hooli Inc"_s);
    QAbstractItemModel *applications = field<QListView>("applications")->model();
    QVERIFY(applications->setData(applications->index(0, 0), Qt::Checked, Qt::CheckStateRole));
    QTRY_VERIFY(qobject_cast<Ui::OnboardDialog *>(dialog())->isSettled());
    button("review")->click();
    QTRY_COMPARE(dialog()->objectName(), u"review"_s);
    apply(u"4 of 4 changes are done"_s);
    click("close");
    QTRY_COMPARE(m_fixture->window().tablePage()->model()->rowCount(), 4);
    cutOff();
}

/// As the journal would be had the program ended before it wrote down how the last item ended.
void TestCutOffOnboarding::cutOff()
{
    const QList<Change::JournalEntry> journal = Change::readJournal(m_fixture->journalFolder());
    QCOMPARE(journal.size(), 1);
    QFile file(journal.first().path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    file.close();
    QVERIFY(lines.takeLast().contains("end"));
    QVERIFY(lines.takeLast().contains("concluded"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(lines.join('\n') + '\n');
}

void TestCutOffOnboarding::itIsToldAndGoneOnWith()
{
    m_fixture->restart();
    QTRY_VERIFY(banner()->isVisible());
    QVERIFY2(banner()->what().contains("The onboarding of Hooli Inc in acme-eu was cut off"_L1),
             qPrintable(banner()->what()));
    QVERIFY2(banner()->detail().contains("3 of its 4 changes"_L1), qPrintable(banner()->detail()));
    picture(m_fixture->window(), u"cut-off-onboarding"_s);

    way("goOn")->trigger();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    const auto *state = dialog()->findChild<Ui::Banner *>(u"findingState"_s);
    QTRY_VERIFY2(!state->what().contains("Computing"_L1), qPrintable(state->what()));
    // What was made is there, and found already.
    QVERIFY2(!field<Ui::Banner>("appearing")->isVisible(), qPrintable(field<Ui::Banner>("appearing")->detail()));
    QVERIFY2(!field<Ui::WrapLabel>("forecast")->text().contains("Portal"_L1),
             qPrintable(field<Ui::WrapLabel>("forecast")->text()));
    QCOMPARE(button("apply")->text(), u"&Apply 1 change(s)"_s);
    picture(*dialog(), u"go-on-review"_s);
    apply(u"changes are done"_s);
    click("close");
    QTRY_VERIFY(!banner()->isVisible());
    QVERIFY(!Change::readJournal(m_fixture->journalFolder()).first().isUnfinished());
    QCOMPARE(m_fixture->server().state(0).organizations.size(), std::size_t(4));
}

void TestCutOffOnboarding::itIsToldAndTakenBack()
{
    m_fixture->restart();
    QTRY_VERIFY(banner()->isVisible());
    way("takeBack")->trigger();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"takeBack"_s);
    QTest::keyClicks(field<QLineEdit>("customerName"), u"Hooli Inc"_s);
    button("takeBack")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    apply(u"2 of 2 changes are done"_s);
    click("close");
    QTRY_VERIFY(!banner()->isVisible());
    QCOMPARE(m_fixture->server().state(0).organizations.size(), std::size_t(3));
}

void TestCutOffOnboarding::anotherTenantHearsNothingOfIt()
{
    QVERIFY(!banner()->isVisible()); // nobody opened the tenant since
    m_fixture->restart();
    QTRY_VERIFY(banner()->isVisible());
    m_fixture->estate().close(tenant());
    QTRY_VERIFY(!banner()->isVisible());
}

QTEST_MAIN(TestCutOffOnboarding)
#include "tst_cutoffonboarding.moc"
