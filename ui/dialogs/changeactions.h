#pragma once

#include "ui/dialogs/changeservices.h"

#include "change/journal.h"
#include "session/tenantplan.h"

#include <QObject>
#include <QTimer>

class QDialog;

namespace Session {
class TenantSession;
}

namespace Ui {

class MainWindow;

/// What a user does with changes: reviews and applies what is staged, unlocks a tenant, looks into the
/// journal and takes something back. Keeps the window's actions for it up to date. Owned by the window.
class ChangeActions : public QObject
{
    Q_OBJECT
public:
    ChangeActions(const ChangeServices &services, MainWindow &window);

    void review();
    /// Locks the tenant that is shown; unlocks it where it is locked. Of all tenants: locks them.
    void toggleLock();
    void journal();

private:
    void undo(const QList<Change::JournalEntry> &entries);
    void takeBack(const QList<Session::TenantPlan> &plans);
    void resume(const Change::JournalEntry &entry);
    void showStaged();
    void showLock();
    Session::TenantSession *shownSession() const;
    Session::TenantSession *sessionFor(const Change::JournalEntry &entry);

    ChangeServices m_services;
    MainWindow &m_window; ///< parent
    QTimer m_clock; ///< what is left of an unlock is told by the minute
};

} // namespace Ui
