#pragma once

#include "ui/dialogs/changeservices.h"
#include "ui/dialogs/diagnosisdialog.h"

#include "domain/id.h"

#include <QObject>

namespace Session {
class CustomerBook;
}
namespace Settings {
class DecisionStore;
}

namespace Ui {

class MainWindow;
struct Selection;

/// "Why can't they log in?" from the menu: of the selected user, or of whom somebody enters; and the way of a fix to
/// its review. Owned by the window.
class DiagnosisActions : public QObject
{
    Q_OBJECT
public:
    /// The book and the decisions outlive the window.
    DiagnosisActions(const ChangeServices &services, const Session::CustomerBook &book,
                     const Settings::DecisionStore &decisions, MainWindow &window);

private:
    void begin();
    void beginFor(const Selection &selection);
    void findWaysOut(const Domain::TenantId &tenant, const QString &application);
    void chooseConnections(const Domain::TenantId &tenant, const QString &application);
    void review(const Domain::TenantId &tenant, const Change::Plan &plan);

    ChangeServices m_services;
    const Session::CustomerBook &m_book;
    const Settings::DecisionStore &m_decisions;
    MainWindow &m_window; ///< parent
    DiagnosisDialog::Known m_asked; ///< last: whoever looks again after a fix asks the same
    Domain::TenantId m_askedOf;
};

} // namespace Ui
