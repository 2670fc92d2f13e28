#include "analysis/plantedfaults.h"

#include "sandbox/defaultestate.h"
#include "sandbox/scale.h"
#include "session/auditor.h"
#include "session/changetray.h"
#include "session/credentialreading.h"
#include "session/mapproof.h"
#include "session/organizationboard.h"
#include "session/organizationconnections.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using PlantedFaults::checkFor;
using PlantedFaults::isComplete;
using Query::Kind;
using Sandbox::Fault;
using Phase = Session::KindStatus::Phase;

namespace {

/// What no list of the window holds: users and log events are searched for, and keys are read where somebody wants it.
const QSet<int> askedFor{int(Fault::MixedTypeAppMetadata), int(Fault::AppMetadataNearSizeCap),
                         int(Fault::DeprecationNotice), int(Fault::KeyExpiring)};

/// A session names its tenant by its domain, which the estate's author does not know.
QString subjectOf(const Sandbox::PlantedFault &fault)
{
    return fault.subject == fault.tenant ? QString() : QString::fromStdString(fault.subject);
}

bool isAbout(const Domain::Finding &finding, const Sandbox::PlantedFault &fault)
{
    const QString subject = subjectOf(fault);
    return finding.check == checkFor(fault.fault)
        && (subject.isEmpty() ? finding.subject.kind == Domain::FindingSubject::Kind::Tenant
                              : finding.subject.id == subject || finding.objects.contains(subject));
}

} // namespace

/// What a window finds in the sandbox's estate, as it reads it, against what the estate's author made wrong.
class TestEstateFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theWindowFindsWhatWasPlanted();
    void manyOrganizationsAreAskedFor();
    void stoppingKeepsWhatWasKnown();
    void editsAndTheLogKeepThemTrue();
    void changesMeanwhileAreNotLost();

private:
    using Findings = QList<Domain::Finding>;

    Session::TenantSession *open(std::size_t tenant);
    bool settle(const Domain::TenantId &tenant);
    Findings findingsOf(const Session::TenantSession &session) const
    {
        return m_auditor->resultOf(session.id())->findings;
    }
    int organizationReads(const Sandbox::Server &server) const;

    Sandbox::Estate m_truth = Sandbox::buildDefaultEstate();
    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::Auditor> m_auditor;
};

void TestEstateFindings::init()
{
    m_estate = std::make_unique<Session::Estate>();
    m_auditor = std::make_unique<Session::Auditor>(*m_estate);
}

void TestEstateFindings::cleanup()
{
    m_auditor.reset();
    m_estate.reset();
    m_server.reset();
}

Session::TenantSession *TestEstateFindings::open(std::size_t tenant)
{
    auto session = SandboxEstate::session(*m_server, tenant);
    Session::TenantSession *opened = session.get();
    m_estate->open(std::move(session));
    return opened;
}

bool TestEstateFindings::settle(const Domain::TenantId &tenant)
{
    return QTest::qWaitFor([&] { return m_auditor->resultOf(tenant) && !m_auditor->isBusy(tenant); }, 30000);
}

int TestEstateFindings::organizationReads(const Sandbox::Server &server) const
{
    return int(SandboxEstate::pathsAt(server).filter(u"/enabled_connections"_s).size());
}

void TestEstateFindings::theWindowFindsWhatWasPlanted()
{
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), m_truth.tenants);
    m_server->start();
    Session::CredentialReading keys(*m_estate);
    m_auditor->setCredentials(keys);
    QSet<int> kinds;
    for (std::size_t i = 0; i < m_truth.tenants.size(); ++i) {
        Session::TenantSession *session = open(i);
        QVERIFY(SandboxEstate::readAll(*session));
        QVERIFY(settle(session->id()));
        std::vector<Sandbox::PlantedFault> planted;
        std::copy_if(m_truth.truth.faults.begin(), m_truth.truth.faults.end(), std::back_inserter(planted),
                     [&](const Sandbox::PlantedFault &fault) { return fault.tenant == m_truth.tenants.at(i).name; });
        const auto isFound = [&](const Sandbox::PlantedFault &fault) {
            const Findings findings = findingsOf(*session);
            return std::any_of(findings.begin(), findings.end(),
                               [&fault](const Domain::Finding &finding) { return isAbout(finding, fault); });
        };
        for (const Sandbox::PlantedFault &fault : planted) {
            kinds.insert(int(fault.fault));
            QVERIFY2(isFound(fault) != askedFor.contains(int(fault.fault)),
                     qPrintable(checkFor(fault.fault) + u": "_s + QString::fromStdString(fault.detail)));
        }
        // And back: nothing else of what the author wrote down whole.
        for (const Domain::Finding &finding : findingsOf(*session)) {
            const bool isHint = finding.check.startsWith("lock."_L1) && finding.severity == Domain::Severity::Low;
            bool isWrittenDown = false;
            for (int kind = 0; kind <= int(Fault::WeakPolicy); ++kind) {
                isWrittenDown = isWrittenDown || (isComplete(Fault(kind)) && checkFor(Fault(kind)) == finding.check);
            }
            QVERIFY2(isHint || !isWrittenDown
                         || std::any_of(planted.begin(), planted.end(),
                                        [&finding](const auto &fault) { return isAbout(finding, fault); }),
                     qPrintable(finding.check + u": "_s + finding.subject.name));
        }
        // What is asked for is found once somebody has asked.
        keys.setWanted(true);
        session->search(Kind::Users, {});
        session->search(Kind::Logs, u"type:depnote"_s);
        QTRY_VERIFY_WITH_TIMEOUT(keys.of(session->id()) && session->jobs().isEmpty(), 30000);
        QVERIFY(settle(session->id()));
        for (const Sandbox::PlantedFault &fault : planted) {
            QVERIFY2(isFound(fault),
                     qPrintable(checkFor(fault.fault) + u": "_s + QString::fromStdString(fault.detail)));
        }
        keys.setWanted(false);
    }
    QCOMPARE(kinds.size(), int(Fault::WeakPolicy) + 1); // the estate has one of each
    m_auditor.reset(); // before what it takes the keys from
}

void TestEstateFindings::manyOrganizationsAreAskedFor()
{
    const qint64 many = Session::unaskedMapRequests + 5;
    Sandbox::Options options;
    options.recordRequests = true;
    m_server = std::make_unique<Sandbox::Server>(
        options,
        std::vector{
            Sandbox::scaleEstate({.connections = 30, .applications = 4, .organizations = std::size_t(many)}, 3)});
    m_server->start();
    Session::TenantSession *session = open(0);
    QVERIFY(SandboxEstate::readAll(*session));
    const Session::OrganizationConnections &organizations = session->organizationConnections();
    QCOMPARE(organizationReads(*m_server), 0);
    QVERIFY(organizations.plan());
    QCOMPARE(organizations.plan()->requests, many);
    QVERIFY(settle(session->id()));
    const auto gapOf = [&]() -> QString {
        for (const Analysis::Gap &gap : m_auditor->resultOf(session->id())->gaps) {
            if (gap.need == Analysis::Need::OrganizationConnections) {
                return gap.reason;
            }
        }
        return {};
    };
    QVERIFY2(gapOf().contains(QString::number(many)), qPrintable(gapOf())); // what it costs
    session->organizationConnections().read();
    QVERIFY(organizations.status().isReading());
    QTRY_COMPARE_WITH_TIMEOUT(organizations.status().phase, Phase::Complete, 30000);
    QCOMPARE(organizationReads(*m_server), int(many));
    QCOMPARE(organizations.known()->size(), many);
    QVERIFY(settle(session->id()));
    QCOMPARE(gapOf(), QString());
    // A full reading leaves them as they are: nobody is asked to wait for so many again.
    m_server->forgetRequests();
    QVERIFY(SandboxEstate::readAll(*session));
    QCOMPARE(organizationReads(*m_server), 0);
    QVERIFY(organizations.known());
}

void TestEstateFindings::stoppingKeepsWhatWasKnown()
{
    m_server = std::make_unique<Sandbox::Server>(
        Sandbox::Options(),
        std::vector{Sandbox::scaleEstate({.connections = 30, .applications = 4, .organizations = 40}, 3)});
    m_server->start();
    Session::TenantSession *session = open(0);
    Session::OrganizationConnections &organizations = session->organizationConnections();
    QVERIFY(SandboxEstate::readAll(*session));
    const auto known = organizations.known();
    QVERIFY(known);
    QCOMPARE(known->size(), 40);
    organizations.read();
    QCOMPARE(session->jobs().size(), 1);
    session->cancelJob(session->jobs().first().id);
    QCOMPARE(organizations.status().phase, Phase::Cancelled);
    QVERIFY(session->jobs().isEmpty());
    QCOMPARE(*organizations.known(), *known);
    QVERIFY(settle(session->id())); // the audit does not wait for what was stopped
}

void TestEstateFindings::editsAndTheLogKeepThemTrue()
{
    Sandbox::Options options;
    options.recordRequests = true;
    m_server = std::make_unique<Sandbox::Server>(
        options, std::vector{Sandbox::scaleEstate({.connections = 30, .applications = 4, .organizations = 8}, 3)});
    m_server->start();
    Session::TenantSession *session = open(0);
    Session::OrganizationConnections &organizations = session->organizationConnections();
    QVERIFY(SandboxEstate::readAll(*session));
    const std::string first = m_server->state(0).organizations.items().at(0).at("id");
    const std::string second = m_server->state(0).organizations.items().at(1).at("id");
    const std::string connection = m_server->state(0).connections.items().at(7).at("id");
    const auto known = [&](const std::string &organization) {
        QStringList ids = organizations.known()->value(QString::fromStdString(organization));
        ids.sort();
        return ids;
    };
    const auto truth = [&](const std::string &organization) {
        QStringList ids;
        const Sandbox::TenantState state = m_server->state(0);
        const auto found = state.organizationConnections.find(organization);
        for (const Sandbox::Json &entry :
             found == state.organizationConnections.end() ? std::vector<Sandbox::Json>() : found->second) {
            ids.append(QString::fromStdString(entry.at("connection_id")));
        }
        ids.sort();
        return ids;
    };
    QCOMPARE(known(first), truth(first));
    // Another administrator adds a connection to one organization, and deletes another organization.
    MapProof::callBehind(
        *m_server, "post", "/api/v2/organizations/" + first + "/enabled_connections", [&](Sandbox::TenantState &state) {
            std::erase_if(state.organizationConnections[first],
                          [&](const Sandbox::Json &entry) { return entry.at("connection_id") == connection; });
            state.organizationConnections[first].push_back(
                {{"connection_id", connection}, {"assign_membership_on_login", false}});
        });
    MapProof::callBehind(*m_server, "delete", "/api/v2/organizations/" + second,
                         [&](Sandbox::TenantState &state) { state.organizations.remove(second); });
    m_server->forgetRequests();
    session->update(Kind::Organizations);
    QTRY_VERIFY_WITH_TIMEOUT(MapProof::isDone(*session), 30000);
    QVERIFY(truth(first).contains(QString::fromStdString(connection)));
    QCOMPARE(known(first), truth(first));
    QVERIFY(!organizations.known()->contains(QString::fromStdString(second)));
    QCOMPARE(organizationReads(*m_server), 1); // what was touched, and nothing else
    QVERIFY(!SandboxEstate::pathsAt(*m_server).contains(u"/api/v2/organizations"_s));
    // An editor reads an organization fresh: what it saw is known from then on.
    m_server->change(0, [&](Sandbox::TenantState &state) { state.organizationConnections[first].clear(); });
    Session::ChangeTray tray(*m_estate);
    Session::OrganizationBoard board(*session, tray, QString::fromStdString(first));
    QSignalSpy read(&board, &Session::OrganizationBoard::changed);
    board.read();
    QTRY_VERIFY_WITH_TIMEOUT(!read.isEmpty(), 30000);
    QCOMPARE(known(first), QStringList());
    // A connection that is deleted is no organization's any more.
    const QString gone = session->records(Kind::Connections).first()->id;
    organizations.accept(QString::fromStdString(first), {gone});
    MapProof::callBehind(*m_server, "delete", "/api/v2/connections/" + gone.toStdString(),
                         [&](Sandbox::TenantState &state) {
                             state.connections.remove(gone.toStdString());
                             state.enabledClients.removeConnection(gone.toStdString());
                         });
    session->update(Kind::Organizations);
    QTRY_VERIFY_WITH_TIMEOUT(MapProof::isDone(*session), 30000);
    QCOMPARE(known(first), QStringList());
}

void TestEstateFindings::changesMeanwhileAreNotLost()
{
    // The map of one application ends first, and its look at the log is under way while the organizations are read.
    m_server = std::make_unique<Sandbox::Server>(
        Sandbox::Options(),
        std::vector{Sandbox::scaleEstate({.connections = 30, .applications = 1, .organizations = 60}, 3)});
    m_server->start();
    Session::TenantSession *session = open(0);
    const Session::OrganizationConnections &organizations = session->organizationConnections();
    std::string changed;
    connect(&organizations, &Session::OrganizationConnections::changed, session, [&] {
        if (changed.empty() && organizations.status().read >= 30) {
            const std::string id = m_server->state(0).organizations.items().front().at("id");
            const std::string connection = m_server->state(0).connections.items().front().at("id");
            changed = id;
            MapProof::callBehind(*m_server, "post", "/api/v2/organizations/" + id + "/enabled_connections",
                                 [&](Sandbox::TenantState &state) {
                                     state.organizationConnections[id]
                                         = {{{"connection_id", connection}, {"assign_membership_on_login", true}}};
                                 });
        }
    });
    QVERIFY(SandboxEstate::readAll(*session));
    QVERIFY(!changed.empty());
    session->update(Kind::Organizations);
    QTRY_VERIFY_WITH_TIMEOUT(MapProof::isDone(*session), 30000);
    QCOMPARE(organizations.known()->value(QString::fromStdString(changed)),
             QStringList{session->records(Kind::Connections).first()->id});
}

QTEST_GUILESS_MAIN(TestEstateFindings)
#include "tst_estatefindings.moc"
