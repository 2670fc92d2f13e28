#pragma once

#include "ui/pages/selectiontab.h"

#include <functional>

namespace Session {
class Estate;
class TenantSession;
} // namespace Session

namespace Ui {

class MainWindow;

/// The Auth0 tenants in which all of the selected customers are.
QList<Session::TenantSession *> tenantsWith(const Session::Estate &estate, const Selection &customers);

/// What is done in one Auth0 tenant is done with customers of the table of all: calls `go` with the selection as the
/// tenant that is meant has it, which is asked for where several have all of them. Other objects, and those of a
/// tenant's own table, are of a tenant already. False where no tenant has all of them: `go` is not called.
bool inOneTenant(MainWindow &window, const Session::Estate &estate, const Selection &selection, const QString &question,
                 const std::function<void(const Selection &)> &go);

} // namespace Ui
