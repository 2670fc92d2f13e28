#pragma once

#include "session/organizationboard.h"

#include <QDialog>

class QAction;

namespace Items {
class OrganizationConnectionModel;
}

namespace Ui {

class SwitchSheet;

/// Which connections an organization has enabled, how each of them behaves for it, and how many there are against
/// Auth0's limit. The tenant's list of connections is read on demand only; without it those that are enabled are shown
/// by their ids. Stages, never sends.
class OrganizationConnectionsDialog : public QDialog
{
    Q_OBJECT
public:
    /// `organization` is an id. Session and tray outlive the dialog.
    OrganizationConnectionsDialog(Session::TenantSession &session, const Session::ChangeTray &tray,
                                  const QString &organization, QWidget *parent = nullptr);

    void accept() override;
    void reject() override;

Q_SIGNALS:
    /// In the place of what was staged for the same object.
    void staged(const Change::PlanItem &item);

private:
    /// The tenant's list was never read to its end, and nobody reads it.
    bool isListMissing() const;
    void showState();
    void showEmpty();
    void showBanner(const Session::OrganizationForecast &forecast);

    Session::OrganizationBoard *m_board;
    Items::OrganizationConnectionModel *m_model;
    SwitchSheet *m_sheet;
    QAction *m_readList;
};

} // namespace Ui
