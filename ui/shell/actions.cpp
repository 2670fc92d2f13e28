#include "ui/shell/actions.h"

#include "ui/theme/icon.h"

#include <QActionGroup>
#include <QMenu>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace Ui {

Actions::Actions(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    makeTenantActions();
    makeViewActions();
    makeSelectionActions();
    makeChangeActions();
    makeWindowActions();
    m_groups = {
        {tr("&Tenants"),
         {addTenant, importTenants, openSandbox, nullptr, importProfiles, exportProfiles, nullptr, editTenant,
          duplicateTenant, replaceCredential, removeTenant, nullptr, quit}},
        {tr("&Edit"),
         {copy,      copyId,     copyLink,       copyCsv,      copyJson,         copyMarkdown, copyCurl,
          nullptr,   selectAll,  showUsers,      showLogs,     compareCustomers, nullptr,      report,
          exportCsv, exportJson, exportMarkdown, exportDeploy, exportTerraform,  nullptr,      preferences}},
        {tr("&Changes"),
         {diagnose,       support,      nullptr,           editObject,      editPolicy,        testPassword,
          editSwitches,   editMetadata, editUsersMetadata, nullptr,         reviewChanges,     toggleLock,
          nullptr,        journal,      timeline,          nullptr,         markLock,          markNoLock,
          unmarkLock,     waysOut,      probeLock,         whatIf,          nullptr,           customerRules,
          assignCustomer, countUsers,   editShare,         onboardCustomer, takeBackOnboarding}},
        {tr("&View"),
         {palette,    policies,       nullptr,    refresh,     refreshAll,    cancelReading, countConnections, nullptr,
          filter,     clearFilter,    findTenant, findInJson,  columns,       followLog,     nullptr,          searches,
          saveSearch, manageSearches, nullptr,    showTree,    showInspector, showBottom,    showWarnings,     nullptr,
          nextPane,   previousPane,   nullptr,    themeSystem, themeLight,    themeDark}},
        {tr("&Help"), {shortcuts, copyDiagnostics, about}},
    };
}

QMenu *Actions::makeMenu(QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    for (const Group &group : m_groups) {
        QMenu *sub = menu->addMenu(group.title);
        for (QAction *action : group.actions) {
            if (action) {
                sub->addAction(action);
            } else {
                sub->addSeparator();
            }
        }
    }
    return menu;
}

QAction *Actions::make(const QString &id, const QString &text, const QKeySequence &shortcut, const char *iconName)
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    action->setShortcut(shortcut);
    if (iconName) {
        action->setIcon(icon(QLatin1StringView(iconName)));
    }
    QString plain = text;
    plain.remove(u'&');
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? plain : tr("%1 (%2)", "action and its shortcut").arg(plain, keys));
    m_window->addAction(action);
    return action;
}

void Actions::makeTenantActions()
{
    addTenant = make(u"add-tenant"_s, tr("&Add a tenant…"), QKeySequence::New, "list-add");
    importTenants = make(u"import-tenants"_s, tr("&Import tenants…"), {Qt::CTRL | Qt::Key_I}, "document-import");
    importProfiles = make(u"import-profiles"_s, tr("Import &profiles…"), {Qt::CTRL | Qt::ALT | Qt::Key_I});
    exportProfiles
        = make(u"export-profiles"_s, tr("E&xport profiles…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_E}, "document-export");
    openSandbox = make(u"open-sandbox"_s, tr("Open the &sandbox"), {Qt::CTRL | Qt::Key_B}, "media-playback-start");
    editTenant = make(u"edit-tenant"_s, tr("&Edit the tenant…"), {Qt::CTRL | Qt::Key_E}, "document-edit");
    duplicateTenant = make(u"duplicate-tenant"_s, tr("&Duplicate the tenant…"), {Qt::CTRL | Qt::Key_D});
    replaceCredential = make(u"replace-credential"_s, tr("Replace the &credential…"), {Qt::CTRL | Qt::ALT | Qt::Key_R},
                             "dialog-password");
    removeTenant = make(u"remove-tenant"_s, tr("&Remove the tenant…"), {Qt::CTRL | Qt::Key_Delete}, "edit-delete");
    quit = make(u"quit"_s, tr("&Quit"), QKeySequence::Quit);
    quit->setMenuRole(QAction::QuitRole);
}

void Actions::makeViewActions()
{
    palette = make(u"palette"_s, tr("Find &anything…"), {Qt::CTRL | Qt::Key_K}, "edit-find");
    palette->setEnabled(false);
    policies = make(u"policies"_s, tr("&Password policies"), {Qt::CTRL | Qt::Key_P}, "security-medium");
    refresh = make(u"refresh"_s, tr("&Read again"), QKeySequence::Refresh, "view-refresh");
    refreshAll = make(u"refresh-all"_s, tr("Read &everything again"), {Qt::CTRL | Qt::SHIFT | Qt::Key_R});
    refreshAll->setShortcuts(QList<QKeySequence>{refreshAll->shortcut(), {Qt::SHIFT | Qt::Key_F5}});
    cancelReading = make(u"cancel-reading"_s, tr("&Stop reading"), {Qt::CTRL | Qt::Key_Period}, "process-stop");
    countConnections = make(u"count-connections"_s, tr("&Count connections…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_L},
                            "view-statistics");
    filter = make(u"filter"_s, tr("&Filter"), QKeySequence::Find, "view-filter");
    clearFilter = make(u"clear-filter"_s, tr("Clear the filter"), {Qt::CTRL | Qt::SHIFT | Qt::Key_F}, "edit-clear");
    findTenant = make(u"find-tenant"_s, tr("Find a &tenant"), {Qt::CTRL | Qt::Key_T}, "edit-find");
    findInJson = make(u"find-in-json"_s, tr("Find in &JSON"), {Qt::CTRL | Qt::SHIFT | Qt::Key_J}, "code-block");
    followLog = make(u"follow-log"_s, tr("Follow the log li&ve"), {Qt::CTRL | Qt::ALT | Qt::Key_F});
    searches = make(u"searches"_s, tr("Saved &searches"), {Qt::CTRL | Qt::SHIFT | Qt::Key_O}, "bookmarks");
    saveSearch = make(u"save-search"_s, tr("Save this sea&rch…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_S}, "bookmark-new");
    manageSearches = make(u"manage-searches"_s, tr("All saved searches…"));
    columns = make(u"columns"_s, tr("C&olumns"), {Qt::CTRL | Qt::SHIFT | Qt::Key_C}, "object-columns");
}

void Actions::makeSelectionActions()
{
    copy = make(u"copy"_s, tr("&Copy the rows"), QKeySequence::Copy, "edit-copy");
    copyId = make(u"copy-id"_s, tr("Copy the &ID"), {Qt::CTRL | Qt::SHIFT | Qt::Key_I});
    copyLink = make(u"copy-link"_s, tr("Copy the &link"), {Qt::CTRL | Qt::SHIFT | Qt::Key_K});
    copyCsv = make(u"copy-csv"_s, tr("Copy as CS&V"), {Qt::CTRL | Qt::ALT | Qt::Key_V});
    copyJson = make(u"copy-json"_s, tr("Copy as &JSON"), {Qt::CTRL | Qt::ALT | Qt::Key_J});
    copyMarkdown = make(u"copy-markdown"_s, tr("Copy as &Markdown"), {Qt::CTRL | Qt::ALT | Qt::Key_M});
    copyCurl = make(u"copy-curl"_s, tr("Copy the request as c&url"), {Qt::CTRL | Qt::ALT | Qt::Key_U});
    selectAll = make(u"select-all"_s, tr("Select &all"), QKeySequence::SelectAll);
    customerRules = make(u"customer-rules"_s, tr("C&ustomer rules…"), {Qt::CTRL | Qt::ALT | Qt::Key_K}, "group");
    assignCustomer
        = make(u"assign-customer"_s, tr("&Belongs to customer…"), {Qt::CTRL | Qt::ALT | Qt::Key_B}, "view-group");
    compareCustomers
        = make(u"compare-customers"_s, tr("Compare the two c&ustomers…"), {Qt::CTRL | Qt::ALT | Qt::Key_D});
    editShare = make(u"edit-share"_s, tr("Edit the customer's s&hare…"), {Qt::CTRL | Qt::ALT | Qt::Key_E});
    onboardCustomer = make(u"onboard-customer"_s, tr("&Onboard a customer…"), {Qt::CTRL | Qt::ALT | Qt::Key_N});
    takeBackOnboarding = make(u"take-back-onboarding"_s, tr("Take back the onboardin&g…"));
    countUsers = make(u"count-users"_s, tr("Cou&nt users…"), {Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_U});
    countUsers->setEnabled(false);
    for (QAction *action :
         {customerRules, assignCustomer, compareCustomers, editShare, onboardCustomer, takeBackOnboarding}) {
        action->setEnabled(false);
    }
    showUsers = make(u"show-users"_s, tr("Show its &users"), {Qt::CTRL | Qt::Key_U}, "system-users");
    showLogs = make(u"show-logs"_s, tr("Show its &log"), {Qt::CTRL | Qt::ALT | Qt::Key_L}, "view-list-tree");
    support = make(u"support"_s, tr("S&upport"), {Qt::CTRL | Qt::ALT | Qt::Key_S}, "im-user");
    support->setEnabled(false);
    diagnose = make(u"diagnose"_s, tr("Wh&y can't they log in?…"), {Qt::CTRL | Qt::ALT | Qt::Key_Y});
    report = make(u"report"_s, tr("Re&port…"), {Qt::CTRL | Qt::ALT | Qt::Key_P});
    report->setEnabled(false);
    exportCsv = make(u"export-csv"_s, tr("Export the table as CSV…"), QKeySequence::Save, "document-save");
    exportJson = make(u"export-json"_s, tr("Export the table as JSON…"));
    exportMarkdown = make(u"export-markdown"_s, tr("Export the table as Markdown…"));
    exportDeploy = make(u"export-deploy"_s, tr("Export for auth0-deploy-cli…"));
    exportTerraform = make(u"export-terraform"_s, tr("Export for Terraform…"));
    exportDeploy->setEnabled(false);
    exportTerraform->setEnabled(false);
}

void Actions::makeChangeActions()
{
    testPassword
        = make(u"test-password"_s, tr("&Try a password"), {Qt::CTRL | Qt::SHIFT | Qt::Key_T}, "dialog-password");
    editPolicy = make(u"edit-policy"_s, tr("Edit the password &policy"), {Qt::CTRL | Qt::SHIFT | Qt::Key_P},
                      "security-medium");
    editObject = make(u"edit-object"_s, tr("&Edit…"), {Qt::Key_F2}, "edit-rename");
    editObject->setEnabled(false);
    editSwitches
        = make(u"edit-switches"_s, tr("Enabled &connections…"), {Qt::CTRL | Qt::ALT | Qt::Key_C}, "network-connect");
    editSwitches->setEnabled(false);
    editMetadata = make(u"edit-metadata"_s, tr("Edit the &metadata…"), {Qt::CTRL | Qt::Key_M}, "code-block");
    editUsersMetadata = make(u"edit-users-metadata"_s, tr("Change app_metadata of many &users…"),
                             {Qt::CTRL | Qt::SHIFT | Qt::Key_M}, "system-users");
    reviewChanges = make(u"review-changes"_s, tr("&Review what is staged…"), {Qt::CTRL | Qt::Key_Return}, "vcs-diff");
    reviewChanges->setEnabled(false);
    toggleLock = make(u"toggle-lock"_s, tr("&Unlock writing…"), {Qt::CTRL | Qt::Key_L}, "object-locked");
    toggleLock->setIconText(tr("Read-only"));
    toggleLock->setEnabled(false);
    journal = make(u"journal"_s, tr("&Journal…"), {Qt::CTRL | Qt::Key_J}, "clock");
    timeline = make(u"timeline"_s, tr("T&imeline…"), {Qt::CTRL | Qt::Key_H});
    timeline->setEnabled(false);
    markLock = make(u"mark-lock"_s, tr("Mark as using Lock"));
    markNoLock = make(u"mark-no-lock"_s, tr("Mark as not using Lock"));
    unmarkLock = make(u"unmark-lock"_s, tr("Take the mark about Lock away"));
    probeLock = make(u"probe-lock"_s, tr("See what &Lock sees…"));
    waysOut = make(u"ways-out"_s, tr("Ways out of Lock's limit…"));
    whatIf = make(u"what-if"_s, tr("&What if…"), {Qt::CTRL | Qt::ALT | Qt::Key_W});
    whatIf->setEnabled(false);
}

void Actions::makeWindowActions()
{
    nextPane = make(u"next-pane"_s, tr("Next pane"), {Qt::Key_F6});
    previousPane = make(u"previous-pane"_s, tr("Previous pane"), {Qt::SHIFT | Qt::Key_F6});
    showTree = make(u"show-tree"_s, tr("Estate tree"), {Qt::CTRL | Qt::Key_1});
    showInspector = make(u"show-inspector"_s, tr("Inspector"), {Qt::CTRL | Qt::Key_2});
    showBottom = make(u"show-bottom"_s, tr("Activity"), {Qt::CTRL | Qt::Key_3});
    showWarnings = make(u"show-warnings"_s, tr("&Warnings"), {Qt::Key_F8}, "dialog-warning");
    showWarnings->setEnabled(false);
    for (QAction *pane : {showTree, showInspector, showBottom}) {
        pane->setCheckable(true);
        pane->setChecked(true);
    }
    themeSystem = make(u"theme-system"_s, tr("Theme of the desktop"));
    themeLight = make(u"theme-light"_s, tr("Light theme"));
    themeDark = make(u"theme-dark"_s, tr("Dark theme"));
    auto *themes = new QActionGroup(this);
    for (QAction *theme : {themeSystem, themeLight, themeDark}) {
        theme->setCheckable(true);
        themes->addAction(theme);
    }
    preferences = make(u"preferences"_s, tr("&Preferences…"), {Qt::CTRL | Qt::Key_Comma}, "configure");
    preferences->setMenuRole(QAction::PreferencesRole);
    shortcuts = make(u"shortcuts"_s, tr("&Keyboard shortcuts"), {Qt::CTRL | Qt::Key_Question});
    copyDiagnostics = make(u"copy-diagnostics"_s, tr("Copy &diagnostics"), {}, "tools-report-bug");
    about = make(u"about"_s, tr("&About Tenantry"), {}, "help-about");
    about->setMenuRole(QAction::AboutRole);
}

} // namespace Ui
