#pragma once

#include "ui/dialogs/changeservices.h"
#include "ui/dialogs/customerservices.h"

#include "session/customerlikeness.h"
#include "session/policyforecast.h"

#include <QObject>

namespace Ui {

class MainWindow;
class ShareDialog;

/// What a user edits of customers: a customer's share of an Auth0 tenant, and one customer made like another. All of it
/// goes to the change tray. Owned by the window.
class ShareActions : public QObject
{
    Q_OBJECT
public:
    /// Makes the actions that look at customers and decide on their rules as well.
    ShareActions(const CustomerServices &customers, const ChangeServices &changes, MainWindow &window);

    /// Opens the editor of a customer's share.
    void editShare(const Domain::TenantId &tenant, const QString &customer);
    /// Opens what makes one customer like another; where both are in several Auth0 tenants, one is asked for.
    void makeLike(const Session::ObjectId &model, const Session::ObjectId &subject);

private:
    void openLikeness(const Session::LikenessTask &task);
    void editSwitches(ShareDialog &dialog, Session::TenantSession &session, const QStringList &connections);
    void editConnections(ShareDialog &dialog, Session::TenantSession &session, const QString &organization);

    CustomerServices m_customers;
    ChangeServices m_changes;
    MainWindow &m_window; ///< parent
};

} // namespace Ui
