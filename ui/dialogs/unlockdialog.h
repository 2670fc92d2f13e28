#pragma once

#include <QDialog>

namespace Session {
class TenantSession;
}

namespace Ui {

/// Unlocks writing to one Auth0 tenant; closes once it is unlocked.
class UnlockDialog : public QDialog
{
    Q_OBJECT
public:
    /// The session outlives the dialog, or closes it by going.
    explicit UnlockDialog(Session::TenantSession &session, QWidget *parent = nullptr);
};

} // namespace Ui
