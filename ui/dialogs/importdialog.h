#pragma once

#include "ui/dialogs/tenantservices.h"

#include "auth/credentialimport.h"
#include "domain/id.h"

#include <QDialog>
#include <QMap>

class QCheckBox;
class QPushButton;
class QTreeWidget;

namespace Ui {

class Banner;

/// Proposes profiles from what auth0-cli, auth0-deploy-cli and Terraform users already have. Looks only where it is
/// told to, and reads a secret only of what was ticked and accepted.
class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `environment` and `home` are this process' own; tests bring others.
    ImportDialog(const TenantServices &services, const QMap<QString, QString> &environment, QString home,
                 QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void saved(const Domain::TenantId &id);

private:
    void lookInEnvironment();
    void lookInAuth0Cli();
    void lookInFile(const QString &path);
    void propose(const QList<Auth::Proposal> &proposals, const QString &source);
    void importNext();
    void keep(const Domain::TenantId &id, const Auth::Proposal &proposal);
    void conclude();
    void updateButton();

    TenantServices m_services;
    QMap<QString, QString> m_environment;
    QString m_home;
    Auth::CredentialReader *m_reader;
    QList<Auth::Proposal> m_proposals; ///< in the order of the list's rows
    QList<Auth::Proposal> m_waiting; ///< accepted, and not imported yet
    int m_imported = 0;
    QStringList m_troubles;
    Banner *m_banner;
    QTreeWidget *m_list;
    QCheckBox *m_forSession;
    QPushButton *m_import;
};

} // namespace Ui
