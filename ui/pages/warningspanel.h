#pragma once

#include "items/findingmodel.h"
#include "ui/shell/rowsout.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

#include <map>
#include <set>

class QAction;
class QActionGroup;
class QComboBox;
class QLineEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace Session {
class CustomerBook;
class SnapshotKeeper;
class StagedFindings;
} // namespace Session

namespace Ui {

class EmptyState;
class FindingDetails;
class PlainLabel;

/// What is wrong in the estate: the findings of every audit, filtered and grouped, with what is known of the chosen one
/// beside them.
class WarningsPanel : public QWidget
{
    Q_OBJECT
public:
    /// The estate and the auditor outlive it.
    WarningsPanel(Session::Estate &estate, const Session::Auditor &auditor, QWidget *parent = nullptr);

    /// Which tenant is meant by "the chosen tenant"; nothing: all of them.
    void setTenant(const std::optional<Domain::TenantId> &tenant);
    /// Findings of Lock's limit tell from now on how the count went. The keeper outlives this.
    void showPast(const Session::SnapshotKeeper &keeper);
    /// What would appear by what is staged is shown from now on, as such. `staged` outlives this.
    void showStaged(const Session::StagedFindings &staged);
    /// Findings tell from now on whose their subjects are. The book outlives this.
    void showCustomers(const Session::CustomerBook &book);
    /// Findings appeared, or would: totalChanged() counts them as unseen until somebody enters the panel, or they went
    /// again.
    void noteAppeared(const Domain::TenantId &tenant, const QList<Domain::Finding> &findings);
    void noteSeen();
    /// Where the focus goes when the panel is entered.
    QWidget *entry() const;
    const Session::Auditor &auditor() const { return m_auditor; }
    const Items::FindingModel &model() const { return *m_model; }
    /// The findings that are selected, or all that are shown where none is; none that would only appear.
    QList<Items::FindingRow> selectedRows() const;
    QList<Items::FindingRow> shownRows() const;

Q_SIGNALS:
    /// Somebody wants to see what a finding is about.
    void objectWanted(const Domain::TenantId &tenant, Query::Kind kind, const QString &id);
    /// The selected findings, or all that are shown, are to be copied; all that are shown are to be saved.
    void copyWanted(RowFormat format);
    void saveWanted(RowFormat format);
    /// These findings may stand for a time; or count again.
    void waiveWanted(const QList<Items::FindingRow> &rows);
    void withdrawWanted(const QList<Items::FindingRow> &rows);
    /// The operator says whether the findings' applications use Lock, or that it is not known.
    void markWanted(const QList<Items::FindingRow> &rows, std::optional<bool> usesLock);
    /// What another connection would make of the finding's application is wanted.
    void whatIfWanted(const Items::FindingRow &row);
    /// What Lock really sees of the finding's application is wanted.
    void probeWanted(const Items::FindingRow &row);
    /// What would mend the finding is wanted, as edits to stage.
    void mendWanted(const Items::FindingRow &row);
    /// As many findings are known, of every tenant, those that would appear by what is staged among them; and as many
    /// of them nobody looked at since they were told.
    void totalChanged(qsizetype total, qsizetype unseen);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Checks that could not be run on every tenant, and a line for each reason.
    struct NotChecked
    {
        QSet<QString> checks;
        QStringList lines;
    };

    QWidget *buildBar();
    QWidget *makeMenuButton(QWidget *bar);
    void buildList();
    void buildActions();
    void showActions();
    QList<Items::FindingRow> chosenRows() const;
    QList<Items::FindingRow> chosenRows(bool isWaived) const;
    QList<Items::FindingRow> chosenLockRows() const;
    void wish();
    QModelIndex toldIndex() const;
    void selectFirst();
    void fitColumns();
    void tellTotal();
    using Identities = std::set<Domain::FindingIdentity>;
    void forgetGone(const Domain::TenantId &tenant, Identities &unseen) const;
    void showArranged();
    void showCurrent();
    void showDetails();
    void showTrend();
    void showEmptyState();
    NotChecked notChecked() const;

    Session::Estate &m_estate;
    const Session::Auditor &m_auditor;
    QPointer<const Session::SnapshotKeeper> m_past;
    const Session::CustomerBook *m_customers = nullptr;
    const Session::StagedFindings *m_staged = nullptr;
    std::optional<Domain::TenantId> m_tenant;
    std::optional<Items::FindingRow> m_current; ///< chosen again when the rows come anew
    bool m_isTight = false; ///< the list has no room for every column
    std::map<Domain::TenantId, Identities> m_unseen; ///< that appeared since somebody was in the panel
    qsizetype m_unweighed = 0; ///< how many more did
    Items::FindingModel *m_model;
    QLineEdit *m_text;
    QComboBox *m_severity;
    QComboBox *m_where;
    QComboBox *m_waived;
    QComboBox *m_grouping;
    PlainLabel *m_count;
    QAction *m_counted; ///< what it says
    QStackedWidget *m_stack;
    QTreeView *m_list;
    FindingDetails *m_details;
    QToolButton *m_instead; ///< the details, or the list, where there is no room for both
    EmptyState *m_empty;
    QAction *m_go;
    QAction *m_mend;
    QAction *m_probe;
    QAction *m_whatIf;
    QAction *m_waive;
    QAction *m_withdraw;
    QActionGroup *m_lockUse; ///< yes, no, not known
};

} // namespace Ui
