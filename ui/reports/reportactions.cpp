#include "ui/reports/reportactions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/reports/reportdialog.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"

#include "session/estate.h"

namespace Ui {

ReportActions::ReportActions(const CustomerServices &services, Settings::ReportStore &store, Prompt &prompt,
                             MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_store(store)
    , m_prompt(prompt)
    , m_window(window)
{
    connect(window.actions().report, &QAction::triggered, this, &ReportActions::open);
    connect(window.inspector(), &InspectorPanel::selectionShown, this,
            [this](const Selection &selection) { m_selection = selection; });
    connect(&services.estate, &Session::Estate::opened, this, &ReportActions::enable);
    connect(&services.estate, &Session::Estate::closed, this, &ReportActions::enable);
    enable();
}

void ReportActions::enable()
{
    m_window.actions().report->setEnabled(!m_services.estate.sessions().isEmpty());
}

void ReportActions::open()
{
    auto *dialog = new ReportDialog(m_services, m_store, m_prompt, &m_window);
    const bool isCustomer = m_selection.kind == Query::Kind::Customers && m_selection.objects.size() == 1;
    dialog->showFor(m_window.scope().tenant, isCustomer ? m_selection.objects.first().id : QString());
    openDialog(dialog);
}

} // namespace Ui
