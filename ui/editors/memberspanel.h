#pragma once

#include "session/memberboard.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QTreeView;

namespace Items {
class CustomerTreeModel;
}

namespace Ui {

class Banner;
class WrapLabel;

/// Who is a member of an organization and which roles are seen in it: read only when asked for. A checked user is to be
/// a member; one who is none yet is looked up by id or e-mail.
class MembersPanel : public QWidget
{
    Q_OBJECT
public:
    /// Session and tray outlive it.
    MembersPanel(Session::TenantSession &session, const Session::ChangeTray &tray, const QString &organization,
                 QWidget *parent = nullptr);

    const Session::MemberBoard &board() const { return *m_board; }
    /// Tells of somebody who was typed and not added, and goes there. False where nobody was.
    bool showForgotten();
    /// Whatever stands below the panel comes after it.
    QWidget *lastField() const;

Q_SIGNALS:
    void edited();

private:
    void read();
    void lookUp();
    void goToNew(const QStringList &before);
    void showMembers();
    void showTold();

    Session::MemberBoard *m_board;
    Items::CustomerTreeModel *m_model;
    WrapLabel *m_told;
    Banner *m_banner;
    QPushButton *m_read;
    QTreeView *m_tree;
    QLineEdit *m_user;
    QPushButton *m_add;
    bool m_isShowing = false;
};

} // namespace Ui
