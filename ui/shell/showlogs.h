#pragma once

#include "ui/pages/selectiontab.h"

namespace Session {
class Estate;
}

namespace Ui {

class MainWindow;

/// Whether these objects have log events of their own: applications, connections, organizations and users of one
/// tenant.
bool haveLogs(const Selection &selection);
/// Shows the log of the selected objects' tenant, and searches it for the events of any of them.
void showLogs(MainWindow &window, const Session::Estate &estate, const Selection &selection);
/// The same for a query of one's own, as for all that is one customer's (Query::anyOfQueries()).
void showLogs(MainWindow &window, const Domain::TenantId &tenant, const QString &query);

} // namespace Ui
