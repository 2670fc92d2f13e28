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
/// window does. What is staged for saved tenants is then kept as a plan, its secrets masked, and staged again once its
/// Auth0 tenant is open the next time. Child of the window; the others outlive it.
class ProgramEnd : public QObject
{
    Q_OBJECT
public:
    /// `snapshots`: their file, beside which such a plan is kept.
    ProgramEnd(Ui::MainWindow &window, Session::Estate &estate, Session::ChangeTray &tray,
               const Settings::ProfileStore &profiles, const QString &snapshots);
    ~ProgramEnd() override;

    /// Closes the window without a question, and ends the program.
    void endUnasked();
    /// The desktop's session ends: asks where that is allowed, and keeps what is staged.
    void endSession(QSessionManager &manager);

private:
    void keep();
    void write(const QList<Change::Plan> &plans) const;
    void load();
    void stageAgain(Session::TenantSession *session);

    Ui::MainWindow &m_window; ///< parent
    Session::Estate &m_estate;
    Session::ChangeTray &m_tray;
    const Settings::ProfileStore &m_profiles;
    QString m_file;
    QList<Change::Plan> m_kept; ///< of tenants that are not open yet
    bool m_isKept = false; ///< the file holds what is staged
};

} // namespace Gui
