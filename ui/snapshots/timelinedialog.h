#pragma once

#include "ui/widgets/latestwork.h"

#include "session/relationsreading.h"
#include "session/tenantplan.h"
#include "session/timeline.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTimer;
class QTreeView;

namespace Items {
class DifferenceModel;
class SnapshotListModel;
} // namespace Items
namespace Session {
class SnapshotKeeper;
class TenantSession;
} // namespace Session

namespace Ui {

class Banner;
class EmptyState;
class Prompt;

/// The snapshots of an Auth0 tenant: what differs between one of them and now, or between two; what is selected of it
/// is brought back as edits, and snapshots are exported. Stages, never sends. What is read and compared is on a worker.
class TimelineDialog : public QDialog
{
    Q_OBJECT
public:
    /// All of them outlive the dialog, but for the session: without it the dialog closes.
    TimelineDialog(Session::TenantSession &session, const Session::SnapshotKeeper &keeper, Prompt &prompt,
                   QWidget *parent = nullptr);
    ~TimelineDialog() override;

    /// Nothing is being read or compared.
    bool isSettled() const;

Q_SIGNALS:
    /// What brings the selection back, and what of it stays.
    void staged(const Session::TenantPlan &plan);

private:
    using Restored = Store::Outcome<Session::Restoration>;

    void build();
    QWidget *makeList();
    QWidget *makeDifferences();
    QWidget *makeButtons();
    void follow();
    void read();
    void showTimeline(const Session::Timeline &timeline);
    QList<Store::SnapshotInfo> chosenSnapshots() const; ///< the oldest first
    std::optional<Session::TimelineWish> wish() const;
    void compare();
    void showComparison(const Session::TimelineComparison &comparison);
    void filter();
    void showFiltered();
    void showButtons();
    void exportChosen();
    void restore();
    void offerReading(const QStringList &organizations);
    void showReading(qint64 done, qint64 total);
    void stopRestoring();
    void concludeReading(const Session::RelationsRead &relations);
    void showRestored(const Restored &restored);

    Session::TenantSession &m_session;
    Prompt &m_prompt;
    const Session::TimelinePlace m_place;
    Items::SnapshotListModel *m_snapshots;
    Items::DifferenceModel *m_differences;
    Banner *m_banner;
    QStackedWidget *m_pages; ///< the empty state, or the timeline
    EmptyState *m_nothing;
    QTableView *m_list;
    QLineEdit *m_filter;
    QLabel *m_count;
    QStackedWidget *m_results; ///< the tree, or why it is empty
    QTreeView *m_tree;
    EmptyState *m_same;
    QPushButton *m_restore;
    QPushButton *m_export;
    QTimer *m_rest; ///< until what arrives has come to rest
    Session::TimelineComparison m_comparison;
    // Of the restoration under way
    std::optional<Session::TimelineWish> m_restored;
    QList<Analysis::ObjectDifference> m_chosen;
    std::optional<Session::HeldNow> m_heldThen; ///< when it was chosen
    Session::RelationsReading m_relations;
    LatestWork<Session::Timeline> m_reading;
    LatestWork<Session::TimelineComparison> m_comparing;
    LatestWork<QList<int>> m_filtering;
    LatestWork<Restored> m_restoring;
    LatestWork<Store::Outcome<void>> m_exporting;
};

} // namespace Ui
