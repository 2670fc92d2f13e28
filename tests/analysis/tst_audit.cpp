#include "analysis/scene.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using Analysis::Need;

namespace {

const Analysis::Gap *gapOf(const Analysis::AuditResult &result, Need need)
{
    const auto gap = std::find_if(result.gaps.cbegin(), result.gaps.cend(),
                                  [need](const Analysis::Gap &candidate) { return candidate.need == need; });
    return gap == result.gaps.cend() ? nullptr : &*gap;
}

} // namespace

/// What an audit does with its checks: order, what it leaves out, and what it says it could not do.
class TestAudit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worstComesFirst();
    void onlyWhatIsWantedIsRun();
    void whatIsNotThereIsSaid_data();
    void whatIsNotThereIsSaid();
    void allThatIsMissingIsSaidOnce();
    void connectionsWithoutOptionsAreCounted();
    void unknownConnectionsOfTheMapDoNotCount();
    void countsAreThoseOfABruteForceCount();
    void needsAreThoseOfTheChecks();
    void wordsOfSeveritiesAndKindsAreStable();
    void waiversHoldForTheirFindingUntilTheirDay();
    void aStoppedAuditFindsNothing();
    void aBaselineThatIsGoneIsNamed();
};

void TestAudit::aStoppedAuditFindsNothing()
{
    Scene scene;
    scene.databases(1, 3);
    std::stop_source stop;
    const auto whole = Analysis::audit(scene.snapshot, scene.options, scene.now, stop.get_token());
    QVERIFY(whole && !whole->findings.isEmpty());
    stop.request_stop();
    QVERIFY(!Analysis::audit(scene.snapshot, scene.options, scene.now, stop.get_token()));
}

void TestAudit::aBaselineThatIsGoneIsNamed()
{
    Scene scene;
    scene.options.baselineName = u"House rules"_s;
    const Analysis::AuditResult result = scene.audit({u"policy.baseline"_s});
    QCOMPARE(result.gaps.size(), 1);
    QVERIFY2(result.gaps.first().reason.contains(u"House rules"_s), qPrintable(result.gaps.first().reason));
}

void TestAudit::worstComesFirst()
{
    Scene scene;
    scene.databases(1, 57);
    for (const auto &[id, count] : {std::pair{u"b"_s, 44}, {u"c"_s, 57}, {u"a"_s, 44}, {u"d"_s, 50}}) {
        scene.application(R"({"client_id":")" + id.toUtf8() + R"(","name":"App )" + id.toUtf8() + R"("})");
        for (int n = 1; n <= count; ++n) {
            scene.enable(id, {u"con_%1"_s.arg(n)});
        }
    }
    QStringList order;
    for (const Domain::Finding &finding : scene.findings(u"lock.database-connections"_s)) {
        order.append(finding.subject.id);
    }
    QCOMPARE(order, QStringList({u"c"_s, u"d"_s, u"a"_s, u"b"_s}));
}

void TestAudit::onlyWhatIsWantedIsRun()
{
    Scene scene;
    scene.application(R"({"client_id":"app","name":"Portal"})").databases(1, 57).enableFirst(57);
    const Analysis::AuditResult one = scene.audit({u"lock.database-connections"_s});
    QCOMPARE(one.findings.size(), 1);
    QVERIFY(one.gaps.isEmpty());
    QVERIFY(scene.audit({u"lock.flexible-policy"_s}).findings.isEmpty());
}

void TestAudit::whatIsNotThereIsSaid_data()
{
    QTest::addColumn<int>("need");
    for (const Need need : {Need::Applications, Need::Connections, Need::Map}) {
        QTest::addRow("%d", int(need)) << int(need);
    }
}

void TestAudit::whatIsNotThereIsSaid()
{
    QFETCH(int, need);
    Scene scene;
    scene.application(R"({"client_id":"app","name":"Portal"})").databases(1, 57).enableFirst(57);
    scene.without(Need(need));
    const Analysis::AuditResult result = scene.audit({u"lock.database-connections"_s});
    QVERIFY(result.findings.isEmpty());
    const Analysis::Gap *gap = gapOf(result, Need(need));
    QVERIFY(gap != nullptr);
    QCOMPARE(gap->checks, QStringList{u"lock.database-connections"_s});
    QVERIFY(!gap->reason.isEmpty());
    scene.snapshot.absent[Need(need)] = u"The token lacks a scope."_s;
    QCOMPARE(gapOf(scene.audit(), Need(need))->reason, u"The token lacks a scope."_s);
}

void TestAudit::allThatIsMissingIsSaidOnce()
{
    Scene scene;
    scene.without(Need::Applications).without(Need::Connections).without(Need::Map);
    const auto lock = scene.audit({u"lock.database-connections"_s});
    QVERIFY(gapOf(lock, Need::Applications) != nullptr && gapOf(lock, Need::Connections) != nullptr);
    QVERIFY(gapOf(lock, Need::Map) == nullptr); // goes without saying
    const auto unused = Scene().without(Need::Map).audit({u"connection.no-application"_s});
    QVERIFY(gapOf(unused, Need::Map) != nullptr);
}

void TestAudit::connectionsWithoutOptionsAreCounted()
{
    Scene scene;
    scene.application(R"({"client_id":"app","name":"Portal"})")
        .connection(R"({"id":"con_bare","name":"bare","strategy":"auth0"})")
        .connection(R"({"id":"con_saml","name":"saml","strategy":"samlp"})"); // whose options nobody asks for
    const QStringList only{u"lock.flexible-policy"_s, u"lock.database-connections"_s};
    const auto all = scene.audit(only);
    QVERIFY(gapOf(all, Need::Options) != nullptr);
    QCOMPARE(gapOf(all, Need::Options)->objects, 0); // all of them
    QCOMPARE(gapOf(all, Need::Options)->checks, QStringList{u"lock.flexible-policy"_s});
    scene.databases(1, 2);
    QCOMPARE(gapOf(scene.audit(only), Need::Options)->objects, 1);
}

void TestAudit::unknownConnectionsOfTheMapDoNotCount()
{
    Scene scene; // the map was read after a connection came that the list does not have
    scene.application(R"({"client_id":"app","name":"Portal"})").databases(1, 39).enableFirst(39);
    scene.enable(u"app"_s, {u"con_new"_s});
    QVERIFY(scene.findings(u"lock.database-connections"_s).isEmpty());
}

void TestAudit::countsAreThoseOfABruteForceCount()
{
    std::mt19937 random(4711); // NOLINT(cert-msc51-cpp): the same estates at every run
    const auto below = [&random](int limit) { return int(random() % unsigned(limit)); };
    const QByteArray strategies[] = {"auth0", "auth0", "auth0", "samlp", "google-oauth2", "sms"};
    for (int estate = 0; estate < 190; ++estate) {
        Scene scene;
        QMap<QString, QByteArray> strategyOf;
        const int connections = 1 + below(60);
        for (int n = 0; n < connections; ++n) {
            const QByteArray id = "con_" + QByteArray::number(n);
            const QByteArray strategy = strategies[below(6)];
            strategyOf.insert(QString::fromLatin1(id), strategy);
            scene.connection(R"({"id":")" + id + R"(","name":"n","strategy":")" + strategy + R"(","options":{}})");
        }
        QMap<QString, qint64> expected;
        const int applications = 1 + below(40);
        for (int n = 0; n < applications; ++n) {
            const QString id = u"app_%1"_s.arg(n);
            scene.application(R"({"client_id":")" + id.toUtf8() + R"(","name":"n"})");
            for (const QString &connection : strategyOf.keys()) {
                if (below(10) > 0) {
                    scene.enable(id, {connection});
                    expected[id] += strategyOf.value(connection) == "auth0" ? 1 : 0;
                }
            }
        }
        expected.removeIf([](const auto &entry) { return entry.value() < 1; });
        scene.options.lock = {1, 2, 3}; // so that each count shows
        QMap<QString, qint64> found;
        for (const Domain::Finding &finding : scene.findings(u"lock.database-connections"_s)) {
            found.insert(finding.subject.id, *finding.count);
        }
        QCOMPARE(found, expected);
    }
}

void TestAudit::needsAreThoseOfTheChecks()
{
    QCOMPARE(Analysis::needsOf({u"lock.database-connections"_s}), Need::Applications | Need::Connections | Need::Map);
    QVERIFY(Analysis::needsOf({}).testFlag(Need::Options));
    QCOMPARE(Analysis::needsOf({u"no.such-check"_s}), Analysis::Needs());
}

void TestAudit::wordsOfSeveritiesAndKindsAreStable()
{
    using Domain::Severity;
    QStringList words;
    for (const Severity severity : {Severity::Low, Severity::Medium, Severity::High, Severity::Critical}) {
        words.append(Domain::wordOf(severity));
        QCOMPARE(Domain::severityFor(words.last()), severity);
    }
    QCOMPARE(words, QStringList({u"low"_s, u"medium"_s, u"high"_s, u"critical"_s}));
    QVERIFY(!Domain::severityFor(u"High"));
    using Kind = Domain::FindingSubject::Kind;
    words.clear();
    for (const Kind kind : {Kind::Tenant, Kind::Application, Kind::Connection, Kind::Organization, Kind::User}) {
        words.append(Domain::wordOf(kind));
    }
    QCOMPARE(words, QStringList({u"tenant"_s, u"application"_s, u"connection"_s, u"organization"_s, u"user"_s}));
}

void TestAudit::waiversHoldForTheirFindingUntilTheirDay()
{
    Scene scene;
    scene.application(R"({"client_id": "app", "name": "Portal"})")
        .application(R"({"client_id": "other", "name": "Other"})")
        .databases(1, 50)
        .enableFirst(50)
        .enable(u"other"_s, (*scene.snapshot.enabled)[u"app"_s]);
    const QString check = u"lock.database-connections"_s;
    const Domain::Waiver waiver{u"known"_s, u"Ada"_s, scene.now.toLocalTime().date()};
    scene.options.decisions.waivers[{check, Domain::FindingSubject::Kind::Application, u"app"_s}] = waiver;
    const auto waivedOf = [&scene, &check] {
        QStringList waived;
        const QList<Domain::Finding> findings = scene.findings(check);
        for (const Domain::Finding &finding : findings) {
            if (finding.waiver) {
                waived.append(finding.subject.id);
            }
        }
        return findings.size() == 2 ? waived : QStringList{u"a finding is missing"_s};
    };
    QCOMPARE(waivedOf(), QStringList{u"app"_s}); // on its last day it holds
    QCOMPARE(scene.findings(check).last().waiver, waiver);
    scene.now = scene.now.addDays(1);
    QCOMPARE(waivedOf(), QStringList());
}

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
