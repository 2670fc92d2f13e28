#pragma once

#include "gui/guioptions.h"

#include "auth/keychainstore.h"
#include "auth/layeredstore.h"
#include "sandbox/server.h"
#include "session/auditor.h"
#include "session/changetray.h"
#include "session/credentialreading.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/profilesessions.h"
#include "session/snapshotkeeper.h"
#include "session/stagedfindings.h"
#include "session/usercensus.h"
#include "settings/credentialkeys.h"
#include "settings/customerstore.h"
#include "settings/decisionstore.h"
#include "settings/palettestore.h"
#include "settings/profilestore.h"
#include "settings/reportstore.h"
#include "settings/searchstore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"
#include "settings/windowstate.h"
#include "ui/dialogs/changeservices.h"
#include "ui/dialogs/customerservices.h"
#include "ui/dialogs/prompt.h"
#include "ui/shell/linkactions.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>

#include <memory>

namespace Gui {

/// What lives as long as the program, in the order in which it must go away.
struct Program
{
    GuiOptions options;
    std::unique_ptr<QTemporaryDir> scratch; ///< pictures are drawn with settings of their own
    std::unique_ptr<Settings::SettingsStore> settings;
    std::unique_ptr<Settings::ProfileStore> profiles;
    std::unique_ptr<Settings::DecisionStore> decisions;
    std::unique_ptr<Settings::CustomerStore> customers; ///< the rules that tell them apart
    std::unique_ptr<Settings::UserCountStore> userCounts;
    std::unique_ptr<Settings::CredentialKeys> keys;
    std::unique_ptr<Auth::KeychainStore> keychain;
    std::unique_ptr<Auth::LayeredStore> credentials;
    std::unique_ptr<Settings::WindowState> memory;
    std::unique_ptr<Ui::Theme> theme;
    std::unique_ptr<Sandbox::Server> sandbox;
    std::unique_ptr<Session::Estate> estate = std::make_unique<Session::Estate>();
    std::unique_ptr<Session::Estate> nothing = std::make_unique<Session::Estate>();
    std::unique_ptr<Session::ProfileSessions> sessions;
    std::unique_ptr<Session::ChangeTray> tray = std::make_unique<Session::ChangeTray>(*estate);
    std::unique_ptr<Session::CredentialReading> keysOfApplications
        = std::make_unique<Session::CredentialReading>(*estate);
    std::unique_ptr<QTemporaryDir> passing; ///< snapshots of tenants that no profile names, as the sandbox's
    std::unique_ptr<Session::SnapshotKeeper> keeper;
    std::unique_ptr<Session::Auditor> auditor = std::make_unique<Session::Auditor>(*estate);
    std::unique_ptr<Session::StagedFindings> staged
        = std::make_unique<Session::StagedFindings>(*estate, *auditor, *tray);
    std::unique_ptr<Session::CustomerBook> customerBook;
    std::unique_ptr<Session::UserCensus> census;
    QString snapshots; ///< their file
    std::unique_ptr<Settings::PaletteStore> palette;
    std::unique_ptr<Settings::SearchStore> searches;
    std::unique_ptr<Settings::ReportStore> reports;
    QString door; ///< LinkDoor's
    QString journal; ///< its folder
    QString templates; ///< their folder
    Ui::FilePrompt prompt;
    std::unique_ptr<Ui::MainWindow> window;
    std::unique_ptr<Ui::MainWindow> startWindow;
    Ui::LinkActions *links = nullptr; ///< the window's
};

/// Opens what the options say is kept, or says why it cannot.
tl::expected<void, QString> openSettings(Program &program);
Ui::ChangeServices changeServices(Program &program);
Ui::CustomerServices customerServices(Program &program);

} // namespace Gui
