#pragma once

#include "ui/dialogs/changeservices.h"
#include "ui/dialogs/customerservices.h"
#include "ui/pages/selectiontab.h"

#include "change/journal.h"

#include <QObject>

class QDialog;

namespace Ui {

class MainWindow;

/// What a user does to take on a customer, and to take that back: both are planned in a dialog of their own, and sent
/// by the review like any other change. Owned by the window.
class OnboardActions : public QObject
{
    Q_OBJECT
public:
    OnboardActions(const CustomerServices &customers, const ChangeServices &changes, MainWindow &window);

    /// In the tenant that is shown; of all: in the selected row's, or in one that is asked for.
    void onboard();
    /// What an onboarding of the selected customer made, by the journal of this computer.
    void takeBack();

Q_SIGNALS:
    /// An Auth0 tenant of the customer's own is to be added, over the dialog that asked for it and stays.
    void tenantWanted(const QString &customer, QWidget *over);

private:
    void enable();
    void openFor(const Domain::TenantId &tenant);
    void review(QDialog &asked, const QList<Session::TenantPlan> &plans);
    void readAndTakeBack(const Session::ObjectId &customer);
    void takeBack(const Session::ObjectId &customer, const QList<Change::JournalEntry> &journal);

    CustomerServices m_customers;
    ChangeServices m_changes;
    MainWindow &m_window; ///< parent
    Selection m_selection;
};

} // namespace Ui
