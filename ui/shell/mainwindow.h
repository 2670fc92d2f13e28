#pragma once

#include "ui/dialogs/unsentedits.h"
#include "ui/shell/bottomtabs.h"
#include "ui/shell/rowsout.h"
#include "ui/shell/scope.h"

#include "items/findingarranger.h"

#include <QMainWindow>

#include <map>

class QSplitter;
class QStackedWidget;

namespace Session {
class Auditor;
class ChangeTray;
class Estate;
class StagedFindings;
class TenantSession;
} // namespace Session
namespace Settings {
class SettingsStore;
class WindowState;
} // namespace Settings

namespace Ui {

class Actions;
class EstatePanel;
class InspectorPanel;
class PaneRing;
class StartPage;
class StatusLine;
class TableControls;
class TablePage;
class TenantPage;
class TenantsPage;
class Theme;
class TopBar;
class WarningsPanel;
struct Selection;

/// The window: estate tree, table, inspector, and the activity of the client below. Opens no dialog itself: main()
/// connects the actions that need one.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// All references outlive the window.
    MainWindow(Session::Estate &estate, Settings::SettingsStore &settings, Settings::WindowState &memory, Theme &theme,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    const Actions &actions() const { return *m_actions; }
    const Scope &scope() const { return m_scope; }
    void showScope(const Scope &scope);
    /// Shows a table of the object, or of these, and selects it; with the inspector, in the second case.
    void showObject(const Domain::TenantId &tenant, Query::Kind kind, const QString &id);
    void showObjects(const Selection &selection);
    /// The table that is shown, or nullptr.
    TablePage *tablePage() const;
    /// Those of the page that is shown, the table of the tenants included; or nullptr.
    TableControls *tableControls() const;
    InspectorPanel *inspector() const { return m_inspector; }
    BottomTabs *bottom() const { return m_bottom; }
    EstatePanel *estatePanel() const { return m_estatePanel; }
    /// Shows in the tables what is staged, from now on. The tray outlives the window.
    void showStaged(const Session::ChangeTray &tray);
    /// What the user edited, of one tenant or of all, and would lose with the window.
    UnsentEdits unsentEdits(const std::optional<Domain::TenantId> &tenant = {}) const;
    /// Shows from now on what the audits find, and would find by what is staged. Both outlive the window.
    void showFindings(const Session::Auditor &auditor, const Session::StagedFindings *staged = nullptr);
    /// The panel of the findings, or nullptr where nothing audits.
    WarningsPanel *warnings() const { return m_warnings; }
    /// Offers the user's own policy templates of this folder as baselines.
    void offerTemplates(const QString &folder);
    /// Says, where there is no tenant yet, that the sandbox is on its way.
    void showOpeningSandbox(bool isOpening);
    /// One sentence in the status line, while it stands there.
    void showMessage(const QString &text);
    QString message() const;

Q_SIGNALS:
    /// The tenant that the tenant actions are about changed; empty: none.
    void tenantChanged(const Domain::TenantId &tenant);
    /// A banner offers to change a profile.
    void editTenantWanted(const Domain::TenantId &tenant);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildPanes();
    void connectActions();
    void connectPaneActions();
    void connectThemeActions();
    void takeLockBands();
    void takeUnlockDuration(const Session::TenantSession &session);
    TablePage *pageFor(Query::Kind kind);
    QList<Session::TenantSession *> shownSessions() const;
    void showTenantName();
    void showPanes();
    void inspect();
    void showPolicies();
    void enterWarnings();
    void takeOut(const QList<Items::FindingRow> &rows, bool toFile, RowFormat format);
    void tellFindings(const Domain::TenantId &tenant, const QList<Domain::Finding> &findings, const QString &text);
    void readOnFirstSight();
    void refresh();
    void cancelReading();
    void countConnections();
    void updateActions();
    void updateReadingActions();
    void saveLayout();
    void restoreLayout();

    Session::Estate &m_estate;
    Settings::SettingsStore &m_settings;
    Settings::WindowState &m_memory;
    Theme &m_theme;
    Actions *m_actions;
    PaneRing *m_ring;
    RowsOut *m_rowsOut;
    Scope m_scope;
    std::optional<Scope> m_closedScope; ///< what was shown of the tenant that was closed last
    bool m_isShowingStart = true;
    bool m_isInspecting = false; ///< a row was selected since the table is shown, or the inspector was asked for
    TopBar *m_topBar;
    QSplitter *m_columns;
    QSplitter *m_rows;
    EstatePanel *m_estatePanel;
    QStackedWidget *m_pages;
    StartPage *m_startPage;
    TenantPage *m_tenantPage;
    TenantsPage *m_tenantsPage;
    QString m_templateFolder; ///< empty: there are given ones only
    const Session::ChangeTray *m_tray = nullptr; ///< nullptr: nothing is ever staged
    std::map<Query::Kind, TablePage *> m_tablePages; ///< made when first shown
    InspectorPanel *m_inspector;
    BottomTabs *m_bottom;
    WarningsPanel *m_warnings = nullptr;
    StatusLine *m_statusLine;
};

} // namespace Ui
