#pragma once

#include "ui/dialogs/changeservices.h"

#include "change/plan.h"
#include "domain/id.h"

#include <QObject>

namespace Ui {

class MainWindow;
class MetadataTab;

/// Opens the editors for the metadata of the object that is selected and of many users, and stages what comes of it.
/// Owned by the window.
class MetadataActions : public QObject
{
    Q_OBJECT
public:
    MetadataActions(const ChangeServices &services, MainWindow &window);

    void edit();
    /// Of the users that are selected in the table, or found.
    void editUsers();

private:
    void stage(const Domain::TenantId &tenant, const Change::PlanItem &item);
    void stageUsers(const Domain::TenantId &tenant, const QList<Change::PlanItem> &items);

    ChangeServices m_services;
    MainWindow &m_window; ///< parent
    MetadataTab *m_tab; ///< owned by the inspector
};

} // namespace Ui
