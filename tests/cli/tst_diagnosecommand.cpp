#include "cli/changefixture.h"
#include "sandbox/defaultestate.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using Json = Sandbox::Json;

/// `diagnose`: from "she cannot sign in" to the plan that mends it.
class TestDiagnoseCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whoCanSignInIsTold();
    void aBlockIsFoundAndMended();
    void aConnectionIsEnabled();
    void theOneUserBecomesAMember();
    void whereSomebodyMustChooseIsTold();
    void whatIsMissingIsTold();
    void whatCannotBeMeantIsRefused_data();
    void whatCannotBeMeantIsRefused();
    void theReaderSeesText();
    void theHeadingIsNoSurerThanTheCauses();
    void twoUsersOfOneAddressAreTold();
    void manyUsersOfOneAddressAreNoFailure();

private:
    Program::Result run(const QStringList &words) const
    {
        return m_fixture->run(QStringList{u"diagnose"_s, u"--user"_s, m_email, u"--application"_s, m_application}
                              + words);
    }
    Json diagnosis(const QStringList &words = {}) const
    {
        return Json::parse(run(QStringList{u"--json"_s} + words).out.toStdString());
    }
    static QStringList idsOf(const Json &diagnosis)
    {
        QStringList ids;
        for (const Json &cause : diagnosis.at("causes")) {
            ids.append(QString::fromStdString(cause.at("id")));
        }
        return ids;
    }
    Json &user() { return *m_tenant.users.find(m_user); }
    void start(const std::vector<Sandbox::ApiClient> &clients = {})
    {
        m_fixture = std::make_unique<ChangeFixture>(std::vector{m_tenant}, clients);
    }

    Sandbox::TenantState m_tenant;
    std::unique_ptr<ChangeFixture> m_fixture;
    std::string m_user;
    std::string m_connection; ///< id
    QString m_email;
    QString m_application; ///< name
};

/// Somebody of a database that is enabled for an application, with whom nothing is wrong.
void TestDiagnoseCommand::init()
{
    m_tenant = Sandbox::buildDefaultEstate(1).tenants.front();
    m_tenant.logs = Sandbox::Collection("log_id");
    m_tenant.blocks.clear();
    m_application = u"Ledgerline Supplier Network"_s;
    std::string client;
    for (const Json &one : m_tenant.clients.items()) {
        if (one.at("name") == m_application.toStdString()) {
            client = one.at("client_id");
        }
    }
    m_user.clear();
    for (const Json &one : m_tenant.users.items()) {
        const std::string name = one.at("identities").at(0).at("connection");
        for (const Json &connection : m_tenant.connections.items()) {
            const bool isEnabled = m_tenant.enabledClients.clientsOf(connection.at("id")).contains(client);
            if (m_user.empty() && connection.at("name") == name && connection.at("strategy") == "auth0" && isEnabled
                && one.at("identities").size() == 1) {
                m_user = one.at("user_id");
                m_connection = connection.at("id");
            }
        }
    }
    QVERIFY(!m_user.empty());
    user()["email"] = "only.one@acme.example";
    user()["email_verified"] = true;
    user().erase("blocked");
    m_email = u"Only.One@acme.example"_s;
}

void TestDiagnoseCommand::whoCanSignInIsTold()
{
    start();
    const auto result = run({u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Json found = Json::parse(result.out.toStdString());
    QVERIFY2(found.at("causes").empty(), result.out.constData());
    QCOMPARE(found.at("users").size(), std::size_t(1));
    QVERIFY(found.at("organization").is_null());
    QVERIFY(found.at("unread").empty());
    QVERIFY(!found.at("looked_at").empty());
    const auto text = run({});
    QCOMPARE(text.code, 0);
    QVERIFY2(
        text.out.contains("Nothing was found that keeps Only.One@acme.example out of Ledgerline Supplier Network."),
        text.out.constData());
    QCOMPARE(m_fixture->writes(), 0);
}

void TestDiagnoseCommand::aBlockIsFoundAndMended()
{
    user()["blocked"] = true;
    start();
    QCOMPARE(idsOf(diagnosis()), QStringList{u"user.blocked"_s});
    const auto planned = run({u"--fix"_s, u"user.blocked"_s});
    QVERIFY2(planned.code == 0, planned.err.constData());
    QVERIFY2(planned.out.contains("PATCH"), planned.out.constData());
    QCOMPARE(m_fixture->writes(), 0);
    const auto applied = run({u"--fix"_s, u"user.blocked"_s, u"--yes"_s});
    QVERIFY2(applied.code == 0, applied.err.constData());
    QCOMPARE(m_fixture->writes(), 1);
    QCOMPARE(idsOf(diagnosis()), QStringList());
}

void TestDiagnoseCommand::aConnectionIsEnabled()
{
    for (const Json &one : m_tenant.clients.items()) {
        m_tenant.enabledClients.disable(m_connection, one.at("client_id"));
    }
    start();
    const Json before = diagnosis();
    QCOMPARE(idsOf(before), QStringList{u"connection.disabled"_s});
    QVERIFY(before.at("causes").at(0).at("fix").at("kind") == "enable-connection");
    const auto applied = run({u"--fix"_s, u"connection.disabled"_s, u"--yes"_s});
    QVERIFY2(applied.code == 0, applied.err.constData());
    QCOMPARE(idsOf(diagnosis()), QStringList());
}

/// And nobody else of the connection: it may be shared with other customers.
void TestDiagnoseCommand::theOneUserBecomesAMember()
{
    m_tenant.organizations.append({{"id", "org_only"}, {"name", "only"}, {"display_name", "Only"}});
    m_tenant.organizationConnections["org_only"]
        = {{{"connection_id", m_connection}, {"assign_membership_on_login", false}}};
    start();
    const QStringList through{u"--organization"_s, u"only"_s};
    const Json before = diagnosis(through);
    QCOMPARE(idsOf(before), QStringList{u"organization.not-member"_s});
    QVERIFY(before.at("causes").at(0).at("fix").at("kind") == "add-member");
    const auto applied = run(through + QStringList{u"--fix"_s, u"organization.not-member"_s, u"--yes"_s});
    QVERIFY2(applied.code == 0, applied.err.constData());
    QCOMPARE(m_fixture->writes(), 1);
    QCOMPARE(idsOf(diagnosis(through)), QStringList());
    const Sandbox::TenantState now = m_fixture->server().state(0); // a copy
    const auto members = now.organizationMembers.find("org_only");
    QVERIFY(members != now.organizationMembers.end());
    QCOMPARE(members->second.size(), std::size_t(1));
    QVERIFY(members->second.contains(m_user));
    const auto &entry = now.organizationConnections.find("org_only")->second.front();
    QVERIFY(entry.at("assign_membership_on_login") == false);
}

void TestDiagnoseCommand::whereSomebodyMustChooseIsTold()
{
    m_application = u"Ledgerline Portal"_s; // with 57 databases, and it shows Lock
    Json last = *m_tenant.connections.find(m_connection);
    m_tenant.connections.remove(m_connection);
    m_tenant.connections.append(std::move(last));
    for (const Json &one : m_tenant.clients.items()) {
        if (one.at("name") == m_application.toStdString()) {
            m_tenant.enabledClients.enable(m_connection, one.at("client_id"));
        }
    }
    start();
    const auto result = run({u"--fix"_s, u"lock.beyond"_s, u"--yes"_s});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains("several ways out"), result.err.constData());
    QVERIFY2(result.err.contains("in the window shows the ways"), result.err.constData());
    QCOMPARE(m_fixture->writes(), 0);
}

void TestDiagnoseCommand::whatIsMissingIsTold()
{
    start({{"few",
            "a-secret-of-the-test",
            {"read:clients", "read:connections", "read:connections_options", "read:users", "read:logs"},
            {}}});
    const auto result = Program::run(
        {u"diagnose"_s, u"--user"_s, m_email, u"--application"_s, m_application, u"--json"_s, u"--base-url"_s,
         QString::fromStdString(m_fixture->server().tenants()[0].url), u"--client-id"_s, u"few"_s},
        {{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s}});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("read:authentication_methods"), result.err.constData());
    const Json found = Json::parse(result.out.toStdString());
    QVERIFY(found.at("causes").empty());
    QStringList parts;
    for (const Json &one : found.at("unread")) {
        parts.append(QString::fromStdString(one.at("part")));
    }
    QCOMPARE(parts, (QStringList{u"factors"_s, u"settings"_s}));
}

void TestDiagnoseCommand::whatCannotBeMeantIsRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("why");
    const QStringList who{u"--user"_s, u"only.one@acme.example"_s};
    const QStringList where{u"--application"_s, u"Ledgerline Supplier Network"_s};
    QTest::newRow("no e-mail") << QStringList{u"--user"_s, u"jane"_s} + where << QByteArray("who cannot sign in where");
    QTest::newRow("no application named") << who << QByteArray("who cannot sign in where");
    QTest::newRow("no such application") << who + QStringList{u"--application"_s, u"Nowhere"_s}
                                         << QByteArray("Nowhere");
    QTest::newRow("a part of the name") << who + QStringList{u"--application"_s, u"supplier"_s}
                                        << QByteArray("Is “Ledgerline Supplier Network” meant?");
    QTest::newRow("a slip") << who + QStringList{u"--application"_s, u"Ledgerline Suplier Network"_s}
                            << QByteArray("Is “Ledgerline Supplier Network” meant?");
    QTest::newRow("no such organization")
        << who + where + QStringList{u"--organization"_s, u"nowhere"_s} << QByteArray("nowhere");
    QTest::newRow("nothing to mend") << who + where + QStringList{u"--yes"_s} << QByteArray("what to mend");
    QTest::newRow("another cause") << who + where + QStringList{u"--fix"_s, u"user.blocked"_s}
                                   << QByteArray("not what keeps this user out");
}

void TestDiagnoseCommand::whatCannotBeMeantIsRefused()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, why);
    start();
    const auto result = m_fixture->run(QStringList{u"diagnose"_s} + words);
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains(why), result.err.constData());
    QCOMPARE(m_fixture->writes(), 0);
}

void TestDiagnoseCommand::theReaderSeesText()
{
    user()["blocked"] = true;
    user()["email_verified"] = false;
    start();
    const auto result = run({});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.contains("cannot sign in to Ledgerline Supplier Network. Causes found: 2."),
             result.out.constData());
    QVERIFY(result.out.indexOf("user.blocked") < result.out.indexOf("email.unverified"));
    QVERIFY(result.out.contains("(--fix email.unverified)"));
}

/// And times are those of `list`, whatever clock the computer has.
void TestDiagnoseCommand::theHeadingIsNoSurerThanTheCauses()
{
    user()["email_verified"] = false;
    Json event{{"type", "f"},
               {"log_id", "90020261119144700000000000000001"},
               {"_id", "90020261119144700000000000000001"},
               {"date", "2026-11-19T14:47:05.120Z"},
               {"user_id", m_user},
               {"user_name", "only.one@acme.example"},
               {"description", "Please verify your email"}};
    m_tenant.logs.append(event);
    start();
    const auto result = run({});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.contains("What may keep Only.One@acme.example out of Ledgerline Supplier Network, none of it "
                                 "certain. Causes found: "),
             result.out.constData());
    QVERIFY2(!result.out.contains("cannot sign in to"), result.out.constData());
    QVERIFY2(result.out.contains("The log says 2026-11-19T14:47:05Z: "), result.out.constData());
}

void TestDiagnoseCommand::twoUsersOfOneAddressAreTold()
{
    user()["blocked"] = true;
    Json second = user();
    second["user_id"] = "auth0|second";
    second["blocked"] = false;
    second["identities"] = Json::array({{{"connection", "another"}, {"provider", "auth0"}, {"user_id", "2"}}});
    m_tenant.users.append(second);
    start();
    const auto result = run({});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.contains("\n2 users have this address: "), result.out.constData());
    QVERIFY2(result.out.contains("auth0|second in “another”"), result.out.constData());
    QVERIFY2(result.out.contains("- Of 2 users with this address it is about "), result.out.constData());
}

/// Those who are not looked at are told; a script that reads "the network" would try again in vain.
void TestDiagnoseCommand::manyUsersOfOneAddressAreNoFailure()
{
    for (int i = 0; i < 6; ++i) {
        Json another = user();
        another["user_id"] = "auth0|another" + std::to_string(i);
        another["identities"] = Json::array(
            {{{"connection", "another"}, {"provider", "auth0"}, {"user_id", "another" + std::to_string(i)}}});
        m_tenant.users.append(another);
    }
    start();
    const auto result = run({});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.contains("Only of the first 5 of 7 users with this address it was."), result.out.constData());
    QVERIFY(!diagnosis().at("unread").empty());
}

QTEST_GUILESS_MAIN(TestDiagnoseCommand)
#include "tst_diagnosecommand.moc"
