#pragma once

#include "domain/id.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace Session {
class Estate;
class TenantSession;
} // namespace Session

namespace Ui {

class Actions;
class Banner;
class EnvironmentTag;
class FieldList;
class PlainLabel;

/// One Auth0 tenant: where it is, what was read of it and when, and what its token may do.
class TenantPage : public QWidget
{
    Q_OBJECT
public:
    TenantPage(Session::Estate &estate, const Actions &actions, QWidget *parent = nullptr);

    void setTenant(const Domain::TenantId &tenant);

private:
    QWidget *buildHeader(const Actions &actions);
    void watch(Session::TenantSession *session);
    void showTenant();
    void showNotices(Session::TenantSession *session);

    Session::Estate &m_estate;
    Domain::TenantId m_tenant;
    QTimer m_refresh;
    QTimer m_age; ///< the age is told by the minute
    PlainLabel *m_title;
    EnvironmentTag *m_environment;
    QVBoxLayout *m_banners;
    FieldList *m_fields;
};

} // namespace Ui
