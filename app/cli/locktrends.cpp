#include "cli/locktrends.h"

#include "cli/snapshotaccess.h"

#include "analysis/lockchecks.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// Snapshots below which nothing is told of how it went.
constexpr qsizetype fewestSnapshots = 3;

bool isOfLockLimit(const Domain::Finding &finding)
{
    return finding.check == Analysis::lockLimitCheck && finding.count && finding.limit;
}

} // namespace

Outcome<LockTrends> lockTrends(const Store::SnapshotStore &store, const QString &tenant,
                               const QList<Domain::Finding> &findings, const QDateTime &now)
{
    LockTrends trends;
    if (std::none_of(findings.begin(), findings.end(), isOfLockLimit)) {
        return trends;
    }
    const auto counts = store.databaseCounts(tenant);
    if (!counts) {
        return tl::make_unexpected(failureOf(counts.error()));
    }
    for (const Domain::Finding &finding : findings) {
        QList<Domain::DatedCount> dated = counts->value(finding.subject.id);
        if (isOfLockLimit(finding) && dated.size() >= fewestSnapshots) {
            dated.append({now, *finding.count});
            trends.insert(finding.subject.id, Analysis::trendOf(dated, *finding.limit, now));
        }
    }
    return trends;
}

nlohmann::ordered_json valueOf(const Analysis::Trend &trend)
{
    Json::Value points = Json::Value::array();
    for (const Domain::DatedCount &point : trend.points) {
        points.push_back({{"at", point.at.toString(Qt::ISODate).toStdString()}, {"count", point.count}});
    }
    return {{"answer", std::string(Analysis::wordOf(trend.answer).data())},
            {"per_day", trend.perDay ? Json::Value(*trend.perDay) : Json::Value(nullptr)},
            {"reaches",
             trend.reaches ? Json::Value(trend.reaches->toString(Qt::ISODate).toStdString()) : Json::Value(nullptr)},
            {"points", std::move(points)}};
}

QStringList linesOf(const LockTrends &trends, const QList<Domain::Finding> &findings, const QDateTime &now)
{
    QStringList lines;
    for (const Domain::Finding &finding : findings) {
        const auto trend = trends.constFind(finding.subject.id);
        if (!isOfLockLimit(finding) || trend == trends.cend()) {
            continue;
        }
        if (const QString text = Analysis::textOf(*trend, *finding.limit, now); !text.isEmpty()) {
            lines.append(u"%1: %2"_s.arg(finding.subject.name, text));
        }
    }
    return lines;
}

} // namespace Cli
