#pragma once

#include "ui/dialogs/changeservices.h"

#include "change/plan.h"
#include "domain/id.h"

#include <QObject>

namespace Ui {

class MainWindow;
class MetadataTab;

/// Opens the editor for the metadata of the object that is selected, and stages what comes of it. Owned by the window.
class MetadataActions : public QObject
{
    Q_OBJECT
public:
    MetadataActions(const ChangeServices &services, MainWindow &window);

    void edit();

private:
    void stage(const Domain::TenantId &tenant, const Change::PlanItem &item);

    ChangeServices m_services;
    MainWindow &m_window; ///< parent
    MetadataTab *m_tab; ///< owned by the inspector
};

} // namespace Ui
