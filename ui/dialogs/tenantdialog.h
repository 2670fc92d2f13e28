#pragma once

#include "ui/dialogs/tenantservices.h"

#include "auth/credentialstore.h"
#include "domain/tenant.h"

#include <QDialog>
#include <QPointer>

#include <functional>

class QAction;
class QPushButton;
class QScrollArea;

namespace Ui {

class Banner;
class ConnectionTestPanel;
class TenantForm;
class WrapLabel;

/// Adds an Auth0 tenant, or edits one: the profile, its credential, and a test of both. Closes once both are kept.
class TenantDialog : public QDialog
{
    Q_OBJECT
public:
    /// For a new profile; `proposal` fills the fields.
    explicit TenantDialog(const TenantServices &services, const Domain::TenantProfile &proposal,
                          QWidget *parent = nullptr);
    /// For the profile with this id, which must exist.
    TenantDialog(const TenantServices &services, const Domain::TenantId &id, QWidget *parent = nullptr);

    /// Stands above the fields: what is to be done beside filling them in.
    void showAdvice(const QString &advice);

    void accept() override;
    void reject() override;

Q_SIGNALS:
    /// The profile is kept; `credentialChanged` where its credential is another one now.
    void saved(const Domain::TenantId &id, bool credentialChanged);

private:
    explicit TenantDialog(const TenantServices &services, QWidget *parent);
    void build();
    void test();
    void testWith(const Api::Secret &secret);
    void keepSecret(Auth::CredentialStore &store);
    void offerSession(const Auth::StoreError &error);
    void finish(bool credentialChanged);
    void setBusy(bool busy);
    void keepFocus(bool busy, const std::function<void()> &change);
    QStringList takenNames() const;

    TenantServices m_services;
    Domain::TenantId m_id; ///< empty while the profile is new
    bool m_wasAdded = false; ///< by this dialog, which has not come to its end
    WrapLabel *m_advice;
    TenantForm *m_form;
    Banner *m_banner;
    ConnectionTestPanel *m_panel;
    QScrollArea *m_scroll;
    QPushButton *m_test;
    QPointer<QWidget> m_focusBefore; ///< had the focus before it was busy
    QPointer<QWidget> m_focusMeanwhile; ///< got it from what was disabled
    QPushButton *m_save;
    QAction *m_forSession;
};

/// Drops what was kept for this session only, as when the keychain has something newer.
void forgetSession(const TenantServices &services, const Domain::TenantId &id);

} // namespace Ui
