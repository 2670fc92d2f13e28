#include "cli/foretold.h"

#include "analysis/check.h"
#include "json/finding_json.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Analysis::Check;
using Analysis::Need;
using Change::ObjectKind;

/// Lines of one sort; the others are one number. --json has them all.
constexpr qsizetype toldLines = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

/// Whether an edit of such an object can change what the check says. No edit makes or removes an object.
bool isConcerned(const Check &check, ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Connection:
        return check.needs.testFlag(Need::Options)
            || (check.subject == Check::Kind::Connection && !check.needs.testFlag(Need::Map));
    case ObjectKind::Application:
        return check.subject == Check::Kind::Application && !check.needs.testFlag(Need::Map);
    case ObjectKind::Organization:
        return check.subject == Check::Kind::Organization && !check.needs.testFlag(Need::OrganizationConnections);
    case ObjectKind::User:
        return check.subject == Check::Kind::User;
    case ObjectKind::ConnectionClients:
        return check.needs.testFlag(Need::Map);
    case ObjectKind::OrganizationConnections:
        return check.needs.testFlag(Need::OrganizationConnections);
    }
    return false;
}

/// What no reading gives: the checks are left out without a word, as in the window.
constexpr Analysis::Needs operatorsOwn = Need::Plan | Need::Baseline | Need::Settings | Need::Logs;

/// What the check needs and the snapshot lacks, for a person; empty where it can be run.
QString lackOf(const Check &check, const Analysis::Snapshot &snapshot)
{
    struct Part
    {
        Need need;
        bool isThere;
        const char *name;
    };
    const std::array parts{
        Part{Need::Applications, snapshot.applications.has_value(), QT_TRANSLATE_NOOP("Cli", "the applications")},
        Part{Need::Connections, snapshot.connections.has_value(), QT_TRANSLATE_NOOP("Cli", "the connections")},
        Part{Need::Map, snapshot.enabled.has_value(),
             QT_TRANSLATE_NOOP("Cli", "which connections are enabled for which applications")},
        Part{Need::Organizations, snapshot.organizations.has_value(), QT_TRANSLATE_NOOP("Cli", "the organizations")},
        Part{Need::OrganizationConnections, snapshot.organizationConnections.has_value(),
             QT_TRANSLATE_NOOP("Cli", "the connections of the organizations")},
        Part{Need::Users, snapshot.users.has_value(), QT_TRANSLATE_NOOP("Cli", "the users")},
    };
    QStringList lack;
    for (const Part &part : parts) {
        if (check.needs.testFlag(part.need) && !part.isThere) {
            lack.append(tr(part.name));
        }
    }
    return lack.join(", "_L1);
}

/// Checks that were not run, by what they need, in the order of the checks.
class Gaps
{
public:
    void add(const QString &need, const QString &check)
    {
        const auto found
            = std::find_if(m_gaps.begin(), m_gaps.end(),
                           [&need](const std::pair<QString, QStringList> &gap) { return gap.first == need; });
        if (found == m_gaps.end()) {
            m_gaps.append({need, {check}});
        } else {
            found->second.append(check);
        }
    }

    QStringList lines() const
    {
        QStringList lines;
        for (const auto &[need, checks] : m_gaps) {
            lines.append(
                tr("findings not computed: %1 (needs %2, which was not read)").arg(checks.join(", "_L1), need));
        }
        return lines;
    }

private:
    QList<std::pair<QString, QStringList>> m_gaps;
};

void append(QStringList &lines, const char *text, const QStringList &told)
{
    for (const QString &line : told.first(std::min(told.size(), toldLines))) {
        lines.append(tr(text).arg(line));
    }
    if (told.size() > toldLines) {
        lines.append(tr(text).arg(tr("%L1 more").arg(told.size() - toldLines)));
    }
}

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

} // namespace

Analysis::Snapshot emptySnapshot(const Domain::TenantProfile &profile)
{
    Analysis::Snapshot snapshot;
    snapshot.tenant = profile.id;
    snapshot.name = profile.name;
    snapshot.domain = profile.domain;
    return snapshot;
}

std::optional<Foretold> foretoldOf(const Analysis::Snapshot &snapshot, const Change::Plan &plan, const Untold &untold)
{
    if (plan.isEmpty()) {
        return std::nullopt;
    }
    QList<ObjectKind> kinds;
    for (const Change::PlanItem &item : plan.items) {
        if (!kinds.contains(item.object.kind)) {
            kinds.append(item.object.kind);
        }
    }
    Analysis::AuditOptions options;
    Gaps gaps;
    for (const Check &check : Analysis::checks()) {
        const bool isWanted = !(check.needs & operatorsOwn)
            && std::any_of(kinds.cbegin(), kinds.cend(),
                           [&check](ObjectKind kind) { return isConcerned(check, kind); });
        if (!isWanted) {
            continue;
        }
        const QString lack = untold.checks.contains(check.id) ? untold.need : lackOf(check, snapshot);
        if (lack.isEmpty()) {
            options.only.append(check.id);
        } else {
            gaps.add(lack, check.id);
        }
    }
    Foretold foretold{{}, gaps.lines()};
    if (!options.only.isEmpty()) { // an empty list would stand for all checks
        foretold.forecast = Session::forecastFindings(snapshot, plan.items, options, QDateTime::currentDateTimeUtc());
    }
    return foretold;
}

QStringList linesOf(const Foretold &foretold)
{
    QStringList lines;
    append(lines, QT_TRANSLATE_NOOP("Cli", "finding would appear: %1"), Session::linesOf(foretold.forecast.appearing));
    append(lines, QT_TRANSLATE_NOOP("Cli", "finding would get graver: %1"), Session::linesOf(foretold.forecast.graver));
    append(lines, QT_TRANSLATE_NOOP("Cli", "finding would ease: %1"), Session::linesOf(foretold.forecast.eased));
    append(lines, QT_TRANSLATE_NOOP("Cli", "finding would vanish: %1"), Session::linesOf(foretold.forecast.vanishing));
    if (lines.isEmpty()) {
        lines.append(tr("findings: none would appear, vanish or change"));
    }
    return lines + foretold.gaps;
}

Json::Value jsonOf(const Foretold &foretold, const QString &tenantName)
{
    Json::Value gaps = Json::Value::array();
    for (const QString &gap : foretold.gaps) {
        gaps.push_back(gap.toStdString());
    }
    return {{"appearing", jsonOf(foretold.forecast.appearing, tenantName)},
            {"vanishing", jsonOf(foretold.forecast.vanishing, tenantName)},
            {"graver", jsonOf(foretold.forecast.graver, tenantName)},
            {"eased", jsonOf(foretold.forecast.eased, tenantName)},
            {"not_computed", std::move(gaps)}};
}

} // namespace Cli
