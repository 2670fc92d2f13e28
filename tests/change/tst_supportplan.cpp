#include "usersinneed.h"

#include "change/changewords.h"
#include "change/journal.h"
#include "change/planfile.h"
#include "change/plantitle.h"
#include "change/supportplan.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tests;
using Change::ItemOutcome;
using Change::SupportAction;
using Change::SupportKind;

/// What a plan of support says before anything is done.
class TestSupportPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhomItCannotHelp();
    void blockedUserIsWarnedOf();
    void addressesAreKeptAsAuth0KeepsThem();
    void scopesAreThoseOfTheRequests();
    void savedPlanKeepsTheAction();
    void theApplicationOfAMailIsNamed();
    void whatStaysIsSaidBeforeAndAfter();
};

void TestSupportPlan::refusesWhomItCannotHelp()
{
    TenantUnderChange tenant(fewUsers);
    Json::Value social = *Json::parse(tenant.user(subject));
    social["identities"] = {{{"provider", "google-oauth2"}, {"connection", "google-oauth2"}, {"user_id", "1"}}};
    social["user_id"] = "google-oauth2|1";
    Json::Value nameless = *Json::parse(tenant.user(subject));
    nameless.erase("email");
    const Change::PlanTenant at = Change::planTenant(tenant.profile());
    const auto skips = [&](SupportAction action, const Json::Value &user) {
        const Change::Plan plan = Change::supportPlan(action, at, {userOf(Json::write(user))});
        return plan.isEmpty() && plan.skipped.size() == 1 && !plan.skipped.first().reason.isEmpty();
    };
    QVERIFY(skips(actionOf(SupportKind::PasswordTicket, tenant), social));
    QVERIFY(skips(actionOf(SupportKind::PasswordMail, tenant), social));
    QVERIFY(skips(actionOf(SupportKind::ChangeEmail, tenant), social));
    QVERIFY(skips({SupportKind::VerificationMail}, nameless));
    QVERIFY(skips(actionOf(SupportKind::PasswordMail, tenant), nameless));
    QVERIFY(skips({SupportKind::PasswordMail}, *Json::parse(tenant.user(subject)))); // for no application
    QVERIFY(skips({SupportKind::Unblock}, *Json::parse(tenant.user(subject))));
    for (const char *address : {"", "nobody", "a b@acme.example", "@", "a@b@c", "a@acme.example\n"}) {
        SupportAction action{SupportKind::ChangeEmail};
        action.email = QString::fromLatin1(address);
        QVERIFY2(skips(action, *Json::parse(tenant.user(subject))), address);
    }
    const QList<Domain::User> two{userOf(tenant.user(0)), userOf(tenant.user(1))};
    QCOMPARE(Change::supportPlan(actionOf(SupportKind::ChangeEmail, tenant), at, two).skipped.size(), 2);
}

void TestSupportPlan::blockedUserIsWarnedOf()
{
    TenantUnderChange tenant(fewUsers);
    const std::string id = tenant.userId(subject).toStdString();
    const auto notes
        = [&](SupportKind kind) { return planOf(actionOf(kind, tenant), tenant).items.first().notes.size(); };
    const qsizetype ticket = notes(SupportKind::PasswordTicket);
    const qsizetype mail = notes(SupportKind::PasswordMail);
    tenant.server().change(0, [&id](Sandbox::TenantState &state) { (*state.users.find(id))["blocked"] = true; });
    QCOMPARE(notes(SupportKind::PasswordTicket), ticket + 1);
    QCOMPARE(notes(SupportKind::PasswordMail), mail + 1);
    const Change::PlanItem item = planOf({SupportKind::PasswordTicket}, tenant).items.first();
    QVERIFY(item.notes.join(u' ').contains(u"lifts"_s));
    QVERIFY(planOf({SupportKind::Block}, tenant).isEmpty()); // is so already
    QCOMPARE(tenant.apply(planOf({SupportKind::Unblock}, tenant)).first().outcome, ItemOutcome::Done);
    QVERIFY(!userOf(tenant.user(subject)).blocked);
}

void TestSupportPlan::addressesAreKeptAsAuth0KeepsThem()
{
    TenantUnderChange tenant(fewUsers);
    SupportAction action{SupportKind::ChangeEmail};
    action.email = u"Kim.New@Acme.Example"_s;
    action.marksVerified = true;
    QCOMPARE(tenant.apply(planOf(action, tenant)).first().outcome, ItemOutcome::Done);
    const Domain::User after = userOf(tenant.user(subject));
    QCOMPARE(after.email, u"kim.new@acme.example"_s);
    QCOMPARE(after.emailVerified, std::optional(true));
    QVERIFY(planOf(action, tenant).isEmpty()); // another case is no other address

    // An address that another user of the connection has is Auth0's to refuse.
    tenant.server().change(0, [id = tenant.userId(subject).toStdString()](Sandbox::TenantState &state) {
        Sandbox::Json copy = *state.users.find(id);
        copy["user_id"] = "auth0|other";
        copy["email"] = "taken@acme.example";
        state.users.append(copy);
    });
    action.email = u"taken@acme.example"_s;
    QCOMPARE(tenant.apply(planOf(action, tenant)).first().outcome, ItemOutcome::Failed);
}

void TestSupportPlan::scopesAreThoseOfTheRequests()
{
    const QHash<SupportKind, QString> scopes{{SupportKind::Block, u"update:users"_s},
                                             {SupportKind::Unblock, u"update:users"_s},
                                             {SupportKind::ChangeEmail, u"update:users"_s},
                                             {SupportKind::LiftBlocks, u"update:users"_s},
                                             {SupportKind::VerificationMail, u"update:users"_s},
                                             {SupportKind::PasswordTicket, u"create:user_tickets"_s},
                                             {SupportKind::PasswordMail, {}},
                                             {SupportKind::ResetMfa, u"delete:authentication_methods"_s},
                                             {SupportKind::EndSessions, u"delete:sessions"_s},
                                             {SupportKind::RevokeTokens, u"delete:refresh_tokens"_s}};
    QCOMPARE(Change::supportKinds().size(), scopes.size());
    for (const SupportKind kind : Change::supportKinds()) {
        const QString needed = scopes.value(kind);
        QCOMPARE(Change::missingScopes({kind}, QStringList()), needed.isEmpty() ? QStringList() : QStringList{needed});
        QVERIFY(Change::missingScopes({kind}, QStringList{needed}).isEmpty());
        QVERIFY(Change::missingScopes({kind}, std::nullopt).isEmpty()); // a token that does not say
    }
}

void TestSupportPlan::savedPlanKeepsTheAction()
{
    TenantUnderChange tenant(fewUsers);
    SupportAction ticket{SupportKind::PasswordTicket};
    ticket.application = Domain::ApplicationId(u"client"_s);
    ticket.lifetime = std::chrono::hours(2);
    ticket.marksVerified = true;
    SupportAction method{SupportKind::ResetMfa};
    method.method = u"totp|dev_1"_s;
    for (const SupportAction &action : {ticket, method, actionOf(SupportKind::PasswordMail, tenant)}) {
        const Change::Plan plan = planOf(action, tenant);
        const QByteArray text = Change::writePlans({plan}, tenant.journal().secrets);
        const auto read = Change::readPlans(text);
        QVERIFY(read);
        const Change::PlanItem &item = read->first().items.first();
        QCOMPARE(item.action, std::optional(action));
        QCOMPARE(item.notes, plan.items.first().notes);
        QCOMPARE(item.saved, Change::previewOf(plan.items.first(), tenant.journal().secrets));
        QCOMPARE(Change::wordsOf(item, {}), Change::wordsOf(plan.items.first(), plan.items.first().seen));
        QCOMPARE(Change::titleFor(read->first().items), plan.title);
        // An action that this version does not know is not taken for a change of nothing.
        QByteArray later = text;
        later.replace(Change::wordOf(action.kind).toUtf8(), "abolish");
        QVERIFY(!Change::readPlans(later));
    }
}

/// Its name stands in the mail, and a client id tells nobody whose it is. A saved plan and the journal know it as well.
void TestSupportPlan::theApplicationOfAMailIsNamed()
{
    TenantUnderChange tenant(fewUsers);
    SupportAction mail{SupportKind::PasswordMail};
    mail.application = Domain::ApplicationId(u"client"_s);
    Change::Plan plan = planOf(mail, tenant);
    const auto told = [](const Change::PlanItem &item) {
        const QList<Change::ChangeWords> words = Change::wordsOf(item, {});
        return words.size() == 2 ? words.last().title + u' ' + words.last().after : QString();
    };
    QCOMPARE(told(plan.items.first()), u"Application client"_s);
    Change::nameApplication(plan, {}); // one without a name
    QCOMPARE(told(plan.items.first()), u"Application client"_s);
    Change::nameApplication(plan, u"Portal"_s);
    QCOMPARE(told(plan.items.first()), u"Application Portal"_s);
    const auto read = Change::readPlans(Change::writePlans({plan}, tenant.journal().secrets));
    QVERIFY(read);
    QCOMPARE(told(read->first().items.first()), u"Application Portal"_s);
    QCOMPARE(Change::wordsOf(planOf({SupportKind::EndSessions}, tenant).items.first(), {}).size(), 1);
}

void TestSupportPlan::whatStaysIsSaidBeforeAndAfter()
{
    TenantUnderChange tenant(fewUsers);
    equip(tenant);
    for (const SupportKind kind : Change::supportKinds()) {
        const SupportAction action = actionOf(kind, tenant);
        QVERIFY(!Change::titleOf(kind).isEmpty() && !Change::consequenceOf(action).isEmpty());
        QCOMPARE(Change::supportKindFor(Change::wordOf(kind)), std::optional(kind));
        if (Change::isEdit(kind)) {
            QVERIFY(!Change::whyFinal(action));
            continue;
        }
        const Change::Plan plan = planOf(action, tenant);
        QCOMPARE(Change::cannotUndo(plan.items.first(), {}), Change::whyFinal(action));
        QCOMPARE(tenant.apply(plan).first().outcome, ItemOutcome::Done);
        const Change::Plan back = Change::inversePlan(Change::readJournal(tenant.journal().folder).first());
        QVERIFY(back.isEmpty());
        QCOMPARE(back.skipped.size(), 1);
        QCOMPARE(back.skipped.first().reason, Change::whyFinal(action).value());
    }
}

QTEST_GUILESS_MAIN(TestSupportPlan)
#include "tst_supportplan.moc"
