#pragma once

#include "ui/dialogs/customerservices.h"
#include "ui/pages/selectiontab.h"

#include "api/outcome.h"
#include "domain/usercounts.h"
#include "session/usersearch.h"

#include <QObject>

namespace Ui {

class MainWindow;

/// What a user does to know how many users each customer has. Owned by the window.
class CountActions : public QObject
{
    Q_OBJECT
public:
    /// The services have a census.
    CountActions(const CustomerServices &services, MainWindow &window);

    /// Asks about the tenant that is shown; of all: of the selected row's, or of one that is asked for.
    void count();

private:
    void enable();
    /// `customer`: its key, where its users alone may be counted; `wasSearched`: and that told too little.
    void ask(const Domain::TenantId &tenant, const QString &customer = {}, bool wasSearched = false);
    QString nameOf(const Domain::TenantId &tenant, const QString &customer) const;
    void tellFound(const Domain::TenantId &tenant, const QString &customer, const Session::FoundUsers &users,
                   const QString &notKept);
    void tellFailure(const QString &what, const Api::ApiError &error);
    void tell(const Domain::TenantId &tenant, const Api::Outcome<Domain::UserCounts> &outcome, const QString &notKept);

    CustomerServices m_services;
    MainWindow &m_window; ///< parent
    Selection m_selection;
};

} // namespace Ui
