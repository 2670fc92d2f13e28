#pragma once

#include "query/record.h"

#include <QObject>

namespace Session {
class CustomerBook;
class Estate;
} // namespace Session

namespace Ui {

class MainWindow;

/// Leads from a connection, a customer or an organization to its users or members: searches for them in the users'
/// table of its tenant, and says beside the search whose they are, and who is not among them. Belongs to the window;
/// estate and book outlive it.
class UserActions : public QObject
{
    Q_OBJECT
public:
    UserActions(const Session::Estate &estate, const Session::CustomerBook &book, MainWindow &window);

private:
    void showUsers();
    void showUsersOf(const Domain::TenantId &tenant, Query::Kind kind, const QString &id);
    /// Of the connections, organizations and app_metadata that are the customer's; `isWhole`: nobody is left out.
    QString queryForCustomer(const Query::Record &customer, bool &isWhole) const;

    const Session::Estate &m_estate;
    const Session::CustomerBook &m_book;
    MainWindow &m_window;
};

} // namespace Ui
