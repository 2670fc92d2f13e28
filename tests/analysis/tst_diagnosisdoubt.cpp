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

std::optional<Cause> causeOf(const SignInFacts &facts, QLatin1StringView id)
{
    const Diagnosis diagnosis = Analysis::diagnose(facts);
    const auto cause = std::find_if(diagnosis.causes.begin(), diagnosis.causes.end(),
                                    [id](const Cause &one) { return one.id == id; });
    return cause == diagnosis.causes.end() ? std::nullopt : std::optional(*cause);
}

bool isPossible(const std::optional<Cause> &cause)
{
    return cause && cause->likelihood == Likelihood::Possible;
}

} // namespace

/// What a diagnosis leaves open, since it was not read or may be about another user.
class TestDiagnosisDoubt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anUnreadOrganizationMayTakeThemByItself();
    void aFailureIsOfTheUserInItsConnection();
    void aBreachedPasswordIsItsOwners();
    void whatThirdPartiesMayUseIsNotWhatIsEnabled();
    void partsStandWithinSentences();
    void theLastSignInIsNoSignUp();
    void aPasswordOfTheirOwnAccountIsNoWrongConnection();
};

/// By assign_membership_on_login, which only the list of its connections tells.
void TestDiagnosisDoubt::anUnreadOrganizationMayTakeThemByItself()
{
    const auto saysNobody
        = [](const std::optional<Cause> &cause) { return cause && cause->evidence.join(u' ').contains("Nobody"_L1); };
    constexpr QLatin1StringView id = "organization.not-member"_L1;
    SignInFacts facts = healthy();
    enter(facts);
    facts.users[0].organizations = {u"org_other"_s};
    QVERIFY(causeOf(facts, id) && !isPossible(causeOf(facts, id)));
    QVERIFY(saysNobody(causeOf(facts, id)));

    SignInFacts withoutList = facts;
    withoutList.organizationConnections.reset();
    withoutList.unread[SignInPart::OrganizationConnections] = {u"The token lacks it."_s, true};
    QVERIFY(isPossible(causeOf(withoutList, id)));
    QVERIFY(!saysNobody(causeOf(withoutList, id)));

    // The list is there, and the user's connection, not enabled for the application, could not be read.
    facts.enabled = {connection("acme-saml", "samlp")};
    facts.unread[SignInPart::OtherConnections] = {u"The token lacks it."_s, true};
    QVERIFY(isPossible(causeOf(facts, id)));
    QVERIFY(!saysNobody(causeOf(facts, id)));
}

/// Auth0 names no user in an event of a wrong password for an address that two connections hold.
void TestDiagnosisDoubt::aFailureIsOfTheUserInItsConnection()
{
    SignInFacts facts = healthy();
    FoundUser second
        = user(R"("email_verified":true)", R"([{"connection":"acme-old","provider":"auth0","user_id":"2"}])");
    second.user.id = Domain::UserId(u"auth0|2"_s);
    facts.users.append(second);
    facts.enabled->append(connection("acme-old"));
    Domain::LogEvent event = logged(u"fp"_s, 5, u"acme-old"_s);
    event.user = {};
    facts.logs->append(event);
    const std::optional<Cause> typed = causeOf(facts, "password.wrong"_L1);
    QVERIFY(typed);
    QCOMPARE(typed->subject.id, u"auth0|2"_s);
    QCOMPARE(typed->fix.subject.id, u"auth0|2"_s);

    // Where it could be of either, nobody gets the mail.
    facts.logs->last().connection.clear();
    const std::optional<Cause> unknown = causeOf(facts, "password.wrong"_L1);
    QVERIFY(unknown);
    QVERIFY(unknown->fix.kind == Kind::None);
    QCOMPARE(unknown->subject.kind, Domain::FindingSubject::Kind::Application);
}

/// Of two with one address, whoever the log names gets the mail.
void TestDiagnosisDoubt::aBreachedPasswordIsItsOwners()
{
    SignInFacts facts = healthy();
    FoundUser second
        = user(R"("email_verified":true)", R"([{"connection":"acme-old","provider":"auth0","user_id":"2"}])");
    second.user.id = Domain::UserId(u"auth0|2"_s);
    facts.users.append(second);
    Domain::LogEvent event = logged(u"pwd_leak"_s, 5);
    event.user = second.user.id;
    facts.logs->append(event);
    const Diagnosis diagnosis = Analysis::diagnose(facts);
    const auto leaked = std::find_if(diagnosis.causes.begin(), diagnosis.causes.end(),
                                     [](const Cause &cause) { return cause.id == u"password.leaked"_s; });
    QVERIFY(leaked != diagnosis.causes.end());
    QCOMPARE(leaked->subject.id, u"auth0|2"_s);
    QCOMPARE(leaked->fix.subject.id, u"auth0|2"_s);
}

/// Asked for by the address of an identity, somebody tries the account that it is linked to.
void TestDiagnosisDoubt::aPasswordOfTheirOwnAccountIsNoWrongConnection()
{
    SignInFacts facts = healthy();
    facts.users = {linked()};
    facts.enabled->append(connection("google-oauth2", "google-oauth2"));
    facts.logs->append(logged(u"fp"_s, 5));
    QVERIFY(causeOf(facts, "password.wrong"_L1));
    QVERIFY(!causeOf(facts, "connection.wrong"_L1));
}

/// Nobody knows of which domain-level connections there are; a new user may come through one.
void TestDiagnosisDoubt::whatThirdPartiesMayUseIsNotWhatIsEnabled()
{
    SignInFacts facts = healthy();
    forget(facts);
    facts.application = application(R"("app_type":"spa","is_first_party":false)");
    facts.enabled = {connection("acme-users", "auth0", R"("options":{"disable_signup":true})")};
    QCOMPARE(causeOf(facts, "user.not-found"_L1)->likelihood, Likelihood::Likely);
    QVERIFY(!causeOf(facts, "signup.disabled"_L1));
    facts.enabled.emplace();
    QVERIFY(!causeOf(facts, "application.no-connections"_L1));

    facts = healthy(); // enabled for the one application
    facts.application = application(R"("app_type":"spa","is_first_party":false)");
    QVERIFY(isPossible(causeOf(facts, "connection.not-enabled"_L1)));
}

void TestDiagnosisDoubt::partsStandWithinSentences()
{
    for (int part = 0; part <= int(SignInPart::Settings); ++part) {
        const QString title = Analysis::titleOf(SignInPart(part));
        QVERIFY2(title.front().isLower(), qPrintable(title));
    }
}

/// The last of those that are counted, whatever else failed later.
void TestDiagnosisDoubt::theLastSignInIsNoSignUp()
{
    SignInFacts facts = healthy();
    forget(facts);
    for (const auto &[type, minute] : {std::pair(u"fu"_s, 5), std::pair(u"fs"_s, 9)}) {
        Domain::LogEvent event = logged(type, minute);
        event.user = {};
        facts.logs->append(event);
    }
    const Diagnosis diagnosis = Analysis::diagnose(facts);
    QCOMPARE(diagnosis.causes.first().id, u"user.not-found"_s);
    const QString evidence = diagnosis.causes.first().evidence.join(u'\n');
    QVERIFY2(evidence.contains(u"address: 1, the last "_s + Analysis::timeText(facts.logs->first().date)),
             qPrintable(evidence));
    QVERIFY(!evidence.contains(Analysis::timeText(facts.logs->last().date)));
}

QTEST_GUILESS_MAIN(TestDiagnosisDoubt)
#include "tst_diagnosisdoubt.moc"
