#pragma once

#include "ui/dialogs/changeservices.h"
#include "ui/dialogs/customerservices.h"

#include "analysis/customers.h"
#include "change/plan.h"

#include <QDialog>
#include <QHash>
#include <QTimer>

class QComboBox;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTreeView;

namespace Items {
class CustomerTreeModel;
}
namespace Session {
class TenantSession;
}

namespace Ui {

class BrandingPanel;
class MembersPanel;
class WrapLabel;

/// A customer's share of an Auth0 tenant, as far as it is its own to be customised: branding of its organizations,
/// which applications and connections it has, and who has access. Stages, never sends.
class ShareDialog : public QDialog
{
    Q_OBJECT
public:
    /// `customer` is a key that the tenant has. Session and services outlive the dialog.
    ShareDialog(const CustomerServices &customers, const ChangeServices &changes, Session::TenantSession &session,
                const QString &customer, QWidget *parent = nullptr);

    void accept() override;
    void reject() override;

Q_SIGNALS:
    void staged(const QList<Change::PlanItem> &items);
    /// The applications of the connections are to be edited.
    void switchesWanted(const QStringList &connections);
    /// The connections of an organization are to be edited.
    void connectionsWanted(const QString &organization);

private:
    void build();
    QWidget *buildFunctionality();
    void fillOrganizations();
    void showOrganization();
    void orderTabs();
    void showFunctionality();
    void showStage();
    Change::ObjectRef organization() const;
    QList<Change::PlanItem> items() const;

    CustomerServices m_customers;
    ChangeServices m_changes;
    Session::TenantSession &m_session;
    Analysis::CustomerShare m_share;
    QComboBox *m_organization;
    QTabWidget *m_tabs;
    QStackedWidget *m_branding;
    QStackedWidget *m_access;
    QHash<QString, BrandingPanel *> m_brandings; ///< by organization; of those that were looked at
    QHash<QString, MembersPanel *> m_members;
    Items::CustomerTreeModel *m_model;
    QTreeView *m_tree;
    QTimer m_followed; ///< runs while what changed is not shown yet
    WrapLabel *m_forecast;
    WrapLabel *m_staged; ///< what other dialogs staged, which stays so
    QPushButton *m_connections;
    QPushButton *m_stage;
};

} // namespace Ui
