#pragma once

#include "ui/dialogs/changeservices.h"

#include <QObject>

namespace Ui {

class MainWindow;
class PasswordTesterPanel;
class PolicyEditor;

/// Puts what is about password policies into the window: the editor among the inspector's tabs, the tester below, and
/// the actions that enter them. Owned by the window.
class PolicyActions : public QObject
{
    Q_OBJECT
public:
    PolicyActions(const ChangeServices &services, MainWindow &window);

    /// Enters the editor for the policies of the selected connections.
    void editPolicy();
    /// Enters the password tester.
    void testPassword();

private:
    MainWindow &m_window; ///< parent
    PolicyEditor *m_editor; ///< owned by the inspector
    PasswordTesterPanel *m_tester; ///< owned by the bottom panel
};

} // namespace Ui
