#pragma once

#include "ui/dialogs/changeservices.h"

#include "domain/id.h"

#include <QObject>

namespace Session {
class SnapshotKeeper;
}

namespace Ui {

class MainWindow;

/// Opens the timeline of the Auth0 tenant that is shown, or asks of which. Owned by the window.
class TimelineActions : public QObject
{
    Q_OBJECT
public:
    /// All of them outlive the window.
    TimelineActions(const ChangeServices &services, const Session::SnapshotKeeper &keeper, MainWindow &window);

    void open();

private:
    void enable();
    void openFor(const Domain::TenantId &tenant);

    ChangeServices m_services;
    const Session::SnapshotKeeper &m_keeper;
    MainWindow &m_window; ///< parent
};

} // namespace Ui
