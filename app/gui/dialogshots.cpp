#include "gui/dialogshots.h"

#include "gui/sandboxestate.h"

#include "ui/dialogs/connectiontestpanel.h"
#include "ui/dialogs/tenantactions.h"
#include "ui/shell/mainwindow.h"

#include "session/estate.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Gui {

DialogShots::DialogShots(Ui::MainWindow &window, Session::Estate &estate, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_estate(estate)
{
    if (auto settings = Settings::SettingsStore::open(m_folder.filePath(u"config"_s))) {
        m_settings = std::move(*settings);
        m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
        m_actions = new Ui::TenantActions({*m_profiles, m_keychain, m_sessionOnly, m_prompt, {}}, &window);
    }
}

/// The profile of the sandbox's tenant that may read applications only; empty where it could not be saved.
Domain::TenantId DialogShots::saved()
{
    const Session::TenantSession *limited = m_estate.find(Domain::TenantId(u"limited"_s));
    if (m_saved.isEmpty() && m_profiles && limited) {
        Domain::TenantProfile profile = limited->profile();
        profile.id = {};
        profile.domain.clear(); // a saved profile names one address: here the sandbox's
        m_saved = m_profiles->add(profile).value_or(Domain::TenantId());
        m_keychain.write(m_saved, Auth::SecretKind::ClientSecret, Api::Secret(QByteArray(limitedClientSecret)), this,
                         [](const Auth::StoreOutcome<void> &) {});
    }
    return m_saved;
}

void DialogShots::editTenant()
{
    if (const Domain::TenantId id = saved(); !id.isEmpty()) {
        m_actions->edit(id);
    }
}

void DialogShots::replaceCredential()
{
    if (const Domain::TenantId id = saved(); !id.isEmpty()) {
        m_actions->replaceSecret(id);
    }
}

void DialogShots::removeTenant()
{
    if (const Domain::TenantId id = saved(); !id.isEmpty()) {
        m_actions->remove(id);
    }
}

void DialogShots::testConnection()
{
    editTenant();
    if (auto *test = m_window.findChild<QPushButton *>(u"test"_s)) {
        test->click();
    }
}

bool DialogShots::isTesting() const
{
    const auto *test = m_window.findChild<QPushButton *>(u"test"_s);
    return test && !test->isEnabled();
}

} // namespace Gui
