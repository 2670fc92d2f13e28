#pragma once

#include "domain/id.h"

#include <QDateTime>
#include <QStringList>

namespace Domain {

/// An account with which a user signs in: the user's own, or one that was linked to it.
struct UserIdentity
{
    QString connection;
    QString provider;
    QString userId; ///< within the provider
    bool isSocial = false;

    friend bool operator==(const UserIdentity &, const UserIdentity &) = default;
};

/// What a user signs in with besides a password: a factor of MFA, a passkey.
struct SignInMethod
{
    QString id;
    QString type; ///< Auth0's word: totp, push, phone, email, webauthn-roaming, passkey, recovery-code...
    QString name;
    QString address; ///< phone number or e-mail, as Auth0 shows it
    bool isConfirmed = true;
    QDateTime createdAt;
    QDateTime lastUsedAt;

    friend bool operator==(const SignInMethod &, const SignInMethod &) = default;
};

/// A session that Auth0 keeps for a user, or a refresh token that an application holds.
struct UserSession
{
    QString id;
    QList<ApplicationId> applications;
    QString ip; ///< the latest that is known
    QString userAgent;
    QDateTime createdAt;
    QDateTime lastUsedAt;
    QDateTime expiresAt; ///< the earlier of both ends; invalid: none

    friend bool operator==(const UserSession &, const UserSession &) = default;
};

/// An address from which brute-force protection holds a user off.
struct UserBlock
{
    QString identifier; ///< what was typed: an e-mail or user name
    QString ip;
    QString connection;

    friend bool operator==(const UserBlock &, const UserBlock &) = default;
};

/// A role of the tenant; those that a user has in an organization are others.
struct Role
{
    QString id;
    QString name;
    QString description;

    friend bool operator==(const Role &, const Role &) = default;
};

} // namespace Domain
