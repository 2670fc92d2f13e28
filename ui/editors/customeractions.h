#pragma once

#include "ui/dialogs/customerservices.h"
#include "ui/pages/selectiontab.h"

#include "domain/customer.h"

#include <QObject>

#include <optional>
#include <utility>

namespace Session {
class TenantSession;
}

namespace Ui {

class MainWindow;
struct CustomerChoice;

/// What a user does with customers: looks into their record, decides on the rules that tell them apart, says whose an
/// object is, and compares two. Owned by the window.
class CustomerActions : public QObject
{
    Q_OBJECT
public:
    CustomerActions(const CustomerServices &services, MainWindow &window);

    /// Opens the rules of the tenant that is shown; of all: of the one that has what is selected, or that is asked for.
    void editRules();
    /// Asks whose the selected connections, applications or organizations of one tenant are.
    void assign();
    /// Shows the two selected customers side by side; the one that is selected in the table of all tenants as two of
    /// them have it.
    void compare();

Q_SIGNALS:
    /// The share of a customer in an Auth0 tenant is to be edited.
    void shareWanted(const Domain::TenantId &tenant, const QString &customer);
    /// A customer is to become like another, by their keys; where they are the same, in these Auth0 tenants.
    void likenessWanted(const Session::ObjectId &model, const Session::ObjectId &subject);

private:
    QList<Session::TenantSession *> tenantsOfOne() const;
    void compareWithAnother(const Session::ObjectId &left);
    void showCompared(const Session::ObjectId &left, const Session::ObjectId &right);
    void editShare();
    void follow(const Selection &selection);
    void enable();
    void openRules(const Domain::TenantId &tenant);
    /// What went wrong, for a person; empty: nothing.
    QString keep(const Domain::TenantId &tenant, const QList<Domain::CustomerObject> &objects,
                 const CustomerChoice &choice);

    CustomerServices m_services;
    MainWindow &m_window; ///< parent
    Selection m_selection;
};

} // namespace Ui
