#pragma once

#include "session/lockexit.h"

#include <QDialog>
#include <QModelIndex>

class QAction;
class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

namespace Items {
class LockExitModel;
}

namespace Ui {

class Banner;
class WrapLabel;

/// The ways out of Lock's limit for an application: which of its connections are turned off, moved to another
/// application, or put into organizations, with what tells which may go, and what is left to do by hand. Stages, never
/// sends.
class LockExitDialog : public QDialog
{
    Q_OBJECT
public:
    /// `application` is an id. Session and tray outlive the dialog.
    LockExitDialog(Session::TenantSession &session, const Session::ChangeTray &tray, const QString &application,
                   QWidget *parent = nullptr);

    void accept() override;
    void reject() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Each in the place of what was staged for the same object.
    void staged(const QList<Change::PlanItem> &items);

private:
    void build(const QString &title);
    void buildTable();
    QWidget *buildChoices();
    void fillFor(Session::LockExit::Way way);
    void showState();
    void showSteps();
    void showUses();
    void showBanner();
    void setOrganization();
    void toggleUses();
    QModelIndexList selectedRows() const;

    Session::LockExit *m_exit;
    Items::LockExitModel *m_model;
    QSortFilterProxyModel *m_rows;
    QAction *m_again;
    QWidget *m_choices = nullptr; ///< what is to become of the connections
    QComboBox *m_way;
    QComboBox *m_target;
    QComboBox *m_organization;
    QPushButton *m_set;
    Banner *m_banner;
    QTreeView *m_table;
    WrapLabel *m_forecast;
    QPlainTextEdit *m_steps;
    QPushButton *m_uses;
    QPushButton *m_copy;
    QPushButton *m_stage;
};

} // namespace Ui
