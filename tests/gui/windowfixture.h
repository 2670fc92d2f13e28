#pragma once

#include "gui/answeringprompt.h"
#include "sandbox/server.h"
#include "session/auditor.h"
#include "session/changetray.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/usercensus.h"
#include "settings/customerstore.h"
#include "settings/decisionstore.h"
#include "settings/palettestore.h"
#include "settings/profilestore.h"
#include "settings/searchstore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"
#include "settings/windowstate.h"
#include "ui/shell/linkactions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/paletteactions.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>

#include <memory>

/// A window over a small sandbox of its own: two Auth0 tenants, "acme-eu" (production; applications Portal with 57
/// database connections, Back office with 12 and one with a hostile name) and "acme-dev" (development).
class WindowFixture
{
public:
    WindowFixture();
    /// The window over another sandbox: a slow one, one with rate limits, or one that holds other tenants.
    explicit WindowFixture(Sandbox::Options options, std::vector<Sandbox::TenantState> tenants = {});
    ~WindowFixture();

    Sandbox::Server &server() { return *m_server; }
    Session::Estate &estate() { return m_estate; }
    Session::TenantSession &session(const QString &id) { return *m_estate.find(Domain::TenantId(id)); }
    Ui::Theme &theme() { return m_theme; }
    Ui::MainWindow &window() { return *m_window; }
    Session::ChangeTray &tray() { return m_tray; }
    Session::Auditor &auditor() { return m_auditor; }
    Settings::DecisionStore &decisions() { return *m_decisions; }
    Settings::CustomerStore &customerRules() { return *m_customers; }
    Session::CustomerBook &customerBook() { return *m_book; }
    Session::UserCensus &census() { return *m_census; }
    AnsweringPrompt &prompt() { return m_prompt; }
    Settings::PaletteStore &paletteStore() { return *m_paletteStore; }
    Settings::SearchStore &searchStore() { return *m_searchStore; }
    Settings::ProfileStore &profiles() { return *m_profiles; }
    Ui::PaletteActions &palette() { return *m_palette; }
    Ui::LinkActions &links() { return *m_links; }
    QString journalFolder() const { return m_folder.filePath(QStringLiteral("journal")); }
    QString templateFolder() const { return m_folder.filePath(QStringLiteral("templates")); }
    /// All that the window keeps on disk.
    QString folder() const { return m_folder.path(); }
    Settings::SettingsStore &settings() { return *m_settings; }

    /// Opens a tenant of the server; `limited`: with a client that holds only the scope read:clients.
    void open(int tenant, const QString &id, bool limited = false);
    /// The same with a profile that is not marked read-only, locked.
    void openWritable(int tenant, const QString &id);
    /// True once everything that was asked for is there.
    bool waitUntilRead(int milliseconds = 20000);
    /// Closes the window as a user does and opens another on the same settings.
    void restart();

    static constexpr auto hostileName = "<img src=\"file:///etc/hostname\">\u202Egpj.exe\nsecond line";

private:
    void makeWindow();
    void open(int tenant, const QString &id, bool limited, bool isReadOnly);

    QTemporaryDir m_folder;
    std::unique_ptr<Sandbox::Server> m_server;
    Session::Estate m_estate;
    Session::ChangeTray m_tray{m_estate};
    Session::Auditor m_auditor{m_estate};
    AnsweringPrompt m_prompt;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles; ///< none: the tenants of the sandbox are not saved
    std::unique_ptr<Settings::PaletteStore> m_paletteStore;
    std::unique_ptr<Settings::SearchStore> m_searchStore;
    std::unique_ptr<Settings::DecisionStore> m_decisions;
    std::unique_ptr<Settings::CustomerStore> m_customers;
    std::unique_ptr<Settings::UserCountStore> m_userCounts;
    std::unique_ptr<Session::CustomerBook> m_book;
    std::unique_ptr<Session::UserCensus> m_census;
    std::unique_ptr<Settings::WindowState> m_memory;
    Ui::Theme m_theme;
    std::unique_ptr<Ui::MainWindow> m_window;
    Ui::PaletteActions *m_palette = nullptr; ///< the window's
    Ui::LinkActions *m_links = nullptr; ///< the window's
};
