#include "gui/palettefixture.h"

#include "change/supportaction.h"
#include "items/roles.h"
#include "settings/palettestore.h"
#include "ui/pages/tablepage.h"
#include "ui/widgets/filterline.h"

#include <QDialog>

using namespace Qt::StringLiterals;

/// The palette as somebody uses it who looks for the users of many tenants.
class TestPaletteUsers : public QObject, PaletteFixture
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { endOne(); }
    void usersAreFoundAfterAPause();
    void usersOfTheTenantThatIsShownComeFirst();
    void aUserIsShownInSpiteOfAFilter();
    void aPastedEMailFindsItsUser();
    void tenantsThatCannotBeSearchedAreTold();
    void whatIsDoneForUsersIsFound();
    void usersComeBeforeWhatCouldBeRead();
};

void TestPaletteUsers::usersAreFoundAfterAPause()
{
    openPeople();
    type(u"schmidt"_s);
    QVERIFY(palette().status().contains(u"looking for users"_s));
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(current(), u"anna@initech.example"_s);
    QVERIFY(palette().status().contains(u"1 user"_s));
    QVERIFY(model().entryAt(0).detail.contains(u"initech-users"_s));
    press(Qt::Key_D, Qt::ControlModifier); // of users nothing is kept
    QVERIFY(m_fixture->paletteStore().favourites().isEmpty());
    press(Qt::Key_Return);
    QCOMPARE(m_fixture->window().scope().kind, Query::Kind::Users);
    QTRY_COMPARE(m_fixture->window().tablePage()->selection().objects.value(0).id, u"auth0|1"_s);
    QVERIFY(m_fixture->paletteStore().recent().isEmpty());
}

/// And the first row is the one that Return takes, whoever answers first.
void TestPaletteUsers::usersOfTheTenantThatIsShownComeFirst()
{
    openPeople(3);
    const QList<Session::TenantSession *> sessions = m_fixture->estate().sessions();
    for (const Session::TenantSession *session : {sessions.at(2), sessions.at(1)}) {
        m_fixture->window().showScope({session->id(), {}, {}});
        type(u"schmidt"_s);
        QTRY_COMPARE(model().rowCount(), 3);
        QCOMPARE(model().entryAt(0).place.tenant, session->id());
        QCOMPARE(palette().list()->currentIndex().row(), 0);
        press(Qt::Key_Escape);
    }
}

void TestPaletteUsers::aUserIsShownInSpiteOfAFilter()
{
    openPeople();
    m_fixture->window().showScope({Domain::TenantId(u"people"_s), Query::Kind::Users, {}});
    m_fixture->window().tablePage()->filterLine()->setText(u"blocked=true"_s);
    type(u"schmidt"_s);
    QTRY_COMPARE(model().rowCount(), 1);
    press(Qt::Key_Return); // Auth0 is asked for the user: the row comes later
    QTRY_COMPARE(m_fixture->window().tablePage()->selection().objects.value(0).id, u"auth0|1"_s);
    QVERIFY(m_fixture->window().tablePage()->filterLine()->text().isEmpty());
}

void TestPaletteUsers::aPastedEMailFindsItsUser()
{
    openPeople();
    start();
    palette().line()->setText(u"anna@initech.example"_s);
    QTRY_COMPARE(current(), u"anna@initech.example"_s);
    palette().line()->setText(u"auth0|2"_s);
    QTRY_COMPARE(model().rowCount(), 1);
    QVERIFY(model().entryAt(0).detail.startsWith(u"Blocked user"_s));
    QVERIFY(palette().list()->currentIndex().data(Qt::AccessibleTextRole).toString().contains(u"‹RLO›"_s));
}

void TestPaletteUsers::tenantsThatCannotBeSearchedAreTold()
{
    m_own = std::make_unique<WindowFixture>();
    m_fixture = m_own.get();
    m_fixture->open(1, u"dev"_s, true);
    QVERIFY(m_fixture->waitUntilRead());
    type(u"anybody"_s);
    QTRY_VERIFY(palette().status().contains(u"users of acme-dev"_s));
    QVERIFY(!palette().status().contains(u"0 users"_s));
}

void TestPaletteUsers::whatIsDoneForUsersIsFound()
{
    openPeople();
    type(u"reset mfa"_s);
    QCOMPARE(model().entryAt(0).place.id, Change::wordOf(Change::SupportKind::ResetMfa));
    QVERIFY(!model().entryAt(0).obstacle.isEmpty()); // of nobody
    press(Qt::Key_Escape);
    m_fixture->window().showScope({Domain::TenantId(u"people"_s), Query::Kind::Users, {}});
    m_fixture->window().tablePage()->search({});
    QTRY_COMPARE(m_fixture->window().tablePage()->shownRecords().size(), 2);
    m_fixture->window().tablePage()->select(Domain::TenantId(u"people"_s), u"auth0|1"_s);
    QTRY_VERIFY(actions().support->isEnabled());
    type(u"reset mfa"_s);
    QVERIFY(model().entryAt(0).obstacle.isEmpty());
    press(Qt::Key_Return);
    QTRY_VERIFY(!m_fixture->window().findChildren<QDialog *>().isEmpty());
}

/// Tenants answer one after the other: where somebody went to no row, the best is the one.
void TestPaletteUsers::usersComeBeforeWhatCouldBeRead()
{
    std::vector<Sandbox::TenantState> tenants;
    tenants.push_back(people());
    tenants.push_back(people());
    m_own = std::make_unique<WindowFixture>(Sandbox::Options(), std::move(tenants));
    m_fixture = m_own.get();
    Settings::Preferences preferences = m_fixture->settings().preferences();
    preferences.refreshOnOpen = false;
    QVERIFY(m_fixture->settings().setPreferences(preferences));
    m_fixture->open(0, u"eu"_s);
    m_fixture->open(1, u"us"_s);
    type(u"schmidt"_s);
    QCOMPARE(model().rowCount(), 1); // that they could be read
    QTRY_COMPARE(model().rowCount(), 3);
    QCOMPARE(model().entryAt(2).place.kind, Items::unreadKind());
    QCOMPARE(palette().list()->currentIndex().row(), 0); // whoever came first
}

QTEST_MAIN(TestPaletteUsers)
#include "tst_paletteusers.moc"
