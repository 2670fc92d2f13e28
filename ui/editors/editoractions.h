#pragma once

#include "ui/dialogs/changeservices.h"

#include "change/plan.h"
#include "domain/id.h"

#include <QObject>

class QDialog;

namespace Session {
class TenantSession;
}

namespace Ui {

class MainWindow;

/// Opens the editors for what is selected in the window's table: the fields of an object, and the switches of
/// applications, connections and organizations. What they stage goes to the tray. Owned by the window.
class EditorActions : public QObject
{
    Q_OBJECT
public:
    EditorActions(const ChangeServices &services, MainWindow &window);

    /// Of the object that the inspector shows.
    void editObject();
    /// Of the selected applications or connections, of one tenant, or of one organization.
    void editSwitches();

private:
    void editOrganization(Session::TenantSession &session, const QStringList &organizations);

    ChangeServices m_services;
    MainWindow &m_window; ///< parent
};

} // namespace Ui
