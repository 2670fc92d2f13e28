#pragma once

#include "domain/tenant.h"

#include <QMenu>

namespace Ui {

/// A line that says what the actions below it are about, and cannot be chosen. Owned by the menu. (A section of Qt
/// shows its text in few styles.)
QAction *addHeading(QMenu &menu, const QString &text);

/// Opens a menu that was asked for by an action, perhaps with the keyboard: where the keys go, below the row or the
/// widget, not at a pointer that lies elsewhere.
void popUpAtFocus(QMenu &menu);

/// Asks in which Auth0 tenant something is to be done, where several could be meant. Goes when it is closed.
class TenantMenu : public QMenu
{
    Q_OBJECT
public:
    TenantMenu(const QString &question, QWidget *parent);

    /// `name` is hostile text; `remark` may be empty.
    void add(const Domain::TenantId &tenant, const QString &name, const QString &remark = {});

Q_SIGNALS:
    void chosen(const Domain::TenantId &tenant);
};

} // namespace Ui
