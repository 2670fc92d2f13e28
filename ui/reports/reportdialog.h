#pragma once

#include "ui/dialogs/customerservices.h"
#include "ui/reports/reportsource.h"
#include "ui/reports/reportwish.h"
#include "ui/reports/reportwriting.h"

#include <QDialog>
#include <QTimer>

#include <optional>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;

namespace Session {
class TenantSession;
}
namespace Settings {
class ReportStore;
}

namespace Ui {

class Banner;
class Prompt;
class ReportForm;
class ReportPreview;

/// What a report of this wish must be made of.
ReportSource::Wish inputOf(const ReportWish &wish);

/// Where reports are defined, looked at and written. Reads nothing by itself: it says what was not read, and offers to.
class ReportDialog : public QDialog
{
    Q_OBJECT
public:
    /// All of them outlive the dialog.
    ReportDialog(const CustomerServices &services, Settings::ReportStore &store, Prompt &prompt,
                 QWidget *parent = nullptr);

    /// Of whom it tells at first; no tenant: of all, an empty key: of all customers.
    void showFor(const std::optional<Domain::TenantId> &tenant, const QString &customerKey);

    void reject() override;

private:
    void build();
    void watch(Session::TenantSession *session);
    void fillTenants();
    void fillCustomers();
    void takeWish();
    void takeAnew();
    void showGaps();
    void forgetTold();
    void readMissing();
    void save();
    void remove();
    void askWhere();
    void askToReplace(const ReportWish &wish, const QString &folder);
    void write(const ReportWish &wish, const QString &path);
    void showWritten(const ReportWriting::Result &result);
    void showBusy(bool isBusy);

    CustomerServices m_services;
    Settings::ReportStore &m_store;
    Prompt &m_prompt;
    const ReportSource m_source;
    Banner *m_banner; ///< what came of something that was done
    Banner *m_gaps; ///< what was not read of what is chosen
    ReportForm *m_form;
    ReportPreview *m_preview;
    QLabel *m_told;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_write;
    QAction *m_read;
    ReportWriting *m_writing;
    ReportWish m_writingWish; ///< of what is written now, or was last
    std::optional<ReportWish> m_toldWish; ///< what m_banner tells of; nothing: of none
    bool m_isWritingPart = false; ///< not everything was read when the writing began
    std::optional<ReportSource::Wish> m_taken; ///< of what the preview is made; nothing: it shows none
    QTimer m_later; ///< something was read anew
};

} // namespace Ui
