#pragma once

#include "session/tenantplan.h"

#include <QObject>

class QSessionManager;

namespace Session {
class ChangeTray;
class Estate;
class TenantSession;
} // namespace Session
namespace Settings {
class ProfileStore;
}
namespace Ui {
class MainWindow;
}

namespace Gui {

/// Ends the program where nobody can be asked, at a signal or at the end of the desktop's session: as closing the
/// window does. What is staged for saved tenants is then kept, a file for each plan, its secrets masked, and staged
/// again once its Auth0 tenant is open, by the window that takes the file away. Child of the window; the others outlive
/// it.
class ProgramEnd : public QObject
{
    Q_OBJECT
public:
    /// `snapshots`: their file, beside which such plans are kept.
    ProgramEnd(Ui::MainWindow &window, Session::Estate &estate, Session::ChangeTray &tray,
               const Settings::ProfileStore &profiles, const QString &snapshots);

    /// Closes the window without a question, and ends the program.
    void endUnasked();
    /// The desktop's session ends: where something is staged, asks if that is allowed, and else ends the program.
    void endSession(QSessionManager &manager);

private:
    void keep();
    void stageAgain(Session::TenantSession *session);
    void forgetRemoved();

    Ui::MainWindow &m_window; ///< parent
    Session::Estate &m_estate;
    Session::ChangeTray &m_tray;
    const Settings::ProfileStore &m_profiles;
    const QString m_folder; ///< of kept plans; several windows share it
};

} // namespace Gui
