#include "reports/estateinput.h"

#include "analysis/estatesnapshot.h"

#include "analysis/customerproposals.h"

using namespace Qt::StringLiterals;

namespace {

/// As if every object had changed since: what belongs to whom must not depend on how it did.
void addPast(Reports::TenantInput &tenant)
{
    using Analysis::ComparedKind;
    using Analysis::ObjectChange;
    QList<Analysis::ObjectDifference> differences;
    const auto add = [&](ComparedKind kind, const Analysis::Snapshot::Records &records, Query::Kind table) {
        for (const Query::RecordPtr &record : *records) {
            const QString name = Query::textAt(*record, table, u"name");
            Analysis::ObjectDifference difference{kind, record->id, name, ObjectChange::Changed, {}};
            difference.fields.append(
                {Json::Pointer({u"name"_s}), QByteArray("\"before\""), QByteArray("\"after\""), {}});
            for (const QString &connection : tenant.snapshot.enabled->value(record->id)) {
                difference.fields.append({Json::Pointer({u"enabled_connections"_s, connection}), std::nullopt,
                                          QByteArray("true"), connection + u" of somebody"_s});
            }
            differences.append(difference);
        }
    };
    add(ComparedKind::Application, tenant.snapshot.applications, Query::Kind::Applications);
    add(ComparedKind::Connection, tenant.snapshot.connections, Query::Kind::Connections);
    add(ComparedKind::Organization, tenant.snapshot.organizations, Query::Kind::Organizations);
    differences.append({ComparedKind::Connection, u"con_gone"_s, u"gone-users"_s, ObjectChange::Removed, {}});
    tenant.setPast(tenant.snapshot.readAt.addDays(-30), differences,
                   {{{ComparedKind::Application, u"/name"_s}, u"Called"_s}});
    tenant.notCompared = {u"Organizations were not compared: read:organizations is missing"_s};
    tenant.notComparedParts = Analysis::Need::Organizations | Analysis::Need::Settings;
}

Reports::ReportInput made()
{
    Reports::ReportInput input;
    input.made = QDateTime(QDate(2026, 11, 27), QTime(9, 30), Qt::UTC);
    input.baselineName = u"OWASP"_s;
    input.baseline = {{Policy::Key::MinLength, 12}};
    Analysis::ProposalHints hints;
    for (const Sandbox::TenantState &state : sandboxEstate().tenants) {
        for (const Sandbox::Json &client : state.clients.items()) {
            if (client.at("name") == "Tenantry") {
                hints.ownApplication = QString::fromStdString(client.at("client_id"));
            }
        }
        Reports::TenantInput tenant;
        tenant.snapshot = snapshotOf(state);
        tenant.snapshot.tenant = Domain::TenantId(tenant.snapshot.name);
        tenant.snapshot.readAt = input.made;
        tenant.environment = u"PROD"_s;
        const Domain::CustomerRules rules = Analysis::proposeCustomers(tenant.snapshot, hints).accepted();
        tenant.customers = Analysis::customersOf(tenant.snapshot, rules);
        tenant.rules = rules;
        for (const auto &[key, share] : tenant.customers.shares) {
            hints.customers.insert(key);
        }
        tenant.audit = Analysis::audit(tenant.snapshot, {}, input.made);
        Domain::UserCounts users;
        users.countedAt = input.made;
        users.users = tenant.snapshot.users->size();
        tenant.users = users;
        addPast(tenant);
        input.tenants.append(tenant);
    }
    return input;
}

} // namespace

const Sandbox::Estate &sandboxEstate()
{
    static const Sandbox::Estate estate = Sandbox::buildDefaultEstate();
    return estate;
}

const Reports::ReportInput &estateInput()
{
    static const Reports::ReportInput input = made();
    return input;
}
