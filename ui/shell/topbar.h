#pragma once

#include "domain/tenant.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace Ui {

struct Scope;
class Actions;
class EnvironmentTag;
class PlainLabel;

/// The bar at the top: the product, the Auth0 tenant that is shown with its environment, and the window's buttons.
class TopBar : public QWidget
{
    Q_OBJECT
public:
    TopBar(const Actions &actions, QMenu *menu, QWidget *parent = nullptr);

    /// Nothing shows "All tenants".
    void setTenant(const std::optional<Domain::TenantProfile> &tenant);
    void openMenu();
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeLogo();
    QToolButton *makeFindButton(const Actions &actions);

    QMenu *m_menu;
    QWidget *m_menuButton = nullptr;
    QToolButton *m_find;
    PlainLabel *m_tenant;
    PlainLabel *m_domain;
    EnvironmentTag *m_environment;
};

} // namespace Ui
