#pragma once

#include "ui/dialogs/changeservices.h"
#include "ui/dialogs/ticketdialog.h"

#include "change/supportaction.h"
#include "ui/pages/selectiontab.h"

#include <QObject>

class QMenu;

namespace Session {
class CustomerBook;
}
namespace Settings {
class WindowState;
}

namespace Ui {

class MainWindow;
class SupportDialog;
class UserTab;

/// What support does for the users that are selected: the menu of Actions::support, the user page in the inspector, and
/// the way of each action through its review. Owned by the window.
class SupportActions : public QObject
{
    Q_OBJECT
public:
    /// `book` knows whose the users are; `memory` keeps which custom domain was chosen last in each tenant. Both
    /// outlive the window.
    SupportActions(const ChangeServices &services, const Session::CustomerBook &book, Settings::WindowState &memory,
                   MainWindow &window);

    UserTab *tab() const { return m_tab; }
    /// Asks for what the action needs, and shows its review; of the selected users.
    void begin(Change::SupportKind kind);

private:
    void buildMenu();
    void tellScopes();
    Selection users() const;
    void ask(Change::SupportKind kind, const Selection &users);
    void readDomains(SupportDialog &dialog, const Selection &users);
    void review(const Change::SupportAction &action, const Selection &users, SupportDialog *asked = nullptr);

    ChangeServices m_services;
    Settings::WindowState &m_memory;
    MainWindow &m_window; ///< parent
    QMenu *m_menu;
    UserTab *m_tab;
};

} // namespace Ui
