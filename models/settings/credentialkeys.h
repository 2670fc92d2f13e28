#pragma once

#include "settings/problem.h"

#include "domain/id.h"

#include <QStringList>

namespace Settings {

class IniFile;

/// Which entries of the keychain belong to which profile: names only, never a secret. The keychain cannot be asked for
/// its entries, so the list is what lets a removed tenant leave nothing behind. The file must outlive it.
class CredentialKeys
{
public:
    explicit CredentialKeys(IniFile &file);

    QStringList keys(const Domain::TenantId &id) const;
    /// Remembers keys before they are written to the keychain.
    Outcome<void> add(const Domain::TenantId &id, const QStringList &keys);
    /// Forgets keys after they are gone from the keychain.
    Outcome<void> remove(const Domain::TenantId &id, const QStringList &keys);

private:
    Outcome<void> write(const Domain::TenantId &id, const QStringList &keys);

    IniFile &m_file;
};

} // namespace Settings
