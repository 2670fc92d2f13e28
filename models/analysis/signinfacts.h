#pragma once

#include "domain/application.h"
#include "domain/connection.h"
#include "domain/customer.h"
#include "domain/lockfile.h"
#include "domain/organization.h"
#include "domain/user.h"

#include <QHash>
#include <QStringList>

#include <map>
#include <optional>

namespace Analysis {

/// What a diagnosis looks at, in the order in which a person reads it.
enum class SignInPart {
    Users, ///< looked up by e-mail
    Similar, ///< users with nearly this e-mail; searched only where nobody has it
    Application,
    Connections, ///< those that are enabled for the application
    Options, ///< of these connections: whether people can sign up
    OtherConnections, ///< those that the accounts are in, and that are not enabled
    LockFile, ///< only where there are more databases than Lock shows
    OrganizationConnections,
    Membership,
    Blocks, ///< those of brute-force protection
    Factors,
    Logs,
    Settings,
};

/// What is known of one of the users; nothing is another answer than an empty list.
struct FoundUser
{
    /// OtherCase keeps nobody out: the account is written so, and who signs in by SAML or a social login types nothing
    /// into Auth0, while a database takes any letters. LinkedIdentity: not the user's own address, but that of an
    /// identity, through whose connection they sign in.
    enum class Match { Exact, OtherCase, LinkedIdentity };

    Domain::User user;
    Match match = Match::Exact; ///< how its e-mail addresses compare with the one that was asked for
    std::optional<QList<QByteArray>> blocks;
    std::optional<QList<QByteArray>> factors;
    std::optional<QList<Domain::LogEvent>> logs;
    std::optional<QStringList> organizations; ///< ids
};

/// A connection that an account is in, and that is not enabled for the application.
struct OtherConnection
{
    Domain::Connection connection;
    std::optional<bool> isUsed; ///< by some application
};

/// Why a part could not be looked at.
struct Unread
{
    QString reason; ///< for a person: "The token lacks read:users."
    bool isRefused = true; ///< by a scope or the plan; else something went wrong
    bool isBound = false; ///< nor did anything go wrong: it was not asked for more users than are looked at
};

/// Whose something is. Two customers may be called alike. A value.
struct SignInCustomer
{
    QString key; ///< empty: nobody's
    QString name;
};

/// What was read of an Auth0 tenant to tell why somebody cannot sign in to an application. A value.
struct SignInFacts
{
    QString email; ///< as it was asked for
    QStringList spellings; ///< looked up: as written, and in lower case where that differs
    QList<FoundUser> users;
    /// Where there are none: who has an address that differs by few letters, the nearest first.
    QList<Domain::User> near;
    Domain::Application application;
    std::optional<bool> lockMark; ///< what the operator said about Lock in this application
    std::optional<QList<Domain::Connection>> enabled; ///< for the application, in Auth0's order
    QHash<QString, OtherConnection> others; ///< by name
    std::optional<Domain::LockFile> lockFile;
    std::optional<Domain::Organization> organization; ///< nothing: none was asked for
    std::optional<QList<Domain::OrganizationConnection>> organizationConnections;
    std::optional<QList<Domain::LogEvent>> logs; ///< of whoever typed this address, known or not
    std::optional<QByteArray> settings; ///< the tenant's, as Auth0 sent them
    std::map<SignInPart, Unread> unread;
    /// Whose objects these are; tellCustomers() knows. Without an entry: nobody's, or not known.
    QHash<Domain::CustomerObject, SignInCustomer> customers;
};

/// How the user's addresses compare with `email`; nothing where none of them is like it.
std::optional<FoundUser::Match> matchOf(const Domain::User &user, const QString &email);

/// An account of a user: a user may have several, linked to each other, and signs in with any of them.
struct Account
{
    QString connection; ///< its name
    QString email; ///< of this identity; empty where Auth0 does not say
    bool isFirst = true;
};
QList<Account> accountsOf(const Domain::User &user);

/// "blocks of brute-force protection": for a person, within a sentence.
QString titleOf(SignInPart part);
/// The word in files: users, similar-users, application, connections, ...
QLatin1StringView wordOf(SignInPart part);

} // namespace Analysis
