#include "query/columns.h"
#include "sandbox/defaultestate.h"
#include "session/auditor.h"
#include "session/changetray.h"
#include "session/credentialreading.h"
#include "session/findingnews.h"
#include "session/snapshotkeeper.h"
#include "session/snapshotparts.h"
#include "session/stagedfindings.h"
#include "session/storedstate.h"
#include "settings/inifile.h"
#include "settings/profilestore.h"
#include "store/snapshotstore.h"
#include "support/sandboxestate.h"
#include "json/connection_json.h"
#include "json/leaves.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

QStringList checksOf(const QList<Domain::Finding> &findings)
{
    QStringList checks;
    for (const Domain::Finding &finding : findings) {
        checks.append(finding.check);
    }
    return checks;
}

Domain::Finding finding(const QString &check, const QString &subject,
                        Domain::FindingSubject::Kind kind = Domain::FindingSubject::Kind::Connection)
{
    Domain::Finding made;
    made.check = check;
    made.subject = {kind, subject, subject};
    return made;
}

} // namespace

/// Audits that follow what is read.
class TestAuditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void findsWhatAnAuditFinds();
    void nothingIsReadForIt();
    void aReadingIsAuditedOnceItRests();
    void aChangeBringsItsFinding();
    void aClosedTenantIsForgotten();
    void optionsAuditEverythingAgain();
    void onlyWhatWasLookedAtAppears();
    void whatGetsGraverIsNews();
    void oneThatIsReadForLongKeepsNoOtherWaiting();
    void figuresNameTheirAge();
    void whatIsStagedIsForetold();
    void keysAreReadOnlyWhereThatIsWanted();
    void snapshotsTellHowOldSecretsAre();

private:
    Domain::TenantId id() const { return m_session->id(); }
    bool rests() const { return m_auditor->resultOf(id()) && !m_auditor->isBusy(id()); }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    Session::TenantSession *m_session = nullptr;
    std::unique_ptr<Session::Auditor> m_auditor;
};

void TestAuditor::init()
{
    m_auditor.reset();
    Sandbox::Options options;
    options.recordRequests = true;
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_auditor = std::make_unique<Session::Auditor>(*m_estate);
    auto session = SandboxEstate::session(*m_server);
    m_session = session.get();
    m_estate->open(std::move(session));
}

void TestAuditor::findsWhatAnAuditFinds()
{
    QVERIFY(!m_auditor->resultOf(id()));
    QVERIFY(SandboxEstate::readAll(*m_session));
    m_session->readMap();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->map() && rests(), 30000);
    const auto expected
        = Analysis::audit(Session::SnapshotParts(*m_session).snapshot(), {}, QDateTime::currentDateTimeUtc());
    QCOMPARE(m_auditor->resultOf(id())->findings, expected.findings);
    QCOMPARE(m_auditor->resultOf(id())->gaps, expected.gaps);
    QVERIFY(checksOf(expected.findings).contains("lock.database-connections"_L1));
}

void TestAuditor::nothingIsReadForIt()
{
    QVERIFY(SandboxEstate::readAll(*m_session));
    const qsizetype before = SandboxEstate::pathsAt(*m_server).size();
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    QCOMPARE(SandboxEstate::pathsAt(*m_server).size(), before);
}

void TestAuditor::aReadingIsAuditedOnceItRests()
{
    QSignalSpy audited(m_auditor.get(), &Session::Auditor::audited);
    connect(m_auditor.get(), &Session::Auditor::audited, this,
            [this] { QVERIFY(!m_session->status(Kind::Connections).isReading()); });
    QVERIFY(SandboxEstate::readAll(*m_session));
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    QVERIFY2(audited.size() <= 2, qPrintable(QString::number(audited.size()))); // after the lists, and after the map
    for (const QList<QVariant> &told : std::as_const(audited)) {
        QVERIFY(told.at(1).value<QList<Domain::Finding>>().isEmpty()); // nothing is new where nothing was known
    }
}

void TestAuditor::aChangeBringsItsFinding()
{
    QVERIFY(SandboxEstate::readAll(*m_session));
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    QSignalSpy audited(m_auditor.get(), &Session::Auditor::audited);
    const auto connections = m_session->records(Kind::Connections);
    const auto database = std::find_if(connections.begin(), connections.end(), [](const Query::RecordPtr &record) {
        return record->original.contains("\"brute_force_protection\":true")
            && Query::textAt(*record, Kind::Connections, u"strategy") == "auth0"_L1;
    });
    QVERIFY(database != connections.end());
    QByteArray text = (*database)->original;
    text.replace("\"brute_force_protection\":true", "\"brute_force_protection\":false");
    m_session->accept({*Json::readConnection(text)});
    QTRY_COMPARE_WITH_TIMEOUT(audited.size(), 1, 30000);
    const auto appeared = audited.at(0).at(1).value<QList<Domain::Finding>>();
    QCOMPARE(appeared.size(), 1);
    QCOMPARE(appeared.first().subject.id, (*database)->id);
    QVERIFY2(appeared.first().check.contains("brute-force"_L1), qPrintable(appeared.first().check));
}

void TestAuditor::aClosedTenantIsForgotten()
{
    QVERIFY(SandboxEstate::readAll(*m_session));
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    const Domain::TenantId closed = id();
    m_session->refresh(Kind::Applications);
    m_estate->close(closed);
    QVERIFY(!m_auditor->resultOf(closed));
    QVERIFY(!m_auditor->isBusy(closed));
    // What is audited from start to end after it would have come after it.
    auto next = SandboxEstate::session(*m_server, 1);
    Session::TenantSession &other = *next;
    m_estate->open(std::move(next));
    QVERIFY(SandboxEstate::readAll(other));
    QTRY_VERIFY_WITH_TIMEOUT(m_auditor->resultOf(other.id()), 30000);
    QVERIFY(!m_auditor->resultOf(closed));
}

void TestAuditor::optionsAuditEverythingAgain()
{
    QVERIFY(SandboxEstate::readAll(*m_session));
    m_session->readMap();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->map() && rests(), 30000);
    Analysis::AuditOptions options;
    options.only = {u"lock.database-connections"_s};
    m_auditor->setOptions(options);
    QVERIFY(m_auditor->isBusy(id()));
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    const QStringList checks = checksOf(m_auditor->resultOf(id())->findings);
    QCOMPARE(checks.size(), 3); // 44, 50 and 57
    QCOMPARE(checks.count(u"lock.database-connections"_s), 3);
}

void TestAuditor::keysAreReadOnlyWhereThatIsWanted()
{
    Session::CredentialReading keys(*m_estate);
    m_auditor->setCredentials(keys);
    const auto count = [this] {
        const QStringList paths = SandboxEstate::pathsAt(*m_server);
        return std::count_if(paths.begin(), paths.end(),
                             [](const QString &path) { return path.contains("/credentials"_L1); });
    };
    QVERIFY(SandboxEstate::readAll(*m_session));
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    QCOMPARE(count(), 0);
    QVERIFY(!keys.of(id()));
    keys.setWanted(true);
    QTRY_VERIFY_WITH_TIMEOUT(keys.of(id()) && rests(), 30000);
    QCOMPARE(count(), 3);
    QCOMPARE(keys.of(id())->size(), 3);
    const auto &gaps = m_auditor->resultOf(id())->gaps;
    QVERIFY(std::none_of(gaps.begin(), gaps.end(),
                         [](const Analysis::Gap &gap) { return gap.need == Analysis::Need::Credentials; }));
    keys.setWanted(false);
    QVERIFY(!keys.of(id()));
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    QCOMPARE(count(), 3);
    m_auditor.reset(); // before what it takes the keys from
}

void TestAuditor::snapshotsTellHowOldSecretsAre()
{
    const QString check = u"application.old-secret"_s;
    QVERIFY(SandboxEstate::readAll(*m_session));
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    const auto lacksHistory = [this] {
        const auto &gaps = m_auditor->resultOf(id())->gaps;
        return std::any_of(gaps.begin(), gaps.end(),
                           [](const Analysis::Gap &gap) { return gap.need == Analysis::Need::SecretHistory; });
    };
    QVERIFY(lacksHistory());
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"data/snapshots.sqlite"_s);
    Store::TenantState before;
    before.tenant = Session::storedName(m_session->profile());
    before.at = QDateTime::currentDateTimeUtc().addDays(-400);
    for (const Query::RecordPtr &record : m_session->records(Kind::Applications)) {
        before.objects[Store::Part::Applications].append({record->id, record->original});
    }
    QVERIFY((*Store::SnapshotStore::open(file, Json::SecretKeys::fromResource()))->save(before));
    const auto ini = *Settings::IniFile::open(folder.path(), u"tenantry.ini"_s);
    const Settings::ProfileStore profiles(*ini);
    Session::SnapshotKeeper keeper(*m_estate, profiles, {{}, file}, Json::SecretKeys::fromResource());
    using namespace std::chrono_literals;
    keeper.setPace({0ms, 0ms, 3600s});
    m_auditor->setSnapshots(keeper);
    const QSignalSpy learnt(&keeper, &Session::SnapshotKeeper::secretsChanged);
    m_session->refresh(Kind::Applications);
    QTRY_VERIFY_WITH_TIMEOUT(rests() && checksOf(m_auditor->resultOf(id())->findings).contains(check), 30000);
    QVERIFY(!lacksHistory());
    QCOMPARE(learnt.size(), 1);
    m_session->refresh(Kind::Applications); // the same again is no news
    QSignalSpy looked(&keeper, &Session::SnapshotKeeper::changed);
    QTRY_VERIFY_WITH_TIMEOUT(!looked.isEmpty(), 30000);
    QCOMPARE(learnt.size(), 1);
    m_auditor.reset(); // before what it takes the snapshots from
}

void TestAuditor::whatIsStagedIsForetold()
{
    QVERIFY(SandboxEstate::readAll(*m_session));
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    Session::ChangeTray tray(*m_estate);
    Session::StagedFindings staged(*m_estate, *m_auditor, tray);
    QSignalSpy told(&staged, &Session::StagedFindings::wouldAppear);
    const auto connections = m_session->records(Kind::Connections);
    const auto database = std::find_if(connections.begin(), connections.end(), [](const Query::RecordPtr &record) {
        return record->original.contains("\"brute_force_protection\":true");
    });
    QVERIFY(database != connections.end());
    const auto before = Json::parse((*database)->original);
    auto after = *before;
    after["options"]["brute_force_protection"] = false;
    const Change::ObjectRef object{Change::ObjectKind::Connection, (*database)->id, {}};
    tray.stage(id(), Change::PlanItem{object, Json::leafChanges(*before, after), (*database)->original});
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 30000);
    const QList<Domain::Finding> found = staged.of(id());
    QCOMPARE(checksOf(found), QStringList{u"connection.brute-force-protection-off"_s});
    QCOMPARE(found.first().subject.id, (*database)->id);
    // What was told once is not told again, and what is not staged any more is not foretold.
    after["options"]["disable_signup"] = before->at("options").value("disable_signup", false);
    tray.stage(id(), Change::PlanItem{object, Json::leafChanges(*before, after), (*database)->original});
    tray.clear();
    QTRY_VERIFY_WITH_TIMEOUT(staged.of(id()).isEmpty() && !staged.isBusy(), 30000);
    QCOMPARE(told.size(), 1);
}

void TestAuditor::onlyWhatWasLookedAtAppears()
{
    Analysis::AuditResult before;
    before.findings = {finding(u"a"_s, u"one"_s)};
    before.gaps = {{Analysis::Need::Map, {u"c"_s}, 0, {}}};
    Analysis::AuditResult after;
    after.findings = {finding(u"a"_s, u"one"_s), finding(u"a"_s, u"two"_s), finding(u"b"_s, u"one"_s),
                      finding(u"c"_s, u"one"_s), finding(u"a"_s, u"three"_s, Domain::FindingSubject::Kind::User)};
    after.findings.append(finding(u"a"_s, u"waived"_s));
    after.findings.last().waiver = Domain::Waiver{u"known"_s, u"Ada"_s, QDate(2999, 1, 1)};
    const QList<Domain::Finding> expected{after.findings.at(1), after.findings.at(2)};
    QCOMPARE(Session::findingsThatAppeared(before, after), expected);
    QVERIFY(Session::findingsThatAppeared(after, before).isEmpty());
    // A connection that came without its options says nothing of the others.
    before.gaps = {{Analysis::Need::Options, {u"a"_s, u"b"_s}, 1, {}, {u"two"_s}}};
    after.findings.append(finding(u"b"_s, u"other"_s));
    after.findings.last().objects = {u"two"_s};
    QCOMPARE(Session::findingsThatAppeared(before, after), (QList{after.findings.at(2), after.findings.at(3)}));
}

void TestAuditor::whatGetsGraverIsNews()
{
    using Domain::Severity;
    const auto graded = [](Severity severity) {
        Analysis::AuditResult result;
        result.findings = {finding(u"a"_s, u"one"_s)};
        result.findings.first().severity = severity;
        return result;
    };
    const Analysis::AuditResult near = graded(Severity::Low);
    const Analysis::AuditResult over = graded(Severity::Critical);
    QCOMPARE(Session::findingsThatAppeared(near, over), over.findings);
    QVERIFY(Session::findingsThatAppeared(over, near).isEmpty());
    QVERIFY(Session::findingsThatAppeared(over, over).isEmpty());
}

void TestAuditor::oneThatIsReadForLongKeepsNoOtherWaiting()
{
    auto made = SandboxEstate::session(*m_server, 1);
    Session::TenantSession &other = *made;
    m_estate->open(std::move(made));
    QVERIFY(SandboxEstate::readAll(*m_session));
    QVERIFY(SandboxEstate::readAll(other));
    QTRY_VERIFY_WITH_TIMEOUT(rests() && m_auditor->resultOf(other.id()) && !m_auditor->isBusy(other.id()), 30000);
    QSignalSpy audited(m_auditor.get(), &Session::Auditor::audited);
    QTimer counting; // an event for each object of a large map
    int events = 0;
    connect(&counting, &QTimer::timeout, m_session, [&] {
        ++events;
        Q_EMIT m_session->mapStatusChanged();
    });
    counting.start(5);
    Q_EMIT other.displayChanged();
    QTRY_VERIFY_WITH_TIMEOUT(!audited.isEmpty(), 30000);
    QCOMPARE(audited.first().at(0).value<Domain::TenantId>(), other.id());
    QVERIFY(events > 0 && m_auditor->isBusy(id()));
    counting.stop();
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000); // and its turn comes
}

void TestAuditor::figuresNameTheirAge()
{
    QVERIFY(SandboxEstate::readAll(*m_session));
    QTRY_VERIFY_WITH_TIMEOUT(rests(), 30000);
    const QDateTime counted = Analysis::readAtOf(*m_auditor->resultOf(id()), u"lock.database-connections"_s);
    QCOMPARE(counted,
             std::min({m_session->map()->readAt, m_session->status(Kind::Applications).readAt,
                       m_session->status(Kind::Connections).readAt}));
    m_session->refresh(Kind::Connections); // which counts nothing again
    QTRY_VERIFY_WITH_TIMEOUT(rests() && m_session->status(Kind::Connections).readAt > counted, 30000);
    QVERIFY(Analysis::readAtOf(*m_auditor->resultOf(id()), u"lock.database-connections"_s) <= m_session->map()->readAt);
    QVERIFY(!Analysis::readAtOf(*m_auditor->resultOf(id()), u"no-such-check"_s).isValid());
}

QTEST_GUILESS_MAIN(TestAuditor)
#include "tst_auditor.moc"
