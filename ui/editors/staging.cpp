#include "ui/editors/staging.h"

#include "ui/shell/mainwindow.h"

#include "session/changetray.h"

#include <QCoreApplication>

namespace Ui {

void stageEdits(const ChangeServices &services, MainWindow &window, const Domain::TenantId &tenant,
                const QList<Change::PlanItem> &items)
{
    for (const Change::PlanItem &item : items) {
        if (item.object.kind == Change::ObjectKind::OrganizationConnections) {
            services.tray.unstage(tenant, item.object); // it is part of what is staged now
        }
    }
    services.tray.stage(tenant, items);
    window.showMessage(QCoreApplication::translate("Ui", "Staged, not sent. Ctrl+Return reviews what is staged."));
}

} // namespace Ui
