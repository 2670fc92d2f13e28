#include "reports/onecustomer.h"

#include "analysis/usercustomers.h"
#include "json/value.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Kind = Domain::CustomerObject::Kind;
using Records = Analysis::Snapshot::Records;

QSet<QString> setOf(const QStringList &ids)
{
    return {ids.begin(), ids.end()};
}

Records kept(const Records &records, const QSet<QString> &ids)
{
    if (!records) {
        return std::nullopt;
    }
    QList<Query::RecordPtr> list;
    std::ranges::copy_if(*records, std::back_inserter(list),
                         [&ids](const Query::RecordPtr &record) { return ids.contains(record->id); });
    return list;
}

Analysis::Snapshot::Ids kept(const Analysis::Snapshot::Ids &map, const QSet<QString> &keys, const QSet<QString> &values)
{
    if (!map) {
        return std::nullopt;
    }
    QHash<QString, QStringList> result;
    for (const QString &key : keys) {
        QStringList list;
        for (const QString &value : map->value(key)) {
            if (values.contains(value)) {
                list.append(value);
            }
        }
        result.insert(key, list);
    }
    return result;
}

/// Applications that nobody else's connections make another customer's: its own, and shared ones that its connections
/// are enabled for.
QSet<QString> applicationsOf(const TenantInput &tenant, const Analysis::CustomerShare &share,
                             const QSet<QString> &connections)
{
    QSet<QString> applications = setOf(share.applications);
    if (!tenant.snapshot.enabled) {
        return applications;
    }
    for (auto entry = tenant.snapshot.enabled->cbegin(); entry != tenant.snapshot.enabled->cend(); ++entry) {
        const bool isUsed = std::ranges::any_of(
            entry.value(), [&connections](const QString &connection) { return connections.contains(connection); });
        if (isUsed && tenant.customers.ownerOf(Kind::Application, entry.key()).isEmpty()) {
            applications.insert(entry.key());
        }
    }
    return applications;
}

/// What became of the customer's own. What is gone belongs to nobody any more; what an application has of others is
/// theirs.
PastDifferences onlyOf(const Analysis::CustomerShare &share, const PastDifferences &past,
                       const QSet<QString> &connections)
{
    PastDifferences own{past.at, {}, past.titles};
    const QSet<QString> applications = setOf(share.applications);
    const QSet<QString> organizations = setOf(share.organizations);
    for (Analysis::ObjectDifference difference : past.differences) {
        const bool isOwn = difference.kind == Analysis::ComparedKind::Application ? applications.contains(difference.id)
            : difference.kind == Analysis::ComparedKind::Connection
            ? connections.contains(difference.id)
            : difference.kind == Analysis::ComparedKind::Organization && organizations.contains(difference.id);
        difference.fields.removeIf([&connections](const Analysis::FieldDifference &field) {
            return !field.member.isEmpty() && !connections.contains(field.pointer.tokens().constLast());
        });
        if (isOwn && (difference.change != Analysis::ObjectChange::Changed || !difference.fields.isEmpty())) {
            own.differences.append(difference);
        }
    }
    return own;
}

TenantInput onlyOf(const Analysis::CustomerShare &share, const TenantInput &tenant, const QDateTime &now)
{
    const QSet<QString> connections = setOf(share.connections);
    const QSet<QString> organizations = setOf(share.organizations);
    const QSet<QString> applications = applicationsOf(tenant, share, connections);
    TenantInput result;
    result.environment = tenant.environment;
    result.options = tenant.options;
    Analysis::Snapshot &snapshot = result.snapshot;
    snapshot.tenant = tenant.snapshot.tenant;
    snapshot.name = tenant.snapshot.name;
    snapshot.domain = tenant.snapshot.domain;
    snapshot.readAt = tenant.snapshot.readAt;
    snapshot.absent = tenant.snapshot.absent;
    snapshot.applications = kept(tenant.snapshot.applications, applications);
    snapshot.connections = kept(tenant.snapshot.connections, connections);
    snapshot.organizations = kept(tenant.snapshot.organizations, organizations);
    if (tenant.snapshot.users) {
        const Analysis::UserCustomers owners(tenant.customers, tenant.rules);
        QList<Query::RecordPtr> users = *tenant.snapshot.users;
        users.removeIf([&owners, &share](const Query::RecordPtr &user) {
            const auto object = Json::parse(user->original);
            return !object || owners.of(*object) != QStringList{share.key};
        });
        snapshot.users = users;
    }
    snapshot.enabled = kept(tenant.snapshot.enabled, applications, connections);
    snapshot.organizationConnections = kept(tenant.snapshot.organizationConnections, organizations, connections);
    result.customers.shares.emplace(share.key, share);
    // What is said of a shared application may be another customer's doing, and its settings are nobody's in
    // particular.
    Analysis::Snapshot own = snapshot;
    own.applications = kept(snapshot.applications, setOf(share.applications));
    own.users.reset(); // a list that was asked for is no matter for checks
    result.audit = Analysis::audit(own, tenant.options, now);
    result.audit.findings.removeIf(
        [](const Domain::Finding &finding) { return finding.subject.kind == Domain::FindingSubject::Kind::Tenant; });
    // Auth0's limits are the whole tenant's.
    for (Analysis::Gap &gap : result.audit.gaps) {
        gap.checks.removeIf([](const QString &check) { return check.startsWith("limit."_L1); });
    }
    result.audit.gaps.removeIf([](const Analysis::Gap &gap) { return gap.checks.isEmpty(); });
    if (tenant.users) {
        Domain::UserCounts users;
        users.countedAt = tenant.users->countedAt;
        const auto count = tenant.users->customers.find(share.key);
        if (count != tenant.users->customers.end()) {
            users.customers.insert(*count);
        }
        const auto members = tenant.users->members.find(share.key);
        if (members != tenant.users->members.end()) {
            users.members.insert(*members);
        }
        result.users = users;
    }
    for (const Domain::MadeChange &change : tenant.changes) {
        if (connections.contains(change.id) || organizations.contains(change.id)
            || share.applications.contains(change.id)) {
            result.changes.append(change);
        }
    }
    result.pastNotes = tenant.pastNotes;
    if (tenant.past) {
        result.past = onlyOf(share, *tenant.past, connections);
    }
    return result;
}

} // namespace

ReportInput onlyOf(const QString &customerKey, const ReportInput &input)
{
    ReportInput result;
    result.lock = input.lock;
    result.baseline = input.baseline;
    result.baselineName = input.baselineName;
    result.made = input.made;
    for (const TenantInput &tenant : input.tenants) {
        const auto share = tenant.customers.shares.find(customerKey);
        if (share != tenant.customers.shares.end()) {
            result.tenants.append(onlyOf(share->second, tenant, input.made));
        }
    }
    return result;
}

Report customerReport(Definition definition, const QString &customerKey, const ReportInput &input)
{
    definition.customer = customerKey;
    return reportOf(definition, std::make_shared<const ReportInput>(onlyOf(customerKey, input)));
}

} // namespace Reports
