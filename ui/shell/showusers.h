#pragma once

#include "query/record.h"

namespace Session {
class Estate;
}

namespace Ui {

class MainWindow;

/// Searches for the users of a connection or a customer, or the members of an organization, in the users' table of its
/// tenant; says beside the search whose they are, and who is not among them. `kind`: of the table that shows the
/// object.
void showUsers(MainWindow &window, const Session::Estate &estate, const Domain::TenantId &tenant, Query::Kind kind,
               const QString &id);

} // namespace Ui
