#include "session/findingforecast.h"

#include "session/snapshotparts.h"

#include "analysis/audit.h"
#include "analysis/check.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Ids = QSet<QString>;

/// What edits concern, by kind.
struct Touched
{
    Ids applications;
    Ids connections;
    Ids organizations;
};

Touched touchedBy(const QList<Change::PlanItem> &items)
{
    using Kind = Change::ObjectKind;
    Touched touched;
    for (const Change::PlanItem &item : items) {
        const bool isRelation
            = item.object.kind == Kind::ConnectionClients || item.object.kind == Kind::OrganizationConnections;
        const bool isOfConnection = item.object.kind == Kind::ConnectionClients;
        switch (item.object.kind) {
        case Kind::Application:
            touched.applications.insert(item.object.id);
            break;
        case Kind::Connection:
        case Kind::ConnectionClients:
            touched.connections.insert(item.object.id);
            break;
        case Kind::Organization:
        case Kind::OrganizationConnections:
            touched.organizations.insert(item.object.id);
            break;
        case Kind::User:
        case Kind::UserOrganizations:
            break; // users are few, and compared with one another
        }
        for (const Json::LeafChange &change : isRelation ? item.changes : QList<Json::LeafChange>()) {
            (isOfConnection ? touched.applications : touched.connections).insert(change.pointer.tokens().value(0));
        }
    }
    return touched;
}

/// Adds the owners of a relation that have something touched, then all that they have.
void addRelated(const Analysis::Snapshot::Ids &relation, Ids &owners, const Ids &touched, Ids &related)
{
    if (!relation) {
        return;
    }
    for (auto owner = relation->cbegin(); owner != relation->cend(); ++owner) {
        const bool hasTouched = std::any_of(owner->cbegin(), owner->cend(),
                                            [&touched](const QString &id) { return touched.contains(id); });
        if (hasTouched || owners.contains(owner.key())) {
            owners.insert(owner.key());
            related += Ids(owner->cbegin(), owner->cend());
        }
    }
}

void keep(Analysis::Snapshot::Records &records, const Ids &ids)
{
    if (records) {
        records->removeIf([&ids](const Query::RecordPtr &record) { return !ids.contains(record->id); });
    }
}

/// The part of a tenant whose findings the edits can change: of a tenant of 100,000 connections an edit concerns a few.
/// Counts of whole lists are not among them, since no edit makes or removes an object.
Analysis::Snapshot concernedBy(Analysis::Snapshot snapshot, const QList<Change::PlanItem> &items)
{
    Touched touched = touchedBy(items);
    Ids connections = touched.connections;
    addRelated(snapshot.enabled, touched.applications, touched.connections, connections);
    addRelated(snapshot.organizationConnections, touched.organizations, touched.connections, connections);
    keep(snapshot.applications, touched.applications);
    keep(snapshot.connections, connections);
    keep(snapshot.organizations, touched.organizations);
    snapshot.logs.reset();
    return snapshot;
}

/// Lines of one sort in the text of a plan; the others are one number.
constexpr qsizetype toldLines = 20;

void append(QStringList &lines, const char *text, const QStringList &told)
{
    const auto line = [text](const QString &one) { return QCoreApplication::translate("Session", text).arg(one); };
    for (const QString &one : told.first(std::min(told.size(), toldLines))) {
        lines.append(line(one));
    }
    if (told.size() > toldLines) {
        lines.append(line(QCoreApplication::translate("Session", "%L1 more").arg(told.size() - toldLines)));
    }
}

QString titleOf(const QString &id)
{
    const Analysis::Check *check = Analysis::findCheck(id);
    return check ? Analysis::titleOf(*check) : id;
}

/// A line about `count` findings of which so many are waived: those ask nothing of anybody.
QString withWaived(const QString &line, int count, int waived)
{
    return waived == 0    ? line
        : waived == count ? QCoreApplication::translate("Session", "%1 (waived)").arg(line)
                          : QCoreApplication::translate("Session", "%1 (%L2 of them waived)").arg(line).arg(waived);
}

} // namespace

QList<ForecastRow> rowsOf(const FindingForecast &forecast)
{
    QList<ForecastRow> rows;
    const auto add = [&rows](const char *what, const QList<Domain::Finding> &findings) {
        for (const Domain::Finding &finding : findings) {
            rows.append({QCoreApplication::translate("Session", what), std::nullopt, finding});
        }
    };
    const auto addShifts = [&rows](const char *what, const QList<FindingShift> &shifts) {
        for (const FindingShift &shift : shifts) {
            rows.append({QCoreApplication::translate("Session", what), shift.before.severity, shift.after});
        }
    };
    add(QT_TRANSLATE_NOOP("Session", "would appear"), forecast.appearing);
    addShifts(QT_TRANSLATE_NOOP("Session", "would get graver"), forecast.graver);
    addShifts(QT_TRANSLATE_NOOP("Session", "would ease"), forecast.eased);
    add(QT_TRANSLATE_NOOP("Session", "would vanish"), forecast.vanishing);
    return rows;
}

FindingForecast compared(const QList<Domain::Finding> &before, const QList<Domain::Finding> &after)
{
    std::map<Domain::FindingIdentity, const Domain::Finding *> gone;
    for (const Domain::Finding &finding : before) {
        gone.emplace(identityOf(finding), &finding);
    }
    FindingForecast forecast;
    for (const Domain::Finding &finding : after) {
        const auto known = gone.find(identityOf(finding));
        if (known == gone.end()) {
            forecast.appearing.append(finding);
            continue;
        }
        const Domain::Finding &earlier = *known->second;
        if (earlier.severity != finding.severity) {
            (earlier.severity < finding.severity ? forecast.graver : forecast.eased).append({earlier, finding});
        }
        gone.erase(known);
    }
    for (const Domain::Finding &finding : before) { // in their order, the gravest first
        if (gone.contains(identityOf(finding))) {
            forecast.vanishing.append(finding);
        }
    }
    return forecast;
}

FindingForecast forecastFindings(const Analysis::Snapshot &whole, const QList<Change::PlanItem> &items,
                                 const Analysis::AuditOptions &options, const QDateTime &time)
{
    const Analysis::Snapshot now = concernedBy(whole, items);
    return compared(Analysis::audit(now, options, time).findings,
                    Analysis::audit(afterEdits(now, items), options, time).findings);
}

FindingForecast forecastFindings(const Analysis::Snapshot &whole, const QList<Change::PlanItem> &items,
                                 const ForecastScope &scope, Analysis::AuditOptions options, const QDateTime &time)
{
    if (scope.checks.isEmpty()) { // which would stand for all checks
        return {};
    }
    options.only = scope.checks;
    return forecastFindings(whole, items, options, time);
}

void FindingForecast::add(const FindingForecast &other)
{
    appearing += other.appearing;
    vanishing += other.vanishing;
    graver += other.graver;
    eased += other.eased;
}

QStringList linesOf(const QList<Domain::Finding> &findings)
{
    QStringList checks;
    QHash<QString, int> counts;
    QHash<QString, int> waived;
    for (const Domain::Finding &finding : findings) { // the gravest come first
        waived[finding.check] += finding.waiver ? 1 : 0;
        if (counts[finding.check]++ == 0) {
            checks.append(finding.check);
        }
    }
    QStringList lines;
    for (const QString &id : checks) {
        const int count = counts.value(id);
        const auto one = std::find_if(findings.begin(), findings.end(),
                                      [&id](const Domain::Finding &finding) { return finding.check == id; });
        const QString line = count == 1
            ? QCoreApplication::translate("Session", "%1: %2", "a subject and what was found")
                  .arg(one->subject.name, titleOf(id))
            : QCoreApplication::translate("Session", "%1 × %2", "a finding, how often")
                  .arg(titleOf(id), QLocale().toString(count));
        lines.append(withWaived(line, count, waived.value(id)));
    }
    return lines;
}

QStringList linesOf(const QList<FindingShift> &shifts)
{
    QStringList lines;
    for (const FindingShift &shift : shifts) {
        const QString line
            = QCoreApplication::translate("Session", "%1: %2, %3 → %4", "subject, finding, severities")
                  .arg(shift.after.subject.name, titleOf(shift.after.check),
                       QString(Domain::wordOf(shift.before.severity)), QString(Domain::wordOf(shift.after.severity)));
        lines.append(withWaived(line, 1, shift.after.waiver ? 1 : 0));
    }
    return lines;
}

QStringList linesOf(const FindingForecast &forecast)
{
    QStringList lines;
    append(lines, QT_TRANSLATE_NOOP("Session", "finding would appear: %1"), linesOf(forecast.appearing));
    append(lines, QT_TRANSLATE_NOOP("Session", "finding would get graver: %1"), linesOf(forecast.graver));
    append(lines, QT_TRANSLATE_NOOP("Session", "finding would ease: %1"), linesOf(forecast.eased));
    append(lines, QT_TRANSLATE_NOOP("Session", "finding would vanish: %1"), linesOf(forecast.vanishing));
    return lines;
}

} // namespace Session
