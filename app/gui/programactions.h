#pragma once

#include "ui/dialogs/prompt.h"
#include "ui/dialogs/tenantservices.h"

#include "auth/layeredstore.h"
#include "domain/id.h"

#include <QObject>

namespace Session {
class Estate;
class ProfileSessions;
} // namespace Session
namespace Settings {
class ProfileStore;
class SettingsStore;
} // namespace Settings
namespace Ui {
class MainWindow;
class OnboardActions;
class TenantActions;
} // namespace Ui

namespace Gui {

/// Connects the window's actions with the dialogs behind them. Child of the window.
class ProgramActions : public QObject
{
    Q_OBJECT
public:
    /// All references outlive the window.
    ProgramActions(Ui::MainWindow &window, Session::Estate &estate, Session::ProfileSessions &sessions,
                   Settings::ProfileStore &profiles, Auth::LayeredStore &credentials, Settings::SettingsStore &settings,
                   QString templateFolder = {});

    /// Adds the Auth0 tenant that a customer is to have of its own.
    void serve(const Ui::OnboardActions &onboarding);

private:
    void connectTenants(Session::ProfileSessions &sessions);
    void connectProgram();
    void enableTenantActions();
    void forTenant(void (Ui::TenantActions::*action)(const Domain::TenantId &));
    QString diagnostics() const;

    Ui::MainWindow &m_window;
    Session::Estate &m_estate;
    Settings::ProfileStore &m_profiles;
    Settings::SettingsStore &m_settings;
    QString m_templateFolder; ///< of the user's own policy templates
    Ui::FilePrompt m_prompt;
    const Auth::LayeredStore &m_credentials;
    Ui::TenantActions *m_tenants;
};

} // namespace Gui
