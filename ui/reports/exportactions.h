#pragma once

#include "ui/pages/selectiontab.h"
#include "ui/reports/exportdialog.h"

namespace Ui {

class MainWindow;

/// Exports objects of an Auth0 tenant for another tool: those that are selected, what the table shows, or all of them.
/// Owned by the window.
class ExportActions : public QObject
{
    Q_OBJECT
public:
    /// All of them outlive the window.
    ExportActions(Session::Estate &estate, Prompt &prompt, MainWindow &window);

private:
    void enable();
    QList<ExportOffer> offers() const;
    /// `again`: what was chosen before, and could not be written.
    void ask(ExportTool tool, const QList<ExportOffer> &again = {});
    void begin(const Domain::TenantId &tenant, const FolderWish &wish);
    void tell(const Domain::TenantId &tenant, const FolderResult &result);
    void tellProblem(const Domain::TenantId &tenant, const FolderResult &result);

    Session::Estate &m_estate;
    Prompt &m_prompt;
    MainWindow &m_window; ///< parent
};

} // namespace Ui
