#include "analysis/diagnosis.h"
#include "analysis/signincauses.h"
#include "analysis/signinscene.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace SignInScene;

using Analysis::Cause;
using Analysis::Diagnosis;
using Analysis::FoundUser;
using Analysis::Likelihood;
using Analysis::SignInFacts;
using Analysis::SignInPart;
using Kind = Analysis::SignInFix::Kind;

namespace {

using Plant = void (*)(SignInFacts &);

struct Case
{
    const char *name;
    const char *cause;
    Likelihood likelihood;
    Kind fix;
    const char *evidence; ///< a part of it
    Plant plant;
};

const Case cases[] = {
    {"blocked", "user.blocked", Likelihood::Certain, Kind::Unblock, "auth0|1",
     [](SignInFacts &facts) { facts.users = {user(R"("blocked":true,"email_verified":true)")}; }},
    {"brute force", "user.brute-force", Likelihood::Likely, Kind::LiftBlocks, "192.0.2.9",
     [](SignInFacts &facts) {
         facts.users[0].blocks = {R"({"identifier":"jane@acme.example","ip":"192.0.2.9","connection":"acme-users"})"};
     }},
    {"brute force, told by the log alone", "user.brute-force", Likelihood::Likely, Kind::LiftBlocks, "1×",
     [](SignInFacts &facts) {
         facts.users[0].blocks.reset();
         facts.logs->append(logged(u"limit_wc"_s, 5));
     }},
    {"not enabled", "connection.not-enabled", Likelihood::Certain, Kind::EnableConnection, "acme-saml",
     [](SignInFacts &facts) {
         facts.enabled = {connection("acme-saml", "samlp")};
         facts.others.insert(u"acme-users"_s, {connection("acme-users"), true});
     }},
    {"enabled for nothing", "connection.disabled", Likelihood::Certain, Kind::EnableConnection, "no application",
     [](SignInFacts &facts) {
         facts.enabled = {connection("acme-saml", "samlp")};
         facts.others.insert(u"acme-users"_s, {connection("acme-users"), false});
     }},
    {"not open to third parties", "connection.not-enabled", Likelihood::Likely, Kind::None, "is_domain_connection",
     [](SignInFacts &facts) {
         facts.application = application(R"("app_type":"spa","is_first_party":false)");
         facts.enabled.emplace();
         facts.others.insert(u"acme-users"_s, {connection("acme-users"), false});
     }},
    {"not for signing in", "connection.disabled", Likelihood::Certain, Kind::UseConnection, "authentication.active",
     [](SignInFacts &facts) {
         facts.enabled = {connection("acme-users", "auth0", R"("authentication":{"active":false})")};
     }},
    {"no passwords", "connection.disabled", Likelihood::Likely, Kind::None, "password.enabled",
     [](SignInFacts &facts) {
         facts.enabled = {connection("acme-users", "auth0",
                                     R"("options":{"authentication_methods":{"password":{"enabled":false}}})")};
     }},
    {"wrong connection", "connection.wrong", Likelihood::Likely, Kind::None, "acme-saml",
     [](SignInFacts &facts) { facts.logs->append(logged(u"fu"_s, 5, u"acme-saml"_s)); }},
    {"connection not in the organization", "organization.connection-missing", Likelihood::Certain,
     Kind::AddToOrganization, "organization: 1.",
     [](SignInFacts &facts) {
         enter(facts);
         facts.organizationConnections = {inOrganization(u"acme-saml"_s)};
     }},
    {"no member", "organization.not-member", Likelihood::Certain, Kind::AddMember, "user: 1.",
     [](SignInFacts &facts) {
         enter(facts);
         facts.users[0].organizations = {u"org_other"_s};
     }},
    {"organizations denied", "organization.not-allowed", Likelihood::Certain, Kind::AllowOrganizations, "deny",
     [](SignInFacts &facts) {
         enter(facts);
         facts.application = application(R"("app_type":"spa","organization_usage":"deny")");
     }},
    {"organizations not set, and refused", "organization.not-allowed", Likelihood::Certain, Kind::AllowOrganizations,
     "the log says",
     [](SignInFacts &facts) {
         enter(facts);
         facts.application = application(R"("app_type":"spa")");
         facts.logs->append(logged(u"f"_s, 5, {}, u"parameter organization is not allowed for this client"_s));
     }},
    {"beyond Lock's 50", "lock.beyond", Likelihood::Possible, Kind::LeaveLock, "51 database",
     [](SignInFacts &facts) { fillLock(facts); }},
    {"beyond Lock's 50, marked", "lock.beyond", Likelihood::Likely, Kind::LeaveLock, "first of Auth0's list",
     [](SignInFacts &facts) {
         fillLock(facts);
         facts.lockMark = true;
     }},
    {"beyond Lock's 50, as its file says", "lock.beyond", Likelihood::Certain, Kind::LeaveLock, "does not name it",
     [](SignInFacts &facts) {
         fillLock(facts);
         facts.lockMark = true;
         facts.lockFile.emplace();
         for (int i = 0; i < 50; ++i) {
             facts.lockFile->connections.append({u"db-%1"_s.arg(i), u"auth0"_s});
         }
     }},
    {"nobody", "user.not-found", Likelihood::Likely, Kind::None, "jane@acme.example",
     [](SignInFacts &facts) { forget(facts); }},
    {"nobody, and no way in", "user.not-found", Likelihood::Certain, Kind::None, "disabled in acme-users",
     [](SignInFacts &facts) {
         forget(facts);
         facts.enabled = {connection("acme-users", "auth0", R"("options":{"disable_signup":true})")};
     }},
    {"a linked identity whose connection is not enabled", "connection.not-enabled", Likelihood::Certain,
     Kind::EnableConnection, "in google-oauth2.",
     [](SignInFacts &facts) {
         facts.users = {linked()};
         facts.others.insert(u"google-oauth2"_s, {connection("google-oauth2", "google-oauth2"), true});
     }},
    {"a linked identity, tried in the database", "connection.wrong", Likelihood::Likely, Kind::None,
     "account is in google-oauth2",
     [](SignInFacts &facts) {
         facts.users = {linked()};
         facts.enabled->append(connection("google-oauth2", "google-oauth2"));
         facts.logs->append(logged(u"fu"_s, 5));
         facts.logs->last().user = {};
     }},
    {"sign-up disabled", "signup.disabled", Likelihood::Likely, Kind::OpenSignup, "acme-users",
     [](SignInFacts &facts) {
         forget(facts);
         facts.enabled = {connection("acme-users", "auth0", R"("options":{"disable_signup":true})")};
     }},
    {"sign-up disabled in the organization", "signup.disabled", Likelihood::Likely, Kind::None, "organization",
     [](SignInFacts &facts) {
         forget(facts);
         enter(facts);
     }},
    {"not verified", "email.unverified", Likelihood::Possible, Kind::VerificationMail, "never verified",
     [](SignInFacts &facts) { facts.users = {user(R"("email_verified":false)")}; }},
    {"not verified, and refused", "email.unverified", Likelihood::Likely, Kind::VerificationMail, "Please verify",
     [](SignInFacts &facts) {
         facts.users = {user(R"("email_verified":false)")};
         facts.logs->append(logged(u"f"_s, 5, u"acme-users"_s, u"Please verify your email"_s));
     }},
    {"MFA", "mfa.failing", Likelihood::Likely, Kind::ResetMfa, "totp",
     [](SignInFacts &facts) {
         facts.users[0].factors = {R"({"id":"totp|1","type":"totp"})"};
         facts.logs->append(logged(u"gd_auth_failed"_s, 5));
     }},
    {"MFA without factors", "mfa.failing", Likelihood::Likely, Kind::None, "No factor",
     [](SignInFacts &facts) { facts.logs->append(logged(u"gd_send_sms_failure"_s, 5)); }},
    {"wrong password once", "password.wrong", Likelihood::Possible, Kind::PasswordMail, "1×",
     [](SignInFacts &facts) { facts.logs->append(logged(u"fp"_s, 5)); }},
    {"wrong password often", "password.wrong", Likelihood::Likely, Kind::PasswordMail, "3×",
     [](SignInFacts &facts) {
         *facts.logs += {logged(u"fp"_s, 5), logged(u"fp"_s, 6), logged(u"fp"_s, 7)};
     }},
    {"breached password", "password.leaked", Likelihood::Likely, Kind::PasswordMail, "192.0.2.7",
     [](SignInFacts &facts) { facts.logs->append(logged(u"pwd_leak"_s, 5)); }},
    {"address held off", "address.blocked", Likelihood::Likely, Kind::None, "192.0.2.7",
     [](SignInFacts &facts) { facts.logs->append(logged(u"limit_mu"_s, 5)); }},
    {"another failure", "logs.failed", Likelihood::Likely, Kind::None, "acme-users",
     [](SignInFacts &facts) { facts.logs->append(logged(u"f"_s, 5, u"acme-users"_s, u"Denied by an Action"_s)); }},
    {"a machine's application", "application.not-for-people", Likelihood::Certain, Kind::None, "non_interactive",
     [](SignInFacts &facts) { facts.application = application(R"("app_type":"non_interactive")"); }},
    {"no connections", "application.no-connections", Likelihood::Certain, Kind::ChooseConnections, "0",
     [](SignInFacts &facts) {
         forget(facts);
         facts.enabled.emplace();
     }},
};

QStringList idsOf(const Diagnosis &diagnosis)
{
    QStringList ids;
    for (const Cause &cause : diagnosis.causes) {
        ids.append(cause.id);
    }
    return ids;
}

} // namespace

/// Why somebody cannot sign in, from what was read.
class TestDiagnosis : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachCauseIsFound_data();
    void eachCauseIsFound();
    void everyCauseHasACase();
    void whoCanSignInIsLeftAlone_data();
    void whoCanSignInIsLeftAlone();
    void theSureComesFirst();
    void whatWasNotReadIsNotGuessed();
    void anotherAccountMakesItLessSure();
    void twoUsersOfOneAddressAreToldApart();
};

void TestDiagnosis::eachCauseIsFound_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(std::size(cases)); ++i) {
        QTest::newRow(cases[i].name) << i;
    }
}

void TestDiagnosis::eachCauseIsFound()
{
    QFETCH(int, index);
    const Case &given = cases[index];
    SignInFacts facts = healthy();
    given.plant(facts);
    const Diagnosis diagnosis = Analysis::diagnose(facts);
    const auto cause = std::find_if(diagnosis.causes.begin(), diagnosis.causes.end(),
                                    [&given](const Cause &one) { return one.id == QLatin1StringView(given.cause); });
    QVERIFY2(cause != diagnosis.causes.end(), qPrintable(idsOf(diagnosis).join(u' ')));
    QCOMPARE(cause->likelihood, given.likelihood);
    QCOMPARE(cause->fix.kind, given.fix);
    QVERIFY2(cause->evidence.join(u'\n').contains(QString::fromUtf8(given.evidence)),
             qPrintable(cause->evidence.join(u'\n')));
    QVERIFY(!cause->message.isEmpty() && !cause->advice.isEmpty());
    QVERIFY2(!cause->evidence.contains(QString()), "an empty line of evidence");
    QCOMPARE(cause->fix.kind != Kind::None, !Analysis::titleOf(cause->fix).isEmpty());
    const QStringList ids = idsOf(diagnosis);
    QVERIFY2(QSet<QString>(ids.begin(), ids.end()).size() <= 2, qPrintable(ids.join(u' ')));
}

void TestDiagnosis::everyCauseHasACase()
{
    QStringList tried;
    for (const Case &given : cases) {
        tried.append(QString::fromLatin1(given.cause));
    }
    for (const QString &id : Analysis::causeIds()) {
        QVERIFY2(tried.contains(id), qPrintable(id));
    }
    for (const QString &id : std::as_const(tried)) {
        QVERIFY2(Analysis::causeIds().contains(id), qPrintable(id));
    }
}

void TestDiagnosis::whoCanSignInIsLeftAlone_data()
{
    QTest::addColumn<int>("variant");
    QTest::newRow("without an organization") << 0;
    QTest::newRow("in an organization") << 1;
    QTest::newRow("becomes a member by signing in") << 2;
    QTest::newRow("with a linked account elsewhere") << 3;
    QTest::newRow("database addresses are in lower case") << 4;
    QTest::newRow("failed in another application") << 5;
    QTest::newRow("Lock does not matter") << 6;
    QTest::newRow("written with capitals at the identity provider") << 7;
    QTest::newRow("by an identity that is linked") << 8;
    QTest::newRow("tokens are not renewed") << 9;
    QTest::newRow("a connection that is open to third parties") << 10;
}

void TestDiagnosis::whoCanSignInIsLeftAlone()
{
    QFETCH(int, variant);
    SignInFacts facts = healthy();
    switch (variant) {
    case 1:
        enter(facts);
        break;
    case 2:
        enter(facts);
        facts.organizationConnections = {inOrganization(u"acme-users"_s, true)};
        facts.users[0].organizations.emplace();
        break;
    case 3:
        facts.users = {user(R"("email_verified":true)",
                            R"([{"connection":"acme-users","provider":"auth0","user_id":"1"},
                                {"connection":"google-oauth2","profileData":{"email":"jane@acme.example"}}])")};
        break;
    case 4:
        facts.email = u"Jane@Acme.Example"_s;
        facts.users[0].match = Analysis::matchOf(facts.users[0].user, facts.email).value();
        break;
    case 5: {
        Domain::LogEvent elsewhere = logged(u"fp"_s, 5);
        elsewhere.application = Domain::ApplicationId(u"app_other"_s);
        facts.logs->append(elsewhere);
        break;
    }
    case 6:
        fillLock(facts);
        facts.lockMark = false;
        break;
    case 7:
        facts.users = {user(R"("email_verified":true)",
                            R"([{"connection":"acme-saml","provider":"samlp","user_id":"1"}])", "Jane@Acme.example")};
        break;
    case 8:
        facts.users = {linked()};
        facts.enabled->append(connection("google-oauth2", "google-oauth2"));
        break;
    case 9:
        *facts.logs += {logged(u"fsa"_s, 5), logged(u"fertft"_s, 6), logged(u"fapi"_s, 7)};
        break;
    case 10:
        facts.application = application(R"("app_type":"spa","is_first_party":false)");
        facts.enabled.emplace();
        facts.others.insert(u"acme-users"_s,
                            {connection("acme-users", "auth0", R"("is_domain_connection":true)"), false});
        break;
    default:
        break;
    }
    const Diagnosis diagnosis = Analysis::diagnose(facts);
    QVERIFY2(diagnosis.isClear(), qPrintable(idsOf(diagnosis).join(u' ')));
    const QString notes = diagnosis.notes.join(u' ');
    QVERIFY2(notes.contains("Nothing has failed since"_L1), qPrintable(notes));
    QCOMPARE(notes.contains(u"is written “Jane@Acme.example”"_s), variant == 7);
    QCOMPARE(notes.contains(u"identity in google-oauth2, which is linked to “jane.doe@acme.example”"_s), variant == 8);
}

void TestDiagnosis::theSureComesFirst()
{
    SignInFacts facts = healthy();
    facts.users = {user(R"("blocked":true,"email_verified":false)")};
    *facts.logs += {logged(u"fp"_s, 5), logged(u"fp"_s, 6), logged(u"fp"_s, 7)};
    QCOMPARE(idsOf(Analysis::diagnose(facts)),
             (QStringList{u"user.blocked"_s, u"password.wrong"_s, u"email.unverified"_s}));
}

void TestDiagnosis::whatWasNotReadIsNotGuessed()
{
    SignInFacts facts;
    facts.email = email;
    facts.spellings = {email};
    for (const SignInPart part : {SignInPart::Users, SignInPart::Application, SignInPart::Connections,
                                  SignInPart::OrganizationConnections, SignInPart::Logs}) {
        facts.unread[part] = {u"The token lacks it."_s, true};
    }
    enter(facts);
    facts.organizationConnections.reset();
    const Diagnosis diagnosis = Analysis::diagnose(facts);
    QVERIFY2(diagnosis.isClear(), qPrintable(idsOf(diagnosis).join(u' ')));
    QVERIFY(diagnosis.looked.isEmpty());

    facts = healthy();
    facts.enabled.reset();
    facts.unread[SignInPart::Connections] = {u"The token lacks it."_s, true};
    QVERIFY(Analysis::diagnose(facts).isClear());
    QVERIFY(!Analysis::diagnose(facts).looked.contains(SignInPart::Connections));
}

void TestDiagnosis::anotherAccountMakesItLessSure()
{
    SignInFacts facts = healthy();
    FoundUser second
        = user(R"("email_verified":true)", R"([{"connection":"acme-old","provider":"auth0","user_id":"2"}])");
    second.user.id = Domain::UserId(u"auth0|2"_s);
    facts.users.append(second);
    facts.others.insert(u"acme-old"_s, {connection("acme-old"), true});
    const Diagnosis diagnosis = Analysis::diagnose(facts);
    QCOMPARE(idsOf(diagnosis), QStringList{u"connection.not-enabled"_s});
    QCOMPARE(diagnosis.causes.first().likelihood, Likelihood::Possible);
}

void TestDiagnosis::twoUsersOfOneAddressAreToldApart()
{
    SignInFacts facts = healthy();
    facts.users = {user(R"("blocked":true,"email_verified":true)")};
    QCOMPARE(Analysis::diagnose(facts).accounts, QString());
    QVERIFY(!Analysis::diagnose(facts).causes.first().evidence.join(u' ').contains(u"Of "_s));

    FoundUser second
        = user(R"("email_verified":true)", R"([{"connection":"acme-old","provider":"auth0","user_id":"2"}])");
    second.user.id = Domain::UserId(u"auth0|2"_s);
    facts.users.append(second);
    facts.enabled->append(connection("acme-old"));
    const Diagnosis diagnosis = Analysis::diagnose(facts);
    QCOMPARE(idsOf(diagnosis).first(), u"user.blocked"_s);
    QCOMPARE(diagnosis.causes.first().evidence.first(),
             u"Of 2 users with this address it is about auth0|1 in “acme-users”, blocked."_s);
    QVERIFY2(diagnosis.accounts.startsWith(u"2 users have this address: auth0|1 in “acme-users”, blocked; auth0|2 in "
                                           "“acme-old”."_s),
             qPrintable(diagnosis.accounts));
}

QTEST_GUILESS_MAIN(TestDiagnosis)
#include "tst_diagnosis.moc"
