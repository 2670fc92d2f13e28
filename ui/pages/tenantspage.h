#pragma once

#include "domain/id.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStandardItemModel;

namespace Session {
class Estate;
class TenantSession;
} // namespace Session

namespace Ui {

class Actions;
class RecordTable;

/// The Auth0 tenants side by side: environment, domain, counts and how each can be reached. Enter opens one.
class TenantsPage : public QWidget
{
    Q_OBJECT
public:
    TenantsPage(Session::Estate &estate, const Actions &actions, QWidget *parent = nullptr);

    RecordTable *table() const { return m_table; }

Q_SIGNALS:
    void tenantWanted(const Domain::TenantId &tenant);

private:
    void watch(Session::TenantSession *session);
    void fill();
    void setCell(int row, int column, const QString &text, const QVariant &value);

    Session::Estate &m_estate;
    QTimer m_refresh;
    QTimer m_age; ///< the age is told by the minute
    QLabel *m_subtitle;
    QStandardItemModel *m_model;
    RecordTable *m_table;
};

} // namespace Ui
