#include "ui/editors/staging.h"

#include "ui/shell/mainwindow.h"

#include "session/changetray.h"

#include <QCoreApplication>

namespace Ui {

void stageEdits(const ChangeServices &services, MainWindow &window, const Domain::TenantId &tenant,
                const QList<Change::PlanItem> &items)
{
    services.tray.stage(tenant, items);
    window.showMessage(QCoreApplication::translate("Ui", "Staged, not sent. Ctrl+Return reviews what is staged."));
}

} // namespace Ui
