#pragma once

#include "settings/problem.h"

#include "domain/tenant.h"

#include <QList>
#include <QObject>

#include <optional>

namespace Settings {

class IniFile;

/// The profiles of Auth0 tenants on this computer, without their secrets. Names are unique, ignoring case; an id is
/// given once and never changes or comes back. Where the file cannot be written, a change fails whole. Owned by the
/// program's main(); the file must outlive it.
class ProfileStore : public QObject
{
    Q_OBJECT
public:
    explicit ProfileStore(IniFile &file, QObject *parent = nullptr);

    /// In the order they were added.
    const QList<Domain::TenantProfile> &profiles() const { return m_profiles; }
    std::optional<Domain::TenantProfile> find(const Domain::TenantId &id) const;
    /// By the operator's name, ignoring case: what `--tenant NAME` means.
    std::optional<Domain::TenantProfile> findByName(const QString &name) const;

    /// Keeps a new profile; the id in it is ignored and a new one returned.
    Outcome<Domain::TenantId> add(const Domain::TenantProfile &profile);
    /// Replaces the profile with this id. A changed domain or client id wants a new secret: the caller asks for it.
    Outcome<void> edit(const Domain::TenantProfile &profile);
    /// A copy under a free name and a new id; its secret is not copied.
    Outcome<Domain::TenantId> duplicate(const Domain::TenantId &id);
    /// Forgets the profile. Its secrets go with Auth::CredentialStore::purge, which the caller runs first.
    Outcome<void> remove(const Domain::TenantId &id);

    /// Adds profiles that came from elsewhere, each under a free name; all or none.
    Outcome<QList<Domain::TenantId>> addAll(const QList<Domain::TenantProfile> &profiles);

Q_SIGNALS:
    void added(const Domain::TenantId &id);
    void changed(const Domain::TenantId &id);
    void removed(const Domain::TenantId &id);

private:
    Outcome<void> checkName(const Domain::TenantProfile &profile) const;
    Outcome<void> write(const QList<Domain::TenantProfile> &profiles);

    IniFile &m_file;
    QList<Domain::TenantProfile> m_profiles;
};

} // namespace Settings
