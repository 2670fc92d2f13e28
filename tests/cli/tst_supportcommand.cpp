#include "cli/changefixture.h"
#include "sandbox/scale.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char *ann = "auth0|ann";
constexpr const char *bob = "auth0|bob";

Sandbox::Json person(const char *id, const char *email, const char *connection, const char *provider = "auth0")
{
    return {{"user_id", id},
            {"email", email},
            {"email_verified", true},
            {"name", email},
            {"identities", {{{"connection", connection}, {"provider", provider}, {"user_id", id}}}}};
}

std::vector<Sandbox::TenantState> estate()
{
    std::vector<Sandbox::TenantState> tenants{
        Sandbox::scaleEstate({.connections = 3, .applications = 2, .organizations = 1, .users = 1}, 1)};
    Sandbox::TenantState &state = tenants.front();
    const std::string database = state.connections.items().front().at("name");
    state.users.append(person(ann, "ann@acme.example", database.c_str()));
    state.users.append(person(bob, "bob@acme.example", database.c_str()));
    state.users.append(person("samlp|corp|kim", "Kim.Mixed@Corp.example", "corp", "samlp"));
    state.enabledClients.enable(state.connections.items().front().at("id"),
                                state.clients.items().front().at("client_id"));
    for (const char *user : {ann, bob}) {
        state.sessions[user] = {{{"id", "s1"}, {"user_id", user}}};
        state.blocks[user] = {{{"identifier", user}, {"ip", "192.0.2.1"}}};
    }
    return tenants;
}

QByteArray fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// `support`.
class TestSupportCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatHappensAndDoesNothing();
    void doesItAndJournalsIt();
    void ticketGoesToTheFileAlone();
    void linkLeadsToTheDomainThatIsNamed();
    void ticketThatNobodyWouldSeeIsNotMade();
    void savedPlanOfATicketAsksForTheFileToo();
    void blockIsRevertedAndSessionsAreNot();
    void addressIsFoundInAnyCase();
    void severalUsersWithOneThatFails();
    void missingScopeEndsWithThree();
    void badWordsAreRefused_data();
    void badWordsAreRefused();

private:
    static Json userOf(ChangeFixture &fixture, const char *id) { return *fixture.server().state(0).users.find(id); }
};

void TestSupportCommand::saysWhatHappensAndDoesNothing()
{
    ChangeFixture fixture(estate());
    const auto result = fixture.run({u"support"_s, u"end-sessions"_s, u"--user"_s, u"ann@acme.example"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(result.out.contains("End the sessions of the user ann@acme.example"));
    QVERIFY(result.out.contains("Sessions: all that are open -> ended"));
    QVERIFY(result.out.contains("signed out"));
    QVERIFY(result.out.contains("It cannot be undone."));
    QVERIFY(result.out.contains("DELETE /api/v2/users/auth0%7Cann/sessions"));
    QCOMPARE(fixture.writes(), 0);
    const QString application = QString::fromStdString(fixture.server().state(0).clients.items().front().at("name"));
    const auto mail = fixture.run(
        {u"support"_s, u"password-mail"_s, u"--user"_s, QString::fromLatin1(ann), u"--application"_s, application});
    QVERIFY2(mail.code == 0, mail.err.constData());
    QVERIFY(mail.out.contains("POST /dbconnections/change_password"));
    QVERIFY2(mail.out.contains("Application: " + application.toUtf8() + '\n'), mail.out.constData());
}

void TestSupportCommand::doesItAndJournalsIt()
{
    ChangeFixture fixture(estate());
    const auto result
        = fixture.run({u"support"_s, u"lift-brute-force-block"_s, u"--user"_s, QString::fromLatin1(ann), u"--yes"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(!result.out.contains("takes it back")); // nothing does
    QVERIFY(fixture.server().state(0).blocks[ann].empty());
    QCOMPARE(fixture.server().state(0).blocks[bob].size(), std::size_t(1));
    const auto journal = Program::run({u"journal"_s, u"--json"_s}, fixture.variables());
    const Json entry = Json::parse(journal.out.toStdString()).at(0);
    QCOMPARE(entry.at("title").get<std::string>(),
             std::string("Lift the brute-force block of the user ann@acme.example"));
    const auto whole = Program::run(
        {u"journal"_s, QString::fromStdString(entry.at("id").get<std::string>()), u"--json"_s}, fixture.variables());
    QCOMPARE(
        Json::parse(whole.out.toStdString()).at("plan").at("items").at(0).at("action").at("kind").get<std::string>(),
        std::string("lift-brute-force-block"));
}

void TestSupportCommand::ticketGoesToTheFileAlone()
{
    ChangeFixture fixture(estate());
    const QString file = fixture.file(u"tickets"_s);
    const QString plan = fixture.file(u"plan.json"_s);
    const auto result = fixture.run({u"support"_s, u"password-ticket"_s, u"--user"_s, QString::fromLatin1(ann),
                                     u"--user"_s, QString::fromLatin1(bob), u"--ticket-file"_s, file, u"--plan"_s, plan,
                                     u"--valid-for"_s, u"2"_s, u"--json"_s, u"--yes"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QCOMPARE(QFileInfo(file).permissions()
                 & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    const QList<QByteArray> lines = fileText(file).trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    static const QRegularExpression form(u"^auth0\\|(ann|bob) https://\\S+ticket=(\\w+)"_s);
    for (const QByteArray &line : lines) {
        const auto match = form.match(QString::fromUtf8(line));
        QVERIFY2(match.hasMatch(), line.constData());
        const QByteArray ticket = match.captured(2).toUtf8();
        const auto journal = Program::run({u"journal"_s, u"--json"_s}, fixture.variables());
        const QString id = QString::fromStdString(Json::parse(journal.out.toStdString()).at(0).at("id"));
        const auto whole = Program::run({u"journal"_s, id, u"--json"_s}, fixture.variables());
        QVERIFY(!result.out.isEmpty() && !fileText(plan).isEmpty() && !whole.out.isEmpty());
        for (const QByteArray &text : {result.out, result.err, fileText(plan), journal.out, whole.out}) {
            QVERIFY(!text.contains(ticket));
        }
    }
    // It is not written over, and nothing is sent where it is there.
    const int writes = fixture.writes();
    const auto again = fixture.run({u"support"_s, u"password-ticket"_s, u"--user"_s, QString::fromLatin1(ann),
                                    u"--ticket-file"_s, file, u"--yes"_s});
    QCOMPARE(again.code, 4);
    QCOMPARE(fixture.writes(), writes);
    QCOMPARE(fileText(file).trimmed().split('\n'), lines);
}

void TestSupportCommand::linkLeadsToTheDomainThatIsNamed()
{
    ChangeFixture fixture(estate());
    fixture.server().change(0, [](Sandbox::TenantState &state) {
        state.customDomains.append(
            {{"custom_domain_id", "cd_1"}, {"domain", "login.initech.example"}, {"status", "ready"}});
    });
    const QString file = fixture.file(u"tickets"_s);
    const QStringList base{
        u"support"_s, u"password-ticket"_s, u"--user"_s, QString::fromLatin1(ann), u"--ticket-file"_s,
        file,         u"--custom-domain"_s};
    const auto shown = fixture.run(base + QStringList{u"login.initech.example"_s});
    QVERIFY2(shown.out.contains("auth0-custom-domain: login.initech.example"), shown.out.constData());
    const auto made = fixture.run(base + QStringList{u"login.initech.example"_s, u"--yes"_s});
    QVERIFY2(made.code == 0, made.err.constData());
    QVERIFY(fileText(file).contains("https://login.initech.example/"));
    // Auth0 refuses one that the tenant has not; what is none is not sent.
    QVERIFY(QFile::remove(file));
    const auto refused = fixture.run(base + QStringList{u"login.other.example"_s, u"--yes"_s});
    QVERIFY2(refused.code != 0 && (refused.err + refused.out).contains("verified domain"), refused.err.constData());
    const int writes = fixture.writes();
    QCOMPARE(fixture.run(base + QStringList{u"https://login.acme.example/"_s, u"--yes"_s}).code, 2);
    QCOMPARE(fixture
                 .run({u"support"_s, u"reset-mfa"_s, u"--user"_s, QString::fromLatin1(ann), u"--custom-domain"_s,
                       u"login.initech.example"_s})
                 .code,
             2);
    QCOMPARE(fixture.writes(), writes);
}

void TestSupportCommand::ticketThatNobodyWouldSeeIsNotMade()
{
    ChangeFixture fixture(estate());
    const QStringList words{u"support"_s, u"password-ticket"_s, u"--user"_s, QString::fromLatin1(ann), u"--yes"_s};
    QCOMPARE(fixture.run(words).code, 2);
    QCOMPARE(fixture.run(words + QStringList{u"--show-ticket"_s}).code, 2); // no terminal
    QCOMPARE(fixture.writes(), 0);
    // A ticket that was not made leaves no file.
    const QString file = fixture.file(u"tickets"_s);
    fixture.server().change(0, [](Sandbox::TenantState &state) {
        state.users.find(ann)->at("identities").front()["provider"] = "google-oauth2";
    });
    QCOMPARE(fixture.run(words + QStringList{u"--ticket-file"_s, file}).code, 0);
    QVERIFY(!QFileInfo::exists(file));
}

void TestSupportCommand::savedPlanOfATicketAsksForTheFileToo()
{
    ChangeFixture fixture(estate());
    const QString plan = fixture.file(u"plan.json"_s);
    const QString file = fixture.file(u"tickets"_s);
    QCOMPARE(fixture.run({u"support"_s, u"password-ticket"_s, u"--user"_s, QString::fromLatin1(ann), u"--plan"_s, plan})
                 .code,
             0);
    QVERIFY(!QFileInfo::exists(file));
    const auto shown = Program::run({u"plan"_s, u"show"_s, plan, u"--no-findings"_s}, fixture.variables());
    QVERIFY(shown.out.contains("POST /api/v2/tickets/password-change"));
    const QStringList apply{u"apply"_s, plan, u"--yes"_s};
    QCOMPARE(fixture.run(apply).code, 2);
    QCOMPARE(fixture.writes(), 0);
    const auto applied = fixture.run(apply + QStringList{u"--ticket-file"_s, file});
    QVERIFY2(applied.code == 0, applied.err.constData());
    QVERIFY(fileText(file).contains("ticket="));
    // The same again makes no other one.
    QCOMPARE(fixture.run(apply).code, 0);
    QCOMPARE(fixture.writes(), 1);
}

void TestSupportCommand::blockIsRevertedAndSessionsAreNot()
{
    ChangeFixture fixture(estate());
    const auto latest = [&fixture] {
        const auto journal = Program::run({u"journal"_s, u"--json"_s}, fixture.variables());
        return QString::fromStdString(Json::parse(journal.out.toStdString()).at(0).at("id"));
    };
    const auto blocked = fixture.run({u"support"_s, u"block"_s, u"--user"_s, QString::fromLatin1(ann), u"--yes"_s});
    QVERIFY2(blocked.code == 0, blocked.err.constData());
    QVERIFY(blocked.out.contains("Blocked (/blocked): off -> on"));
    QVERIFY(blocked.out.contains("takes it back"));
    QCOMPARE(userOf(fixture, ann).value("blocked", false), true);
    const auto back = fixture.run({u"revert"_s, latest(), u"--yes"_s});
    QVERIFY2(back.code == 0, back.err.constData());
    QCOMPARE(userOf(fixture, ann).value("blocked", false), false);

    QCOMPARE(fixture.run({u"support"_s, u"end-sessions"_s, u"--user"_s, QString::fromLatin1(ann), u"--yes"_s}).code, 0);
    QVERIFY(fixture.server().state(0).sessions[ann].empty());
    const int writes = fixture.writes();
    const auto none = fixture.run({u"revert"_s, latest(), u"--yes"_s});
    QCOMPARE(none.code, 0);
    QVERIFY(none.out.contains("do not come back"));
    QCOMPARE(fixture.writes(), writes);
}

void TestSupportCommand::addressIsFoundInAnyCase()
{
    ChangeFixture fixture(estate());
    for (const QString &address : {u"ann@acme.example"_s, u"Ann@Acme.Example"_s}) {
        QVERIFY(fixture.run({u"support"_s, u"block"_s, u"--user"_s, address}).out.contains("auth0|ann"));
    }
    for (const QString &address : {u"Kim.Mixed@Corp.example"_s, u"kim.mixed@corp.example"_s}) {
        QVERIFY(fixture.run({u"support"_s, u"block"_s, u"--user"_s, address}).out.contains("samlp|corp|kim"));
    }
    QCOMPARE(fixture.run({u"support"_s, u"block"_s, u"--user"_s, u"nobody@acme.example"_s}).code, 2);
    // Two who differ by case alone are told apart by their ids.
    fixture.server().change(0, [](Sandbox::TenantState &state) {
        state.users.append(person("samlp|corp|ann", "Ann@Acme.Example", "corp", "samlp"));
    });
    const auto two = fixture.run({u"support"_s, u"block"_s, u"--user"_s, u"Ann@Acme.Example"_s, u"--yes"_s});
    QCOMPARE(two.code, 2);
    QVERIFY(two.err.contains("samlp|corp|ann") && two.err.contains("auth0|ann"));
    QCOMPARE(fixture.writes(), 0);
}

void TestSupportCommand::severalUsersWithOneThatFails()
{
    ChangeFixture fixture(estate());
    const QString plan = fixture.file(u"plan.json"_s);
    QCOMPARE(fixture
                 .run({u"support"_s, u"end-sessions"_s, u"--user"_s, QString::fromLatin1(ann), u"--user"_s,
                       QString::fromLatin1(bob), u"--plan"_s, plan})
                 .code,
             0);
    fixture.server().change(0, [](Sandbox::TenantState &state) { state.users.remove(ann); });
    const auto result = fixture.run({u"apply"_s, plan, u"--no-findings"_s, u"--json"_s, u"--yes"_s});
    QCOMPARE(result.code, 6);
    const Json results = Json::parse(result.out.toStdString()).at("results");
    QCOMPARE(results.at(0).at("outcome").get<std::string>(), std::string("failed"));
    QCOMPARE(results.at(1).at("outcome").get<std::string>(), std::string("done"));
    // Whoever is not there from the beginning ends it before anything is done.
    const int writes = fixture.writes();
    QCOMPARE(fixture
                 .run({u"support"_s, u"block"_s, u"--user"_s, QString::fromLatin1(bob), u"--user"_s,
                       QString::fromLatin1(ann), u"--yes"_s})
                 .code,
             4);
    QCOMPARE(fixture.writes(), writes);
}

void TestSupportCommand::missingScopeEndsWithThree()
{
    ChangeFixture fixture(estate(), {{"reader", "reader-secret", {"read:users"}, {}}});
    Program::Variables variables = fixture.variables();
    variables[u"AUTH0_CLIENT_SECRET"_s] = u"reader-secret"_s;
    QStringList target = fixture.target();
    target[target.indexOf(u"--client-id"_s) + 1] = u"reader"_s;
    const QStringList words{u"support"_s, u"reset-mfa"_s, u"--user"_s, QString::fromLatin1(ann)};
    QVERIFY(Program::run(words + target, variables).out.contains("delete:authentication_methods"));
    const auto result = Program::run(words + QStringList{u"--yes"_s} + target, variables);
    QCOMPARE(result.code, 3);
    QVERIFY(result.err.contains("delete:authentication_methods"));
}

void TestSupportCommand::badWordsAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    const QStringList whom{u"--user"_s, QString::fromLatin1(ann)};
    QTest::newRow("an unknown action") << QStringList{u"abolish"_s} + whom;
    QTest::newRow("nobody") << QStringList{u"block"_s};
    QTest::newRow("no address") << QStringList{u"change-email"_s} + whom;
    QTest::newRow("one address for two") << QStringList{u"change-email"_s, u"--email"_s, u"a@b.example"_s, u"--user"_s,
                                                        QString::fromLatin1(bob)}
            + whom;
    QTest::newRow("no application") << QStringList{u"password-mail"_s} + whom;
    QTest::newRow("an unknown application") << QStringList{u"password-mail"_s, u"--application"_s, u"none"_s} + whom;
    QTest::newRow("another action's option") << QStringList{u"block"_s, u"--method"_s, u"x"_s} + whom;
    QTest::newRow("no number of hours") << QStringList{u"password-ticket"_s, u"--valid-for"_s, u"long"_s} + whom;
    QTest::newRow("less than an hour") << QStringList{u"password-ticket"_s, u"--valid-for"_s, u"0"_s} + whom;
}

void TestSupportCommand::badWordsAreRefused()
{
    QFETCH(const QStringList, words);
    ChangeFixture fixture(estate());
    const auto result = fixture.run(QStringList{u"support"_s} + words + QStringList{u"--yes"_s});
    QCOMPARE(result.code, 2);
    QVERIFY(!result.err.isEmpty());
    QCOMPARE(fixture.writes(), 0);
}

QTEST_GUILESS_MAIN(TestSupportCommand)
#include "tst_supportcommand.moc"
