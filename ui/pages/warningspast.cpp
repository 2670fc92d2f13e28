// How the counts of a WarningsPanel's findings went.

#include "ui/pages/findingdetails.h"
#include "ui/pages/warningspanel.h"
#include "ui/widgets/trendpane.h"

#include "analysis/lockchecks.h"
#include "session/snapshotkeeper.h"

#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Ui {

void WarningsPanel::showPast(const Session::SnapshotKeeper &keeper)
{
    m_past = &keeper;
    connect(&keeper, &Session::SnapshotKeeper::changed, this, [this](const Domain::TenantId &tenant) {
        if (m_current && m_current->tenant == tenant) {
            showTrend();
        }
    });
    showTrend();
}

void WarningsPanel::showTrend()
{
    Analysis::Trend trend;
    const QDateTime now = QDateTime::currentDateTime(); // days are those of whoever reads
    const Items::FindingRow *row = m_model->rowAt(toldIndex());
    const bool isOfLockLimit = row && row->finding.check == Analysis::lockLimitCheck && row->finding.count;
    if (m_past && isOfLockLimit) {
        QList<Domain::DatedCount> counts = m_past->databaseCounts(row->tenant, row->finding.subject.id);
        // Nobody has counted since: the count is as old as what it was counted in.
        counts.append({row->readAt.isValid() ? row->readAt.toLocalTime() : now, *row->finding.count});
        trend = Analysis::trendOf(counts, row->finding.limit.value_or(0), now);
    }
    m_details->trend().setTrend(trend, row ? row->finding.limit.value_or(0) : 0, now);
}

} // namespace Ui
