#pragma once

#include "ui/pages/selectiontab.h"

namespace Session {
class Estate;
}

namespace Ui {

class MainWindow;

/// Whether these objects have log events of their own: applications, connections, organizations and users of one
/// tenant, and customers.
bool haveLogs(const Selection &selection);
/// Shows the log of the selected objects' tenant, and searches it for the events of any of them; the page says what
/// that is.
void showLogs(MainWindow &window, const Session::Estate &estate, const Selection &selection);
/// The whole log of a tenant, or what of it a query of one's own finds.
void showLogs(MainWindow &window, const Domain::TenantId &tenant, const QString &query, const QString &about = {});

} // namespace Ui
