#include "gui/windowfixture.h"

#include "gui/guioptions.h"
#include "gui/linkdoor.h"
#include "query/objectlink.h"
#include "session/writeunlock.h"
#include "ui/dialogs/opendialog.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/recordtable.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;

/// Links from tickets: what they show, and that they do nothing else.
class TestLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void aCopiedLinkShowsItsObjectAgain();
    void aTenantHasALink();
    void severalObjectsAreALinkALine();
    void tenantsAreFoundByNameAndDomain();
    void aUserIsSearchedFor();
    void hostileLinksShowABannerAndNothingElse();
    void anObjectThatIsGoneIsTold();
    void anObjectIsWaitedForWhileItsListIsRead();
    void aCustomerIsWaitedForUntilTheBookKnows();
    void theBannerGoesWithWhatItIsAbout();
    void anOpenDialogIsNotLeft();
    void aRefusedLinkLeavesTheDialogItsFocus();
    void aLinkChangesNothing();

    void theCommandLineTakesOneLink();
    void theDoorHandsALinkOver();
    void onlyOneWindowStandsBehindTheDoor();
    void aDoorThatWasLeftBehindIsTakenOver();
    void onlyTheUserReachesTheDoor();
    void aVisitorWhoTalksTooMuchIsSentAway();

private:
    void start();
    void openLink(const QString &link) { m_fixture->links().open(link); }
    Ui::Banner &banner() { return *m_fixture->links().banner(); }
    Ui::MainWindow &window() { return m_fixture->window(); }
    QString door() const { return m_folder.filePath(u"door.socket"_s); }
    /// Hands over from another thread, as another process does.
    bool handOver(const QString &link)
    {
        bool isTaken = false;
        const std::unique_ptr<QThread> sender(
            QThread::create([&isTaken, name = door(), link] { isTaken = Gui::LinkDoor::handOver(name, link); }));
        sender->start();
        return QTest::qWaitFor([&sender] { return sender->isFinished(); }) && isTaken;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<WindowFixture> m_fixture; ///< none before start()
};

void TestLinks::start()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(0, u"eu"_s);
    m_fixture->open(1, u"dev"_s);
    window().showScope({}); // of all: each is read
    QVERIFY(m_fixture->waitUntilRead());
    QVERIFY(!banner().isVisible());
}

void TestLinks::cleanup()
{
    m_fixture.reset();
}

void TestLinks::aCopiedLinkShowsItsObjectAgain()
{
    start();
    window().showObject(Domain::TenantId(u"eu"_s), Query::Kind::Connections, u"con_saml000000000001"_s);
    QTRY_COMPARE(window().tablePage()->selection().objects.size(), 1);
    window().actions().copyLink->trigger();
    const QString link = QGuiApplication::clipboard()->text();
    QCOMPARE(link, u"tenantry://acme-eu.eu.auth0.com/connections/con_saml000000000001"_s);
    QVERIFY(window().message().contains(link));
    window().showScope({Domain::TenantId(u"dev"_s), Query::Kind::Applications, {}});
    openLink(link);
    QCOMPARE(window().scope().kind, Query::Kind::Connections);
    QTRY_COMPARE(window().tablePage()->selection().objects.value(0).id, u"con_saml000000000001"_s);
    QVERIFY(!banner().isVisible());
}

void TestLinks::aTenantHasALink()
{
    start();
    window().showScope({Domain::TenantId(u"dev"_s), Query::Kind::Tenants, {}});
    QVERIFY(window().actions().copyLink->isEnabled());
    window().actions().copyLink->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"tenantry://acme-dev.eu.auth0.com"_s);
    window().showScope({});
    QVERIFY(!window().actions().copyLink->isEnabled());
    openLink(u"tenantry://acme-dev.eu.auth0.com"_s);
    QCOMPARE(window().scope().tenant, std::optional(Domain::TenantId(u"dev"_s)));
    QCOMPARE(window().scope().kind, Query::Kind::Tenants);
}

void TestLinks::severalObjectsAreALinkALine()
{
    start();
    window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Applications, {}});
    QTRY_COMPARE(window().tablePage()->shownRecords().size(), 3);
    window().tablePage()->table()->selectAll();
    window().actions().copyLink->trigger();
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    for (const QString &line : lines) {
        QVERIFY(Query::readLink(line));
    }
}

void TestLinks::tenantsAreFoundByNameAndDomain()
{
    start();
    openLink(u"tenantry://acme-dev/applications/try"_s);
    QTRY_COMPARE(window().tablePage()->selection().objects.value(0).id, u"try"_s);
    openLink(u"tenantry://ACME-EU.eu.auth0.com/applications/office"_s);
    QTRY_COMPARE(window().tablePage()->selection().objects.value(0).id, u"office"_s);
    QVERIFY(!banner().isVisible());
}

void TestLinks::aUserIsSearchedFor()
{
    start();
    openLink(u"tenantry://acme-eu/users/auth0%7Cnobody"_s);
    QCOMPARE(window().scope().kind, Query::Kind::Users);
    QCOMPARE(m_fixture->session(u"eu"_s).searchText(Query::Kind::Users), u"user_id:\"auth0|nobody\""_s);
    QTRY_VERIFY(banner().isVisible());
    QVERIFY(banner().what().contains(u"auth0|nobody"_s));
}

void TestLinks::hostileLinksShowABannerAndNothingElse()
{
    start();
    const std::pair<const char *, QString> hostile[] = {
        {"another scheme", u"https://acme-eu.eu.auth0.com/connections/con_1"_s},
        {"action", u"tenantry://acme-eu/actions/quit"_s},
        {"action as the path", u"tenantry:quit"_s},
        {"unknown tenant", u"tenantry://evil.example/connections/con_saml000000000001"_s},
        {"almost the tenant", u"tenantry://acme-eu.eu.auth0.com.evil.example/connections/con_1"_s},
        {"look-alike tenant", u"tenantry://%D0%B0cme-eu/connections/con_1"_s},
        {"credentials", u"tenantry://user:password@acme-eu/connections/con_1"_s},
        {"base URL", u"tenantry://http%3A%2F%2F127.0.0.1%3A9"_s},
        {"local server", u"tenantry://127.0.0.1%3A9/connections/con_1"_s},
        {"endless", u"tenantry://acme-eu/connections/"_s + QString(1000000, u'a')},
        {"control characters", u"tenantry://acme-eu/connections/con_1%0A%1B[2J"_s},
        {"direction", u"tenantry://acme-eu%E2%80%AE/connections/con_1"_s},
        {"markup", u"tenantry://acme-eu/connections/<img src=x>"_s},
        {"binary", QString::fromLatin1(QByteArray(200, '\x01'))},
    };
    window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Applications, {}});
    const Ui::Scope before = window().scope();
    for (const auto &[name, link] : hostile) {
        const auto requests = m_fixture->server().requests().size();
        openLink(link);
        QVERIFY2(banner().isVisible(), name);
        QVERIFY2(!banner().what().isEmpty() && !banner().detail().isEmpty(), name);
        QVERIFY2(banner().what().size() + banner().detail().size() < 500, name);
        QVERIFY2(window().scope() == before, name);
        QCoreApplication::processEvents();
        QVERIFY2(m_fixture->server().requests().size() == requests, name);
        QCOMPARE(m_fixture->estate().sessions().size(), 2);
        // It goes when a link is right.
        openLink(u"tenantry://acme-eu/applications/portal"_s);
        QVERIFY2(!banner().isVisible(), name);
    }
}

void TestLinks::anObjectThatIsGoneIsTold()
{
    start();
    openLink(u"tenantry://acme-eu/connections/con_deleted"_s);
    QTRY_VERIFY(banner().isVisible());
    QVERIFY(banner().what().contains(u"con_deleted"_s));
    QVERIFY(banner().what().contains(u"acme-eu"_s));
    QVERIFY(banner().detail().contains(u"F5"_s));
}

void TestLinks::anObjectIsWaitedForWhileItsListIsRead()
{
    start();
    m_fixture->estate().close(Domain::TenantId(u"eu"_s));
    m_fixture->open(0, u"eu"_s);
    openLink(u"tenantry://acme-eu/applications/office"_s); // nothing of it was read
    QTRY_COMPARE(window().tablePage()->selection().objects.value(0).id, u"office"_s);
    QVERIFY(!banner().isVisible());
    m_fixture->estate().close(Domain::TenantId(u"eu"_s));
    m_fixture->open(0, u"eu"_s);
    openLink(u"tenantry://acme-eu/applications/nothing"_s);
    QTRY_VERIFY(banner().isVisible());
}

void TestLinks::aCustomerIsWaitedForUntilTheBookKnows()
{
    start();
    const Domain::TenantId eu(u"eu"_s);
    QTRY_VERIFY(!m_fixture->session(u"eu"_s).records(Query::Kind::Customers).isEmpty());
    const QString customer = m_fixture->session(u"eu"_s).records(Query::Kind::Customers).first()->id;
    m_fixture->estate().close(eu);
    m_fixture->open(0, u"eu"_s);
    openLink(u"tenantry://acme-eu/customers/"_s + customer); // nothing of the tenant was read
    QTRY_COMPARE(window().tablePage()->selection().objects.value(0).id, customer);
    QTRY_VERIFY(!m_fixture->customerBook().isAwaited(eu));
    QCoreApplication::processEvents();
    QVERIFY(!banner().isVisible());
    m_fixture->estate().close(eu);
    m_fixture->open(0, u"eu"_s);
    openLink(u"tenantry://acme-eu/customers/nobody"_s);
    QVERIFY(!banner().isVisible());
    QTRY_VERIFY(banner().isVisible());
    QVERIFY(m_fixture->customerBook().of(eu));
    QVERIFY(banner().what().contains(u"nobody"_s));
    QVERIFY(banner().detail().contains(u"deleted"_s));
}

void TestLinks::theBannerGoesWithWhatItIsAbout()
{
    start();
    const QString gone = u"tenantry://acme-eu/connections/con_deleted"_s;
    openLink(gone);
    QTRY_VERIFY(banner().isVisible());
    window().showScope({{}, Query::Kind::Applications, {}});
    QVERIFY(!banner().isVisible());
    // What comes after all is shown, and not denied any longer.
    openLink(gone);
    QTRY_VERIFY(banner().isVisible());
    Domain::Connection connection;
    connection.id = Domain::ConnectionId(u"con_deleted"_s);
    connection.name = u"back-again"_s;
    m_fixture->session(u"eu"_s).accept(QList<Domain::Connection>{connection});
    QTRY_VERIFY(!banner().isVisible());
    QTRY_COMPARE(window().tablePage()->selection().objects.value(0).id, u"con_deleted"_s);
}

void TestLinks::anOpenDialogIsNotLeft()
{
    start();
    auto *dialog = new QDialog(&window());
    Ui::openDialog(dialog);
    const Ui::Scope before = window().scope();
    openLink(u"tenantry://acme-dev/applications/try"_s);
    QCOMPARE(window().scope(), before);
    QVERIFY(banner().detail().contains(u"dialog"_s));
    // It is kept for when the dialog is gone, and for one that follows it at once.
    auto *next = new QDialog(&window());
    connect(dialog, &QDialog::finished, next, [next] { Ui::openDialog(next); });
    dialog->close();
    QTRY_VERIFY(next->isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(window().scope(), before);
    next->close();
    QTRY_VERIFY(window().tablePage());
    QTRY_COMPARE(window().tablePage()->selection().objects.value(0).id, u"try"_s);
}

void TestLinks::aRefusedLinkLeavesTheDialogItsFocus()
{
    start();
    auto *dialog = new QDialog(&window());
    auto *line = new QLineEdit(dialog);
    Ui::openDialog(dialog);
    line->setFocus();
    QTRY_COMPARE(QApplication::activeWindow(), dialog);
    for (const QString &link : {u"tenantry:nonsense"_s, u"tenantry://nobody-has-this/applications/try"_s}) {
        openLink(link);
        QVERIFY(banner().isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::activeWindow(), dialog);
        QCOMPARE(QGuiApplication::focusObject(), line);
    }
    dialog->close();
}

void TestLinks::aLinkChangesNothing()
{
    start();
    for (const char *link :
         {"tenantry://acme-eu", "tenantry://acme-eu/applications/portal",
          "tenantry://acme-eu/connections/con_saml000000000001",
          "tenantry://acme-eu/organizations/org_0000000000000001", "tenantry://acme-eu/users/auth0%7C1"}) {
        openLink(QString::fromLatin1(link));
        QTRY_VERIFY(!m_fixture->session(u"eu"_s).status(Query::Kind::Users).isReading());
    }
    QCOMPARE(m_fixture->tray().size(), 0);
    QVERIFY(!m_fixture->session(u"eu"_s).writeUnlock().isUnlocked());
    for (const auto &request : m_fixture->server().requests()) {
        QVERIFY(request.method == "GET" || request.path == "/oauth/token");
    }
}

void TestLinks::theCommandLineTakesOneLink()
{
    const auto options = Gui::readOptions({u"tenantry"_s, u"tenantry://acme/connections/con_1"_s});
    QVERIFY(options);
    QCOMPARE(options->link, u"tenantry://acme/connections/con_1"_s);
    QVERIFY(Gui::readOptions({u"tenantry"_s})->link.isEmpty());
    QVERIFY(Gui::readOptions({u"tenantry"_s, u"--sandbox"_s, u"TENANTRY:x"_s})->sandbox);
    QVERIFY(!Gui::readOptions({u"tenantry"_s, u"tenantry://a"_s, u"tenantry://b"_s}));
    QVERIFY(!Gui::readOptions({u"tenantry"_s, u"https://acme"_s}));
    QVERIFY(Gui::readOptions({u"tenantry"_s, u"--help"_s})->helpText.contains(u"tenantry://TENANT/KIND/ID"_s));
}

void TestLinks::theDoorHandsALinkOver()
{
    const Gui::LinkDoor here(door());
    QVERIFY(here.isOpen());
    QSignalSpy arrived(&here, &Gui::LinkDoor::linkArrived);
    QVERIFY(handOver(u"tenantry://acme-eu/users/%C5%82"_s));
    QCOMPARE(arrived.count(), 1);
    QCOMPARE(arrived.first().first().toString(), u"tenantry://acme-eu/users/%C5%82"_s);
    // What is wrong with one is said by the window.
    QVERIFY(handOver(u"tenantry:\nłódź "_s + QString(100000, u'ł')));
    QCOMPARE(arrived.count(), 2);
    const QString second = arrived.last().first().toString();
    QVERIFY(!second.contains(u'\n'));
    QVERIFY(second.size() > Query::longestLink);
    QVERIFY(second.size() < 2 * Query::longestLink);
}

void TestLinks::onlyOneWindowStandsBehindTheDoor()
{
    QVERIFY(!handOver(u"tenantry://acme-eu"_s));
    auto first = std::make_unique<Gui::LinkDoor>(door());
    const Gui::LinkDoor second(door());
    QVERIFY(first->isOpen());
    QVERIFY(!second.isOpen());
    QVERIFY(handOver(u"tenantry://acme-eu"_s));
    first.reset();
    const Gui::LinkDoor third(door());
    QVERIFY(third.isOpen());
}

void TestLinks::aDoorThatWasLeftBehindIsTakenOver()
{
    // A socket that nobody listens at, as a window that was killed leaves one.
    QFile left(door());
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    const Gui::LinkDoor here(door());
    QVERIFY(here.isOpen());
    QVERIFY(handOver(u"tenantry://acme-eu"_s));
}

void TestLinks::onlyTheUserReachesTheDoor()
{
    const Gui::LinkDoor here(door());
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(door()) & others, QFile::Permissions());
    const QString one = Gui::LinkDoor::doorName(u"/a/config"_s, m_folder.path());
    QVERIFY(one != Gui::LinkDoor::doorName(u"/b/config"_s, m_folder.path()));
    QVERIFY(one.size() < 108); // the longest name of a socket
}

void TestLinks::aVisitorWhoTalksTooMuchIsSentAway()
{
    const Gui::LinkDoor here(door());
    QSignalSpy arrived(&here, &Gui::LinkDoor::linkArrived);
    QLocalSocket visitor;
    visitor.connectToServer(door());
    QTRY_COMPARE(visitor.state(), QLocalSocket::ConnectedState);
    visitor.write(QByteArray(100000, 'a'));
    QTRY_COMPARE(visitor.state(), QLocalSocket::UnconnectedState);
    QCOMPARE(arrived.count(), 0);
}

QTEST_MAIN(TestLinks)
#include "tst_links.moc"
