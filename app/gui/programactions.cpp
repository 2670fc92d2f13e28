#include "gui/programactions.h"

#include "gui/clientoptions.h"

#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/diagnostics.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/preferencesdialog.h"
#include "ui/dialogs/shortcutsdialog.h"
#include "ui/dialogs/tenantactions.h"
#include "ui/editors/onboardactions.h"
#include "ui/pages/statustext.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"

#include "session/estate.h"
#include "session/keyowners.h"
#include "session/policytemplates.h"
#include "session/profilesessions.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMessageBox>

#include <utility>

using namespace Qt::StringLiterals;

namespace Gui {

namespace {

QString wordFor(Settings::Theme theme)
{
    switch (theme) {
    case Settings::Theme::System:
        return u"system"_s;
    case Settings::Theme::Light:
        return u"light"_s;
    case Settings::Theme::Dark:
        break;
    }
    return u"dark"_s;
}

} // namespace

ProgramActions::ProgramActions(Ui::MainWindow &window, Session::Estate &estate, Session::ProfileSessions &sessions,
                               Settings::ProfileStore &profiles, Auth::LayeredStore &credentials,
                               Settings::SettingsStore &settings, QString templateFolder)
    : QObject(&window)
    , m_window(window)
    , m_estate(estate)
    , m_profiles(profiles)
    , m_settings(settings)
    , m_templateFolder(std::move(templateFolder))
    , m_credentials(credentials)
    , m_tenants(new Ui::TenantActions(
          {profiles, credentials, credentials.sessionOnly(), m_prompt,
           [this](const Domain::TenantProfile &profile) { return clientOptions(profile, m_settings.preferences()); }},
          &window))
{
    m_tenants->askAlsoAbout([this](const Domain::TenantId &id) { return m_window.unsentEdits(id).text(); });
    connectTenants(sessions);
    connectProgram();
    connect(&m_window, &Ui::MainWindow::tenantChanged, this, &ProgramActions::enableTenantActions);
    connect(&m_profiles, &Settings::ProfileStore::added, this, &ProgramActions::enableTenantActions);
    connect(&m_profiles, &Settings::ProfileStore::removed, this, &ProgramActions::enableTenantActions);
    enableTenantActions();
}

void ProgramActions::connectTenants(Session::ProfileSessions &sessions)
{
    const Ui::Actions &actions = m_window.actions();
    connect(actions.addTenant, &QAction::triggered, m_tenants, &Ui::TenantActions::add);
    connect(actions.importTenants, &QAction::triggered, m_tenants, &Ui::TenantActions::importFromTools);
    connect(actions.importProfiles, &QAction::triggered, m_tenants, &Ui::TenantActions::importProfiles);
    connect(actions.exportProfiles, &QAction::triggered, m_tenants, &Ui::TenantActions::exportProfiles);
    connect(actions.editTenant, &QAction::triggered, this, [this] { forTenant(&Ui::TenantActions::edit); });
    connect(actions.duplicateTenant, &QAction::triggered, this, [this] { forTenant(&Ui::TenantActions::duplicate); });
    connect(actions.replaceCredential, &QAction::triggered, this,
            [this] { forTenant(&Ui::TenantActions::replaceSecret); });
    connect(actions.removeTenant, &QAction::triggered, this, [this] { forTenant(&Ui::TenantActions::remove); });
    connect(&m_window, &Ui::MainWindow::editTenantWanted, m_tenants, &Ui::TenantActions::edit);
    connect(m_tenants, &Ui::TenantActions::saved, &sessions,
            [&sessions](const Domain::TenantId &id, bool credentialChanged) {
                if (credentialChanged) {
                    sessions.renewSecret(id);
                }
            });
    connect(m_tenants, &Ui::TenantActions::done, &m_window, &Ui::MainWindow::showMessage);
    connect(m_tenants, &Ui::TenantActions::failed, &m_window, [this](const QString &what, const QString &detail) {
        auto *box = new QMessageBox(QMessageBox::Warning, u"Tenantry"_s, what, QMessageBox::Ok, &m_window);
        box->setTextFormat(Qt::PlainText);
        box->setInformativeText(detail.toHtmlEscaped());
        Ui::openDialog(box);
    });
}

void ProgramActions::serve(const Ui::OnboardActions &onboarding)
{
    connect(&onboarding, &Ui::OnboardActions::tenantWanted, m_tenants, &Ui::TenantActions::addFor);
}

/// A tenant of the sandbox, or one from the command line, has no profile to edit.
void ProgramActions::enableTenantActions()
{
    const Ui::Actions &actions = m_window.actions();
    const std::optional<Domain::TenantId> &tenant = m_window.scope().tenant;
    const bool isSaved = tenant && m_profiles.find(*tenant);
    for (QAction *action :
         {actions.editTenant, actions.duplicateTenant, actions.replaceCredential, actions.removeTenant}) {
        action->setEnabled(isSaved);
    }
    actions.exportProfiles->setEnabled(!m_profiles.profiles().isEmpty());
}

void ProgramActions::connectProgram()
{
    const Ui::Actions &actions = m_window.actions();
    connect(actions.preferences, &QAction::triggered, &m_window, [this] {
        QList<Ui::PreferencesDialog::BaselineChoice> baselines;
        for (const Session::KnownTemplate &known : Session::knownTemplates(Settings::TemplateFiles(m_templateFolder))) {
            baselines.append({known.word(), known.content.name});
        }
        qsizetype keyRequests = 0;
        for (const Session::TenantSession *session : m_estate.sessions()) {
            keyRequests += Session::applicationsWithKeys(session->records(Query::Kind::Applications)).size();
        }
        Ui::openDialog(new Ui::PreferencesDialog(m_settings, m_prompt, baselines, keyRequests, &m_window));
    });
    connect(actions.about, &QAction::triggered, &m_window,
            [this] { Ui::openDialog(new Ui::AboutDialog(diagnostics(), &m_window)); });
    connect(actions.copyDiagnostics, &QAction::triggered, &m_window, [this] {
        QGuiApplication::clipboard()->setText(diagnostics());
        m_window.showMessage(tr("Copied the diagnostics: no secret and no name, but the tenants' domains."));
    });
    connect(actions.shortcuts, &QAction::triggered, &m_window, [this] {
        QList<Ui::ShortcutsDialog::Group> groups;
        for (const Ui::Actions::Group &group : m_window.actions().groups()) {
            QList<QAction *> shown = group.actions;
            shown.removeAll(nullptr);
            groups.append({QString(group.title).remove(u'&'), shown});
        }
        Ui::openDialog(new Ui::ShortcutsDialog(groups, &m_window));
    });
}

void ProgramActions::forTenant(void (Ui::TenantActions::*action)(const Domain::TenantId &))
{
    if (const std::optional<Domain::TenantId> &tenant = m_window.scope().tenant) {
        (m_tenants->*action)(*tenant);
    }
}

QString ProgramActions::diagnostics() const
{
    Ui::Diagnostics told;
    told.hasKeychain = m_credentials.isPersistent();
    told.theme = wordFor(m_settings.preferences().theme);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const Session::TenantSession *session : m_estate.sessions()) {
        Ui::Diagnostics::Tenant tenant{session->profile(), {}};
        for (const Query::Kind kind : Query::inventoryKinds) {
            const Session::KindStatus &status = session->status(kind);
            tenant.states << tr("%1: %2, %3")
                                 .arg(QString(Query::wordFor(kind)), QLocale().toString(session->records(kind).size()),
                                      Ui::ageText(status, now));
            if (status.error) {
                const QString problem = u"%1, %2: %3 %4"_s.arg(Domain::originOf(session->profile()).authority(),
                                                               QString(Query::wordFor(kind)), status.error->happened(),
                                                               status.error->why());
                told.problems << problem;
            }
        }
        told.tenants.append(tenant);
    }
    return Ui::diagnosticsText(told);
}

} // namespace Gui
