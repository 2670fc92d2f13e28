#pragma once

#include "api/secret.h"
#include "domain/tenant.h"

#include <QObject>
#include <QString>

#include <tl/expected.hpp>

#include <functional>

namespace Auth {

using Api::Secret;

/// What is kept of a profile outside the settings.
enum class SecretKind {
    ClientSecret,
    PrivateKey, ///< PEM
    Token, ///< an access token that the user pasted
};

/// What a profile of this credential kind keeps.
SecretKind secretKindOf(Domain::CredentialKind credential);

/// Why a credential could not be read, kept or removed.
struct StoreError
{
    enum class Kind {
        Unavailable, ///< this computer has no keychain, or none runs: offer "this session only"
        Locked, ///< the keychain is there but locked, and nobody unlocked it
        Denied, ///< the user or the system refused this program
        NotFound, ///< nothing is kept under this profile and kind
        Damaged, ///< what is kept is not whole
        Failed, ///< anything else; message carries the keychain's own words
    };
    Kind kind = Kind::Failed;
    QString message; ///< what happened, why, what to do; translated, plain text, never a secret

    friend bool operator==(const StoreError &, const StoreError &) = default;
};

template <typename T> using StoreOutcome = tl::expected<T, StoreError>;

/// The error of this kind in the user's words. `detail` is the keychain's own text, only for Failed.
StoreError storeError(StoreError::Kind kind, const QString &detail = {});

/// Where secrets are kept, by profile and kind. Asynchronous: each call answers once, later or at once, on this thread,
/// unless `context` goes first. A secret never reaches a file of this program.
class CredentialStore : public QObject
{
    Q_OBJECT
public:
    template <typename T> using Callback = std::function<void(StoreOutcome<T>)>;

    using QObject::QObject;

    virtual void read(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<Secret> callback) = 0;
    /// Keeps the secret in place of the one before; when it fails, the one before is still there.
    virtual void write(const Domain::TenantId &id, SecretKind kind, const Secret &secret, QObject *context,
                       Callback<void> callback)
        = 0;
    /// Absent counts as removed.
    virtual void remove(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<void> callback) = 0;
    /// Removes all that was ever kept for this profile. Run it before the profile itself is removed.
    virtual void purge(const Domain::TenantId &id, QObject *context, Callback<void> callback) = 0;

    /// True where what is kept outlives the program.
    virtual bool isPersistent() const = 0;
};

} // namespace Auth
