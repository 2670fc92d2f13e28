#include "auth/tokensources.h"
#include "sandbox/defaultestate.h"
#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/customersheet.h"
#include "session/snapshotparts.h"
#include "settings/customerstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"
#include "support/sandboxestate.h"
#include "json/user_json.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::CustomerObject;
using Domain::CustomerRule;
using Domain::CustomerRules;
using Query::Kind;

namespace {

constexpr std::size_t eu = 0;
constexpr std::size_t us = 1;
constexpr std::size_t wayne = 3; ///< the Auth0 tenant that one customer has to itself

} // namespace

/// Who the customers are follows what is read, and what the operator decides.
class TestCustomerBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void proposalsHoldUntilSomebodyDecides();
    void nothingIsReadForIt();
    void tenantsKnowOfEachOtherAndComeToRest();
    void aCustomerIsCalledTheSameInEachTenant();
    void customersOfAppMetadataOutliveANarrowerSearch();
    void customersOfAppMetadataGoWhenAllUsersTellOtherwise();
    void customersOfAppMetadataAreJoinedWithoutASearch();
    void customersOfAppMetadataGoWhenUsersAreCountedAgain();
    void theProgramsOwnApplicationIsNobodys();
    void closingATenantForgetsItsShare();
    void aPinMovesAnObject();
    void recordTellsAllOfACustomer();
    void recordOfOneTenantOnly();

private:
    Session::TenantSession &open(std::size_t tenant);
    bool isLookedAt(const Session::TenantSession &session) const { return m_book->of(session.id()) != nullptr; }
    bool has(const Session::TenantSession &session, const QString &key) const
    {
        const Analysis::TenantCustomers *customers = m_book->of(session.id());
        return customers && customers->shares.contains(key);
    }

    std::unique_ptr<Sandbox::Server> m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<Settings::CustomerStore> m_decided;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::CustomerBook> m_book;
};

void TestCustomerBook::initTestCase()
{
    Sandbox::Options options;
    options.recordRequests = true;
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
    m_settings = std::move(*Settings::SettingsStore::open(m_folder.path()));
    m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
}

void TestCustomerBook::init()
{
    m_book.reset();
    m_estate = std::make_unique<Session::Estate>();
    m_decided = std::make_unique<Settings::CustomerStore>(m_settings->file(), *m_profiles);
    m_book = std::make_unique<Session::CustomerBook>(*m_estate, *m_decided);
}

Session::TenantSession &TestCustomerBook::open(std::size_t tenant)
{
    auto session = SandboxEstate::session(*m_server, tenant);
    Session::TenantSession &opened = *session;
    m_estate->open(std::move(session));
    if (!SandboxEstate::readAll(opened)) {
        QTest::qFail("the tenant was not read", __FILE__, __LINE__);
    }
    return opened;
}

void TestCustomerBook::proposalsHoldUntilSomebodyDecides()
{
    Session::TenantSession &session = open(eu);
    QTRY_VERIFY_WITH_TIMEOUT(has(session, u"stark"_s), 20000);
    QVERIFY(m_book->isProposed(session.id()));
    QVERIFY(!m_book->rulesOf(session.id()).rules.isEmpty());
    QCOMPARE(session.records(Kind::Customers).size(), qsizetype(m_book->of(session.id())->shares.size()));
    QVERIFY(session.status(Kind::Customers).readAt.isValid());

    // Whatever is decided wins, were it wrong.
    QVERIFY(m_decided->set(session.id(), {{{CustomerRule::Kind::ConnectionName, u"wayne-{customer}"_s}}, {}, {}}));
    QTRY_VERIFY_WITH_TIMEOUT(!has(session, u"stark"_s), 20000);
    QVERIFY(!m_book->isProposed(session.id()));
    QVERIFY(m_book->rulesOf(session.id()).pins.empty());

    // Having decided on no rules is not having decided nothing.
    QVERIFY(m_decided->set(session.id(), {}));
    QTRY_VERIFY_WITH_TIMEOUT(m_book->of(session.id())->shares.empty(), 20000);
    QVERIFY(session.records(Kind::Customers).isEmpty());
    QVERIFY(!m_book->isProposed(session.id()));
}

void TestCustomerBook::nothingIsReadForIt()
{
    Session::TenantSession &session = open(wayne);
    const qsizetype before = SandboxEstate::pathsAt(*m_server).size();
    QTRY_VERIFY_WITH_TIMEOUT(isLookedAt(session), 20000);
    QCOMPARE(SandboxEstate::pathsAt(*m_server).size(), before);
}

void TestCustomerBook::tenantsKnowOfEachOtherAndComeToRest()
{
    Session::TenantSession &own = open(wayne);
    QTRY_VERIFY_WITH_TIMEOUT(isLookedAt(own), 20000);
    Session::TenantSession &shared = open(eu);
    // Only by the other tenant it is known that the whole of this one is Wayne's.
    QTRY_VERIFY_WITH_TIMEOUT(has(own, u"wayne"_s), 20000);
    const QList<CustomerRule> &rules = m_book->rulesOf(own.id()).rules;
    QVERIFY(std::any_of(rules.begin(), rules.end(),
                        [](const CustomerRule &rule) { return rule.kind == CustomerRule::Kind::WholeTenant; }));
    QTRY_COMPARE_WITH_TIMEOUT(m_book->customers().at(u"wayne"_s).shares.size(), std::size_t(2), 20000);
    QVERIFY(m_book->othersThan(own.id()).keys().contains(u"stark"_s));
    QVERIFY(!m_book->othersThan(shared.id()).keys().contains(u"stark"_s));
    // What each hears of the other must not go on for ever.
    QSignalSpy changed(m_book.get(), &Session::CustomerBook::changed);
    while (changed.wait(1500)) {
        QVERIFY(changed.size() < 6);
    }
    QVERIFY(has(shared, u"stark"_s));
}

void TestCustomerBook::aCustomerIsCalledTheSameInEachTenant()
{
    const auto nameIn = [](const Session::TenantSession &session, const QString &key) {
        const Query::RecordPtr row = session.record(Kind::Customers, key);
        return row ? Query::textAt(*row, Kind::Customers, u"name") : QString();
    };
    const Session::TenantSession &first = open(eu);
    const Session::TenantSession &second = open(us);
    QTRY_VERIFY_WITH_TIMEOUT(isLookedAt(first) && isLookedAt(second), 20000);
    // Each tenant's objects spell Cyberdyne in their own way.
    const Analysis::Customer customer = m_book->customers().at(u"cyberdyne"_s);
    const QString own = customer.shares.at(second.id()).name;
    QVERIFY(customer.shares.at(first.id()).name != own);
    QTRY_COMPARE_WITH_TIMEOUT(nameIn(second, u"cyberdyne"_s), customer.name, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(nameIn(first, u"cyberdyne"_s), customer.name, 20000);
    m_estate->close(first.id());
    QTRY_COMPARE_WITH_TIMEOUT(nameIn(second, u"cyberdyne"_s), own, 20000);
}

void TestCustomerBook::customersOfAppMetadataOutliveANarrowerSearch()
{
    Session::TenantSession &session = open(eu);
    QTRY_VERIFY_WITH_TIMEOUT(isLookedAt(session), 20000);
    const auto named = [&] { return Analysis::namedByMetadata(*m_book->of(session.id())); };
    QVERIFY(named().empty());
    session.search(Kind::Users, {});
    QTRY_VERIFY_WITH_TIMEOUT(!named().empty(), 20000);
    const Analysis::NamedByMetadata all = named();
    QSignalSpy changed(m_book.get(), &Session::CustomerBook::changed);
    session.search(Kind::Users, u"email:\"nobody@nowhere.example\""_s);
    QTRY_VERIFY_WITH_TIMEOUT(!session.status(Kind::Users).isReading(), 20000);
    QVERIFY(session.records(Kind::Users).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), 20000);
    QCOMPARE(named(), all);
}

void TestCustomerBook::customersOfAppMetadataGoWhenAllUsersTellOtherwise()
{
    Session::TenantSession &session = open(eu);
    QVERIFY(m_decided->set(session.id(), {{{CustomerRule::Kind::AppMetadata, u"tenant"_s}}, {}, {}}));
    session.search(Kind::Users, {});
    QTRY_VERIFY_WITH_TIMEOUT(session.status(Kind::Users).phase == Session::KindStatus::Phase::Complete, 20000);
    const auto userOf = [](const QByteArray &customer) {
        return *Json::readUser(R"({"user_id":"auth0|moving","app_metadata":{"tenant":")" + customer + R"("}})");
    };
    session.accept(QList<Domain::User>{userOf("zorg")});
    QTRY_VERIFY_WITH_TIMEOUT(has(session, u"zorg"_s), 20000);
    session.accept(QList<Domain::User>{userOf("moved")});
    QTRY_VERIFY_WITH_TIMEOUT(has(session, u"moved"_s), 20000);
    QVERIFY(!has(session, u"zorg"_s));
}

void TestCustomerBook::customersOfAppMetadataAreJoinedWithoutASearch()
{
    Session::TenantSession &session = open(eu);
    const QList<CustomerRule> rules{{CustomerRule::Kind::AppMetadata, u"tenant"_s}};
    QVERIFY(m_decided->set(session.id(), {rules, {}, {}}));
    const auto userOf = [](const QByteArray &customer) {
        return *Json::readUser(R"({"user_id":"auth0|)" + customer + R"(","app_metadata":{"tenant":")" + customer
                               + R"("}})");
    };
    session.search(Kind::Users, u"email:\"nobody@nowhere.example\""_s);
    QTRY_VERIFY_WITH_TIMEOUT(!session.status(Kind::Users).isReading(), 20000);
    session.accept(QList<Domain::User>{userOf("zorg"), userOf("zorg-inc"), userOf("hooli")});
    QTRY_VERIFY_WITH_TIMEOUT(has(session, u"zorg-inc"_s), 20000);
    session.search(Kind::Users, u"email:\"no-one@nowhere.example\""_s);
    QTRY_VERIFY_WITH_TIMEOUT(!session.status(Kind::Users).isReading(), 20000);
    QVERIFY(m_decided->set(session.id(), {rules, {}, {{u"zorg-inc"_s, u"zorg"_s}}}));
    QTRY_VERIFY_WITH_TIMEOUT(!has(session, u"zorg-inc"_s), 20000);
    QVERIFY(has(session, u"zorg"_s) && has(session, u"hooli"_s));
    // Which of the two users named is not known any more.
    QVERIFY(m_decided->set(session.id(), {rules, {}, {}}));
    QTRY_VERIFY_WITH_TIMEOUT(!has(session, u"zorg"_s), 20000);
}

void TestCustomerBook::customersOfAppMetadataGoWhenUsersAreCountedAgain()
{
    Settings::UserCountStore counts(m_folder.path(), *m_profiles);
    m_book->setUserCounts(counts);
    Session::TenantSession &session = open(eu);
    QVERIFY(m_decided->set(session.id(), {{{CustomerRule::Kind::AppMetadata, u"tenant"_s}}, {}, {}}));
    Domain::UserCounts counted;
    counted.places = {{u"tenant"_s, {{u"zorg"_s, 3}}, 0, 0}};
    QVERIFY(counts.set(session.id(), counted));
    QTRY_VERIFY_WITH_TIMEOUT(has(session, u"zorg"_s), 20000);
    // Whom a count does not list for want of room may be there still.
    counted.places = {{u"tenant"_s, {{u"later"_s, 3}}, 1, 0}};
    QVERIFY(counts.set(session.id(), counted));
    QTRY_VERIFY_WITH_TIMEOUT(has(session, u"later"_s), 20000);
    QVERIFY(has(session, u"zorg"_s));
    counted.places = {{u"tenant"_s, {{u"last"_s, 3}}, 0, 0}};
    QVERIFY(counts.set(session.id(), counted));
    QTRY_VERIFY_WITH_TIMEOUT(has(session, u"last"_s), 20000);
    QVERIFY(!has(session, u"zorg"_s) && !has(session, u"later"_s));
    m_book.reset(); // before the store
}

/// The profile of a pasted token does not name it: the token does.
void TestCustomerBook::theProgramsOwnApplicationIsNobodys()
{
    (void)open(eu);
    const Sandbox::TenantAccess access = m_server->tenants().at(wayne);
    Domain::TenantProfile profile = SandboxEstate::session(*m_server, wayne)->profile();
    auto source = Auth::tokenSource(profile, Api::Secret(QByteArray::fromStdString(access.clientSecret)));
    profile.clientId.clear();
    auto session = std::make_unique<Session::TenantSession>(
        profile, *Api::Origin::fromBaseUrl(profile.baseUrl.toString()), std::move(source), Api::ClientOptions());
    Session::TenantSession &own = *session;
    m_estate->open(std::move(session));
    QVERIFY(SandboxEstate::readAll(own));
    QTRY_VERIFY_WITH_TIMEOUT(has(own, u"wayne"_s), 20000);
    const QString program = QString::fromStdString(access.clientId);
    QVERIFY(own.record(Kind::Applications, program));
    const QStringList &applications = m_book->of(own.id())->shares.at(u"wayne"_s).applications;
    QVERIFY(!applications.isEmpty() && !applications.contains(program));
}

void TestCustomerBook::closingATenantForgetsItsShare()
{
    const Domain::TenantId shared = open(eu).id();
    Session::TenantSession &own = open(wayne);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_book->customers().contains(u"wayne"_s) && m_book->customers().at(u"wayne"_s).shares.size() == 2, 20000);
    QSignalSpy changed(m_book.get(), &Session::CustomerBook::changed);
    m_estate->close(shared);
    QVERIFY(!m_book->of(shared));
    QTRY_VERIFY_WITH_TIMEOUT(!m_book->customers().contains(u"stark"_s), 20000);
    QCOMPARE(m_book->customers().at(u"wayne"_s).shares.size(), std::size_t(1));
    // Told when it went, and when the others' customers are put together without it.
    QCOMPARE(changed.count({QVariant::fromValue(shared)}), 2);
    QVERIFY(has(own, u"wayne"_s));
}

void TestCustomerBook::aPinMovesAnObject()
{
    Session::TenantSession &session = open(eu);
    QTRY_VERIFY_WITH_TIMEOUT(has(session, u"stark"_s), 20000);
    const QString moved = m_book->of(session.id())->shares.at(u"stark"_s).connections.first();
    CustomerRules rules = m_book->rulesOf(session.id());
    rules.pins[{CustomerObject::Kind::Connection, moved}] = u"initech"_s;
    QVERIFY(m_decided->set(session.id(), rules));
    const auto owner = [&] { return m_book->of(session.id())->ownerOf(CustomerObject::Kind::Connection, moved); };
    QTRY_COMPARE_WITH_TIMEOUT(owner(), u"initech"_s, 20000);
    QVERIFY(!m_book->ownerOf(session.id(), CustomerObject::Kind::Connection, moved).isEmpty());
}

void TestCustomerBook::recordTellsAllOfACustomer()
{
    Session::TenantSession &session = open(eu);
    session.readMap();
    const Session::Auditor auditor(*m_estate);
    m_book->setAuditor(auditor);
    const auto isCounted = [&] {
        const Session::CustomerTallies *tallies = m_book->talliesOf(session.id());
        return tallies && tallies->isLockKnown && tallies->audit && !auditor.isBusy(session.id())
            && !m_book->isAwaited(session.id());
    };
    QTRY_VERIFY_WITH_TIMEOUT(has(session, u"stark"_s) && isCounted(), 30000);
    // What was found of its objects, in the order of the audit.
    const auto owners = m_book->of(session.id())->owners;
    qsizetype all = 0;
    for (const auto &[key, customer] : m_book->customers()) {
        QStringList found;
        for (const Domain::Finding &finding : auditor.resultOf(session.id())->findings) {
            const auto object = Session::objectOf(finding.subject);
            found += object && !finding.waiver && owners.value(*object) == key ? QStringList(finding.message)
                                                                               : QStringList();
        }
        QStringList told;
        const auto shown = Session::customerSheet({*m_estate, *m_book}, key);
        for (const Session::SheetLine &line : shown.parts.first().findings) {
            told.append(line.detail);
        }
        QCOMPARE(told, found);
        all += found.size();
    }
    QVERIFY(all > 0);

    Session::CustomerSheet sheet = Session::customerSheet({*m_estate, *m_book}, u"stark"_s);
    QCOMPARE(sheet.name, u"Stark Industries"_s);
    const Session::SheetPart part = sheet.parts.value(0);
    QCOMPARE(part.name, session.profile().name);
    const Analysis::CustomerShare &share = m_book->of(session.id())->shares.at(u"stark"_s);
    QCOMPARE(part.connections.size(), share.connections.size());
    QCOMPARE(sheet.count(&Session::SheetPart::organizations), share.organizations.size());
    QCOMPARE(part.connections.first().id, share.connections.first());
    QVERIFY(part.isLockKnown);
    for (const Session::SheetLine &line : part.lock) {
        QVERIFY2(line.detail.contains(u" of "_s), qPrintable(line.detail));
    }

    // What is left out of it counts all the same, and is not what comes first.
    const auto cut = Session::customerSheet({*m_estate, *m_book, {}, 1}, u"stark"_s);
    for (const auto list :
         {&Session::SheetPart::connections, &Session::SheetPart::applications, &Session::SheetPart::organizations,
          &Session::SheetPart::lock, &Session::SheetPart::findings}) {
        QCOMPARE(cut.count(list), sheet.count(list));
        QCOMPARE(cut.parts.first().*list, (part.*list).first(std::min<qsizetype>((part.*list).size(), 1)));
        QCOMPARE(cut.parts.first().leftOutOf(list), std::max<qsizetype>((part.*list).size() - 1, 0));
    }
    QVERIFY(cut.parts.first().leftOutOf(&Session::SheetPart::findings) > 0);

    // A change of one of its objects is told; of others, of other tenants, or one that came to nothing, is not.
    Change::JournalEntry entry;
    entry.begun = QDateTime::currentDateTimeUtc();
    entry.who = u"ada"_s;
    entry.plan.title = u"Raise the length"_s;
    entry.plan.tenant = Change::planTenant(session.profile());
    entry.plan.items = {{{Change::ObjectKind::Connection, share.connections.first(), u"stark"_s}, {}}};
    Change::ItemRecord done;
    done.result.outcome = Change::ItemOutcome::Done;
    done.result.made = {{*Json::Pointer::parse(u"/name"_s), "1", "2", {}}};
    entry.items = {done};
    Change::JournalEntry elsewhere = entry;
    elsewhere.plan.tenant.origin = u"https://elsewhere.example"_s;
    Change::JournalEntry refused = entry;
    refused.items.first().result = {Change::ItemOutcome::Refused};
    const Session::CustomerChangesLook look(*m_estate, *m_book, u"stark"_s);
    sheet = Session::customerSheet({*m_estate, *m_book, look({entry, elsewhere, refused})}, u"stark"_s);
    QCOMPARE(sheet.parts.first().changes.size(), 1);
    QVERIFY(sheet.parts.first().changes.first().detail.contains(u"Raise the length"_s));
    QVERIFY(Session::customerSheet({*m_estate, *m_book}, u"nobody"_s).parts.isEmpty());
}

void TestCustomerBook::recordOfOneTenantOnly()
{
    Session::TenantSession &own = open(wayne);
    open(eu);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_book->customers().contains(u"wayne"_s) && m_book->customers().at(u"wayne"_s).shares.size() == 2, 20000);
    const Session::SheetSources sources{*m_estate, *m_book};
    QCOMPARE(Session::customerSheet(sources, u"wayne"_s).parts.size(), 2);
    QCOMPARE(Session::customerSheet(sources, u"wayne"_s, own.id()).parts.size(), 1);
    QCOMPARE(Session::customerSheet(sources, u"wayne"_s, own.id()).parts.first().tenant, own.id());
}

QTEST_GUILESS_MAIN(TestCustomerBook)
#include "tst_customerbook.moc"
