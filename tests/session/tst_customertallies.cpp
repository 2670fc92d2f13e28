#include "items/itemsfixture.h"
#include "query/columns.h"
#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/customersheet.h"
#include "session/pastpart.h"
#include "session/snapshotparts.h"
#include "settings/customerstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "json/connection_json.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::CustomerObject;
using Query::Kind;

namespace {

/// Something is found of it.
Domain::Connection weakConnection(const QString &name, const QString &strategy = u"auth0"_s)
{
    return *Json::readConnection(
        uR"({"id":"con_%1","name":"%1","strategy":"%2","options":{"passwordPolicy":"low"}})"_s.arg(name, strategy)
            .toUtf8());
}

Domain::Application applicationNamed(const QString &name)
{
    Domain::Application application;
    application.id = Domain::ApplicationId(u"app_"_s + name);
    application.name = name;
    return application;
}

} // namespace

/// What is found of a customer and what it takes of Lock's 50 is counted with its row, and follows the audits.
class TestCustomerTallies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void whatIsNotKnownIsNotTold();
    void findingsAreThoseOfItsObjects();
    void lockIsCountedByApplication();
    void countsOfAMapThatIsNewerThanTheTableAreNotTold();
    void anAuditLooksNobodyUpAgain();

private:
    Query::Value cell(const QString &key, QStringView column) const;
    /// By hand.
    qint64 findingsOf(const QString &key) const;
    bool isCounted() const;
    void giveMap();

    QTemporaryDir m_folder;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<Settings::CustomerStore> m_decided;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::Auditor> m_auditor;
    std::unique_ptr<Session::CustomerBook> m_book;
    Session::TenantSession *m_session = nullptr;
};

void TestCustomerTallies::initTestCase()
{
    m_settings = std::move(*Settings::SettingsStore::open(m_folder.path()));
    m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
    m_decided = std::make_unique<Settings::CustomerStore>(m_settings->file(), *m_profiles);
}

void TestCustomerTallies::init()
{
    m_book.reset();
    m_auditor.reset();
    m_estate = std::make_unique<Session::Estate>();
    m_auditor = std::make_unique<Session::Auditor>(*m_estate);
    m_book = std::make_unique<Session::CustomerBook>(*m_estate, *m_decided);
    auto session = quietSession(u"eu"_s);
    m_session = session.get();
    session->accept({weakConnection(u"acme-users"_s), weakConnection(u"acme-more"_s),
                     weakConnection(u"acme-saml"_s, u"samlp"_s), weakConnection(u"globex-users"_s),
                     weakConnection(u"initech-saml"_s, u"samlp"_s)});
    session->accept({applicationNamed(u"Portal"_s), applicationNamed(u"Shop"_s)});
    using Rule = Domain::CustomerRule::Kind;
    QVERIFY(m_decided->set(session->id(),
                           {{{Rule::ConnectionName, u"{customer}-users"_s},
                             {Rule::ConnectionName, u"{customer}-more"_s},
                             {Rule::ConnectionName, u"{customer}-saml"_s}},
                            {},
                            {}}));
    m_estate->open(std::move(session));
}

void TestCustomerTallies::giveMap()
{
    auto map = std::make_shared<Session::ConnectionMap>();
    for (const QString &connection : {u"acme-users"_s, u"acme-more"_s, u"acme-saml"_s, u"globex-users"_s}) {
        map->insert(Domain::ApplicationId(u"app_Portal"_s), Domain::ConnectionId(u"con_"_s + connection));
    }
    map->insert(Domain::ApplicationId(u"app_Shop"_s), Domain::ConnectionId(u"con_acme-users"_s));
    m_session->accept(Session::PastPart{QDateTime::currentDateTimeUtc(), std::move(map)});
}

bool TestCustomerTallies::isCounted() const
{
    const Session::CustomerTallies *tallies = m_book->talliesOf(m_session->id());
    return tallies && tallies->audit.get() == m_auditor->resultOf(m_session->id())
        && !m_auditor->isBusy(m_session->id()) && !m_book->isAwaited(m_session->id());
}

Query::Value TestCustomerTallies::cell(const QString &key, QStringView column) const
{
    return m_session->record(Kind::Customers, key)->cells.at(Query::columnIndex(Kind::Customers, column));
}

qint64 TestCustomerTallies::findingsOf(const QString &key) const
{
    const QList<Domain::Finding> &findings = m_auditor->resultOf(m_session->id())->findings;
    return std::count_if(findings.begin(), findings.end(), [&](const Domain::Finding &finding) {
        return !finding.waiver && finding.subject.kind == Domain::FindingSubject::Kind::Connection
            && m_book->of(m_session->id())->ownerOf(CustomerObject::Kind::Connection, finding.subject.id) == key;
    });
}

void TestCustomerTallies::whatIsNotKnownIsNotTold()
{
    QTRY_VERIFY(m_session->record(Kind::Customers, u"acme"_s) && !m_book->isAwaited(m_session->id()));
    QCOMPARE(cell(u"acme"_s, u"findings"), Query::Value());
    QCOMPARE(cell(u"acme"_s, u"lock"), Query::Value());
    const auto sheet = Session::customerSheet({*m_estate, *m_book}, u"acme"_s);
    QVERIFY(!sheet.parts.first().isLockKnown);
    QVERIFY(sheet.parts.first().findings.isEmpty());
}

void TestCustomerTallies::findingsAreThoseOfItsObjects()
{
    m_book->setAuditor(*m_auditor);
    QTRY_VERIFY(isCounted());
    QVERIFY(findingsOf(u"acme"_s) > findingsOf(u"globex"_s) && findingsOf(u"globex"_s) > 0);
    for (const QString &key : {u"acme"_s, u"globex"_s, u"initech"_s}) {
        QCOMPARE(cell(key, u"findings"), Query::Value(findingsOf(key)));
        const auto sheet = Session::customerSheet({*m_estate, *m_book, {}, 1}, key);
        QCOMPARE(sheet.count(&Session::SheetPart::findings), findingsOf(key));
    }
}

void TestCustomerTallies::lockIsCountedByApplication()
{
    giveMap();
    QTRY_VERIFY(m_book->talliesOf(m_session->id()) && !m_book->isAwaited(m_session->id()));
    const Session::CustomerTallies &tallies = *m_book->talliesOf(m_session->id());
    QVERIFY(tallies.isLockKnown);
    QCOMPARE(tallies.of(u"acme"_s).lock,
             QList<Session::LockShare>({{u"app_Portal"_s, 2, 3}, {u"app_Shop"_s, 1, 1}})); // no enterprise connection
    QCOMPARE(cell(u"acme"_s, u"lock"), Query::Value(qint64(2)));
    QCOMPARE(cell(u"globex"_s, u"lock"), Query::Value(qint64(1)));
    QCOMPARE(cell(u"initech"_s, u"lock"), Query::Value(qint64(0)));
    const auto sheet = Session::customerSheet({*m_estate, *m_book}, u"acme"_s);
    QCOMPARE(sheet.parts.first().lock.first().text, u"Portal"_s);
    QCOMPARE(sheet.parts.first().lock.first().detail, u"2 of 3"_s);
}

void TestCustomerTallies::countsOfAMapThatIsNewerThanTheTableAreNotTold()
{
    QTRY_VERIFY(m_book->of(m_session->id()));
    Analysis::Snapshot snapshot = Session::SnapshotParts(*m_session).snapshot();
    snapshot.enabled.emplace().insert(u"app_Portal"_s, {u"con_acme-users"_s, u"con_acme-more"_s});
    const auto lock = Session::talliesOf(snapshot, *m_book->of(m_session->id()), nullptr).of(u"acme"_s).lock;
    QCOMPARE(lock, QList<Session::LockShare>({{u"app_Portal"_s, 2, 0}}));
}

void TestCustomerTallies::anAuditLooksNobodyUpAgain()
{
    m_book->setAuditor(*m_auditor);
    QTRY_VERIFY(isCounted());
    const qint64 before = findingsOf(u"acme"_s);
    const Analysis::TenantCustomers *customers = m_book->of(m_session->id());
    Analysis::AuditOptions options;
    for (const Domain::Finding &finding : m_auditor->resultOf(m_session->id())->findings) {
        if (finding.subject.id == "con_acme-users"_L1) {
            options.decisions.waivers[identityOf(finding)] = {u"known"_s, u"ada"_s, QDate::currentDate().addDays(9)};
            break;
        }
    }
    m_auditor->setOptions(options);
    QTRY_COMPARE(cell(u"acme"_s, u"findings"), Query::Value(before - 1));
    QVERIFY(isCounted());
    QCOMPARE(m_book->of(m_session->id()), customers);

    // What changes meanwhile is looked up all the same.
    m_session->accept({weakConnection(u"hooli-users"_s)});
    QTRY_VERIFY(m_session->record(Kind::Customers, u"hooli"_s) && isCounted());
    QVERIFY(findingsOf(u"hooli"_s) > 0);
    QCOMPARE(cell(u"hooli"_s, u"findings"), Query::Value(findingsOf(u"hooli"_s)));
}

QTEST_GUILESS_MAIN(TestCustomerTallies)
#include "tst_customertallies.moc"
