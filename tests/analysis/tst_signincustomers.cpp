#include "analysis/diagnosis.h"
#include "analysis/signincustomers.h"
#include "analysis/signinscene.h"

#include "json/application_json.h"
#include "json/organization_json.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace SignInScene;

using Analysis::Cause;
using Analysis::Likelihood;
using Analysis::SignInFacts;
using Domain::CustomerRule;

namespace {

const Domain::CustomerRules rules{{{CustomerRule::Kind::ConnectionName, u"{customer}-users"_s},
                                   {CustomerRule::Kind::ApplicationName, u"{customer} Portal"_s},
                                   {CustomerRule::Kind::OrganizationName, u"{customer}"_s}},
                                  {},
                                  {}};

/// Jane's database is enabled for another application than this.
SignInFacts notEnabled(const QByteArray &application)
{
    SignInFacts facts = healthy();
    facts.application
        = *Json::readApplication(R"({"client_id":"app_1","app_type":"spa","name":")" + application + "\"}");
    facts.enabled = {connection("acme-saml", "samlp")};
    facts.others.insert(u"acme-users"_s, {connection("acme-users"), true});
    return facts;
}

/// Jane is at an organization that does not have her database.
SignInFacts through(const QByteArray &organization)
{
    SignInFacts facts = healthy();
    enter(facts);
    facts.organization = *Json::readOrganization(R"({"id":"org_1","name":")" + organization + "\"}");
    return facts;
}

Cause causeOf(SignInFacts facts, const QString &id, const Domain::CustomerRules &known = rules)
{
    Analysis::tellCustomers(facts, known);
    const QList<Cause> causes = Analysis::diagnose(facts).causes;
    const auto cause = std::find_if(causes.begin(), causes.end(), [&id](const Cause &one) { return one.id == id; });
    return cause == causes.end() ? Cause() : *cause;
}

} // namespace

/// A fix that would let the users of one customer in to what is another's.
class TestSignInCustomers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherCustomersApplicationIsTold();
    void whatIsOfOneCustomerIsNot_data();
    void whatIsOfOneCustomerIsNot();
    void anAccountBesideItProvesNothing_data();
    void anAccountBesideItProvesNothing();
    void aLinkedIdentityTellsWhoseItsUserIs();
    void customersAreTheirKeysNotTheirNames();
    void anotherCustomersOrganizationIsTold();
    void anotherCustomersMemberIsTold();
};

void TestSignInCustomers::anotherCustomersApplicationIsTold()
{
    const Cause cause = causeOf(notEnabled("Cyberdyne Portal"), u"connection.not-enabled"_s);
    const QString told
        = u"“Cyberdyne Portal” belongs to the customer “Cyberdyne”, “acme-users” to “acme”: everybody in "
          "“acme-users” could then sign in to another customer's application."_s;
    QCOMPARE(cause.fix.crossing, told);
    QVERIFY2(cause.evidence.contains(told), qPrintable(cause.evidence.join(u'\n')));
    QCOMPARE(cause.likelihood, Likelihood::Likely); // the person may as well mean another application
    QVERIFY2(cause.advice.startsWith(u"Ask first which application"_s), qPrintable(cause.advice));
}

void TestSignInCustomers::whatIsOfOneCustomerIsNot_data()
{
    QTest::addColumn<QByteArray>("application");
    QTest::addColumn<Domain::CustomerRules>("known");
    QTest::newRow("their own") << QByteArray("ACME Portal") << rules;
    QTest::newRow("nobody's") << QByteArray("Sign-in") << rules;
    QTest::newRow("nobody decided") << QByteArray("Cyberdyne Portal") << Domain::CustomerRules();
    Domain::CustomerRules joined = rules;
    joined.aliases.emplace(u"cyberdyne"_s, u"acme"_s);
    QTest::newRow("joined with theirs") << QByteArray("Cyberdyne Portal") << joined;
}

void TestSignInCustomers::whatIsOfOneCustomerIsNot()
{
    QFETCH(const QByteArray, application);
    QFETCH(const Domain::CustomerRules, known);
    const Cause cause = causeOf(notEnabled(application), u"connection.not-enabled"_s, known);
    QCOMPARE(cause.fix.kind, Analysis::SignInFix::Kind::EnableConnection);
    QCOMPARE(cause.fix.crossing, QString());
    QCOMPARE(cause.likelihood, Likelihood::Certain);
}

void TestSignInCustomers::anAccountBesideItProvesNothing_data()
{
    QTest::addColumn<QByteArrayList>("accounts");
    QTest::addColumn<QString>("enabled");
    QTest::addColumn<bool>("isCrossing");
    QTest::newRow("of the application's own customer")
        << QByteArrayList{"acme-users", "google", "cyberdyne-users"} << u"cyberdyne-users"_s << false;
    QTest::newRow("nobody's first") << QByteArrayList{"google", "cyberdyne-users"} << u"cyberdyne-users"_s << false;
    QTest::newRow("nobody's beside another's") << QByteArrayList{"google", "acme-users"} << u"acme-users"_s << true;
    QTest::newRow("nobody's alone") << QByteArrayList{"google"} << u"google"_s << false;
    QTest::newRow("not read beside another's") << QByteArrayList{"gone", "acme-users"} << u"acme-users"_s << true;
}

/// Of accounts that are linked the first would be enabled, were it not for whose they are.
void TestSignInCustomers::anAccountBesideItProvesNothing()
{
    QFETCH(const QByteArrayList, accounts);
    QFETCH(const QString, enabled);
    QFETCH(const bool, isCrossing);
    const auto of = [&accounts](SignInFacts facts) {
        QByteArrayList identities;
        for (const QByteArray &account : accounts) {
            identities.append(R"({"connection":")" + account + R"(","provider":"auth0","user_id":")" + account
                              + R"(","profileData":{"email":"jane@acme.example"}})");
            if (account != "gone") {
                facts.others.insert(QString::fromUtf8(account), {connection(account), true});
            }
        }
        facts.users = {user(R"("email_verified":true)", '[' + identities.join(',') + ']')};
        facts.users.first().organizations = {u"org_acme"_s};
        return facts;
    };
    const Cause cause = causeOf(of(notEnabled("Cyberdyne Portal")), u"connection.not-enabled"_s);
    QCOMPARE(cause.fix.connectionName, enabled);
    QCOMPARE(!cause.fix.crossing.isEmpty(), isCrossing);
    const Cause member = causeOf(of(through("cyberdyne")), u"organization.not-member"_s);
    QCOMPARE(!member.fix.crossing.isEmpty(), isCrossing);
}

/// Nobody's connection would be enabled, and the user is Acme's by the account that it is linked to.
void TestSignInCustomers::aLinkedIdentityTellsWhoseItsUserIs()
{
    SignInFacts facts = notEnabled("Cyberdyne Portal");
    facts.users = {linked()};
    facts.others.insert(u"google-oauth2"_s, {connection("google-oauth2", "google-oauth2"), true});
    const Cause cause = causeOf(facts, u"connection.not-enabled"_s);
    QCOMPARE(cause.fix.connectionName, u"google-oauth2"_s);
    QVERIFY2(cause.fix.crossing.contains(u"the user, by “acme-users”, to “acme”: everybody in “google-oauth2”"_s),
             qPrintable(cause.fix.crossing));
    QCOMPARE(cause.likelihood, Likelihood::Likely);
    facts.application = notEnabled("ACME Portal").application;
    QCOMPARE(causeOf(facts, u"connection.not-enabled"_s).fix.crossing, QString());
}

/// Names come from titles, of which two may be the same.
void TestSignInCustomers::customersAreTheirKeysNotTheirNames()
{
    using Kind = Domain::CustomerObject::Kind;
    const auto crossingWhere = [](const QString &application, const QString &connection) {
        SignInFacts facts = notEnabled("Portal");
        Analysis::tellCustomers(facts, [&](const Domain::CustomerObject &object) {
            return Analysis::SignInCustomer{object.kind == Kind::Application ? application : connection, u"Acme"_s};
        });
        return Analysis::diagnose(facts).causes.first().fix.crossing;
    };
    QCOMPARE(crossingWhere(u"acme"_s, u"acme"_s), QString());
    QVERIFY(!crossingWhere(u"acme"_s, u"acme-2"_s).isEmpty());
}

void TestSignInCustomers::anotherCustomersOrganizationIsTold()
{
    SignInFacts facts = through("cyberdyne");
    facts.organizationConnections = {inOrganization(u"cyberdyne-users"_s)};
    const Cause cause = causeOf(facts, u"organization.connection-missing"_s);
    QVERIFY2(
        cause.fix.crossing.startsWith(u"“cyberdyne” belongs to the customer “cyberdyne”, “acme-users” to “acme”"_s),
        qPrintable(cause.fix.crossing));
    QVERIFY(cause.evidence.contains(cause.fix.crossing));
    QCOMPARE(cause.likelihood, Likelihood::Likely);
    facts.organization = through("acme").organization;
    const Cause own = causeOf(facts, u"organization.connection-missing"_s);
    QCOMPARE(own.fix.crossing, QString());
    QCOMPARE(own.likelihood, Likelihood::Certain);
}

void TestSignInCustomers::anotherCustomersMemberIsTold()
{
    const Cause cause = causeOf(through("cyberdyne"), u"organization.not-member"_s);
    QVERIFY2(cause.fix.crossing.endsWith(u"the user would then be a member of another customer's organization."_s),
             qPrintable(cause.fix.crossing));
    QVERIFY(cause.evidence.contains(cause.fix.crossing));
    QCOMPARE(cause.likelihood, Likelihood::Likely);
    const Cause own = causeOf(through("acme"), u"organization.not-member"_s);
    QCOMPARE(own.fix.organizationName, u"acme"_s);
    QCOMPARE(own.fix.crossing, QString());
}

QTEST_GUILESS_MAIN(TestSignInCustomers)
#include "tst_signincustomers.moc"
