#pragma once

#include "domain/tenant.h"

#include <QWidget>

class QHBoxLayout;

namespace Ui {

/// The head of a dialog in which something of a tenant can be changed: its title, the tenant's name and environment,
/// and room to the right for what searches or filters.
class DialogHeader : public QWidget
{
    Q_OBJECT
public:
    /// `title` may hold names from a tenant.
    DialogHeader(const QString &title, const Domain::TenantProfile &tenant, QWidget *parent = nullptr);

    /// Puts a widget to the right of what is there.
    void addWidget(QWidget *widget);

private:
    QHBoxLayout *m_layout;
};

} // namespace Ui
