#include "analysis/estatesnapshot.h"
#include "analysis/plantedfaults.h"

#include "analysis/audit.h"
#include "analysis/check.h"
#include "policy/policytemplate.h"
#include "sandbox/defaultestate.h"
#include "sandbox/seed.h"
#include "support/shareddata.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using PlantedFaults::checkFor;
using PlantedFaults::isComplete;
using Sandbox::Fault;

namespace {

Analysis::AuditResult auditOf(const Analysis::Snapshot &snapshot, const Analysis::AuditOptions &options = {})
{
    return Analysis::audit(snapshot, options, QDateTime::fromMSecsSinceEpoch(Sandbox::kEstateNow, Qt::UTC));
}

/// What a finding names.
QString subjectOf(const Sandbox::PlantedFault &fault, const Sandbox::TenantState &state)
{
    return fault.subject == state.name ? domainOf(state) : QString::fromStdString(fault.subject);
}

} // namespace

/// An audit against what the author of an estate knows about it, and on real objects.
class TestEstateAudit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPlantedFaultIsFound();
    void whatIsFoundWasPlanted();
    void lockCountsAreInTheirBands();
    void everyCheckRunsOnRecordedObjects();
    void changingAFaultTakesTheFindingAway();
};

void TestEstateAudit::everyPlantedFaultIsFound()
{
    const Sandbox::Estate estate = Sandbox::buildDefaultEstate();
    QSet<int> kinds;
    for (const Sandbox::TenantState &state : estate.tenants) {
        const Analysis::AuditResult result = auditOf(snapshotOf(state));
        for (const Sandbox::PlantedFault &fault : estate.truth.faults) {
            if (fault.tenant != state.name) {
                continue;
            }
            kinds.insert(int(fault.fault));
            const QString check = checkFor(fault.fault);
            const QString subject = subjectOf(fault, state);
            const bool isFound
                = std::any_of(result.findings.begin(), result.findings.end(), [&](const Domain::Finding &finding) {
                      return finding.check == check
                          && (finding.subject.id == subject || finding.objects.contains(subject));
                  });
            QVERIFY2(isFound, qPrintable(check + u": "_s + QString::fromStdString(fault.detail)));
        }
    }
    QCOMPARE(kinds.size(), int(Fault::WeakPolicy) + 1); // the estate has one of each
}

void TestEstateAudit::whatIsFoundWasPlanted()
{
    const Sandbox::Estate estate = Sandbox::buildDefaultEstate();
    for (const Sandbox::TenantState &state : estate.tenants) {
        QHash<QString, QSet<QString>> planted;
        for (int kind = 0; kind <= int(Fault::WeakPolicy); ++kind) {
            if (isComplete(Fault(kind))) {
                planted.insert(checkFor(Fault(kind)), {});
            }
        }
        for (const Sandbox::PlantedFault &fault : estate.truth.faults) {
            if (fault.tenant == state.name && isComplete(fault.fault)) {
                planted[checkFor(fault.fault)].insert(subjectOf(fault, state));
            }
        }
        for (const Domain::Finding &finding : auditOf(snapshotOf(state)).findings) {
            const auto known = planted.constFind(finding.check);
            // Of Lock, where nobody said whether an application shows it, only a hint is given.
            const bool isHint = finding.check.startsWith("lock."_L1) && finding.severity == Domain::Severity::Low;
            if (known == planted.cend() || isHint) {
                continue;
            }
            const bool isPlanted = known->contains(finding.subject.id)
                || std::any_of(finding.objects.begin(), finding.objects.end(),
                               [&](const QString &object) { return known->contains(object); });
            QVERIFY2(isPlanted, qPrintable(finding.check + u": "_s + finding.subject.name));
        }
    }
}

void TestEstateAudit::lockCountsAreInTheirBands()
{
    using Domain::Severity;
    QList<std::pair<qint64, Severity>> found;
    for (const Sandbox::TenantState &state : Sandbox::defaultEstate()) {
        Analysis::AuditOptions options;
        options.only = {u"lock.database-connections"_s};
        for (const Domain::Finding &finding : auditOf(snapshotOf(state), options).findings) {
            found.append({*finding.count, finding.severity});
        }
    }
    const QList<std::pair<qint64, Severity>> expected{
        {57, Severity::Critical}, {50, Severity::High}, {44, Severity::Low}};
    QCOMPARE(found, expected);
}

void TestEstateAudit::everyCheckRunsOnRecordedObjects()
{
    REQUIRE_SHARED(folder, u"recorded-auth0"_s);
    auto seed = Sandbox::loadSeed(folder.toStdString());
    QVERIFY(seed.has_value());
    QCOMPARE(seed->size(), std::size_t(1));
    Analysis::Snapshot snapshot = snapshotOf(seed->front());
    QCOMPARE(snapshot.connections->size(), 271);
    QCOMPARE(snapshot.applications->size(), 740);
    snapshot.plan = u"self-service"_s;
    Analysis::AuditOptions options;
    options.baseline = Policy::givenTemplates().first().edits;
    options.baselineName = Policy::givenTemplates().first().name;
    const Analysis::AuditResult result = auditOf(snapshot, options);
    for (const Analysis::Gap &gap : result.gaps) {
        QVERIFY2(gap.objects > 0, qPrintable(gap.reason)); // every check ran; objects may lack their options
    }
    QVERIFY(std::is_sorted(result.findings.begin(), result.findings.end(), Domain::comesBefore));
    for (const Domain::Finding &finding : result.findings) {
        QVERIFY(!finding.message.isEmpty() && !finding.subject.id.isEmpty());
    }
    QMap<QString, int> counts;
    for (const Domain::Finding &finding : result.findings) {
        ++counts[finding.check];
    }
    for (auto count = counts.cbegin(); count != counts.cend(); ++count) {
        qInfo("%5d %s", *count, qPrintable(count.key()));
    }
    // Counted in the files by other means; three of the twelve applications that allow it are "All Applications".
    QCOMPARE(counts.value(u"application.cross-origin-authentication"_s), 9);
    QCOMPARE(counts.value(u"application.deprecated-grant"_s), 364);
    QCOMPARE(counts.value(u"policy.two-generations"_s), 3);
    QCOMPARE(counts.value(u"connection.no-application"_s), 64);
    QCOMPARE(counts.value(u"lock.database-connections"_s), 1);
    QCOMPARE(counts.value(u"limit.applications"_s), 1);
    QCOMPARE(counts.value(u"limit.connections"_s), 1);
}

void TestEstateAudit::changingAFaultTakesTheFindingAway()
{
    Sandbox::TenantState state = Sandbox::defaultEstate().front();
    const auto count = [&state](const QString &check) {
        Analysis::AuditOptions options;
        options.only = {check};
        return auditOf(snapshotOf(state), options).findings.size();
    };
    QCOMPARE(count(u"connection.brute-force-protection-off"_s), 1);
    for (const Sandbox::Json &connection : std::vector<Sandbox::Json>(state.connections.items())) {
        Sandbox::Json &options = (*state.connections.find(connection.at("id").get<std::string>()))["options"];
        if (options.contains("brute_force_protection")) {
            options["brute_force_protection"] = true;
        }
    }
    QCOMPARE(count(u"connection.brute-force-protection-off"_s), 0);
}

QTEST_GUILESS_MAIN(TestEstateAudit)
#include "tst_estateaudit.moc"
