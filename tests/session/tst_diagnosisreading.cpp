#include "session/signinjane.h"

#include "sandbox/defaultestate.h"
#include "session/diagnosisreading.h"
#include "session/tenantsession.h"
#include "support/sandboxestate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace SignInJane;

using Analysis::Diagnosis;
using Sandbox::TenantState;

/// What a diagnosis reads of an Auth0 tenant, and how little.
class TestDiagnosisReading : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aMissingScopeLeavesAPartOut();
    void theLogIsSearchedInBothSpellings();
    void theLogIsSearchedAsTheAccountIsWritten();
    void anotherAccountInOtherLettersIsSeen();
    void aMistypedAddressIsGuessed_data();
    void aMistypedAddressIsGuessed();
    void ofManyUsersNotAllAreRead();
    void fewRequestsAreMade();

private:
    TenantState m_tenant;
};

void TestDiagnosisReading::initTestCase()
{
    m_tenant = Sandbox::buildDefaultEstate(1).tenants.front();
}

void TestDiagnosisReading::aMissingScopeLeavesAPartOut()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    jane.object()["blocked"] = true;
    const Sandbox::ApiClient few{"few", "secret", {"read:clients", "read:connections", "read:users"}, {}};
    const auto server = serve(tenant, {few});
    const auto session = SandboxEstate::session(*server, 0, &few);
    const auto facts = read(*session, jane, true);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QCOMPARE(idsOf(Analysis::diagnose(*facts)), QStringList{u"user.blocked"_s});
    using Part = Analysis::SignInPart;
    for (const Part part :
         {Part::Options, Part::OrganizationConnections, Part::Membership, Part::Factors, Part::Logs, Part::Settings}) {
        QVERIFY2(facts->unread.contains(part), Analysis::wordOf(part).latin1());
        QVERIFY(facts->unread.at(part).isRefused);
    }
    QVERIFY(!facts->unread.contains(Part::Blocks));
    QVERIFY2(facts->unread.at(Part::Factors).reason.contains("read:authentication_methods"_L1),
             qPrintable(facts->unread.at(Part::Factors).reason));
}

void TestDiagnosisReading::theLogIsSearchedInBothSpellings()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    jane.tenant.users.remove(jane.user); // her own log is not there to help
    jane.log("fp", "Wrong email or password.");
    jane.email = u"Jane@Acme.example"_s;
    jane.log("f", "Denied by an Action");
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, false);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QVERIFY(facts->logs.has_value());
    QCOMPARE(facts->logs->size(), 2);
}

/// An event of a password that nobody had names no user.
void TestDiagnosisReading::theLogIsSearchedAsTheAccountIsWritten()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    jane.object()["email"] = "Jane@Acme.example";
    jane.email = u"Jane@Acme.example"_s;
    const std::string user = std::exchange(jane.user, "");
    jane.log("fu", "Wrong email or password.");
    jane.user = user;
    jane.email = u"jane@acme.example"_s;
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, false);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QCOMPARE(facts->users.size(), 1);
    QCOMPARE(facts->logs->size(), 1);
    QCOMPARE(idsOf(Analysis::diagnose(*facts)), QStringList{u"password.wrong"_s});
}

/// Beside the one that has the address as it was asked: the person may sign in with either.
void TestDiagnosisReading::anotherAccountInOtherLettersIsSeen()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    jane.add("samlp|acme|jane", "Jane@Acme.example");
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, false);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QCOMPARE(facts->users.size(), 2);
    QCOMPARE(facts->users.last().user.id.text(), u"samlp|acme|jane"_s);
}

void TestDiagnosisReading::aMistypedAddressIsGuessed_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<bool>("isGuessed");
    QTest::newRow("letters changed about") << u"jnae.dough@acme-typo.example"_s << true;
    QTest::newRow("the first letter") << u"kane.dough@acme-typo.example"_s << true;
    QTest::newRow("a letter too few") << u"jane.dugh@acme-typo.example"_s << true;
    QTest::newRow("in the domain") << u"Jane.Dough@acme-tpyo.example"_s << true;
    QTest::newRow("what a search would read") << u"jane.dough*@acme-typo.example"_s << true;
    QTest::newRow("somebody else of the customer") << u"kim@acme-typo.example"_s << false;
    QTest::newRow("of the same name elsewhere") << u"jane.dough@initech.example"_s << false;
}

void TestDiagnosisReading::aMistypedAddressIsGuessed()
{
    QFETCH(QString, asked);
    QFETCH(bool, isGuessed);
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    jane.object()["email"] = "jane.dough@acme-typo.example";
    jane.email = asked;
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, false);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    QVERIFY2(facts->unread.empty(), facts->unread.empty() ? "" : qPrintable(facts->unread.begin()->second.reason));
    const Diagnosis diagnosis = Analysis::diagnose(*facts);
    QCOMPARE(idsOf(diagnosis).first(), u"user.not-found"_s);
    QCOMPARE(diagnosis.causes.first().message.contains(u"Did you mean “jane.dough@acme-typo.example”?"_s), isGuessed);
    QVERIFY2(SandboxEstate::pathsAt(*server).size() <= 10, qPrintable(SandboxEstate::pathsAt(*server).join(u'\n')));
}

/// Blocks and factors are read of the first of them only, which is told.
void TestDiagnosisReading::ofManyUsersNotAllAreRead()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    for (int i = 0; i < Session::DiagnosisReading::mostUsers; ++i) {
        jane.add("auth0|jane" + std::to_string(i), jane.email.toStdString());
    }
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    const auto facts = read(*session, jane, true);
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().text()));
    using Part = Analysis::SignInPart;
    for (const Part part : {Part::Blocks, Part::Factors, Part::Logs, Part::Membership}) {
        QVERIFY2(facts->unread.contains(part), Analysis::wordOf(part).latin1());
        QVERIFY(facts->unread.at(part).reason.contains("first 5 of 6"_L1));
    }
    QVERIFY(!Analysis::diagnose(*facts).looked.contains(Part::Logs));
}

void TestDiagnosisReading::fewRequestsAreMade()
{
    TenantState tenant = m_tenant;
    Jane jane(tenant);
    const auto server = serve(tenant);
    const auto session = SandboxEstate::session(*server);
    QVERIFY(read(*session, jane, false).has_value());
    QVERIFY2(SandboxEstate::pathsAt(*server).size() <= 10, qPrintable(SandboxEstate::pathsAt(*server).join(u'\n')));
    for (const Sandbox::ReceivedRequest &request : server->requests()) {
        QVERIFY2(request.method == "GET" || request.path == "/oauth/token", request.path.c_str());
    }
}

QTEST_GUILESS_MAIN(TestDiagnosisReading)
#include "tst_diagnosisreading.moc"
