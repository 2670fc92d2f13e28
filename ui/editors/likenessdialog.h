#pragma once

#include "items/likenessrows.h"
#include "session/customerlikeness.h"

#include <QDialog>

class QModelIndex;
class QPushButton;
class QTreeView;

namespace Session {
class TenantSession;
}

namespace Ui {

class Banner;
class WrapLabel;

/// Makes one customer like another in an Auth0 tenant: each difference that can be carried over with a check box, what
/// stays and why, and what comes of it for Lock. What takes something away is not checked at first. Stages, never
/// sends.
class LikenessDialog : public QDialog
{
    Q_OBJECT
public:
    /// The session is that of the task's tenant; it, the book and the tray outlive the dialog.
    LikenessDialog(const Session::Estate &estate, const Session::CustomerBook &book, const Session::ChangeTray &tray,
                   Session::TenantSession &session, const Session::LikenessTask &task, QWidget *parent = nullptr);

    bool isSettled() const { return m_likeness->isKnown(); }
    void accept() override;

Q_SIGNALS:
    void staged(const QList<Change::PlanItem> &items);

private:
    void build();
    QTreeView *makeTree(Items::CustomerTreeModel *model, const char *name, const QString &accessible);
    void showLikeness();
    void showChosen();
    QList<Change::LikenessStep> chosen() const;

    Session::TenantSession &m_session;
    Session::CustomerLikeness *m_likeness;
    Items::LikenessRows m_rows;
    Banner *m_banner;
    Items::CustomerTreeModel *m_model;
    Items::CustomerTreeModel *m_leftModel;
    QTreeView *m_tree;
    QTreeView *m_left;
    WrapLabel *m_leftTitle;
    WrapLabel *m_forecast;
    QPushButton *m_stage;
};

} // namespace Ui
