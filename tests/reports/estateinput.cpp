#include "reports/estateinput.h"

#include "analysis/estatesnapshot.h"

#include "analysis/customerproposals.h"

using namespace Qt::StringLiterals;

namespace {

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
        for (const auto &[key, share] : tenant.customers.shares) {
            hints.customers.insert(key);
        }
        tenant.audit = Analysis::audit(tenant.snapshot, {}, input.made);
        Domain::UserCounts users;
        users.countedAt = input.made;
        users.users = tenant.snapshot.users->size();
        tenant.users = users;
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
