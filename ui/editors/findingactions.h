#pragma once

#include "ui/dialogs/changeservices.h"

#include "items/findingarranger.h"
#include "session/policyforecast.h"

#include <QObject>

namespace Settings {
class DecisionStore;
class WindowState;
} // namespace Settings

namespace Ui {

class MainWindow;

/// What a user does with findings: waives them for a time, marks which applications use Lock, and stages what would
/// mend them. Owned by the window.
class FindingActions : public QObject
{
    Q_OBJECT
public:
    /// The services have an auditor. Decisions and memory outlive the window. To be made after
    /// MainWindow::showFindings().
    FindingActions(const ChangeServices &services, Settings::DecisionStore &decisions, Settings::WindowState &memory,
                   MainWindow &window);

private:
    void waive(const QList<Items::FindingRow> &rows);
    void withdraw(const QList<Items::FindingRow> &rows);
    void mark(const QList<Items::FindingRow> &rows, std::optional<bool> usesLock);
    /// The applications that are selected in the table.
    void markShown(std::optional<bool> usesLock);
    void mark(const QList<Session::ObjectId> &applications, std::optional<bool> usesLock);
    void mend(const Items::FindingRow &row);
    /// The application may be empty.
    void whatIf(const Domain::TenantId &tenant, const QString &application);
    void whatIfOfShown();
    /// The application that is selected in the table; says so where none is.
    std::optional<Session::ObjectId> shownApplication();
    void probe(const Domain::TenantId &tenant, const QString &application);
    void findWaysOut(const Domain::TenantId &tenant, const QString &application);

    ChangeServices m_services;
    Settings::DecisionStore &m_decisions;
    Settings::WindowState &m_memory;
    MainWindow &m_window; ///< parent
};

} // namespace Ui
