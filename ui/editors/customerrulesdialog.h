#pragma once

#include "ui/dialogs/customerservices.h"
#include "ui/widgets/latestwork.h"

#include "items/customerrows.h"

#include <QDialog>
#include <QTimer>

class QAction;
class QPushButton;
class QStackedWidget;

namespace Session {
class TenantSession;
}

namespace Ui {

class Banner;
class CustomerPreviewPanel;
class CustomerProposalsPanel;
class CustomerRulesEditor;

/// The rules that tell the customers of one Auth0 tenant apart, with what they make of it while they are edited, and
/// what names and metadata propose. Users are read only where that is asked for.
class CustomerRulesDialog : public QDialog
{
    Q_OBJECT
public:
    /// The services outlive the dialog; the session closes it by going.
    CustomerRulesDialog(const CustomerServices &services, Session::TenantSession &session, QWidget *parent = nullptr);

    /// As they are edited.
    Domain::CustomerRules rules() const;
    /// What is shown is of what is entered.
    bool isSettled() const { return !m_pause.isActive() && !m_work.isBusy() && !m_proposing.isBusy(); }
    /// Lets names and metadata propose rules.
    void propose();

    void accept() override;
    void reject() override;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void connectPreview();
    void edited();
    void workOut();
    void showSave();
    void showBanners();
    void tellProblem(const QString &problem);
    Analysis::NamedByMetadata namedBefore() const;
    bool isAboutUsers() const;

    CustomerServices m_services;
    Session::TenantSession &m_session;
    Domain::CustomerRules m_said; ///< pins and aliases; the rules are the editor's
    Domain::CustomerRules m_initial;
    LatestWork<Items::CustomerPreview> m_work;
    LatestWork<Analysis::CustomerProposals> m_proposing;
    QTimer m_pause; ///< what each letter makes of a tenant would be too much work
    Banner *m_banner;
    Banner *m_users;
    QAction *m_readUsers;
    QStackedWidget *m_pages;
    QWidget *m_rulesPage;
    CustomerRulesEditor *m_editor;
    CustomerPreviewPanel *m_preview;
    CustomerProposalsPanel *m_proposals;
    QPushButton *m_propose;
    QPushButton *m_save;
};

} // namespace Ui
