#include "usersinneed.h"

#include "change/journal.h"
#include "change/planfile.h"
#include "support/faultproxy.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;
using Change::ItemOutcome;
using Change::SupportAction;
using Change::SupportKind;
using namespace Tests;

/// What support does to a user: what it takes, from whom, and that it is done once.
class TestSupport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatItSaysAndFromThatUserAlone_data();
    void takesWhatItSaysAndFromThatUserAlone();
    void customDomainGoesWithTheRequestAndIntoThePlan();
    void ticketIsGivenOnceAndLiesNowhere();
    void blockAndAddressAreTakenBack();
    void lostAnswerIsLookedForAndNothingGoesTwice_data();
    void lostAnswerIsLookedForAndNothingGoesTwice();
    void cutOffActionIsNotDoneAgain();
    void oneOfSeveralFails();
    void missingScopeIsNamedAndStops();
    void lockedWritingSendsNothing();
    void tooManyRequestsWait();
};

namespace {

/// Method, path and body of what is no GET and no token, in order.
QStringList writesOf(const TenantUnderChange &tenant, Sandbox::Server &server)
{
    Q_UNUSED(tenant)
    QStringList writes;
    for (const Sandbox::ReceivedRequest &request : server.requests()) {
        if (request.method != "GET" && request.path != "/oauth/token") {
            writes.append(QString::fromStdString(request.method + ' ' + request.path + ' ' + request.body).trimmed());
        }
    }
    return writes;
}

/// What each user has to lose, but for one.
Sandbox::Json holdings(const Sandbox::TenantState &state, const std::string &except)
{
    Sandbox::Json all = Sandbox::Json::object();
    for (const Sandbox::Json &user : state.users.items()) {
        const std::string id = user.at("user_id");
        if (id == except) {
            continue;
        }
        all[id] = {user, state.blocks.contains(id) ? Sandbox::Json(state.blocks.at(id)) : Sandbox::Json(),
                   state.authenticationMethods.contains(id) ? Sandbox::Json(state.authenticationMethods.at(id))
                                                            : Sandbox::Json(),
                   state.sessions.contains(id) ? Sandbox::Json(state.sessions.at(id)) : Sandbox::Json(),
                   state.refreshTokens.contains(id) ? Sandbox::Json(state.refreshTokens.at(id)) : Sandbox::Json()};
    }
    return all;
}

/// What one user has: blocked, e-mail address, brute-force blocks, methods, sessions, tokens.
QString heldBy(const Sandbox::TenantState &state, const std::string &id)
{
    const Sandbox::Json &user = *state.users.find(id);
    const auto count = [&id](const auto &map) { return map.contains(id) ? map.at(id).size() : 0; };
    return u"%1 %2 %3 %4 %5 %6"_s.arg(user.value("blocked", false) ? u"blocked"_s : u"free"_s)
        .arg(QString::fromStdString(user.value("email", "")) == u"new@acme.example"_s ? u"new"_s : u"old"_s)
        .arg(count(state.blocks))
        .arg(count(state.authenticationMethods))
        .arg(count(state.sessions))
        .arg(count(state.refreshTokens));
}

QByteArray journalText(const TenantUnderChange &tenant)
{
    QFile file(Change::readJournal(tenant.journal().folder).first().path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestSupport::takesWhatItSaysAndFromThatUserAlone_data()
{
    QTest::addColumn<SupportAction>("action");
    QTest::addColumn<QString>("request"); ///< %1: the user's id, encoded
    QTest::addColumn<QString>("held"); ///< afterwards; before: free old 1 2 1 1
    const auto row = [](SupportAction action, const QString &request, const QString &held) {
        const QString name = Change::wordOf(action.kind) + (action.method.isEmpty() ? u""_s : u", one"_s);
        QTest::newRow(qPrintable(name)) << action << request << held;
    };
    SupportAction one{SupportKind::ResetMfa};
    one.method = u"totp|dev_1"_s;
    row({SupportKind::Block}, u"PATCH /api/v2/users/%1 {\"blocked\":true}"_s, u"blocked old 1 2 1 1"_s);
    row({SupportKind::ChangeEmail},
        u"PATCH /api/v2/users/%1 {\"email\":\"new@acme.example\",\"email_verified\":false,\"verify_email\":false}"_s,
        u"free new 1 2 1 1"_s);
    row({SupportKind::LiftBlocks}, u"DELETE /api/v2/user-blocks/%1"_s, u"free old 0 2 1 1"_s);
    row({SupportKind::VerificationMail}, u"POST /api/v2/jobs/verification-email {\"user_id\":\"%2\"}"_s,
        u"free old 1 2 1 1"_s);
    row({SupportKind::PasswordTicket}, u"POST /api/v2/tickets/password-change {\"user_id\":\"%2\"}"_s,
        u"free old 1 2 1 1"_s);
    row({SupportKind::PasswordMail}, u"POST /dbconnections/change_password"_s, u"free old 1 2 1 1"_s);
    row({SupportKind::ResetMfa}, u"DELETE /api/v2/users/%1/authentication-methods"_s, u"free old 1 0 1 1"_s);
    row(one, u"DELETE /api/v2/users/%1/authentication-methods/totp%7Cdev_1"_s, u"free old 1 1 1 1"_s);
    row({SupportKind::EndSessions}, u"DELETE /api/v2/users/%1/sessions"_s, u"free old 1 2 0 1"_s);
    row({SupportKind::RevokeTokens}, u"DELETE /api/v2/users/%1/refresh-tokens"_s, u"free old 1 2 1 0"_s);
}

void TestSupport::takesWhatItSaysAndFromThatUserAlone()
{
    QFETCH(SupportAction, action);
    QFETCH(const QString, request);
    QFETCH(const QString, held);
    TenantUnderChange tenant(fewUsers);
    equip(tenant);
    const std::string id = tenant.userId(subject).toStdString();
    QCOMPARE(heldBy(tenant.server().state(0), id), u"free old 1 2 1 1"_s);
    const Sandbox::Json others = holdings(tenant.server().state(0), id);

    const QString method = action.method;
    action = actionOf(action.kind, tenant);
    action.method = method;
    const Change::Plan plan = planOf(action, tenant);
    QCOMPARE(plan.items.size(), 1);
    QVERIFY2(plan.items.first().notes.join(u' ').contains(Change::consequenceOf(action)), "nobody said what happens");
    const QList<Change::RequestPreview> previews = Change::previewOf(plan.items.first(), tenant.journal().secrets);
    QCOMPARE(previews.size(), 1);

    QCOMPARE(tenant.apply(plan).first().outcome, ItemOutcome::Done);
    QCOMPARE(heldBy(tenant.server().state(0), id), held);
    QVERIFY2(holdings(tenant.server().state(0), id) == others, "somebody else lost something");
    const QStringList writes = writesOf(tenant, tenant.server());
    QCOMPARE(writes.size(), 1);
    QString wanted = request;
    wanted.replace(u"%1"_s, QString::fromLatin1(QUrl::toPercentEncoding(tenant.userId(subject))))
        .replace(u"%2"_s, tenant.userId(subject));
    QVERIFY2(writes.first().startsWith(wanted), qPrintable(writes.first()));
    QVERIFY2(writes.first().startsWith(previews.first().method + u' ' + previews.first().fullPath()),
             "another request was shown");
    QCOMPARE(tenant.server().requests().back().path.starts_with("/oauth"), false);
}

void TestSupport::customDomainGoesWithTheRequestAndIntoThePlan()
{
    TenantUnderChange tenant(fewUsers);
    SupportAction action{SupportKind::VerificationMail};
    action.customDomain = u"login.none.example"_s;
    const Change::Plan plan = planOf(action, tenant);
    QCOMPARE(plan.items.size(), 1);
    QVERIFY(plan.items.first().notes.join(u' ').contains(u"leads to login.none.example"_s));
    const QByteArray text = Change::writePlans({plan}, tenant.journal().secrets);
    const auto read = Change::readPlans(text);
    QVERIFY(read);
    QCOMPARE(read->first().items.first().action, std::optional(action));
    QCOMPARE(read->first().items.first().saved.first().customDomain, action.customDomain);
    // Auth0 hears of it, and knows no such domain.
    const Change::ItemResult result = tenant.apply(plan).first();
    QVERIFY(result.outcome != ItemOutcome::Done);
    QVERIFY2(result.reason.contains(u"custom domain"_s), qPrintable(result.reason));
    action.customDomain = u"login.acme.example/\r\nx-other: 1"_s;
    QVERIFY(Change::problemOf(action, 1));
    action = SupportAction{SupportKind::EndSessions};
    action.customDomain = u"login.acme.example"_s;
    QVERIFY(Change::problemOf(action, 1));
}

void TestSupport::ticketIsGivenOnceAndLiesNowhere()
{
    TenantUnderChange tenant(fewUsers);
    SupportAction action{SupportKind::PasswordTicket};
    action.lifetime = std::chrono::hours(1);
    action.marksVerified = true;
    const Change::Plan plan = planOf(action, tenant);
    Change::Applier applier(tenant.client(), plan, tenant.journal());
    QSignalSpy finished(&applier, &Change::Applier::finished);
    applier.start();
    QVERIFY(finished.wait());
    QCOMPARE(applier.results().first().outcome, ItemOutcome::Done);
    QVERIFY(applier.takeSecret(1).isEmpty());
    const QByteArray address = applier.takeSecret(0).reveal();
    QVERIFY(address.startsWith("https://"));
    QVERIFY(applier.takeSecret(0).isEmpty());
    QVERIFY(writesOf(tenant, tenant.server()).first().contains(u"\"ttl_sec\":3600,\"mark_email_as_verified\":true"_s));

    const QByteArray ticket = address.mid(address.indexOf('=') + 1).left(20);
    QVERIFY(ticket.size() == 20);
    QVERIFY(!journalText(tenant).contains(ticket));
    QVERIFY(!Change::writePlans({plan}, tenant.journal().secrets).contains(ticket));
    QVERIFY(!applier.results().first().reason.contains(QString::fromUtf8(ticket)));
    for (const Api::RequestRecord &record : tenant.client().log().records()) {
        QVERIFY(!record.path.contains(QString::fromUtf8(ticket)));
    }
}

void TestSupport::blockAndAddressAreTakenBack()
{
    TenantUnderChange tenant(fewUsers);
    const std::string id = tenant.userId(subject).toStdString();
    tenant.server().change(0, [&id](Sandbox::TenantState &state) {
        state.users.find(id)->erase("blocked");
        (*state.users.find(id))["email_verified"] = true;
    });
    const QByteArray before = tenant.user(subject);
    for (const SupportKind kind : {SupportKind::Block, SupportKind::ChangeEmail}) {
        const Change::Plan plan = planOf(actionOf(kind, tenant), tenant);
        QVERIFY(!Change::cannotUndo(plan.items.first(), tenant.journal().secrets));
        QCOMPARE(tenant.apply(plan).first().outcome, ItemOutcome::Done);
        const Change::Plan back = Change::inversePlan(Change::readJournal(tenant.journal().folder).first());
        QCOMPARE(back.items.size(), 1);
        QCOMPARE(tenant.apply(back).first().outcome, ItemOutcome::Done);
    }
    const Domain::User after = userOf(tenant.user(subject));
    QVERIFY(!after.blocked);
    QCOMPARE(after.email, userOf(before).email);
    QCOMPARE(after.emailVerified, std::optional(true));

    // Whoever was unblocked by hand meanwhile is as before already: no conflict, and nothing is sent.
    QCOMPARE(tenant.apply(planOf({SupportKind::Block}, tenant)).first().outcome, ItemOutcome::Done);
    const Change::Plan back = Change::inversePlan(Change::readJournal(tenant.journal().folder).first());
    for (const bool isLeftOut : {false, true}) {
        tenant.server().change(0, [&](Sandbox::TenantState &state) {
            (*state.users.find(id))["blocked"] = false;
            isLeftOut ? void(state.users.find(id)->erase("blocked")) : void();
        });
        QCOMPARE(tenant.apply(back).first().outcome, ItemOutcome::AlreadySo);
    }
}

void TestSupport::lostAnswerIsLookedForAndNothingGoesTwice_data()
{
    using Kind = ProxyFault::Kind;
    QTest::addColumn<SupportKind>("kind");
    QTest::addColumn<Kind>("fault");
    QTest::addColumn<ItemOutcome>("outcome");
    const auto row = [](const char *name, SupportKind kind, Kind fault, ItemOutcome outcome) {
        QTest::newRow(name) << kind << fault << outcome;
    };
    row("blocks, arrived", SupportKind::LiftBlocks, Kind::DropAfterCommit, ItemOutcome::Done);
    row("blocks, lost", SupportKind::LiftBlocks, Kind::DropBeforeCommit, ItemOutcome::Failed);
    row("methods, arrived", SupportKind::ResetMfa, Kind::DropAfterCommit, ItemOutcome::Done);
    row("methods, lost", SupportKind::ResetMfa, Kind::DropBeforeCommit, ItemOutcome::Failed);
    row("sessions, arrived", SupportKind::EndSessions, Kind::DropAfterCommit, ItemOutcome::Done);
    row("sessions, lost", SupportKind::EndSessions, Kind::DropBeforeCommit, ItemOutcome::Unknown); // it may be about to
    row("tokens, arrived", SupportKind::RevokeTokens, Kind::DropAfterCommit, ItemOutcome::Done);
    row("block, arrived", SupportKind::Block, Kind::DropAfterCommit, ItemOutcome::Done);
    row("block, lost", SupportKind::Block, Kind::DropBeforeCommit, ItemOutcome::Failed);
    row("mail, arrived", SupportKind::VerificationMail, Kind::DropAfterCommit, ItemOutcome::Unknown);
    row("mail, lost", SupportKind::VerificationMail, Kind::DropBeforeCommit, ItemOutcome::Unknown);
    row("ticket", SupportKind::PasswordTicket, Kind::DropAfterCommit, ItemOutcome::Unknown);
    row("ticket, cut", SupportKind::PasswordTicket, Kind::BadJson, ItemOutcome::Unknown);
    row("password mail", SupportKind::PasswordMail, Kind::DropAfterCommit, ItemOutcome::Unknown);
    row("mail, an error of the server", SupportKind::VerificationMail, Kind::Status, ItemOutcome::Unknown);
}

void TestSupport::lostAnswerIsLookedForAndNothingGoesTwice()
{
    QFETCH(const SupportKind, kind);
    QFETCH(const ProxyFault::Kind, fault);
    QFETCH(const ItemOutcome, outcome);
    TenantUnderChange tenant(fewUsers);
    equip(tenant);
    FaultProxy proxy(tenant.server().tenants().front().url);
    proxy.add({.kind = fault, .method = "PATCH|POST|DELETE", .target = "/(api/v2|dbconnections)/.*", .times = 9});
    Change::Plan plan = planOf(actionOf(kind, tenant), tenant);
    plan.tenant.origin = QString::fromStdString(proxy.url());
    const Change::ItemResult result = tenant.apply(plan, &tenant.clientAt(plan.tenant.origin)).first();
    QVERIFY2(result.outcome == outcome, qPrintable(Change::titleOf(result.outcome) + u": "_s + result.reason));
    QVERIFY(outcome == ItemOutcome::Done || !result.reason.isEmpty());
    QVERIFY(!result.reason.contains(u"ticket="_s));
    const auto requests = proxy.requests();
    QCOMPARE(std::count_if(requests.cbegin(), requests.cend(),
                           [](const ProxiedRequest &request) {
                               return request.method != "GET" && request.target != "/oauth/token";
                           }),
             1);
}

void TestSupport::cutOffActionIsNotDoneAgain()
{
    TenantUnderChange tenant(fewUsers);
    equip(tenant);
    for (const SupportKind kind : {SupportKind::VerificationMail, SupportKind::EndSessions}) {
        const Change::Plan plan = planOf(actionOf(kind, tenant), tenant);
        // The program ended after the request went out, and before its answer was written down.
        auto file = Change::JournalFile::begin(tenant.journal().folder, plan, u"tester"_s, tenant.journal().secrets);
        QVERIFY(file && (*file)->sending(0, 0, {}));
        file->reset();
        const Change::JournalEntry entry = Change::readJournal(tenant.journal().folder).first();
        QVERIFY(entry.isUnfinished() && entry.items.first().isOpen);
        Change::Applier resumed(tenant.client(), entry, tenant.journal());
        QSignalSpy finished(&resumed, &Change::Applier::finished);
        resumed.start();
        QVERIFY(finished.wait());
        QCOMPARE(resumed.results().first().outcome, ItemOutcome::Unknown);
        QVERIFY(!resumed.results().first().reason.isEmpty());
    }
    QCOMPARE(tenant.writesAt(), 0);
}

void TestSupport::oneOfSeveralFails()
{
    TenantUnderChange tenant(fewUsers);
    equip(tenant);
    QList<Domain::User> users;
    for (const std::size_t index : {0, 1, 2, 1}) {
        users.append(userOf(tenant.user(index)));
    }
    const Change::Plan plan = Change::supportPlan({SupportKind::ResetMfa}, Change::planTenant(tenant.profile()), users);
    QCOMPARE(plan.items.size(), 3); // nobody twice
    QVERIFY(plan.title.contains(u"3 users"_s));
    const std::string gone = tenant.userId(1).toStdString();
    const std::string last = tenant.userId(2).toStdString();
    tenant.server().change(0, [&gone](Sandbox::TenantState &state) { state.users.remove(gone); });
    const auto results = tenant.apply(plan);
    QCOMPARE(results.at(0).outcome, ItemOutcome::Done);
    QCOMPARE(results.at(1).outcome, ItemOutcome::Failed);
    QVERIFY(!results.at(1).reason.isEmpty());
    QCOMPARE(results.at(2).outcome, ItemOutcome::Done);
    QVERIFY(tenant.server().state(0).authenticationMethods[last].empty());
    QCOMPARE(tenant.writesAt(), 2);
}

void TestSupport::missingScopeIsNamedAndStops()
{
    const Sandbox::ApiClient reader{"reader", "reader-secret", {"read:users"}, {}};
    TenantUnderChange tenant(fewUsers, {reader});
    equip(tenant);
    const QList<Domain::User> users{userOf(tenant.user(0)), userOf(tenant.user(1))};
    const Change::Plan plan = Change::supportPlan({SupportKind::EndSessions}, Change::planTenant(tenant.profile()),
                                                  users, QStringList{u"read:users"_s});
    QVERIFY(plan.items.first().notes.last().contains(u"delete:sessions"_s));
    const auto results = tenant.apply(plan, &tenant.clientAt(plan.tenant.origin, &reader));
    QCOMPARE(results.at(0).outcome, ItemOutcome::Failed);
    QVERIFY(results.at(0).reason.contains(u"delete:sessions"_s));
    QCOMPARE(results.at(1).outcome, ItemOutcome::Cancelled);
    QCOMPARE(tenant.writesAt(), 1);
    QCOMPARE(tenant.server().state(0).sessions[tenant.userId(0).toStdString()].size(), std::size_t(1));
}

void TestSupport::lockedWritingSendsNothing()
{
    TenantUnderChange tenant(fewUsers);
    equip(tenant);
    tenant.allowWriting(false);
    for (const SupportKind kind : Change::supportKinds()) {
        if (kind != SupportKind::Unblock) {
            QCOMPARE(tenant.apply(planOf(actionOf(kind, tenant), tenant)).first().outcome, ItemOutcome::Failed);
        }
    }
    QCOMPARE(tenant.writesAt(), 0);
}

void TestSupport::tooManyRequestsWait()
{
    TenantUnderChange tenant(fewUsers);
    equip(tenant);
    FaultProxy proxy(tenant.server().tenants().front().url);
    proxy.add({.kind = ProxyFault::Kind::Status, .method = "POST", .target = "/api/v2/.*", .status = 429});
    Change::Plan plan = planOf({SupportKind::VerificationMail}, tenant);
    plan.tenant.origin = QString::fromStdString(proxy.url());
    QCOMPARE(tenant.apply(plan, &tenant.clientAt(plan.tenant.origin)).first().outcome, ItemOutcome::Done);
    QCOMPARE(tenant.writesAt(), 1); // the other did not happen
}

QTEST_GUILESS_MAIN(TestSupport)
#include "tst_support.moc"
