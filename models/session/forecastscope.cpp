#include "session/forecastscope.h"

#include "analysis/check.h"
#include "policy/strengthchange.h"
#include "session/translation.h"
#include "json/value.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace Session {

namespace {

using Analysis::Check;
using Analysis::Need;
using Change::ObjectKind;

/// Whether an edit of such an object can change what the check says. What applications make of the options of their
/// connections is a matter of password policies alone.
bool isConcerned(const Check &check, ObjectKind kind, bool isOfPolicy)
{
    switch (kind) {
    case ObjectKind::Connection:
        return check.needs.testFlag(Need::Map)
            ? check.needs.testFlag(Need::Options) && isOfPolicy
            : check.needs.testFlag(Need::Options) || check.subject == Check::Kind::Connection;
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
    case ObjectKind::UserOrganizations:
        break;
    }
    return false;
}

/// The kind of subject that an object that is made brings with it: all that is said of one is new.
std::optional<Check::Kind> madeSubject(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Connection:
        return Check::Kind::Connection;
    case ObjectKind::Application:
        return Check::Kind::Application;
    case ObjectKind::Organization:
        return Check::Kind::Organization;
    default:
        return std::nullopt;
    }
}

/// What no reading gives: the checks are left out without a word.
constexpr Analysis::Needs operatorsOwn
    = Need::Plan | Need::Baseline | Need::Settings | Need::Logs | Need::Credentials | Need::SecretHistory;

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
        Part{Need::Applications, snapshot.applications.has_value(), QT_TRANSLATE_NOOP("Session", "the applications")},
        Part{Need::Connections, snapshot.connections.has_value(), QT_TRANSLATE_NOOP("Session", "the connections")},
        Part{Need::Map, snapshot.enabled.has_value(),
             QT_TRANSLATE_NOOP("Session", "which connections are enabled for which applications")},
        Part{Need::Organizations, snapshot.organizations.has_value(),
             QT_TRANSLATE_NOOP("Session", "the organizations")},
        Part{Need::OrganizationConnections, snapshot.organizationConnections.has_value(),
             QT_TRANSLATE_NOOP("Session", "the connections of the organizations")},
        Part{Need::Users, snapshot.users.has_value(), QT_TRANSLATE_NOOP("Session", "the users")},
    };
    QStringList lack;
    for (const Part &part : parts) {
        if (check.needs.testFlag(part.need) && !part.isThere) {
            lack.append(tr(part.name));
        }
    }
    return lack.join(QLatin1StringView(", "));
}

void addGap(QList<ForecastGap> &gaps, const QString &need, const QString &check)
{
    const auto known
        = std::find_if(gaps.begin(), gaps.end(), [&need](const ForecastGap &gap) { return gap.need == need; });
    if (known == gaps.end()) {
        gaps.append({need, {check}});
    } else {
        known->checks.append(check);
    }
}

} // namespace

ForecastScope forecastScope(const Analysis::Snapshot &snapshot, const QList<Change::PlanItem> &items,
                            const QList<Untold> &untold)
{
    QList<ObjectKind> kinds;
    QList<Check::Kind> made;
    bool isOfPolicy = false;
    for (const Change::PlanItem &item : items) {
        isOfPolicy = isOfPolicy
            || std::any_of(item.changes.cbegin(), item.changes.cend(),
                           [](const Json::LeafChange &change) { return Policy::isOfPolicy(change.pointer); });
        if (!kinds.contains(item.object.kind)) {
            kinds.append(item.object.kind);
        }
        if (const auto subject = item.creation ? madeSubject(item.object.kind) : std::nullopt) {
            made.append(*subject);
        }
    }
    ForecastScope scope;
    for (const Check &check : Analysis::checks()) {
        const bool isWanted = !(check.needs & operatorsOwn)
            && (made.contains(check.subject)
                || std::any_of(kinds.cbegin(), kinds.cend(),
                               [&check, isOfPolicy](ObjectKind kind) { return isConcerned(check, kind, isOfPolicy); }));
        if (!isWanted) {
            continue;
        }
        const auto unsure = std::find_if(untold.cbegin(), untold.cend(),
                                         [&check](const Untold &one) { return one.checks.contains(check.id); });
        const QString lack = unsure != untold.cend() ? unsure->need : lackOf(check, snapshot);
        if (lack.isEmpty()) {
            scope.checks.append(check.id);
        } else {
            addGap(scope.gaps, lack, check.id);
        }
    }
    return scope;
}

Analysis::Snapshot withSeenRelations(Analysis::Snapshot snapshot, const QList<Change::PlanItem> &items)
{
    if (snapshot.organizationConnections) {
        return snapshot;
    }
    QHash<QString, QStringList> seen;
    bool isWhole = true;
    for (const Change::PlanItem &item : items) {
        if (item.object.kind == ObjectKind::ConnectionClients) {
            isWhole = false; // that may concern any organization
        }
        if (item.object.kind != ObjectKind::OrganizationConnections) {
            continue;
        }
        const auto relation = Json::parse(item.seen);
        if (!relation || !relation->is_object()) {
            isWhole = false;
            continue;
        }
        QStringList &ids = seen[item.object.id];
        for (const auto &[id, switches] : relation->items()) {
            ids.append(QString::fromStdString(id));
        }
    }
    if (isWhole && !seen.isEmpty()) {
        snapshot.organizationConnections = seen;
    }
    return snapshot;
}

QStringList linesOf(const QList<ForecastGap> &gaps)
{
    QStringList lines;
    for (const ForecastGap &gap : gaps) {
        QStringList titles;
        for (const QString &id : gap.checks) {
            const Check *check = Analysis::findCheck(id);
            titles.append(check ? Analysis::titleOf(*check) : id);
        }
        lines.append(QCoreApplication::translate("Session", "%1: needs %2", "checks, and what was not read for them")
                         .arg(titles.join(QLatin1StringView(", ")), gap.need));
    }
    return lines;
}

} // namespace Session
