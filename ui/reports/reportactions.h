#pragma once

#include "ui/dialogs/customerservices.h"
#include "ui/pages/selectiontab.h"

#include <QObject>

namespace Settings {
class ReportStore;
}

namespace Ui {

class MainWindow;
class Prompt;

/// What a user does to hand something over. Owned by the window.
class ReportActions : public QObject
{
    Q_OBJECT
public:
    /// All of them outlive the window.
    ReportActions(const CustomerServices &services, Settings::ReportStore &store, Prompt &prompt, MainWindow &window);

    /// Of what is shown: the selected customer, the Auth0 tenant, or all of them.
    void open();

private:
    void enable();

    CustomerServices m_services;
    Settings::ReportStore &m_store;
    Prompt &m_prompt;
    MainWindow &m_window; ///< parent
    Selection m_selection;
};

} // namespace Ui
