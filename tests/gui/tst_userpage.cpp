#include "gui/editorfixture.h"
#include "gui/usertabtext.h"

#include "session/writeunlock.h"
#include "ui/dialogs/passingcopy.h"
#include "ui/dialogs/supportdialog.h"
#include "ui/editors/supportactions.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/logtailbar.h"
#include "ui/pages/searchbar.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/usersections.h"
#include "ui/pages/usertab.h"
#include "ui/shell/showlogs.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/searchline.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabWidget>

using namespace Qt::StringLiterals;

using Change::SupportKind;
using Phase = Session::LogTail::Phase;
using Query::Kind;

namespace {

constexpr auto anna = "auth0|anna";
constexpr auto bob = "auth0|bob";

Sandbox::TenantState people()
{
    using Sandbox::Json;
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme.eu.auth0.com";
    state.connections.append(Json::parse(R"({"id":"con_1","name":"users","strategy":"auth0","options":{}})"));
    state.clients.append(Json::parse(R"({"client_id":"portal","name":"Portal","app_type":"spa"})"));
    for (const char *user : {anna, bob}) {
        const std::string name = std::string(user).substr(6);
        state.users.append(
            {{"user_id", user},
             {"email", name + "@initech.example"},
             {"name", name},
             {"identities",
              Json::array(
                  {{{"connection", "users"}, {"provider", "auth0"}, {"user_id", name}, {"isSocial", false}}})}});
    }
    state.blocks[anna].push_back({{"identifier", "anna@initech.example"}, {"ip", "192.0.2.9"}});
    state.sessions[anna].push_back(
        Json::parse(R"({"id":"sess_1","device":{"initial_ip":"203.0.113.7","initial_user_agent":"<b>Firefox</b>"},
                        "clients":[{"client_id":"portal"}],"created_at":"2026-11-20T10:00:00.123Z"})"));
    for (int i = 0; i < 5; ++i) {
        state.logs.append({{"log_id", "900" + std::to_string(100 + i)},
                           {"date", "2026-11-20T10:0" + std::to_string(i) + ":00.000Z"},
                           {"type", "fp"},
                           {"client_id", "portal"},
                           {"description", "Wrong email or password."},
                           {"ip", "203.0.113.7"},
                           {"user_id", anna}});
    }
    return state;
}

} // namespace

/// The log as it comes, one user's page, and what support does from there.
class TestUserPage : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init();
    void cleanup() { m_fixture.reset(); }
    void theLogIsFollowedWhileItIsLookedAt();
    void whatCannotBeFollowedSaysSo();
    void theLogOfASelectionIsShown();
    void aQueryThatAuth0WouldRefuseIsNotSent();
    void anEmailIsLookedUpInEachSpelling();
    void theUserIsReadWhenLookedAt();
    void missingScopesLeaveTheRest();
    void severalUsersAreBlockedThroughTheReview();
    void anApplicationIsOfOneTenantAlone();
    void aTicketIsShownMaskedAndCopiedForATime();
    void aTicketLeadsToTheDomainThatIsChosen();
    void withoutTheScopeADomainIsNotChosen();
    void anotherCopyStaysInTheClipboard();

private:
    void show(Kind kind);
    void showUsers(const QString &search = {});
    Ui::UserTab &userTab();
    Ui::LogTailBar &bar() { return *m_fixture->window().tablePage()->findChild<Ui::SearchBar *>()->tailBar(); }
    QString stateOf(const Ui::LogTailBar &bar) const { return bar.findChild<Ui::WrapLabel *>(u"tailState"_s)->text(); }
    qsizetype requests(const std::string &path) const
    {
        const auto all = m_fixture->server().requests();
        return std::count_if(all.begin(), all.end(),
                             [&path](const Sandbox::ReceivedRequest &request) { return request.path == path; });
    }

    Ui::SourcePlurals m_plurals;
};

void TestUserPage::init()
{
    std::vector<Sandbox::TenantState> tenants;
    tenants.push_back(people());
    openWindow(std::move(tenants));
}

void TestUserPage::show(Kind kind)
{
    m_fixture->window().showScope({tenant(), kind, {}});
}

void TestUserPage::showUsers(const QString &search)
{
    show(Kind::Users);
    m_fixture->window().tablePage()->search(search);
    QTRY_VERIFY(!session().status(Kind::Users).isReading());
    QTRY_COMPARE(m_fixture->window().tablePage()->shownRecords().size(), session().records(Kind::Users).size());
}

Ui::UserTab &TestUserPage::userTab()
{
    return *m_fixture->window().findChild<Ui::SupportActions *>()->tab();
}

void TestUserPage::theLogIsFollowedWhileItIsLookedAt()
{
    show(Kind::Logs);
    const qsizetype before = requests("/api/v2/logs");
    QVERIFY(stateOf(bar()).startsWith(u"Off."_s));
    Ui::LogTailBar &tail = bar();
    actions().followLog->trigger();
    QVERIFY(tail.tail());
    QTRY_VERIFY(tail.tail()->status().askedAt.isValid());
    QVERIFY(requests("/api/v2/logs") > before);
    QVERIFY2(stateOf(tail).startsWith(u"Following · 0 new events · asked at "_s), qPrintable(stateOf(tail)));
    const auto types = [this] {
        QStringList all;
        for (const Query::RecordPtr &record : m_fixture->window().tablePage()->shownRecords()) {
            all << Query::textAt(*record, Kind::Logs, u"type");
        }
        return all;
    };
    QTRY_VERIFY(types().size() > 5);
    QTRY_COMPARE(types().mid(types().size() - 5), QStringList(5, u"fp"_s)); // the newest on top
    show(Kind::Applications);
    QCOMPARE(tail.tail()->status().phase, Phase::Paused);
    show(Kind::Logs);
    QCOMPARE(tail.tail()->status().phase, Phase::Following);
    m_fixture->window().tablePage()->search(u"type:fp"_s);
    QVERIFY(tail.tail()->isOn()); // of these only
    m_fixture->window().tablePage()->search(u"(type:fp)"_s);
    QVERIFY(!tail.tail());
    QVERIFY2(stateOf(tail).contains(u"cannot be followed"_s), qPrintable(stateOf(tail)));
}

void TestUserPage::whatCannotBeFollowedSaysSo()
{
    show(Kind::Logs);
    m_fixture->window().tablePage()->search(u"wrong password"_s);
    auto *toggle = bar().findChild<QPushButton *>(u"follow"_s);
    QVERIFY(!toggle->isEnabled());
    QVERIFY(stateOf(bar()).startsWith(u"This search cannot be followed."_s));
    m_fixture->window().tablePage()->search({});
    QVERIFY(toggle->isEnabled());
}

void TestUserPage::theLogOfASelectionIsShown()
{
    select(Kind::Applications, {u"portal"_s});
    QTRY_VERIFY(actions().showLogs->isEnabled());
    actions().showLogs->trigger();
    QCOMPARE(m_fixture->window().scope().kind, Kind::Logs);
    QCOMPARE(session().searchText(Kind::Logs), uR"(client_id:"portal")"_s);
    QTRY_COMPARE(session().records(Kind::Logs).size(), 5);
    QVERIFY(bar().findChild<QPushButton *>(u"follow"_s)->isEnabled());
    Ui::showLogs(m_fixture->window(), tenant(), u"connection:\"a\" OR connection:\"b\""_s);
    QVERIFY(bar().findChild<QPushButton *>(u"follow"_s)->isEnabled()); // as of a customer
}

void TestUserPage::aQueryThatAuth0WouldRefuseIsNotSent()
{
    show(Kind::Users);
    auto *search = m_fixture->window().tablePage()->findChild<Ui::SearchBar *>();
    search->line()->setText(u"email:(anna"_s);
    QTest::keyClick(search->line(), Qt::Key_Return);
    auto *problem = search->findChild<Ui::WrapLabel *>(u"searchProblem"_s);
    QVERIFY(problem->isVisible() && problem->property("error").toBool());
    QCOMPARE(problem->text().section(u'.', 0, 0), u"▲ Not asked: A parenthesis is open: close it"_s);
    QCOMPARE(requests("/api/v2/users"), 0);
    search->line()->setText(u"anna"_s);
    QVERIFY(!problem->isVisible());
    QTest::keyClick(search->line(), Qt::Key_Return);
    QTRY_COMPARE(session().records(Kind::Users).size(), 1);
}

/// As typed, as databases keep it, and as whatever provider wrote it.
void TestUserPage::anEmailIsLookedUpInEachSpelling()
{
    showUsers(u"Anna@Initech.Example"_s);
    QCOMPARE(session().records(Kind::Users).size(), 1);
    QCOMPARE(requests("/api/v2/users-by-email"), 2);
    QCOMPARE(requests("/api/v2/users"), 1);
}

void TestUserPage::theUserIsReadWhenLookedAt()
{
    showUsers();
    select(Kind::Users, {QString::fromLatin1(anna)});
    QVERIFY(!userTab().reader()); // the Overview is shown
    QVERIFY(m_fixture->window().inspector()->openTab(&userTab()));
    QTRY_VERIFY(userTab().reader());
    QTRY_VERIFY(!userTab().reader()->isReading());
    const QString text = textOf(userTab());
    for (const QString &part :
         {u"⬣ failure: Wrong password, 5 times, from 203.0.113.7, last "_s, u"User ID: auth0|anna"_s,
          u"from 192.0.2.9"_s, u"203.0.113.7: Portal | <b>Firefox</b> | since "_s, u"None is set up."_s,
          u"A member of none."_s}) {
        QVERIFY2(text.contains(part), qPrintable(part + u" is not in:\n"_s + text));
    }
    // The exact time is a tooltip away.
    bool isExact = false;
    for (const Ui::FieldList *list : userTab().findChildren<Ui::FieldList *>()) {
        for (const Ui::Field &field : list->fields()) {
            isExact = isExact || field.toolTip == u"2026-11-20T10:00:00.123Z"_s;
        }
    }
    QVERIFY(isExact);
    userTab().findChild<QPushButton *>(u"showLogs"_s)->click();
    QCOMPARE(session().searchText(Kind::Logs), uR"(user_id:"auth0|anna")"_s);
}

void TestUserPage::missingScopesLeaveTheRest()
{
    m_fixture->open(0, u"limited"_s, true);
    Session::UserReader reader(m_fixture->session(u"limited"_s), Domain::UserId(QString::fromLatin1(bob)));
    const auto sections = [&reader] {
        return Ui::userSections(
            reader, {[](const QString &) { return QString(); }, [](const QByteArray &) { return std::nullopt; }},
            QDateTime::currentDateTimeUtc());
    };
    QCOMPARE(sections().first().state, u"Not read yet."_s);
    reader.read();
    QCOMPARE(sections().first().state, u"Reading…"_s);
    QTRY_VERIFY(!reader.isReading());
    QStringList missing;
    for (const Ui::UserSection &section : sections()) {
        QVERIFY2(section.isProblem, qPrintable(section.title));
        missing << section.state;
    }
    for (const QString &scope : {u"read:users"_s, u"read:logs"_s, u"read:authentication_methods"_s,
                                 u"read:organizations"_s, u"read:sessions"_s, u"read:refresh_tokens"_s}) {
        QVERIFY2(missing.join(u'\n').contains(scope), qPrintable(scope));
    }
}

void TestUserPage::severalUsersAreBlockedThroughTheReview()
{
    showUsers();
    select(Kind::Users, {QString::fromLatin1(anna), QString::fromLatin1(bob)});
    QTRY_VERIFY(actions().support->isEnabled());
    QVERIFY(userTab().isFor(m_fixture->window().tablePage()->selection()));
    QMenu *menu = actions().support->menu();
    QCOMPARE(menu->actions().size(), Change::supportKinds().size());
    QAction *block = menu->findChild<QAction *>(Change::wordOf(SupportKind::Block));
    Q_EMIT menu->aboutToShow();
    QVERIFY(!menu->findChild<QAction *>(Change::wordOf(SupportKind::ChangeEmail))->isEnabled()); // it is one user's
    block->trigger();
    QTRY_VERIFY(dialog());
    apply(u"2 of 2 changes are done"_s);
    click("close");
    QTRY_COMPARE(session().record(Kind::Users, QString::fromLatin1(anna))->original.contains("\"blocked\":true"), true);
    QVERIFY(m_fixture->tray().isEmpty());
    // Once more there is nothing to do.
    block->trigger();
    QVERIFY2(m_fixture->window().message().startsWith(u"Nothing to do: "_s), qPrintable(m_fixture->window().message()));
}

void TestUserPage::anApplicationIsOfOneTenantAlone()
{
    m_fixture.reset();
    openWindow({people(), people()});
    m_fixture->openWritable(1, u"us"_s);
    m_fixture->window().showScope({{}, Kind::Users, {}});
    Ui::TablePage *page = m_fixture->window().tablePage();
    page->search(u"email:anna@initech.example"_s);
    QTRY_COMPARE(page->shownRecords().size(), 2);
    page->table()->selectAll();
    QTRY_COMPARE(page->selection().objects.size(), 2);
    auto *support = m_fixture->window().findChild<Ui::SupportActions *>();
    support->begin(SupportKind::PasswordMail); // the second one would be sent the id of the first one's application
    QVERIFY(!dialog() && m_fixture->window().message().contains(u"several tenants"_s));
    support->begin(SupportKind::VerificationMail);
    QTRY_VERIFY(dialog());
    QCOMPARE(dialog()->findChild<QComboBox *>(u"application"_s)->count(), 1); // none
    click("cancel");
}

void TestUserPage::aTicketIsShownMaskedAndCopiedForATime()
{
    showUsers();
    select(Kind::Users, {QString::fromLatin1(anna)});
    m_fixture->window().findChild<Ui::SupportActions *>()->begin(SupportKind::PasswordTicket);
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"supportDialog"_s);
    button("review")->click();
    QTRY_COMPARE(dialog()->objectName(), u"review"_s);
    apply(u"What Auth0 gave out is shown once this is closed"_s);
    button("close")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"tickets"_s);
    QString shown;
    for (const Ui::PlainLabel *label : dialog()->findChildren<Ui::PlainLabel *>()) {
        shown += label->fullText() + u'\n';
    }
    QVERIFY2(shown.contains(u"anna@initech.example"_s) && shown.contains(u"••••"_s), qPrintable(shown));
    QVERIFY2(!shown.contains(u"ticket="_s), qPrintable(shown));
    button("copyTicket")->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"ticket"_s));
    Ui::PassingCopy::put(Api::Secret("https://acme.example/ticket=1"), std::chrono::milliseconds(0));
    QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
    click("close");
}

void TestUserPage::aTicketLeadsToTheDomainThatIsChosen()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        for (const auto &[id, domain, status] :
             {std::tuple("cd_1", "login.acme.example", "ready"), std::tuple("cd_2", "login.initech.example", "ready"),
              std::tuple("cd_3", "login.soon.example", "pending_verification")}) {
            state.customDomains.append({{"custom_domain_id", id}, {"domain", domain}, {"status", status}});
        }
    });
    showUsers();
    select(Kind::Users, {QString::fromLatin1(anna)});
    auto *actions = m_fixture->window().findChild<Ui::SupportActions *>();
    QCOMPARE(requests("/api/v2/custom-domains"), 0); // only for who needs it
    actions->begin(SupportKind::PasswordTicket);
    QTRY_VERIFY(dialog());
    auto *domain = dialog()->findChild<QComboBox *>(u"customDomain"_s);
    QTRY_COMPARE(domain->count(), 3); // the default, and the verified ones
    QCOMPARE(domain->currentIndex(), 0);
    domain->setCurrentIndex(domain->findData(u"login.initech.example"_s));
    button("review")->click();
    QTRY_COMPARE(dialog()->objectName(), u"review"_s);
    QVERIFY(QTest::qWaitForWindowActive(dialog()));
    const auto *request = dialog()->findChild<QPlainTextEdit *>(u"http"_s);
    QVERIFY2(request && request->toPlainText().contains(u"auth0-custom-domain: login.initech.example"_s),
             request ? qPrintable(request->toPlainText()) : "no request is shown");
    apply(u"1 of 1 changes are done"_s);
    button("close")->click();
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"tickets"_s);
    button("copyTicket")->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"https://login.initech.example/"_s));
    click("close");
    QTRY_VERIFY(!dialog());
    // The next one is proposed the same, to who is faster than the domains too; a mail asks too.
    actions->begin(SupportKind::VerificationMail);
    QTRY_VERIFY(dialog());
    domain = dialog()->findChild<QComboBox *>(u"customDomain"_s);
    QCOMPARE(domain->currentData().toString(), u"login.initech.example"_s);
    QTRY_COMPARE(domain->count(), 3);
    click("cancel");
}

void TestUserPage::withoutTheScopeADomainIsNotChosen()
{
    Ui::SupportDialog made(SupportKind::VerificationMail, 1, {});
    made.beginWith(u"login.acme.example"_s);
    made.showNoDomains(u"The token lacks read:custom_domains."_s);
    QVERIFY(!made.findChild<QComboBox *>(u"customDomain"_s)->isEnabled());
    QCOMPARE(made.action().customDomain, QString());
    // One alone is no choice.
    Ui::SupportDialog single(SupportKind::VerificationMail, 1, {});
    single.offerDomains({u"login.acme.example"_s}, u"login.acme.example"_s);
    QVERIFY(!single.findChild<QComboBox *>(u"customDomain"_s)->isVisibleTo(&single));
    QCOMPARE(single.action().customDomain, QString());
    QVERIFY(!single.hasDomains());
}

void TestUserPage::anotherCopyStaysInTheClipboard()
{
    Ui::PassingCopy::put(Api::Secret("https://acme.example/ticket=2"), std::chrono::milliseconds(0));
    QGuiApplication::clipboard()->setText(u"mine"_s);
    QTRY_VERIFY(qApp->findChildren<Ui::PassingCopy *>().isEmpty());
    QCOMPARE(QGuiApplication::clipboard()->text(), u"mine"_s);
}

QTEST_MAIN(TestUserPage)
#include "tst_userpage.moc"
