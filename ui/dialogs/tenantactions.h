#pragma once

#include "ui/dialogs/tenantservices.h"

#include "domain/id.h"

#include <QObject>

#include <functional>

class QWidget;

namespace Ui {

/// What a user does with the profiles of Auth0 tenants: opens the dialogs and carries out what they decide. Owned by
/// the window, whose dialogs these are; nothing here waits in a loop of its own.
class TenantActions : public QObject
{
    Q_OBJECT
public:
    TenantActions(const TenantServices &services, QWidget *window);
    /// `unsent` tells what was edited of a tenant and would be lost with it; empty: nothing.
    void askAlsoAbout(std::function<QString(const Domain::TenantId &)> unsent) { m_unsent = std::move(unsent); }

    void add();
    /// For a new customer, over the dialog that asks for it: under the customer's name, and with what is to be done.
    void addFor(const QString &customer, QWidget *over);
    void edit(const Domain::TenantId &id);
    /// A copy under a free name, without the credential: the dialog opens on it.
    void duplicate(const Domain::TenantId &id);
    void replaceSecret(const Domain::TenantId &id);
    /// Asks, saying what goes, then removes credential and profile. Nothing changes at Auth0.
    void remove(const Domain::TenantId &id);
    /// Proposals from other tools.
    void importFromTools();
    /// Profiles without secrets, from and to a file.
    void importProfiles();
    void exportProfiles();

Q_SIGNALS:
    /// A profile is new or changed, and where its credential changed its session must start again.
    void saved(const Domain::TenantId &id, bool credentialChanged);
    void removed(const Domain::TenantId &id);
    /// Something was done that shows nowhere else: one sentence.
    void done(const QString &what);
    /// Something was not done: what happened; and why, and what to do.
    void failed(const QString &what, const QString &detail);

private:
    void purge(const Domain::TenantId &id, const QString &name);
    void readProfiles(const QString &path);
    void writeProfiles(const QString &path);

    TenantServices m_services;
    std::function<QString(const Domain::TenantId &)> m_unsent;
    QWidget *m_window; ///< parent
};

} // namespace Ui
