#include "cli/reportgathering.h"

#include "cli/auditchoice.h"
#include "cli/profiles.h"

#include "session/madechanges.h"
#include "session/pastcomparison.h"
#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Analysis::Need;

constexpr Need readParts[] = {Need::Applications, Need::Connections,   Need::Options,
                              Need::Map,          Need::Organizations, Need::OrganizationConnections,
                              Need::Settings,     Need::Users,         Need::Logs};

} // namespace

ReportGathering::ReportGathering(const ReportRequest &request)
    : m_request(request)
    , m_snapshots(openSnapshotsIfAny())
{
    m_input.made = timeOfSnapshot();
    m_input.since = m_request.since;
    if (m_request.definition.sections.contains(u"changes"_s)) {
        m_journal = Change::readJournal(Settings::Paths::standard().journal(), &m_notes);
    }
    if (Outcome<SavedProfiles> saved = openProfiles()) {
        m_saved = std::make_unique<SavedProfiles>(*std::move(saved));
        m_counts
            = std::make_unique<Settings::UserCountStore>(Settings::Paths::standard().userCounts(), *m_saved->profiles);
    }
}

ReportGathering::~ReportGathering() = default;

Reports::TenantInput ReportGathering::begun(const Target &target) const
{
    Reports::TenantInput tenant;
    // One that is not saved has no id of its own: its place in the list stands for it.
    tenant.snapshot.tenant = Domain::TenantId(QString::number(m_input.tenants.size()));
    tenant.environment = target.isSaved() ? Domain::tagOf(target.profile.environment) : QString();
    Analysis::AuditOptions given;
    if (m_request.baseline) {
        given.baseline = m_request.baseline->edits;
        given.baselineName = m_request.baseline->name;
    }
    tenant.options = auditOptions(target, given);
    tenant.changes = Session::madeChanges(m_journal, target.profile, m_request.since);
    if (const auto counted = m_counts ? m_counts->ofNamed(target.profile) : nullptr) {
        tenant.users = *counted;
    }
    return tenant;
}

void ReportGathering::add(const Target &target, const ReadSnapshot &read)
{
    Reports::TenantInput tenant = begun(target);
    const Domain::TenantId id = tenant.snapshot.tenant;
    tenant.snapshot = read.snapshot;
    tenant.snapshot.tenant = id;
    tenant.snapshot.plan = m_request.plan.isEmpty() ? target.profile.plan : m_request.plan;
    if (qEnvironmentVariableIsSet("SOURCE_DATE_EPOCH")) {
        tenant.snapshot.readAt = m_input.made;
    }
    Session::addSecretAges(tenant.snapshot, knownSecrets(m_snapshots, target.profile));
    tenant.audit = Analysis::audit(tenant.snapshot, tenant.options, tenant.snapshot.readAt);
    tenant.notes = read.notes;
    for (const auto &[need, why] : read.notWhole) {
        tenant.notWhole |= need;
    }
    tenant.hasMoved = !read.moved.isEmpty();
    if (m_request.definition.sections.contains(u"comparison"_s)) {
        addPast(tenant, target, read);
    }
    append(target, tenant, read.ownApplication);
}

void ReportGathering::add(const Target &target, const Failure &why)
{
    Reports::TenantInput tenant = begun(target);
    tenant.snapshot.name = target.profile.name;
    tenant.snapshot.domain = Domain::originOf(target.profile).authority();
    const QString reason = why.why.isEmpty() ? why.happened : why.happened + u' ' + why.why;
    for (const Need need : readParts) {
        tenant.snapshot.absent.emplace(need, reason);
    }
    tenant.audit = Analysis::audit(tenant.snapshot, tenant.options, m_input.made);
    append(target, tenant);
}

void ReportGathering::addPast(Reports::TenantInput &tenant, const Target &target, const ReadSnapshot &read) const
{
    const Session::PastComparison past
        = Session::comparedWithPast(Settings::Paths::standard().snapshots(), target.profile, tenant.snapshot,
                                    read.notWhole, m_request.since, Json::SecretKeys::fromResource());
    tenant.setPast(past.at, past.differences.objects, past.titles, past.values);
    tenant.pastNote = past.note;
    tenant.notCompared = past.differences.notCompared;
    tenant.notComparedParts = past.differences.lacking;
}

void ReportGathering::append(const Target &target, const Reports::TenantInput &tenant, const QString &ownApplication)
{
    m_input.lock = tenant.options.lock;
    m_input.baseline = tenant.options.baseline.value_or(Policy::Baseline());
    m_input.baselineName = tenant.options.baselineName;
    m_input.tenants.append(tenant);
    m_questions.append({nullptr, target.customers, ownApplication});
}

Reports::ReportInput ReportGathering::take()
{
    for (qsizetype i = 0; i < m_questions.size(); ++i) {
        m_questions[i].snapshot = &std::as_const(m_input.tenants)[i].snapshot;
    }
    const QList<Analysis::CustomerAnswer> answers = Analysis::customersOfAll(m_questions);
    for (qsizetype i = 0; i < answers.size(); ++i) {
        Reports::TenantInput &tenant = m_input.tenants[i];
        tenant.customers = answers.at(i).customers;
        tenant.rules = answers.at(i).rules;
        tenant.areRulesProposed = !m_questions.at(i).decided;
        tenant.noteUsers(tenant.snapshot.users.has_value());
        if (!m_request.definition.listsUsers) {
            tenant.snapshot.users.reset();
        }
    }
    return std::move(m_input);
}

} // namespace Cli
