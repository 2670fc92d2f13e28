#pragma once

#include "domain/tenant.h"

#include <QWidget>

namespace Ui {

/// The pill that says what a tenant is for: DEV, STAGING, PROD.
class EnvironmentTag : public QWidget
{
    Q_OBJECT
public:
    explicit EnvironmentTag(QWidget *parent = nullptr);

    void setEnvironment(Domain::Environment environment);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Domain::Environment m_environment = Domain::Environment::Development;
};

} // namespace Ui
