#pragma once

#include "analysis/diagnosis.h"

namespace Analysis {

/// What several of the looks below ask of the facts, worked out once. Lives as long as diagnose() runs.
struct SignInContext
{
    const SignInFacts &facts;
    TimeStyle times = TimeStyle::Reader;

    /// An account of one of the users, and the connection that it is in.
    struct Place
    {
        const FoundUser *user = nullptr;
        Account account;
        const Domain::Connection *connection = nullptr; ///< nothing where it was not read
        bool isEnabled = false; ///< for the application
        bool isUsed = true; ///< by some application, as far as known
        bool isAsked = true; ///< the address that was asked for leads here; else to an identity linked with it
        std::optional<bool> isInOrganization{}; ///< nothing: no organization was asked for, or it was not read
    };
    QList<Place> places{};
    QDateTime lastSuccess{}; ///< the last time that one of the users signed in to the application, as the log tells
    QList<Domain::LogEvent> failures{}; ///< after that, of this application or of none, the newest first

    /// It is not the tenant's own: domain-level connections are open to it, enabled or not.
    bool isThirdParty() const { return facts.application.isFirstParty == false; }
    enum class Which { Asked, All };
    /// Those that the address leads to, or all of the user's.
    QList<const Place *> placesOf(const FoundUser &user, Which which = Which::Asked) const;
    /// Through one of the places the user could come in.
    bool hasOpenPlace() const;
    QString timeText(const QDateTime &time) const;
    Domain::FindingSubject applicationSubject() const;
};
SignInContext contextOf(const SignInFacts &facts, TimeStyle times);

Domain::FindingSubject subjectOf(const Domain::User &user);
Domain::FindingSubject subjectOf(const Domain::Connection &connection);
/// "28.11.26 17:05", or "2026-11-28T16:05:00Z": as evidence tells times.
QString timeText(const QDateTime &time, TimeStyle times = TimeStyle::Reader);
/// Somebody typed a password, and it was wrong or of nobody.
bool isTyped(const Domain::LogEvent &event);
/// A person tried to sign in or up, and could not: neither a token that was not renewed, nor a call of the API.
bool isFailedSignIn(const Domain::LogEvent &event);

/// What the organization says of the connection; nullptr where it has none, or was not read.
const Domain::OrganizationConnection *entryOf(const SignInFacts &facts, const Domain::ConnectionId &connection);

/// "Enabled for the application: a, b."
QString enabledText(const QList<Domain::Connection> &enabled);

/// Each look adds what it finds.
using SignInLook = void(const SignInContext &context, Diagnosis &diagnosis);
SignInLook lookAtUsers;
SignInLook lookAtConnections;
SignInLook lookAtLock;
SignInLook lookAtOrganization;
SignInLook lookAtLogs;

} // namespace Analysis
