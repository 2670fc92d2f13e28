#include "tenantunderchange.h"

#include "auth/tokensources.h"
#include "change/journal.h"
#include "support/faultproxy.h"
#include "json/leaves.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>
#include <QTimer>

using namespace Qt::StringLiterals;
using Change::ItemOutcome;
using Change::ObjectKind;
using Tests::setting;
using Tests::TenantUnderChange;

class TestApplier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesReadsAndRecords();
    void keepsWhatOthersChangedAndRefusesWhatTheyTouched();
    void lostAnswerIsLookedForAndNotSentAgain();
    void lostRequestIsToldAsNotDone();
    void missingScopeStopsTheRun();
    void scopeTakenAwayMidRunWritesNothingMore_data();
    void scopeTakenAwayMidRunWritesNothingMore();
    void lockedWritingSendsNothing();
    void planOfAnotherTenantIsRefused();
    void cancelEndsBetweenItems();
    void cutOffRunIsResumed();
    void revertRestoresTheBytes();
    void switchesManyApplications();
};

namespace {

const Sandbox::Scale small{.connections = 8, .applications = 4, .organizations = 2, .users = 8};

/// Tokens of one credential, and once it has faded those of another: scopes that are taken away at Auth0.
class FadingSource : public Api::TokenSource
{
public:
    FadingSource(const Domain::TenantProfile &profile, const Sandbox::ApiClient &whole, const Sandbox::ApiClient &faded)
        : m_whole(of(profile, whole))
        , m_faded(of(profile, faded))
    { }

    void fade() { m_hasFaded = true; }
    void fetch(Api::ManagementClient &client, Callback callback) override
    {
        (m_hasFaded ? m_faded : m_whole)->fetch(client, std::move(callback));
    }
    bool canRenew() const override { return true; }

private:
    static std::unique_ptr<Api::TokenSource> of(Domain::TenantProfile profile, const Sandbox::ApiClient &client)
    {
        profile.clientId = QString::fromStdString(client.clientId);
        return Auth::tokenSource(profile, Api::Secret(QByteArray::fromStdString(client.clientSecret)));
    }

    std::unique_ptr<Api::TokenSource> m_whole;
    std::unique_ptr<Api::TokenSource> m_faded;
    bool m_hasFaded = false;
};

} // namespace

void TestApplier::writesReadsAndRecords()
{
    TenantUnderChange tenant(small);
    const std::size_t index = tenant.editableConnections().front();
    const QByteArray before = tenant.connection(index);
    const Change::Plan plan = tenant.plan(tenant.ref(index), setting(before, "/options/tenantry_test", R"({"a":1.0})"));
    const auto results = tenant.apply(plan);
    QCOMPARE(results.size(), 1);
    QCOMPARE(results.first().outcome, ItemOutcome::Done);
    QVERIFY(tenant.connection(index).contains(R"("tenantry_test":{"a":1.0})"));
    QCOMPARE(tenant.writesAt(), 1);

    const QList<Change::JournalEntry> journal = Change::readJournal(tenant.journal().folder);
    QCOMPARE(journal.size(), 1);
    QCOMPARE(journal.first().items.first().result.outcome, ItemOutcome::Done);
    QVERIFY(!journal.first().isUnfinished());
    QCOMPARE(tenant.apply(plan).first().outcome, ItemOutcome::AlreadySo);
    QCOMPARE(tenant.writesAt(), 1);
}

void TestApplier::keepsWhatOthersChangedAndRefusesWhatTheyTouched()
{
    TenantUnderChange tenant(small);
    const std::size_t index = tenant.editableConnections().front();
    const QByteArray seen = tenant.connection(index);
    const std::string id = tenant.connectionId(index).toStdString();
    const auto mine = setting(seen, "/options/mine", "1");
    tenant.server().change(
        0, [&](Sandbox::TenantState &state) { (*state.connections.find(id))["options"]["theirs"] = 2; });
    QCOMPARE(tenant.apply(tenant.plan(tenant.ref(index), mine)).first().outcome, ItemOutcome::Done);
    QVERIFY(tenant.connection(index).contains(R"("theirs":2)"));
    QVERIFY(tenant.connection(index).contains(R"("mine":1)"));

    const auto again = setting(tenant.connection(index), "/options/mine", "3");
    tenant.server().change(0,
                           [&](Sandbox::TenantState &state) { (*state.connections.find(id))["options"]["mine"] = 4; });
    const qsizetype writes = tenant.writesAt();
    const Change::ItemResult result = tenant.apply(tenant.plan(tenant.ref(index), again)).first();
    QCOMPARE(result.outcome, ItemOutcome::Conflict);
    QCOMPARE(result.conflicts.first().now, QByteArray("4"));
    QCOMPARE(tenant.writesAt(), writes);
}

void TestApplier::lostAnswerIsLookedForAndNotSentAgain()
{
    TenantUnderChange tenant(small);
    FaultProxy proxy(tenant.server().tenants().front().url);
    proxy.add({.kind = ProxyFault::Kind::DropAfterCommit, .method = "PATCH"});
    const std::size_t index = tenant.editableConnections().front();
    Change::Plan plan = tenant.plan(tenant.ref(index), setting(tenant.connection(index), "/options/lost", "true"));
    plan.tenant.origin = QString::fromStdString(proxy.url());
    const auto results = tenant.apply(plan, &tenant.clientAt(plan.tenant.origin));
    QCOMPARE(results.first().outcome, ItemOutcome::Done);
    QCOMPARE(tenant.writesAt(), 1);
}

void TestApplier::lostRequestIsToldAsNotDone()
{
    TenantUnderChange tenant(small);
    FaultProxy proxy(tenant.server().tenants().front().url);
    proxy.add({.kind = ProxyFault::Kind::DropBeforeCommit, .method = "PATCH", .times = 9});
    const std::size_t index = tenant.editableConnections().front();
    const QByteArray before = tenant.connection(index);
    Change::Plan plan = tenant.plan(tenant.ref(index), setting(before, "/options/lost", "true"));
    plan.tenant.origin = QString::fromStdString(proxy.url());
    const auto results = tenant.apply(plan, &tenant.clientAt(plan.tenant.origin));
    QCOMPARE(results.first().outcome, ItemOutcome::Failed);
    QVERIFY(!results.first().reason.isEmpty());
    QCOMPARE(tenant.connection(index), before);
    const auto requests = proxy.requests();
    QCOMPARE(std::count_if(requests.cbegin(), requests.cend(),
                           [](const ProxiedRequest &request) { return request.method == "PATCH"; }),
             1);
}

void TestApplier::missingScopeStopsTheRun()
{
    const Sandbox::ApiClient reader{
        "reader", "reader-secret", {"read:connections", "read:connections_options", "read:clients"}, {}};
    const Sandbox::ApiClient blind{"blind", "blind-secret", {"read:connections", "update:connections"}, {}};
    TenantUnderChange tenant(small, {reader, blind});
    const std::vector<std::size_t> indexes = tenant.editableConnections();
    Change::Plan plan = tenant.plan(tenant.ref(indexes[0]), setting(tenant.connection(indexes[0]), "/options/a", "1"));
    plan.items.append({tenant.ref(indexes[1]), setting(tenant.connection(indexes[1]), "/options/a", "1"), {}});

    auto results = tenant.apply(plan, &tenant.clientAt(plan.tenant.origin, &reader));
    QCOMPARE(results.at(0).outcome, ItemOutcome::Failed);
    QCOMPARE(results.at(1).outcome, ItemOutcome::Cancelled);
    QVERIFY(results.at(1).reason.contains(u"update:connections"_s));

    results = tenant.apply(plan, &tenant.clientAt(plan.tenant.origin, &blind));
    QCOMPARE(results.at(0).outcome, ItemOutcome::Refused);
    QCOMPARE(results.at(1).outcome, ItemOutcome::Refused);
    QVERIFY(results.at(0).reason.contains(u"read:connections_options"_s));
    const auto requests = tenant.server().requests();
    QVERIFY(std::none_of(requests.cbegin(), requests.cend(), [](const Sandbox::ReceivedRequest &request) {
        return request.method == "PATCH" && request.status < 300;
    }));
}

void TestApplier::scopeTakenAwayMidRunWritesNothingMore_data()
{
    QTest::addColumn<QString>("scope");
    QTest::newRow("to write") << u"update:connections"_s;
    QTest::newRow("to write the options") << u"update:connections_options"_s;
    QTest::newRow("to see the options") << u"read:connections_options"_s;
}

void TestApplier::scopeTakenAwayMidRunWritesNothingMore()
{
    QFETCH(const QString, scope);
    const std::vector<std::string> all{"read:connections", "read:connections_options", "update:connections",
                                       "update:connections_options"};
    const Sandbox::ApiClient whole{"whole", "whole-secret", all, {}};
    Sandbox::ApiClient faded{"faded", "faded-secret", all, {}};
    std::erase(faded.scopes, scope.toStdString());
    TenantUnderChange tenant({.connections = 20, .applications = 1}, {whole, faded});
    FadingSource source(tenant.profile(), whole, faded);
    Api::ClientOptions options;
    options.sharesBudget = false;
    options.transport.writesAllowed = [](const Api::WireRequest &) { return true; };
    Api::ManagementClient client(*Api::Origin::fromBaseUrl(tenant.profile().baseUrl.toString()), source, options);
    Change::Plan plan = tenant.plan({}, {});
    plan.items.clear();
    for (const std::size_t index : tenant.editableConnections()) {
        plan.items.append({tenant.ref(index), setting(tenant.connection(index), "/options/a", "1"), {}});
    }
    QVERIFY(plan.items.size() > 6);
    Change::Applier applier(client, plan, tenant.journal());
    connect(&applier, &Change::Applier::itemFinished, this, [&](qsizetype item) {
        if (item == 2) {
            source.fade();
            tenant.server().revokeTokens();
        }
    });
    QSignalSpy finished(&applier, &Change::Applier::finished);
    applier.start();
    QVERIFY(!finished.isEmpty() || finished.wait(60000));
    for (qsizetype i = 0; i < plan.items.size(); ++i) {
        const Change::ItemResult &result = applier.results().at(i);
        QVERIFY2(result.isWritten() == (i < 3),
                 qPrintable(u"%1: %2 %3"_s.arg(i).arg(Change::titleOf(result.outcome), result.reason)));
    }
    const auto requests = tenant.server().requests();
    QCOMPARE(std::count_if(requests.cbegin(), requests.cend(),
                           [](const Sandbox::ReceivedRequest &request) {
                               return request.method == "PATCH" && request.status < 300;
                           }),
             3);
}

void TestApplier::lockedWritingSendsNothing()
{
    TenantUnderChange tenant(small);
    tenant.allowWriting(false);
    const std::size_t index = tenant.editableConnections().front();
    const auto results
        = tenant.apply(tenant.plan(tenant.ref(index), setting(tenant.connection(index), "/options/a", "1")));
    QCOMPARE(results.first().outcome, ItemOutcome::Failed);
    QCOMPARE(tenant.writesAt(), 0);
}

void TestApplier::planOfAnotherTenantIsRefused()
{
    TenantUnderChange tenant(small);
    Change::Plan plan = tenant.plan(tenant.ref(0), setting(tenant.connection(0), "/options/a", "1"));
    plan.tenant.origin = u"https://other.eu.auth0.com"_s;
    const auto results = tenant.apply(plan);
    QCOMPARE(results.first().outcome, ItemOutcome::Cancelled);
    QVERIFY(results.first().reason.contains(u"other.eu.auth0.com"_s));
    QCOMPARE(tenant.server().requests().size(), std::size_t(0));
}

void TestApplier::cancelEndsBetweenItems()
{
    TenantUnderChange tenant(small);
    const std::vector<std::size_t> indexes = tenant.editableConnections();
    Change::Plan plan = tenant.plan(tenant.ref(indexes[0]), setting(tenant.connection(indexes[0]), "/options/a", "1"));
    plan.items.append({tenant.ref(indexes[1]), setting(tenant.connection(indexes[1]), "/options/a", "1"), {}});
    Change::Applier applier(tenant.client(), plan, tenant.journal());
    QSignalSpy finished(&applier, &Change::Applier::finished);
    connect(&applier, &Change::Applier::itemFinished, &applier, &Change::Applier::cancel);
    applier.start();
    QVERIFY(finished.wait());
    QCOMPARE(applier.results().at(0).outcome, ItemOutcome::Done);
    QCOMPARE(applier.results().at(1).outcome, ItemOutcome::Cancelled);
    QCOMPARE(tenant.writesAt(), 1);
}

void TestApplier::cutOffRunIsResumed()
{
    TenantUnderChange tenant(small);
    const std::vector<std::size_t> indexes = tenant.editableConnections();
    Change::Plan plan = tenant.plan({}, {});
    plan.items.clear();
    for (const std::size_t index : indexes) {
        plan.items.append({tenant.ref(index), setting(tenant.connection(index), "/options/a", "1"), {}});
    }
    // The applier goes while its second item is under way; what was sent arrives all the same.
    auto applier = std::make_unique<Change::Applier>(tenant.client(), plan, tenant.journal());
    int reads = 0;
    connect(applier.get(), &Change::Applier::objectRead, this, [&] {
        if (++reads == 3) { // before the first write, after it, and before the second
            QTimer::singleShot(0, this, [&applier] { applier.reset(); });
        }
    });
    applier->start();
    QTRY_VERIFY(!applier);
    QThreadPool::globalInstance()->waitForDone(); // a line of the journal may still be written
    QTRY_VERIFY(tenant.client().calls().isEmpty());
    const qsizetype written = tenant.writesAt();
    QVERIFY(written >= 1);

    const QList<Change::JournalEntry> journal = Change::readJournal(tenant.journal().folder);
    QCOMPARE(journal.size(), 1);
    QVERIFY(journal.first().isUnfinished());
    Change::Applier resumed(tenant.client(), journal.first(), tenant.journal());
    QSignalSpy finished(&resumed, &Change::Applier::finished);
    resumed.start();
    QVERIFY(finished.wait());
    for (const Change::ItemResult &result : resumed.results()) {
        QCOMPARE(result.outcome, ItemOutcome::Done);
        QCOMPARE(result.made.size(), 1);
    }
    QCOMPARE(tenant.writesAt(), qsizetype(indexes.size()));
    QVERIFY(!Change::readJournal(tenant.journal().folder).first().isUnfinished());
}

void TestApplier::revertRestoresTheBytes()
{
    TenantUnderChange tenant(small);
    const std::size_t index = tenant.editableConnections().front();
    const QByteArray before = tenant.connection(index);
    Json::Value after = *Json::parse(before);
    Json::Value &options = after["options"];
    const std::string first = options.begin().key();
    options.erase(first);
    options["added"] = 1;
    QCOMPARE(
        tenant.apply(tenant.plan(tenant.ref(index), Json::leafChanges(*Json::parse(before), after))).first().outcome,
        ItemOutcome::Done);
    QVERIFY(tenant.connection(index) != before);
    const Change::Plan back = Change::inversePlan(Change::readJournal(tenant.journal().folder).first());
    QCOMPARE(tenant.apply(back).first().outcome, ItemOutcome::Done);
    QCOMPARE(tenant.connection(index), before);
}

void TestApplier::switchesManyApplications()
{
    TenantUnderChange tenant({.connections = 3, .applications = 130});
    const Change::ObjectRef object{ObjectKind::ConnectionClients, tenant.connectionId(0), u"acme"_s};
    Json::Value now = Json::Value::object();
    Json::Value all = Json::Value::object();
    const Sandbox::TenantState state = tenant.server().state(0);
    for (const Sandbox::Json &application : state.clients.items()) {
        all[application.at("client_id").get<std::string>()] = true;
    }
    for (const std::string &id : state.enabledClients.clientsOf(object.id.toStdString()).ids()) {
        now[id] = true;
    }
    const auto enabled
        = [&] { return tenant.server().state(0).enabledClients.clientsOf(object.id.toStdString()).size(); };
    const Change::ItemResult result = tenant.apply(tenant.plan(object, Json::leafChanges(now, all))).first();
    QCOMPARE(result.outcome, ItemOutcome::Done);
    QCOMPARE(enabled(), all.size());
    const Change::Plan back = Change::inversePlan(Change::readJournal(tenant.journal().folder).first());
    QCOMPARE(tenant.apply(back).first().outcome, ItemOutcome::Done);
    QCOMPARE(enabled(), now.size());
}

QTEST_GUILESS_MAIN(TestApplier)
#include "tst_applier.moc"
