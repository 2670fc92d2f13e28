#pragma once

#include "domain/id.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

#include <optional>

namespace Domain {

/// A user as Auth0 sent it; `original` is the object byte for byte.
struct User
{
    UserId id;
    QString email;
    QString name;
    QString username;
    QString connection; ///< name of the first identity's connection
    std::optional<bool> emailVerified;
    bool blocked = false;
    QDateTime createdAt;
    QDateTime lastLogin;
    std::optional<int> loginsCount;
    QByteArray original;

    friend bool operator==(const User &, const User &) = default;
};

/// One tenant log event as Auth0 sent it. Log ids are digit strings of 50 and more characters: text, never numbers.
struct LogEvent
{
    QString id;
    QDateTime date;
    QString type; ///< Auth0's event code: s, f, fp, sapi...
    QString description;
    QString connection;
    ApplicationId application;
    QString applicationName;
    UserId user;
    QString userName;
    QString ip;
    QByteArray original;

    friend bool operator==(const LogEvent &, const LogEvent &) = default;
};

} // namespace Domain
