#pragma once

#include "ui/dialogs/tenantservices.h"

#include "auth/credentialstore.h"
#include "domain/tenant.h"

#include <QDialog>

class QAction;
class QPushButton;

namespace Ui {

class Banner;
class CredentialEditor;
class FieldGrid;

/// Replaces the credential of a profile, as after a rotation. The old one stays until the new one is kept.
class SecretDialog : public QDialog
{
    Q_OBJECT
public:
    SecretDialog(const TenantServices &services, Domain::TenantProfile profile, QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void replaced(const Domain::TenantId &id);

private:
    void keep(Auth::CredentialStore &store);
    QString problem() const;

    TenantServices m_services;
    Domain::TenantProfile m_profile;
    Banner *m_banner;
    FieldGrid *m_grid;
    CredentialEditor *m_editor;
    QPushButton *m_replace;
    QAction *m_forSession;
};

} // namespace Ui
