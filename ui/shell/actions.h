#pragma once

#include <QAction>
#include <QList>

class QMenu;
class QWidget;

namespace Ui {

/// Everything the window can do, each once: menus, buttons and the sheet of shortcuts show the same actions. The window
/// connects those that are about what it shows; who composes the program connects those that open a dialog.
class Actions : public QObject
{
    Q_OBJECT
public:
    /// Adds every action to `window`, so that its shortcut works there.
    explicit Actions(QWidget *window);

    // Tenants
    QAction *addTenant;
    QAction *importTenants;
    QAction *importProfiles;
    QAction *exportProfiles;
    QAction *openSandbox;
    QAction *editTenant;
    QAction *duplicateTenant;
    QAction *replaceCredential;
    QAction *removeTenant;
    QAction *quit;
    // What is shown
    QAction *palette; ///< finds any action or object; only where somebody connects it
    QAction *policies; ///< the table of password policies of the tenant that is shown, or of all
    QAction *refresh;
    QAction *refreshAll;
    QAction *cancelReading;
    QAction *countConnections;
    QAction *filter;
    QAction *clearFilter;
    QAction *findTenant;
    QAction *findInJson;
    QAction *columns;
    QAction *searches; ///< shows the saved searches of the table in a menu
    QAction *saveSearch; ///< keeps what the table is filtered and searched by
    QAction *manageSearches;
    QAction *followLog; ///< live, of the tenant whose log is shown; on and off
    // The selection
    QAction *copy;
    QAction *copyId;
    QAction *copyLink; ///< to the selected objects, or to the tenant that is shown
    QAction *copyCsv;
    QAction *copyJson;
    QAction *copyMarkdown;
    QAction *copyCurl;
    QAction *selectAll;
    QAction *compareCustomers; ///< the two that are selected
    QAction *showUsers; ///< searches for those of the connection or organization that is shown
    QAction *showLogs; ///< of the selected objects
    QAction *support; ///< its menu has what support does for the selected users; only where somebody fills it
    QAction *diagnose; ///< why somebody cannot sign in; only where somebody connects it
    QAction *report; ///< what can be handed over; only where somebody connects it
    QAction *exportCsv;
    QAction *exportJson;
    QAction *exportMarkdown;
    QAction *exportDeploy; ///< the objects for another tool; only where somebody connects it
    QAction *exportTerraform;
    // Customers
    QAction *customerRules; ///< of one tenant: what tells its customers apart
    QAction *assignCustomer; ///< says whose the selected objects are
    QAction *countUsers; ///< of one tenant, by customer; only where somebody connects it
    QAction *onboardCustomer; ///< takes on a new one; only where somebody connects it
    QAction *takeBackOnboarding; ///< of the selected customer
    QAction *editShare; ///< what is the selected customer's own to be customised
    // Changes
    QAction *editPolicy; ///< of the selected connections, in the inspector
    QAction *testPassword; ///< against the policies of the selected connections
    QAction *editObject; ///< the safe fields of the object that is shown
    QAction *editSwitches; ///< which connections are enabled for which applications, and for an organization
    QAction *editMetadata; ///< of the object that is shown
    QAction *editUsersMetadata; ///< app_metadata of many users
    QAction *reviewChanges; ///< its icon text says how much is staged; disabled while nothing is
    QAction *toggleLock; ///< of the tenant that is shown; its icon text says how the lock stands
    QAction *journal;
    QAction *timeline; ///< snapshots of the tenant that is shown; only where somebody connects it
    QAction *markLock; ///< of the selected applications: the operator says whether they use Lock
    QAction *markNoLock;
    QAction *unmarkLock;
    QAction *probeLock; ///< what Lock really sees of the selected application
    QAction *waysOut; ///< what brings the selected application below Lock's limit
    QAction *whatIf; ///< of the tenant that is shown; only where there is something that audits
    // The window
    QAction *nextPane;
    QAction *previousPane;
    QAction *showTree;
    QAction *showInspector;
    QAction *showBottom;
    QAction *showWarnings; ///< only where there is something that audits
    QAction *themeSystem;
    QAction *themeLight;
    QAction *themeDark;
    // The program
    QAction *preferences;
    QAction *shortcuts;
    QAction *copyDiagnostics;
    QAction *about;

    /// A titled run of actions, in the order of the menus.
    struct Group
    {
        QString title;
        QList<QAction *> actions; ///< nullptr is a separator
    };
    const QList<Group> &groups() const { return m_groups; }
    /// The main menu, one submenu a group. Owned by `parent`.
    QMenu *makeMenu(QWidget *parent) const;

private:
    QAction *make(const QString &id, const QString &text, const QKeySequence &shortcut = {},
                  const char *icon = nullptr);
    void makeTenantActions();
    void makeViewActions();
    void makeSelectionActions();
    void makeChangeActions();
    void makeWindowActions();

    QWidget *m_window;
    QList<Group> m_groups;
};

} // namespace Ui
