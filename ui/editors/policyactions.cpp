#include "ui/editors/policyactions.h"

#include "ui/editors/passwordtesterpanel.h"
#include "ui/editors/policyeditor.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QLineEdit>
#include <QTabWidget>

namespace Ui {

PolicyActions::PolicyActions(const ChangeServices &services, MainWindow &window)
    : QObject(&window)
    , m_window(window)
    , m_editor(new PolicyEditor(services))
    , m_tester(new PasswordTesterPanel(services))
{
    window.inspector()->addTab(m_editor);
    window.bottom()->addTab(m_tester, tr("Password tester"));
    connect(m_editor, &PolicyEditor::told, &window, &MainWindow::showMessage);
    connect(window.inspector(), &InspectorPanel::selectionShown, m_tester, &PasswordTesterPanel::showSelection);
    connect(window.actions().editPolicy, &QAction::triggered, this, &PolicyActions::editPolicy);
    connect(window.actions().testPassword, &QAction::triggered, this, &PolicyActions::testPassword);
}

void PolicyActions::editPolicy()
{
    m_window.actions().showInspector->setChecked(true);
    if (m_window.inspector()->openTab(m_editor)) {
        m_editor->enter();
    } else {
        m_window.showMessage(tr("Select one or more database connections to edit their password policy."));
    }
}

void PolicyActions::testPassword()
{
    m_window.actions().showBottom->setChecked(true);
    m_window.bottom()->openTab(m_tester);
    m_tester->sample()->setFocus(Qt::ShortcutFocusReason);
}

} // namespace Ui
