#pragma once

#include "ui/dialogs/changeservices.h"

#include "api/secret.h"
#include "change/journal.h"
#include "session/tenantplan.h"

#include <QDialog>

class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace Items {
class ChangeModel;
}
namespace Session {
class ChangeRun;
}

namespace Ui {

class Banner;
class ChangeTree;
class PlainLabel;
class ReviewCost;
class ReviewDetails;
class ReviewFindings;
class UnlockRow;
class WrapLabel;

/// Shows what is staged as it would be sent, and sends it: field differences, the exact HTTP, what it costs, the locks
/// of the tenants, and the result of each object. What was not done stays in the tray.
class ReviewDialog : public QDialog
{
    Q_OBJECT
public:
    /// Of what is staged.
    explicit ReviewDialog(const ChangeServices &services, QWidget *parent = nullptr);
    /// Of plans that are in no tray, as what support does or what takes back: what was not done is kept nowhere, and
    /// edits of the same objects stay staged, beside what they are since.
    ReviewDialog(const ChangeServices &services, const QList<Session::TenantPlan> &plans, QWidget *parent = nullptr);
    /// Of an entry of the journal that was cut off: goes on with it.
    ReviewDialog(const ChangeServices &services, const Domain::TenantId &tenant, const Change::JournalEntry &entry,
                 QWidget *parent = nullptr);
    ~ReviewDialog() override;

    /// While a run is under way, it is stopped first. Accepted where anything was done, so that "Back" is told apart.
    void reject() override;

Q_SIGNALS:
    /// A password ticket was made for the user of this name, or an application with a secret. Nobody else has the
    /// address, and nothing keeps it.
    void ticketMade(const QString &user, const Api::Secret &address);

private:
    /// Shows nothing yet.
    ReviewDialog(const ChangeServices &services, std::optional<Change::JournalEntry> entry, QWidget *parent);
    void build();
    QWidget *buildHeader();
    QWidget *buildBody();
    QWidget *buildFooter();
    void showPlans(const QList<Session::TenantPlan> &plans);
    void showTitle();
    QList<Session::TenantPlan> remaining() const;
    void showCost();
    void showButtons();
    void focusWanted();
    void takeOut();
    void save();
    void copyCurl();
    void apply();
    int restageConflicts();
    void takeResult(qsizetype plan, qsizetype item);
    void conclude();
    QString aftermath() const;
    QString earlierSecrets() const;
    bool isReady() const { return obstacle().isEmpty(); }
    QString obstacle() const;
    void orderTabs();
    QModelIndex current() const;

    ChangeServices m_services;
    Items::ChangeModel *m_model;
    std::optional<Change::JournalEntry> m_entry;
    Session::ChangeRun *m_run = nullptr; ///< child; the present one, or the last
    bool m_isGiven = false; ///< the plans are in no tray
    bool m_isOver = false;
    QString m_result; ///< how the run ended; empty while it did not
    QString m_resultDetail;
    bool m_hasSecrets = false; ///< that ticketMade() told
    bool m_isGood = false; ///< all was done
    bool m_hasWritten = false; ///< or may have: something was done in one of its runs

    WrapLabel *m_title;
    ReviewCost *m_cost;
    Banner *m_banner;
    ChangeTree *m_objects;
    ReviewFindings *m_findings;
    ReviewDetails *m_details;
    QVBoxLayout *m_locks;
    QList<UnlockRow *> m_rows;
    QProgressBar *m_progress;
    QPushButton *m_takeOut;
    QPushButton *m_save; ///< the plan before, the evidence afterwards
    QPushButton *m_copy;
    QPushButton *m_stop;
    QPushButton *m_close;
    PlainLabel *m_why; ///< nothing can be applied
    QPushButton *m_apply;
};

/// Shows a review over the dialog that it was filled in for, its parent. That one stays behind, for "Back", with all
/// that was typed and chosen, and ends once anything was done of what it asked for.
void openOver(QDialog &asked, ReviewDialog *review);

} // namespace Ui
