#include "auth/credentialstore.h"

namespace Auth {

SecretKind secretKindOf(Domain::CredentialKind credential)
{
    switch (credential) {
    case Domain::CredentialKind::ClientSecret:
        return SecretKind::ClientSecret;
    case Domain::CredentialKind::PrivateKey:
        return SecretKind::PrivateKey;
    case Domain::CredentialKind::Token:
        break;
    }
    return SecretKind::Token;
}

StoreError storeError(StoreError::Kind kind, const QString &detail)
{
    const auto message = [&] {
        switch (kind) {
        case StoreError::Kind::Unavailable:
            return CredentialStore::tr("There is no keychain: no program on this computer offers a Secret Service, so "
                                       "nothing was kept. Start one (GNOME Keyring, KWallet, KeePassXC), or keep the "
                                       "secret for this session only.");
        case StoreError::Kind::Locked:
            return CredentialStore::tr("The keychain is locked and was not unlocked, so it could not be used. Unlock "
                                       "it, then try again, or keep the secret for this session only.");
        case StoreError::Kind::Denied:
            return CredentialStore::tr("The keychain refused access, because you or a rule of this computer declined "
                                       "it. Try again and allow it, or keep the secret for this session only.");
        case StoreError::Kind::NotFound:
            return CredentialStore::tr("The keychain holds no secret for this profile; it was never kept there or was "
                                       "removed. Enter it again with “Replace secret”.");
        case StoreError::Kind::Damaged:
            return CredentialStore::tr("What the keychain holds for this profile is not whole, so it was not used. "
                                       "Another program changed it or a write broke off. Enter it again with “Replace "
                                       "secret”.");
        case StoreError::Kind::Failed:
            break;
        }
        return CredentialStore::tr("The keychain could not do it: %1. Check that it runs and is unlocked, then try "
                                   "again, or keep the secret for this session only.")
            .arg(detail);
    }();
    return {kind, message};
}

} // namespace Auth
