#include "gui/windowfixture.h"

#include "sandbox/defaultestate.h"
#include "ui/dialogs/diagnosisdialog.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/editors/lockexitdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choicebox.h"

#include "items/palettemodel.h"

#include <QApplication>
#include <QDateTime>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>
#include <QWindow>

#include <algorithm>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

/// Of a ticket: "Acme: milton@acme.example cannot log in to the Supplier Network". What of it is in the estate.
struct Ticket
{
    Sandbox::TenantState *tenant = nullptr;
    std::string user, email, connection, application, organization;

    const Sandbox::Json &database() const { return *tenant->connections.find(connection); }
};

constexpr auto supplierNetwork = "Ledgerline Supplier Network";
constexpr auto portal = "Ledgerline Portal"; ///< with 57 databases, and it shows Lock
constexpr auto production = 0; ///< of the estate's Auth0 tenants: EU
constexpr int mostActions = 20;

/// One of Acme's people in production, with whom nothing is wrong, and an organization that they belong to.
Ticket ticketOf(Sandbox::Estate &estate, std::string_view application)
{
    Ticket ticket{&estate.tenants.at(production), {}, {}, {}, {}, "org_acme"};
    Sandbox::TenantState &tenant = *ticket.tenant;
    for (const Sandbox::Json &client : tenant.clients.items()) {
        if (client.at("name") == application) {
            ticket.application = client.at("client_id");
        }
    }
    const auto &held = estate.truth.customer("acme")->objects;
    const auto here = std::find_if(held.begin(), held.end(),
                                   [&](const Sandbox::CustomerObjects &one) { return one.tenant == tenant.name; });
    for (const std::string &id : here->users) {
        const std::string name = tenant.users.find(id)->at("identities").at(0).at("connection");
        for (const std::string &connection : here->connections) {
            if (tenant.connections.find(connection)->at("name") == name) {
                ticket.user = id;
                ticket.connection = connection;
            }
        }
    }
    Sandbox::Json &user = *tenant.users.find(ticket.user);
    ticket.email = "wilma.wrong@acme.example"; // nobody else's
    user["email"] = ticket.email;
    user["email_verified"] = true;
    user.erase("blocked");
    user.erase("multifactor");
    tenant.blocks.erase(ticket.user);
    tenant.authenticationMethods.erase(ticket.user);
    tenant.logs = Sandbox::Collection("log_id");
    tenant.enabledClients.enable(ticket.connection, ticket.application);
    tenant.organizations.append({{"id", ticket.organization}, {"name", "acme"}, {"display_name", "Acme Corporation"}});
    tenant.organizationMembers[ticket.organization].insert(ticket.user);
    tenant.organizationConnections[ticket.organization]
        = {{{"connection_id", ticket.connection}, {"assign_membership_on_login", false}}};
    return ticket;
}

/// What keeps them out, and how one sees in the sandbox that it is mended.
struct Case
{
    const char *name;
    const char *cause;
    const char *application;
    const char *typed; ///< of the application's name
    bool isThroughOrganization;
    void (*plant)(const Ticket &);
    bool (*isMended)(const Ticket &, const Sandbox::TenantState &);
};

const Case cases[] = {
    {"blocked by an administrator", "user.blocked", supplierNetwork, "supplier", false,
     [](const Ticket &ticket) { (*ticket.tenant->users.find(ticket.user))["blocked"] = true; },
     [](const Ticket &ticket, const Sandbox::TenantState &now) {
         return !now.users.find(ticket.user)->value("blocked", false);
     }},
    {"blocked after wrong passwords", "user.brute-force", supplierNetwork, "Ledgerline Supplier Network", false,
     [](const Ticket &ticket) {
         ticket.tenant->blocks[ticket.user].push_back(
             {{"identifier", ticket.email}, {"ip", "192.0.2.7"}, {"connection", ticket.database().at("name")}});
     },
     [](const Ticket &ticket, const Sandbox::TenantState &now) {
         const auto blocks = now.blocks.find(ticket.user);
         return blocks == now.blocks.end() || blocks->second.empty();
     }},
    {"connection not enabled", "connection.not-enabled", supplierNetwork, "Supplier Net", false,
     [](const Ticket &ticket) {
         ticket.tenant->enabledClients.disable(ticket.connection, ticket.application);
         ticket.tenant->enabledClients.enable(ticket.connection,
                                              ticket.tenant->clients.items().front().at("client_id"));
     },
     [](const Ticket &ticket, const Sandbox::TenantState &now) {
         return now.enabledClients.clientsOf(ticket.connection).contains(ticket.application);
     }},
    {"connection not in the organization", "organization.connection-missing", supplierNetwork, "supplier", true,
     [](const Ticket &ticket) { ticket.tenant->organizationConnections[ticket.organization].clear(); },
     [](const Ticket &ticket, const Sandbox::TenantState &now) {
         const auto entries = now.organizationConnections.find(ticket.organization);
         return entries != now.organizationConnections.end() && entries->second.size() == 1
             && entries->second.front().at("connection_id") == ticket.connection;
     }},
    {"no member of the organization", "organization.not-member", supplierNetwork, "supplier", true,
     [](const Ticket &ticket) { ticket.tenant->organizationMembers[ticket.organization].erase(ticket.user); },
     [](const Ticket &ticket, const Sandbox::TenantState &now) {
         // The one person: what the connection does for everybody in it stays as it was.
         const auto members = now.organizationMembers.find(ticket.organization);
         const auto entries = now.organizationConnections.find(ticket.organization);
         return members != now.organizationMembers.end() && members->second.contains(ticket.user)
             && entries->second.front().at("assign_membership_on_login") == false;
     }},
    {"beyond what Lock shows", "lock.beyond", portal, "Ledgerline Portal", false,
     [](const Ticket &ticket) {
         // Made last, it lies behind 57 others; nobody comes to twenty of these.
         Sandbox::TenantState &tenant = *ticket.tenant;
         Sandbox::Json made = ticket.database();
         tenant.connections.remove(ticket.connection);
         tenant.connections.append(std::move(made));
         for (int i = 0; i < 20; ++i) {
             const std::string &id = tenant.enabledClients.connectionsOf(ticket.application).ids().at(std::size_t(i));
             const std::string name = tenant.connections.find(id)->at("name");
             tenant.users.removeIf([&](const Sandbox::Json &user) {
                 return user.at("user_id") != ticket.user && user.at("identities").at(0).at("connection") == name;
             });
         }
         (*tenant.users.find(ticket.user))["last_login"]
             = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
     },
     [](const Ticket &ticket, const Sandbox::TenantState &now) {
         const Sandbox::IdSet &enabled = now.enabledClients.connectionsOf(ticket.application);
         int before = 0; // databases that Lock takes first
         for (const Sandbox::Json &connection : now.connections.items()) {
             if (connection.at("id") == ticket.connection) {
                 break;
             }
             before += connection.at("strategy") == "auth0" && enabled.contains(connection.at("id")) ? 1 : 0;
         }
         return enabled.contains(ticket.connection) && before < 50;
     }},
};

} // namespace

/// Does the next step, unless one failed: what comes after a failure means nothing.
#define STEP(step)                                                                                                     \
    step;                                                                                                              \
    if (QTest::currentTestFailed()) {                                                                                  \
        return;                                                                                                        \
    }

/// "Acme cannot log in", from the ticket to the fix: by the keyboard alone, in a number of actions that a person in a
/// hurry has patience for.
class TestTicketToFix : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void cleanup() { m_fixture.reset(); }
    void theCauseIsMendedByFewKeys_data();
    void theCauseIsMendedByFewKeys();

private:
    QWindow *keyboard() const;
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString &text);
    void find(const QString &text, Kind kind);
    void ask();
    void openFix(const QString &cause);
    void chooseWayOut();
    void apply();
    void lookAgain();
    template <typename Dialog> Dialog *dialog() const
    {
        for (Dialog *one : m_fixture->window().findChildren<Dialog *>()) {
            if (one->isVisible()) {
                return one;
            }
        }
        return nullptr;
    }
    /// It is there, and has the keys: a person waits for that.
    template <typename Dialog> bool isOpen() const
    {
        return dialog<Dialog>() && QApplication::activeWindow() == dialog<Dialog>();
    }
    bool isPaletteReady() const
    {
        return m_fixture->palette().palette()->isVisible() && !m_fixture->palette().model()->isCatchingUp();
    }

    Ui::SourcePlurals m_plurals;
    std::unique_ptr<WindowFixture> m_fixture;
    int m_actions = 0; ///< that somebody has done; only press() and type() reach the window
};

/// Takes keys as the desktop would hand them out. Offscreen, a list that closed would keep them.
QWindow *TestTicketToFix::keyboard() const
{
    const QWidget *active = QApplication::activeWindow();
    return active ? active->windowHandle() : nullptr;
}

/// One action: a key, with what is held, to whatever has the keyboard.
void TestTicketToFix::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    ++m_actions;
    QTRY_VERIFY(keyboard());
    QTest::keyClick(keyboard(), key, modifiers);
}

/// One action: what is typed, or pasted, into one field.
void TestTicketToFix::type(const QString &text)
{
    ++m_actions;
    for (const QChar letter : text) {
        QVERIFY(keyboard());
        QTest::keyClick(keyboard(), letter.toLatin1());
    }
}

/// Takes the first that the palette finds, once that is the customer or the user that is meant.
void TestTicketToFix::find(const QString &text, Kind kind)
{
    STEP(press(Qt::Key_K, Qt::ControlModifier));
    QTRY_VERIFY(isPaletteReady());
    STEP(type(text));
    const Ui::CommandPalette &palette = *m_fixture->palette().palette();
    QCOMPARE(palette.line()->text(), text);
    const auto isFound = [&] {
        const QModelIndex current = palette.list()->currentIndex();
        return current.isValid() && current.data().toString().contains(text, Qt::CaseInsensitive)
            && m_fixture->palette().model()->entryAt(current.row()).place.kind == Query::wordFor(kind);
    };
    QTRY_VERIFY2(isFound(), qPrintable(palette.status()));
    STEP(press(Qt::Key_Return));
    QTRY_VERIFY(!palette.isVisible());
}

void TestTicketToFix::ask()
{
    STEP(press(Qt::Key_Y, Qt::ControlModifier | Qt::AltModifier));
    QTRY_VERIFY(isOpen<Ui::DiagnosisDialog>());
    QTRY_VERIFY(dialog<Ui::DiagnosisDialog>()->findChild<Ui::ChoiceBox *>(u"application"_s)->count()
                > 0); // sorted soon
}

/// The first fix is that of the cause, and the keyboard is there already.
void TestTicketToFix::openFix(const QString &cause)
{
    const auto *diagnosis = dialog<Ui::DiagnosisDialog>();
    QTRY_VERIFY(diagnosis->findChild<QWidget *>(cause));
    const QWidget *first = diagnosis->findChild<QWidget *>(u"fix"_s);
    QVERIFY(diagnosis->findChild<QWidget *>(cause)->isAncestorOf(first));
    QTRY_COMPARE(QApplication::focusWidget(), first);
    STEP(press(Qt::Key_Return));
}

/// Those that nobody uses are turned off, as the dialog proposes once it counted.
void TestTicketToFix::chooseWayOut()
{
    QTRY_VERIFY(isOpen<Ui::LockExitDialog>());
    const auto *ways = dialog<Ui::LockExitDialog>();
    QTRY_VERIFY(ways->findChild<QPushButton *>(u"countUsers"_s)->isEnabled());
    STEP(press(Qt::Key_U, Qt::AltModifier));
    QTRY_VERIFY(ways->findChild<QPushButton *>(u"stage"_s)->isEnabled());
    STEP(press(Qt::Key_S, Qt::AltModifier));
}

/// Unlocks production by its name, sends, and closes what tells of it.
void TestTicketToFix::apply()
{
    QTRY_VERIFY(isOpen<Ui::ReviewDialog>());
    const auto *review = dialog<Ui::ReviewDialog>();
    STEP(press(Qt::Key_Return, Qt::ControlModifier)); // says what it waits for, by going there
    QTRY_COMPARE(QApplication::focusWidget(), review->findChild<QLineEdit *>(u"tenantName"_s));
    STEP(type(m_fixture->session(u"eu"_s).profile().name));
    STEP(press(Qt::Key_Return));
    QTRY_VERIFY(review->findChild<QPushButton *>(u"apply"_s)->isEnabled());
    STEP(press(Qt::Key_Return, Qt::ControlModifier));
    QTRY_VERIFY(review->findChild<QPushButton *>(u"close"_s)->hasFocus());
    STEP(press(Qt::Key_Escape));
    QTRY_VERIFY(!dialog<Ui::ReviewDialog>());
    m_fixture->window().activateWindow(); // as any desktop does; offscreen there is none
    QTRY_COMPARE(QApplication::activeWindow(), &m_fixture->window());
}

/// The same question, asked by whoever closes the ticket.
void TestTicketToFix::lookAgain()
{
    STEP(ask());
    STEP(press(Qt::Key_Return));
    const auto *diagnosis = dialog<Ui::DiagnosisDialog>();
    QTRY_COMPARE(diagnosis->findChild<Ui::Banner *>()->what(), u"Nothing was found that keeps this user out."_s);
}

void TestTicketToFix::theCauseIsMendedByFewKeys_data()
{
    QTest::addColumn<int>("place");
    for (int i = 0; i < int(std::size(cases)); ++i) {
        QTest::newRow(cases[i].name) << i;
    }
}

void TestTicketToFix::theCauseIsMendedByFewKeys()
{
    QFETCH(const int, place);
    const Case &one = cases[place];
    Sandbox::Estate estate = Sandbox::buildDefaultEstate();
    const Ticket ticket = ticketOf(estate, one.application);
    one.plant(ticket);
    m_fixture = std::make_unique<WindowFixture>(Sandbox::Options(), std::move(estate.tenants));
    m_fixture->openWritable(production, u"eu"_s);
    m_fixture->openWritable(1, u"us"_s);
    m_fixture->window().showScope({}); // of all: each is read
    QVERIFY(m_fixture->waitUntilRead());
    QVERIFY(!one.isMended(ticket, m_fixture->server().state(production)));

    m_actions = 0;
    STEP(find(u"acme"_s, Kind::Customers));
    QCOMPARE(m_fixture->window().scope().kind, Kind::Customers);
    STEP(find(QString::fromStdString(ticket.email), Kind::Users));
    QTRY_COMPARE(m_fixture->window().inspector()->objectId(), QString::fromStdString(ticket.user));
    STEP(ask());
    STEP(type(QString::fromLatin1(one.typed)));
    STEP(press(one.isThroughOrganization ? Qt::Key_Tab : Qt::Key_Return)); // either takes it
    QCOMPARE(dialog<Ui::DiagnosisDialog>()->findChild<Ui::ChoiceBox *>(u"application"_s)->chosen(),
             QString::fromStdString(ticket.application));
    if (one.isThroughOrganization) {
        STEP(type(u"acme"_s));
        STEP(press(Qt::Key_Return));
    }
    STEP(press(Qt::Key_Return)); // looks
    const QString cause = QString::fromLatin1(one.cause);
    STEP(openFix(cause));
    if (cause == u"lock.beyond"_s) {
        STEP(chooseWayOut());
    }
    STEP(apply());
    const int untilMended = m_actions;
    QVERIFY(one.isMended(ticket, m_fixture->server().state(production)));
    STEP(lookAgain());
    qInfo("%d actions from the ticket to the fix, %d with the look that says it is mended", untilMended, m_actions);
    QVERIFY(untilMended <= mostActions);
    QVERIFY(m_actions <= mostActions);
}

QTEST_MAIN(TestTicketToFix)
#include "tst_tickettofix.moc"
