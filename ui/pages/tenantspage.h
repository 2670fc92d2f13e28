#pragma once

#include "domain/id.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;

namespace Items {
class TenantTableModel;
}
namespace Session {
class Estate;
class TenantSession;
} // namespace Session
namespace Settings {
class WindowState;
}

namespace Ui {

class Actions;
class EmptyState;
class PlainLabel;
class RecordTable;
class TableControls;

/// The Auth0 tenants side by side: environment, domain, counts and how each can be reached. Filtered, sorted and with
/// columns to choose as the other tables. Enter opens one.
class TenantsPage : public QWidget
{
    Q_OBJECT
public:
    /// All references outlive the page.
    TenantsPage(Session::Estate &estate, Settings::WindowState &memory, const Actions &actions,
                QWidget *parent = nullptr);

    RecordTable *table() const;
    TableControls *controls() const { return m_controls; }
    Items::TenantTableModel *model() const { return m_model; }
    /// Where the focus goes when the page is entered.
    QWidget *entry() const;

Q_SIGNALS:
    void tenantWanted(const Domain::TenantId &tenant);

private:
    void watch(Session::TenantSession *session);
    void fill();
    void showTotals();

    Session::Estate &m_estate;
    QTimer m_refresh;
    QTimer m_age; ///< the age is told by the minute
    PlainLabel *m_subtitle;
    Items::TenantTableModel *m_model;
    TableControls *m_controls;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
};

} // namespace Ui
