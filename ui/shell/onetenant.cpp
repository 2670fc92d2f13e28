#include "ui/shell/onetenant.h"

#include "ui/shell/mainwindow.h"
#include "ui/widgets/tenantmenu.h"

#include "session/estate.h"

#include <algorithm>

namespace Ui {

namespace {

Selection movedTo(const Domain::TenantId &tenant, Selection selection)
{
    for (Session::ObjectId &object : selection.objects) {
        object.tenant = tenant;
    }
    return selection;
}

} // namespace

QList<Session::TenantSession *> tenantsWith(const Session::Estate &estate, const Selection &customers)
{
    QList<Session::TenantSession *> found;
    for (Session::TenantSession *session : estate.sessions()) {
        const auto isThere = [session](const Session::ObjectId &customer) {
            return session->record(Query::Kind::Customers, customer.id) != nullptr;
        };
        if (std::all_of(customers.objects.begin(), customers.objects.end(), isThere)) {
            found.append(session);
        }
    }
    return found;
}

bool inOneTenant(MainWindow &window, const Session::Estate &estate, const Selection &selection, const QString &question,
                 const std::function<void(const Selection &)> &go)
{
    if (selection.kind != Query::Kind::Customers || selection.objects.isEmpty() || window.scope().tenant) {
        go(selection);
        return true;
    }
    const QList<Session::TenantSession *> tenants = tenantsWith(estate, selection);
    if (tenants.size() == 1) {
        go(movedTo(tenants.first()->id(), selection));
    }
    if (tenants.size() > 1) {
        auto *menu = new TenantMenu(question, &window);
        QObject::connect(menu, &TenantMenu::chosen, &window,
                         [go, selection](const Domain::TenantId &tenant) { go(movedTo(tenant, selection)); });
        for (const Session::TenantSession *session : tenants) {
            menu->add(session->id(), session->profile().name);
        }
        popUpAtFocus(*menu);
    }
    return !tenants.isEmpty();
}

} // namespace Ui
