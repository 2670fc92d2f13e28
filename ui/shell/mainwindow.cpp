#include "ui/shell/mainwindow.h"

#include "ui/pages/inspectorpanel.h"
#include "ui/pages/startpage.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/tenantpage.h"
#include "ui/pages/tenantspage.h"
#include "ui/shell/actions.h"
#include "ui/shell/bottompanel.h"
#include "ui/shell/estatepanel.h"
#include "ui/shell/menukey.h"
#include "ui/shell/onetenant.h"
#include "ui/shell/panering.h"
#include "ui/shell/returnkey.h"
#include "ui/shell/rowsout.h"
#include "ui/shell/showlogs.h"
#include "ui/shell/statusline.h"
#include "ui/shell/topbar.h"
#include "ui/shell/wheelguard.h"
#include "ui/shell/windowplace.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/recordtable.h"

#include "session/estate.h"
#include "session/organizationconnections.h"
#include "session/writeunlock.h"
#include "settings/settingsstore.h"
#include "settings/windowstate.h"

#include <QCloseEvent>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

using Part = Settings::WindowState::Part;

MainWindow::MainWindow(Session::Estate &estate, Settings::SettingsStore &settings, Settings::WindowState &memory,
                       Theme &theme, QWidget *parent)
    : QMainWindow(parent)
    , m_estate(estate)
    , m_settings(settings)
    , m_memory(memory)
    , m_theme(theme)
    , m_actions(new Actions(this))
    , m_ring(new PaneRing(this))
    , m_rowsOut(new RowsOut(this))
{
    setObjectName(u"main"_s);
    setWindowTitle(u"Tenantry"_s);
    buildPanes();
    new MenuKey(this);
    new ReturnKey(this);
    new WheelGuard(this);
    connectActions();
    connectPaneActions();
    connectThemeActions();
    restoreLayout();

    m_estate.each(this, [this](Session::TenantSession *session) {
        takeUnlockDuration(*session);
        connect(session, &Session::TenantSession::displayChanged, this, &MainWindow::showTenantName);
        connect(session, &Session::TenantSession::statusChanged, this, &MainWindow::updateReadingActions);
        connect(session, &Session::TenantSession::mapStatusChanged, this, &MainWindow::updateReadingActions);
        connect(&session->organizationConnections(), &Session::OrganizationConnections::changed, this,
                &MainWindow::updateReadingActions);
    });
    takeLockBands();
    connect(&m_settings, &Settings::SettingsStore::preferencesChanged, this, [this] {
        takeLockBands();
        for (const Session::TenantSession *session : m_estate.sessions()) {
            takeUnlockDuration(*session);
        }
    });
    connect(&m_estate, &Session::Estate::opened, this, [this](const Domain::TenantId &id) {
        // A profile that was edited is closed and opened again: the window stays where it was.
        if (m_closedScope && m_closedScope->tenant == id) {
            showScope(*std::exchange(m_closedScope, std::nullopt));
        } else if (m_isShowingStart) {
            showScope({id, Query::Kind::Applications, {}});
        } else {
            updateActions();
        }
    });
    connect(&m_estate, &Session::Estate::closed, this, [this](const Domain::TenantId &id) {
        const bool isGone = m_scope.tenant == id || m_estate.sessions().isEmpty();
        if (m_scope.tenant == id) {
            m_closedScope = m_scope;
        }
        showScope(isGone ? Scope{} : m_scope);
    });
    showScope(m_scope);
    m_estatePanel->entry()->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPanes()
{
    QMenu *menu = m_actions->makeMenu(this);
    m_topBar = new TopBar(*m_actions, menu, this);
    m_estatePanel = new EstatePanel(m_estate, *m_actions, this);
    m_pages = new QStackedWidget(this);
    m_startPage = new StartPage(*m_actions, this);
    m_tenantPage = new TenantPage(m_estate, *m_actions, this);
    m_pages->addWidget(m_startPage);
    m_tenantsPage = new TenantsPage(m_estate, m_memory, *m_actions, this);
    m_pages->addWidget(m_tenantPage);
    m_pages->addWidget(m_tenantsPage);
    m_inspector = new InspectorPanel(m_estate, m_actions->countConnections, m_actions->probeLock, this);
    m_bottom = makeBottomPanel(m_estate, this);
    m_statusLine = new StatusLine(m_estate, this);
    setStatusBar(m_statusLine);

    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->addWidget(m_pages);
    m_rows->addWidget(m_bottom);
    m_rows->setStretchFactor(0, 1);
    m_bottom->shareRoom(m_rows, m_pages);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->addWidget(m_estatePanel);
    m_columns->addWidget(m_rows);
    m_columns->addWidget(m_inspector);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({Size::sidebar, 784, Size::inspector});
    for (QSplitter *splitter : {m_rows, m_columns}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(1);
    }
    // Together no more than a screen of 1440 x 900 has at twice the size: 720 x 450, the frame among it.
    m_estatePanel->setMinimumWidth(150);
    m_inspector->setMinimumSize(200, 200); // a tab that is not shown must not make the window higher
    m_pages->setMinimumSize(366, 180);

    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_topBar);
    layout->addWidget(m_columns, 1);
    setCentralWidget(central);
}

void MainWindow::connectActions()
{
    connect(m_estatePanel, &EstatePanel::scopeChosen, this, &MainWindow::showScope);
    connect(m_tenantsPage, &TenantsPage::tenantWanted, this, [this](const Domain::TenantId &tenant) {
        showScope({tenant, Query::Kind::Tenants, {}});
    });
    connect(m_inspector, &InspectorPanel::objectWanted, this, &MainWindow::showObject);
    connect(m_inspector, &InspectorPanel::selectionWanted, this, &MainWindow::showObjects);
    connect(m_actions->policies, &QAction::triggered, this, &MainWindow::showPolicies);
    connect(m_actions->showLogs, &QAction::triggered, this, [this] {
        if (const TablePage *page = tablePage()) {
            const bool isAny = inOneTenant(*this, m_estate, page->selection(), tr("Log of which Auth0 tenant?"),
                                           [this](const Selection &whose) { showLogs(*this, m_estate, whose); });
            if (!isAny) {
                showMessage(tr("No Auth0 tenant has all of the selected customers: select one of them."));
            }
        } else if (const auto tenant = m_scope.tenant) {
            showLogs(*this, *tenant, {});
        }
    });
    m_inspector->offerLog(m_actions->showLogs);
    connect(m_actions->refresh, &QAction::triggered, this, &MainWindow::refresh);
    connect(m_actions->refreshAll, &QAction::triggered, this, [this] {
        for (Session::TenantSession *session : shownSessions()) {
            session->refreshAll(Api::Priority::Foreground);
        }
    });
    connect(m_actions->cancelReading, &QAction::triggered, this, &MainWindow::cancelReading);
    connect(m_actions->countConnections, &QAction::triggered, this, &MainWindow::countConnections);
    const auto connectControls = [this](QAction *action, void (TableControls::*act)()) {
        connect(action, &QAction::triggered, this, [this, act] {
            if (TableControls *controls = tableControls()) {
                (controls->*act)();
            }
        });
    };
    connectControls(m_actions->filter, &TableControls::startFilter);
    connectControls(m_actions->clearFilter, &TableControls::clearFilter);
    connectControls(m_actions->columns, &TableControls::openColumnMenu);
    connect(m_actions->findTenant, &QAction::triggered, m_estatePanel, &EstatePanel::startFilter);
    connect(m_actions->findInJson, &QAction::triggered, m_inspector, &InspectorPanel::startJsonSearch);
    connect(m_actions->selectAll, &QAction::triggered, this, [this] {
        if (TablePage *page = tablePage()) {
            page->table()->selectAll();
        }
    });
    connect(m_actions->copyId, &QAction::triggered, this, [this] {
        if (TablePage *page = tablePage()) {
            page->copyIds();
        }
    });
    const auto connectCopy = [this](QAction *action, RowFormat format) {
        connect(action, &QAction::triggered, this, [this, format] {
            if (const TablePage *page = tablePage()) {
                m_rowsOut->copy(*page, format);
            }
        });
    };
    const auto connectSave = [this](QAction *action, RowFormat format) {
        connect(action, &QAction::triggered, this, [this, format] {
            if (const TablePage *page = tablePage()) {
                m_rowsOut->save(*page, format, this);
            }
        });
    };
    connectCopy(m_actions->copy, RowFormat::Csv);
    connectCopy(m_actions->copyCsv, RowFormat::Csv);
    connectCopy(m_actions->copyJson, RowFormat::Json);
    connectCopy(m_actions->copyMarkdown, RowFormat::Markdown);
    connectSave(m_actions->exportCsv, RowFormat::Csv);
    connectSave(m_actions->exportJson, RowFormat::Json);
    connectSave(m_actions->exportMarkdown, RowFormat::Markdown);
    connect(m_actions->copyCurl, &QAction::triggered, this, [this] {
        if (const TablePage *page = tablePage()) {
            m_rowsOut->copyCurl(*page);
        }
    });
    connect(m_rowsOut, &RowsOut::told, this, &MainWindow::showMessage);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::connectPaneActions()
{
    const auto connectPane
        = [this](QAction *action, QWidget *pane) { connect(action, &QAction::toggled, pane, &QWidget::setVisible); };
    connectPane(m_actions->showTree, m_estatePanel);
    connect(m_actions->showInspector, &QAction::toggled, this, &MainWindow::inspect);
    connect(m_actions->showBottom, &QAction::toggled, this, &MainWindow::showPanes);
    connect(m_actions->showBottom, &QAction::triggered, m_bottom, &BottomTabs::open);
    connect(m_actions->nextPane, &QAction::triggered, m_ring, [this] { m_ring->step(1); });
    connect(m_actions->previousPane, &QAction::triggered, m_ring, [this] { m_ring->step(-1); });
    m_ring->add(m_estatePanel, [this] { return m_estatePanel->entry(); });
    m_ring->add(m_pages, [this]() -> QWidget * {
        TablePage *page = tablePage();
        if (page) {
            return page->entry();
        }
        if (m_pages->currentWidget() == m_tenantsPage) {
            return m_tenantsPage->entry();
        }
        return m_pages->currentWidget()->findChild<QPushButton *>();
    });
    m_ring->add(m_inspector, [this]() -> QWidget * { return m_inspector->tabs()->tabBar(); });
    m_ring->add(m_bottom, [this]() -> QWidget * { return m_bottom->tabBar(); });
    auto *menu = new QAction(tr("Menu"), this);
    menu->setShortcut(Qt::Key_F10);
    addAction(menu);
    connect(menu, &QAction::triggered, m_topBar, &TopBar::openMenu);
}

void MainWindow::connectThemeActions()
{
    const auto show = [this] {
        const Settings::Theme theme = m_settings.preferences().theme;
        m_actions->themeSystem->setChecked(theme == Settings::Theme::System);
        m_actions->themeLight->setChecked(theme == Settings::Theme::Light);
        m_actions->themeDark->setChecked(theme == Settings::Theme::Dark);
        m_theme.setChoice(theme);
    };
    const auto connectTheme = [this](QAction *action, Settings::Theme theme) {
        connect(action, &QAction::triggered, this, [this, theme] {
            Settings::Preferences preferences = m_settings.preferences();
            preferences.theme = theme;
            if (const auto kept = m_settings.setPreferences(preferences); !kept) {
                m_theme.setChoice(theme); // for this session
                showMessage(kept.error().message);
            }
        });
    };
    connectTheme(m_actions->themeSystem, Settings::Theme::System);
    connectTheme(m_actions->themeLight, Settings::Theme::Light);
    connectTheme(m_actions->themeDark, Settings::Theme::Dark);
    connect(&m_settings, &Settings::SettingsStore::preferencesChanged, this, show);
    show();
}

void MainWindow::takeUnlockDuration(const Session::TenantSession &session)
{
    session.writeUnlock().setDuration(std::chrono::minutes(m_settings.preferences().unlockMinutes));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::saveLayout()
{
    for (const auto &[kind, page] : m_tablePages) {
        page->remember();
    }
    m_tenantsPage->controls()->remember();
    m_memory.setValue(Part::Geometry, objectName(), saveGeometry());
    m_memory.setValue(Part::Splitter, u"columns"_s, m_columns->saveState());
    m_memory.setValue(Part::Splitter, u"bottom"_s, QByteArray::number(m_bottom->wantedHeight()));
    QStringList hidden;
    for (const QAction *pane : {m_actions->showTree, m_actions->showInspector, m_actions->showBottom}) {
        if (!pane->isChecked()) {
            hidden << pane->objectName();
        }
    }
    m_memory.setValue(Part::Choice, u"hidden-panes"_s, hidden.join(u' ').toUtf8());
    m_memory.setValue(Part::Choice, u"bottom"_s, QByteArray::number(m_bottom->currentIndex()));
    const QString tenant = m_scope.tenant ? m_scope.tenant->text() : QString();
    m_memory.setValue(Part::Choice, u"scope"_s, QString(Query::wordFor(m_scope.kind) + u' ' + tenant).toUtf8());
    m_memory.save();
}

void MainWindow::restoreLayout()
{
    restorePlace(*this, m_memory.value(Part::Geometry, objectName()), {1440, 900});
    m_columns->restoreState(m_memory.value(Part::Splitter, u"columns"_s));
    m_columns->setHandleWidth(1);
    m_bottom->setWantedHeight(m_memory.value(Part::Splitter, u"bottom"_s).toInt());
    const QByteArray hidden = m_memory.value(Part::Choice, u"hidden-panes"_s);
    for (QAction *pane : {m_actions->showTree, m_actions->showInspector, m_actions->showBottom}) {
        pane->setChecked(!hidden.contains(pane->objectName().toLatin1()));
    }
    m_bottom->setCurrentIndex(m_memory.value(Part::Choice, u"bottom"_s).toInt());
    const QString scope = QString::fromUtf8(m_memory.value(Part::Choice, u"scope"_s));
    const Domain::TenantId tenant(scope.section(u' ', 1));
    if (const auto kind = Query::kindFor(scope.section(u' ', 0, 0))) {
        m_scope.kind = *kind;
    }
    if (m_estate.find(tenant)) {
        m_scope.tenant = tenant;
    }
}

} // namespace Ui
