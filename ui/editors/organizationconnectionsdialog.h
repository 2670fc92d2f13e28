#pragma once

#include "session/organizationboard.h"

#include <QDialog>

namespace Ui {

class SwitchSheet;

/// Which connections an organization has enabled, how each of them behaves for it, and how many there are against
/// Auth0's limit. Stages, never sends.
class OrganizationConnectionsDialog : public QDialog
{
    Q_OBJECT
public:
    /// `organization` is an id. Session and tray outlive the dialog.
    OrganizationConnectionsDialog(Session::TenantSession &session, const Session::ChangeTray &tray,
                                  const QString &organization, QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    /// In the place of what was staged for the same object.
    void staged(const Change::PlanItem &item);

private:
    void readConnections();
    void showState();
    void showBanner(const Session::OrganizationForecast &forecast);

    Session::OrganizationBoard *m_board;
    SwitchSheet *m_sheet;
};

} // namespace Ui
