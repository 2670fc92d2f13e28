#pragma once

#include "session/lockprobe.h"

#include <QDialog>

class QPushButton;
class QTreeWidget;

namespace Ui {

class Banner;
class WrapLabel;

/// What Lock really sees of an application: says which public file is read for that, reads it once somebody wants it,
/// and holds it against what is enabled. Changes nothing.
class LockProbeDialog : public QDialog
{
    Q_OBJECT
public:
    /// `application` is an id. The session closes the dialog by going.
    LockProbeDialog(Session::TenantSession &session, const QString &application, QWidget *parent = nullptr);

private:
    void build(const QString &title, Session::TenantSession &session);
    void read();
    void show(const Analysis::LockSight &sight);

    Session::LockProbe *m_probe;
    WrapLabel *m_about;
    Banner *m_banner;
    WrapLabel *m_state;
    QTreeWidget *m_rows;
    QPushButton *m_fetch;
};

} // namespace Ui
