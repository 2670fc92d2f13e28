#include "query/columns.h"
#include "session/userfinder.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Session::UserFinder;

namespace {

const Sandbox::ApiClient blindClient{"blind", "a-secret-for-tests", {"read:clients"}, {}};

Sandbox::TenantState tenant(const std::string &name, const QList<const char *> &users)
{
    Sandbox::TenantState state;
    state.name = name;
    state.domain = name + ".eu.auth0.com";
    for (const char *user : users) {
        state.users.append(Sandbox::Json::parse(user));
    }
    return state;
}

} // namespace

/// Users of all tenants, as somebody types.
class TestUserFinder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void findsUsersOfAllTenants_data();
    void findsUsersOfAllTenants();
    void asksNothingForAFewLetters();
    void aFurtherLetterGivesUpTheLastQuestion();
    void tellsWhichTenantCouldNotBeAsked();
    void aTenantThatClosesEndsIt();

private:
    QStringList ids() const
    {
        QStringList found;
        for (const Query::RecordPtr &user : m_finder->users()) {
            found << user->id;
        }
        return found;
    }
    bool isAnswered()
    {
        return QTest::qWaitFor([this] { return m_finder->asked() > 0 && !m_finder->isBusy(); });
    }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<UserFinder> m_finder;
};

void TestUserFinder::init()
{
    m_finder.reset();
    m_estate.reset();
    std::vector<Sandbox::TenantState> tenants;
    tenants.push_back(tenant("acme-eu",
                             {R"({"user_id":"auth0|1","email":"anna@initech.example","name":"Anna Schmidt"})",
                              R"({"user_id":"samlp|c|2","email":"Bob@umbrella.example","name":"Bob O'Neil",
                                "identities":[{"connection":"c","provider":"samlp","user_id":"c|2","isSocial":false},
                                              {"connection":"google-oauth2","provider":"google-oauth2","user_id":"9",
                                               "isSocial":true,"profileData":{"email":"rob@gmail.example"}}]})"}));
    tenants.push_back(
        tenant("acme-us", {R"({"user_id":"auth0|3","email":"anna@globex.example","name":"Anna Jones"})"}));
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients.push_back(blindClient);
    m_server = std::make_unique<Sandbox::Server>(std::move(options), std::move(tenants));
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_estate->open(SandboxEstate::session(*m_server, 0));
    m_estate->open(SandboxEstate::session(*m_server, 1));
    m_finder = std::make_unique<UserFinder>(*m_estate);
}

void TestUserFinder::findsUsersOfAllTenants_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("users");
    QTest::newRow("a name in both") << u"anna"_s << QStringList({u"auth0|1"_s, u"auth0|3"_s});
    QTest::newRow("words") << u"schm  ANNA"_s << QStringList({u"auth0|1"_s});
    QTest::newRow("within") << u"umbrella"_s << QStringList({u"samlp|c|2"_s});
    QTest::newRow("operators are letters") << u"o'neil"_s << QStringList({u"samlp|c|2"_s});
    QTest::newRow("e-mail") << u"anna@globex.example"_s << QStringList({u"auth0|3"_s});
    QTest::newRow("e-mail in capitals") << u"ANNA@initech.example"_s << QStringList({u"auth0|1"_s});
    QTest::newRow("e-mail kept in capitals") << u"Bob@umbrella.example"_s << QStringList({u"samlp|c|2"_s});
    QTest::newRow("e-mail kept in other letters") << u"bob@umbrella.example"_s << QStringList({u"samlp|c|2"_s});
    QTest::newRow("e-mail that is not typed to its end") << u"anna@globex.ex"_s << QStringList({u"auth0|3"_s});
    QTest::newRow("e-mail of a linked identity") << u"Rob@gmail.example"_s << QStringList({u"samlp|c|2"_s});
    QTest::newRow("id") << u"samlp|c|2"_s << QStringList({u"samlp|c|2"_s});
    QTest::newRow("no such id") << u"auth0|404"_s << QStringList();
    QTest::newRow("query") << u"email:anna@globex.example"_s << QStringList({u"auth0|3"_s});
    QTest::newRow("query that is not typed to its end") << u"email:"_s << QStringList();
    QTest::newRow("nobody") << u"nobody"_s << QStringList();
}

void TestUserFinder::findsUsersOfAllTenants()
{
    QFETCH(QString, text);
    m_finder->find(text);
    QVERIFY(isAnswered());
    QTEST(ids(), "users");
    QCOMPARE(m_finder->asked(), 2);
    QVERIFY(m_finder->failures().isEmpty());
}

void TestUserFinder::asksNothingForAFewLetters()
{
    m_finder->find(u"an"_s);
    QVERIFY(!m_finder->isBusy());
    m_finder->find(u"   "_s);
    QVERIFY(!m_finder->isBusy());
    m_finder->find(u"anna"_s);
    QVERIFY(m_finder->isBusy());
    m_finder->find({});
    QVERIFY(!m_finder->isBusy());
    QCOMPARE(SandboxEstate::pathsAt(*m_server), QStringList());
}

void TestUserFinder::aFurtherLetterGivesUpTheLastQuestion()
{
    m_finder->find(u"anna"_s);
    QTRY_COMPARE(m_finder->asked(), 2);
    m_finder->find(u"umbrella"_s); // the answers about Anna are on their way
    QCOMPARE(m_finder->asked(), 0);
    QVERIFY(m_finder->isBusy());
    QVERIFY(isAnswered());
    QCOMPARE(ids(), QStringList({u"samlp|c|2"_s}));
    // The same text again is no other question.
    QSignalSpy changed(m_finder.get(), &UserFinder::changed);
    m_finder->find(u" umbrella "_s);
    QCOMPARE(changed.count(), 0);
}

void TestUserFinder::tellsWhichTenantCouldNotBeAsked()
{
    m_estate->open(SandboxEstate::session(*m_server, 1, &blindClient));
    m_finder->find(u"ANNA@initech.example"_s); // two questions, one failure
    QVERIFY(isAnswered());
    QCOMPARE(ids(), QStringList({u"auth0|1"_s}));
    QCOMPARE(m_finder->failures().size(), 1);
    QCOMPARE(m_finder->failures().first().tenant, m_estate->sessions().last()->id());
    QVERIFY(m_finder->failures().first().error.kind == Api::ApiError::Kind::Scope);
}

void TestUserFinder::aTenantThatClosesEndsIt()
{
    m_finder->find(u"anna"_s);
    QTRY_COMPARE(m_finder->asked(), 2);
    m_estate->close(m_estate->sessions().first()->id());
    QVERIFY(!m_finder->isBusy());
    QVERIFY(m_finder->users().isEmpty());
}

QTEST_GUILESS_MAIN(TestUserFinder)
#include "tst_userfinder.moc"
