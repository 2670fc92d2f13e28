#include "analysis/audit.h"

#include "analysis/check.h"
#include "analysis/context.h"
#include "analysis/translation.h"
#include "query/columns.h"
#include "json/passwordpolicy_json.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::Finding;
using Domain::FindingSubject;

bool isWanted(const Check &check, const QStringList &only)
{
    return only.isEmpty() || only.contains(check.id);
}

/// Why a need is not met, where nobody said so.
QString reasonFor(Need need)
{
    switch (need) {
    case Need::Applications:
        return tr("The applications were not read.");
    case Need::Connections:
        return tr("The connections were not read.");
    case Need::Options:
        return tr("Database connections came without their options: the token lacks read:connections_options.");
    case Need::Map:
        return tr("Which connections are enabled for which applications was not read.");
    case Need::Organizations:
        return tr("The organizations were not read.");
    case Need::OrganizationConnections:
        return tr("The connections of the organizations were not read.");
    case Need::Settings:
        return tr("The settings of the Auth0 tenant were not read.");
    case Need::Users:
        return tr("No users were read.");
    case Need::Logs:
        return tr("The log was not read.");
    case Need::Plan:
        return tr("The plan of the Auth0 tenant is not known; the API does not tell it.");
    case Need::Baseline:
        return tr("No baseline was chosen that password policies are held against; the preferences take a template.");
    case Need::Credentials:
        return tr(
            "The keys of the applications were not read: that takes a request for each application with keys, and "
            "is done when it is asked for.");
    case Need::SecretHistory:
        return tr("No snapshots were looked at that tell since when applications have their client secrets.");
    }
    return {};
}

QString nameOf(const Query::Record &record, Query::Kind kind)
{
    if (kind == Query::Kind::Users) {
        const QString email = Query::textAt(record, kind, u"email");
        return email.isEmpty() ? Query::textAt(record, kind, u"name") : email;
    }
    return Query::textAt(record, kind, kind == Query::Kind::Organizations ? u"display_name" : u"name");
}

/// One audit under way.
class Run
{
public:
    Run(const Snapshot &snapshot, const AuditOptions &options, const QDateTime &now, const std::stop_token &stop)
        : m_snapshot(snapshot)
        , m_context{snapshot, options, Limits::given(), now, stop, {}, {}, 0, 0, {}, {}, {}}
    { }

    /// Nothing where it was stopped.
    std::optional<AuditResult> result()
    {
        choose();
        countApplications();
        // Connections come first: what is kept of them is asked for by the checks of the others.
        ofConnections();
        ofObjects(FindingSubject::Kind::Application, Query::Kind::Applications, m_snapshot.applications);
        ofObjects(FindingSubject::Kind::Organization, Query::Kind::Organizations, m_snapshot.organizations);
        ofUsers();
        ofTenant();
        if (m_context.stop.stop_requested()) {
            return std::nullopt;
        }
        std::sort(m_result.findings.begin(), m_result.findings.end(), Domain::comesBefore);
        m_result.readTimes = m_snapshot.readTimes;
        m_result.tally = tallyOf(m_result.findings);
        return std::move(m_result);
    }

private:
    bool has(Need need) const
    {
        switch (need) {
        case Need::Applications:
            return m_snapshot.applications.has_value();
        case Need::Connections:
            return m_snapshot.connections.has_value();
        case Need::Map:
            return m_snapshot.enabled.has_value();
        case Need::Organizations:
            return m_snapshot.organizations.has_value();
        case Need::OrganizationConnections:
            return m_snapshot.organizationConnections.has_value();
        case Need::Settings:
            return m_snapshot.settings.has_value();
        case Need::Users:
            return m_snapshot.users.has_value();
        case Need::Logs:
            return m_snapshot.logs.has_value();
        case Need::Plan:
            return !m_snapshot.plan.isEmpty();
        case Need::Baseline:
            return m_context.options.baseline.has_value();
        case Need::Credentials:
            return m_snapshot.credentials.has_value();
        case Need::SecretHistory:
            return m_snapshot.secretsSince.has_value();
        case Need::Options:
            break; // each connection has them or has not
        }
        return true;
    }

    /// Sorts the wanted checks into those that can be run and gaps.
    void choose()
    {
        for (const Check &check : checks()) {
            if (!isWanted(check, m_context.options.only)) {
                continue;
            }
            bool canRun = true;
            for (int bit = 1; bit <= int(Need::SecretHistory); bit <<= 1) {
                const auto need = Need(bit);
                if (!check.needs.testFlag(need) || has(need)) {
                    continue;
                }
                // Without the objects there is no map of them: saying so once is enough.
                const bool isDerived = need == Need::Map || need == Need::OrganizationConnections;
                if (!isDerived || canRun) {
                    note(need, check);
                }
                canRun = false;
            }
            if (canRun) {
                m_checks[check.subject].append(&check);
            }
        }
    }

    QString whyWithout(Need need) const
    {
        const QString &wished = m_context.options.baselineName;
        if (need == Need::Baseline && !wished.isEmpty()) {
            return tr("The template “%1” that was chosen as the baseline is not there.").arg(wished);
        }
        const auto said = m_snapshot.absent.find(need);
        return said == m_snapshot.absent.end() ? reasonFor(need) : said->second;
    }

    void note(Need need, const Check &check, const QSet<QString> &passedBy = {})
    {
        auto gap = std::find_if(m_result.gaps.begin(), m_result.gaps.end(),
                                [need](const Gap &candidate) { return candidate.need == need; });
        if (gap == m_result.gaps.end()) {
            m_result.gaps.append({need, {}, passedBy.size(), whyWithout(need), passedBy});
            gap = m_result.gaps.end() - 1;
        }
        gap->checks.append(check.id);
    }

    void countApplications()
    {
        if (!m_snapshot.enabled) {
            return;
        }
        for (const QStringList &connections : *m_snapshot.enabled) {
            for (const QString &connection : connections) {
                ++m_context.applicationCounts[connection];
            }
        }
    }

    void ofConnections()
    {
        if (!m_snapshot.connections || !needsConnections()) {
            return;
        }
        QSet<QString> without;
        m_context.connections.reserve(m_snapshot.connections->size());
        for (const Query::RecordPtr &record : *m_snapshot.connections) {
            if (m_context.stop.stop_requested()) {
                return;
            }
            const auto json = Json::parse(record->original);
            if (!json) {
                continue; // no record is made of what cannot be parsed
            }
            const Object object{record->id, nameOf(*record, Query::Kind::Connections), *json};
            ConnectionFacts &facts = keep(object);
            if (facts.kind == Domain::ConnectionKind::Database && !facts.hasOptions) {
                without.insert(object.id);
            }
            run(FindingSubject::Kind::Connection, object);
            facts.readings.clear(); // worked out once for all checks of policies, and asked for by no others
        }
        if (!without.isEmpty()) {
            const QSet<QString> passedBy = without.size() == m_context.databaseCount ? QSet<QString>() : without;
            for (const auto &[kind, wanted] : m_checks) {
                for (const Check *check : wanted) {
                    if (check->needs.testFlag(Need::Options)) {
                        note(Need::Options, *check, passedBy);
                    }
                }
            }
        }
    }

    bool needsConnections() const
    {
        return std::any_of(m_checks.begin(), m_checks.end(), [](const auto &ofKind) {
            return std::any_of(ofKind.second.begin(), ofKind.second.end(), [](const Check *check) {
                // The first says a little more where connections are known.
                return check->subject == FindingSubject::Kind::Tenant || check->needs.testFlag(Need::Connections)
                    || check->needs.testFlag(Need::OrganizationConnections);
            });
        });
    }

    /// Keeps the facts of a connection.
    ConnectionFacts &keep(const Object &object)
    {
        ConnectionFacts facts;
        facts.id = object.id;
        facts.name = object.name;
        facts.kind = Domain::kindOfStrategy(Json::stringAt(object.json, "strategy"));
        const Json::Value *options = Json::memberAt(object.json, "options");
        facts.hasOptions = options != nullptr && options->is_object();
        const bool isDatabase = facts.kind == Domain::ConnectionKind::Database;
        if (isDatabase && facts.hasOptions) {
            facts.policy = Json::readPasswordPolicy(*options);
            if (facts.policy->generation() != Domain::PolicyGeneration::None) {
                const Policy::EffectivePolicy effective = Policy::normalise(*facts.policy);
                facts.readings = effective.readings();
                if (facts.policy->legacy && facts.policy->legacy->level) {
                    facts.legacyMinLength = effective.legacy->minLength;
                }
            }
        }
        m_context.databaseCount += isDatabase ? 1 : 0;
        m_context.socialCount += facts.kind == Domain::ConnectionKind::Social ? 1 : 0;
        return *m_context.connections.emplace(object.id, std::move(facts));
    }

    void ofObjects(FindingSubject::Kind kind, Query::Kind records, const Snapshot::Records &list)
    {
        if (!list || !m_checks.contains(kind)) {
            return;
        }
        for (const Query::RecordPtr &record : *list) {
            if (m_context.stop.stop_requested()) {
                return;
            }
            if (const auto json = Json::parse(record->original)) {
                run(kind, {record->id, nameOf(*record, records), *json});
            }
        }
    }

    void ofUsers()
    {
        const auto wanted = m_checks.find(FindingSubject::Kind::User);
        if (!m_snapshot.users || wanted == m_checks.end()) {
            return;
        }
        QList<UserFacts> users;
        users.reserve(m_snapshot.users->size());
        for (const Query::RecordPtr &record : *m_snapshot.users) {
            if (m_context.stop.stop_requested()) {
                return;
            }
            if (const auto json = Json::parse(record->original)) {
                users.append(m_context.metadata.add(record->id, nameOf(*record, Query::Kind::Users),
                                                    record->original.size(), *json));
            }
        }
        for (const UserFacts &user : users) {
            if (m_context.stop.stop_requested()) {
                return;
            }
            for (const Check *check : wanted->second) {
                if (auto verdict = std::get<Check::OfUser>(check->run)(m_context, user)) {
                    add(*check, {FindingSubject::Kind::User, user.id, user.name}, *std::move(verdict));
                }
            }
        }
    }

    void ofTenant()
    {
        const auto settings = m_snapshot.settings ? Json::parse(*m_snapshot.settings) : Json::Value();
        if (settings) {
            run(FindingSubject::Kind::Tenant, {m_snapshot.domain, m_snapshot.name, *settings});
        }
    }

    void run(FindingSubject::Kind kind, const Object &object)
    {
        const auto wanted = m_checks.find(kind);
        if (wanted == m_checks.end()) {
            return;
        }
        for (const Check *check : wanted->second) {
            if (const auto *ofTenant = std::get_if<Check::OfTenant>(&check->run)) {
                for (Verdict &verdict : (*ofTenant)(m_context)) {
                    const QString part = verdict.part.isEmpty() ? QString() : u'#' + verdict.part;
                    add(*check, {kind, object.id + part, object.name}, std::move(verdict));
                }
            } else if (auto verdict = std::get<Check::OfObject>(check->run)(m_context, object)) {
                add(*check, {kind, object.id, object.name}, *std::move(verdict));
            }
        }
    }

    void add(const Check &check, const FindingSubject &subject, Verdict verdict)
    {
        Finding finding;
        finding.check = check.id;
        finding.severity = verdict.severity;
        finding.subject = subject;
        finding.count = verdict.count;
        finding.limit = verdict.limit;
        finding.message = std::move(verdict.message);
        finding.reason = tr(check.reason);
        finding.advice = tr(check.advice);
        finding.source = QString::fromLatin1(check.source);
        finding.objects = std::move(verdict.objects);
        finding.remedy = std::move(verdict.remedy);
        const auto &waivers = m_context.options.decisions.waivers;
        if (const auto waiver = waivers.find(identityOf(finding));
            waiver != waivers.end() && waiver->second.holdsOn(m_context.now.toLocalTime().date())) {
            finding.waiver = waiver->second;
        }
        m_result.findings.append(std::move(finding));
    }

    const Snapshot &m_snapshot;
    Context m_context;
    std::map<FindingSubject::Kind, QList<const Check *>> m_checks; ///< those that can be run
    AuditResult m_result;
};

} // namespace

AuditResult audit(const Snapshot &snapshot, const AuditOptions &options, const QDateTime &now)
{
    return *audit(snapshot, options, now, std::stop_token());
}

std::optional<AuditResult> audit(const Snapshot &snapshot, const AuditOptions &options, const QDateTime &now,
                                 const std::stop_token &stop)
{
    return Run(snapshot, options, now, stop).result();
}

Needs needsOf(const QStringList &only)
{
    Needs needs;
    for (const Check &check : checks()) {
        if (isWanted(check, only)) {
            needs |= check.needs;
        }
    }
    return needs;
}

} // namespace Analysis
