#pragma once

#include "auth/memorystore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "ui/dialogs/prompt.h"

#include <QTemporaryDir>

#include <memory>

namespace Session {
class Estate;
}
namespace Ui {
class MainWindow;
class TenantActions;
} // namespace Ui

namespace Gui {

/// The dialogs about a saved tenant, for pictures: the tenants of the sandbox have no profiles, so that one is saved in
/// a folder of its own, with its secret in memory. Owned by Screenshots.
class DialogShots : public QObject
{
    Q_OBJECT
public:
    /// The window owns the dialogs; both outlive this.
    DialogShots(Ui::MainWindow &window, Session::Estate &estate, QObject *parent);

    void editTenant();
    void replaceCredential();
    void removeTenant();
    /// The test of a tenant whose token may read applications only.
    void testConnection();
    bool isTesting() const;

private:
    Domain::TenantId saved();

    /// Kept in memory, and said to be kept for good, as on a desktop.
    struct Keychain : Auth::MemoryStore
    {
        bool isPersistent() const override { return true; }
    };

    Ui::MainWindow &m_window;
    Session::Estate &m_estate;
    QTemporaryDir m_folder;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    Keychain m_keychain;
    Auth::MemoryStore m_sessionOnly;
    Ui::FilePrompt m_prompt;
    Ui::TenantActions *m_actions = nullptr;
    Domain::TenantId m_saved;
};

} // namespace Gui
