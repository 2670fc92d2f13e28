#pragma once

#include "api/verb.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Api {

struct WireReply;
struct WireRequest;

/// Why a request has no value: a value itself, free of secrets, fit to be shown and logged.
struct ApiError
{
    enum class Kind {
        Unknown,
        Network, ///< no connection, or it broke
        Tls, ///< the certificate or the handshake was refused
        Timeout, ///< the total deadline passed
        Cancelled, ///< by the user, or because nobody waits for the answer any more
        Auth, ///< no token, or Auth0 does not take it
        Scope, ///< the token lacks a scope, see missingScopes
        Forbidden, ///< the plan or the tenant's settings do not allow it
        RateLimited, ///< 429, after all retries
        Conflict,
        NotFound,
        BadRequest, ///< Auth0 found the request itself wrong
        Server, ///< 5xx
        Redirect, ///< 3xx: never followed, since Qt would send the token along
        BadResponse, ///< an answer that cannot be understood
        TooLarge, ///< an answer over the size cap
        ReadOnly, ///< writing is locked; nothing was sent
        InvalidInput, ///< a domain, token or id that must not go on the wire; nothing was sent
    };

    Kind kind = Kind::Unknown;
    int httpStatus = 0; ///< 0 where there was no answer
    QString errorCode; ///< Auth0's `errorCode`, or OAuth's `error`
    QString message; ///< Auth0's or Qt's own words, redacted
    Verb verb = Verb::Get;
    QString path; ///< the path template, as "/connections/{id}"
    std::optional<std::chrono::milliseconds> retryAfter;
    QStringList missingScopes; ///< one of these would do
    /// The write may have happened although its answer is missing: read the object again before anything else.
    bool unknownOutcome = false;

    /// What happened, why, and what to do: one sentence each, translated, plain text.
    QString happened() const;
    QString why() const;
    QString advice() const;
    /// All three, separated by spaces.
    QString text() const;

    friend bool operator==(const ApiError &, const ApiError &) = default;
};

/// An error about this request, with verb and path filled in.
ApiError errorFor(const WireRequest &request, ApiError::Kind kind, const QString &message = {});

/// What a reply outside 2xx means. Reads Auth0's error body in all its recorded forms, and survives any other.
ApiError errorFrom(const WireRequest &request, const WireReply &reply);

} // namespace Api
