#include "session/findingforecast.h"

#include "session/snapshotparts.h"

#include "analysis/audit.h"
#include "analysis/check.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <set>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Identity = std::tuple<QString, int, QString, int>;

/// The same finding before and after: of the same check and subject, and as grave.
Identity identityOf(const Domain::Finding &finding)
{
    return {finding.check, int(finding.subject.kind), finding.subject.id, int(finding.severity)};
}

QList<Domain::Finding> missing(const QList<Domain::Finding> &from, const QList<Domain::Finding> &in)
{
    std::set<Identity> there;
    for (const Domain::Finding &finding : in) {
        there.insert(identityOf(finding));
    }
    QList<Domain::Finding> found;
    for (const Domain::Finding &finding : from) {
        if (!there.contains(identityOf(finding))) {
            found.append(finding);
        }
    }
    return found;
}

} // namespace

FindingForecast forecastFindings(const Analysis::Snapshot &now, const QList<Change::PlanItem> &items,
                                 const Analysis::AuditOptions &options, const QDateTime &time)
{
    const QList<Domain::Finding> before = Analysis::audit(now, options, time).findings;
    const QList<Domain::Finding> after = Analysis::audit(afterEdits(now, items), options, time).findings;
    return {missing(after, before), missing(before, after)};
}

QStringList linesOf(const QList<Domain::Finding> &findings)
{
    QStringList checks;
    QHash<QString, int> counts;
    for (const Domain::Finding &finding : findings) { // the gravest come first
        if (counts[finding.check]++ == 0) {
            checks.append(finding.check);
        }
    }
    QStringList lines;
    for (const QString &id : checks) {
        const Analysis::Check *check = Analysis::findCheck(id);
        const QString title = check ? Analysis::titleOf(*check) : id;
        const int count = counts.value(id);
        lines.append(count == 1 ? title
                                : QCoreApplication::translate("Session", "%1 × %2", "a finding, how often")
                                      .arg(title, QLocale().toString(count)));
    }
    return lines;
}

} // namespace Session
