#include "cli/foretold.h"

#include "cli/translation.h"
#include "session/customercrossings.h"
#include "json/finding_json.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

Json::Value jsonOf(const QList<Domain::Finding> &findings, const QString &tenantName)
{
    Json::Value list = Json::Value::array();
    for (const Domain::Finding &finding : findings) {
        list.push_back(Json::valueOf(finding, tenantName));
    }
    return list;
}

Json::Value jsonOf(const QList<Session::FindingShift> &shifts, const QString &tenantName)
{
    Json::Value list = Json::Value::array();
    for (const Session::FindingShift &shift : shifts) {
        list.push_back(
            {{"before", Json::valueOf(shift.before, tenantName)}, {"after", Json::valueOf(shift.after, tenantName)}});
    }
    return list;
}

Json::Value jsonOf(const QStringList &lines)
{
    Json::Value list = Json::Value::array();
    for (const QString &line : lines) {
        list.push_back(line.toStdString());
    }
    return list;
}

} // namespace

Analysis::Snapshot emptySnapshot(const Domain::TenantProfile &profile)
{
    Analysis::Snapshot snapshot;
    snapshot.tenant = profile.id;
    snapshot.name = profile.name;
    snapshot.domain = Domain::originOf(profile).authority();
    return snapshot;
}

std::optional<Foretold> foretoldOf(const Analysis::Snapshot &snapshot, const Change::Plan &plan, const Target &target,
                                   const QList<Session::Untold> &untold)
{
    if (plan.isEmpty()) {
        return std::nullopt;
    }
    const Session::ForecastScope scope = Session::forecastScope(snapshot, plan.items, untold);
    Foretold foretold;
    foretold.isUnknown = scope.checks.isEmpty() && !scope.gaps.isEmpty();
    for (const Session::ForecastGap &gap : scope.gaps) {
        foretold.gaps.append(
            tr("findings not computed: %1 (needs %2, which was not read)").arg(gap.checks.join(", "_L1), gap.need));
    }
    Analysis::AuditOptions options;
    options.lock = target.lock;
    options.decisions = target.decisions;
    foretold.forecast
        = Session::forecastFindings(snapshot, plan.items, scope, options, QDateTime::currentDateTimeUtc());
    if (target.customers) {
        foretold.crossings = Session::linesOf(
            Session::crossingsOf(plan, Analysis::customersOf(snapshot, *target.customers), *target.customers));
    }
    return foretold;
}

Session::Untold amongUsers()
{
    return {{u"user.mixed-metadata-types"_s}, tr("the other users")};
}

Session::Untold amongOtherStrategies()
{
    return {{u"application.no-connection"_s}, tr("which connections other than databases are enabled for it")};
}

Foretold notForetold(const QString &reason)
{
    return {{}, {tr("findings not computed: %1").arg(reason)}, true};
}

QStringList linesOf(const Foretold &foretold)
{
    QStringList findings = Session::linesOf(foretold.forecast);
    if (findings.isEmpty() && !foretold.isUnknown) {
        findings.append(tr("findings: none would appear, vanish or change"));
    }
    QStringList lines = foretold.crossings + foretold.lock + findings + foretold.gaps;
    if (foretold.requests > 0) {
        lines.append(tr("requests made to foretell the findings: %L1").arg(foretold.requests));
    }
    return lines;
}

Json::Value jsonOf(const Foretold &foretold, const QString &tenantName)
{
    return {{"appearing", jsonOf(foretold.forecast.appearing, tenantName)},
            {"vanishing", jsonOf(foretold.forecast.vanishing, tenantName)},
            {"graver", jsonOf(foretold.forecast.graver, tenantName)},
            {"eased", jsonOf(foretold.forecast.eased, tenantName)},
            {"customers_crossed", jsonOf(foretold.crossings)},
            {"lock", jsonOf(foretold.lock)},
            {"not_computed", jsonOf(foretold.gaps)},
            {"requests", foretold.requests}};
}

} // namespace Cli
