#include "api/apierror.h"

#include "api/redaction.h"
#include "api/retrypolicy.h"
#include "api/wire.h"
#include "json/value.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Api {
namespace {

ApiError::Kind kindOf(const WireRequest &request, int status, const QString &code)
{
    const bool asksForToken = request.surface == Surface::Authentication
        && request.pathTemplate != "/dbconnections/change_password"_L1; // which takes no credentials
    if (status / 100 == 3)
        return ApiError::Kind::Redirect;
    if (status >= 500)
        return ApiError::Kind::Server;
    switch (status) {
    case 401:
        return ApiError::Kind::Auth;
    case 403:
        if (asksForToken)
            return ApiError::Kind::Auth;
        return code == "insufficient_scope"_L1 ? ApiError::Kind::Scope : ApiError::Kind::Forbidden;
    case 404:
        return ApiError::Kind::NotFound;
    case 409:
        return ApiError::Kind::Conflict;
    case 429:
        return ApiError::Kind::RateLimited;
    default:
        break;
    }
    if (status / 100 != 4)
        return ApiError::Kind::BadResponse;
    // A malformed Authorization header is a 400 with this code (recorded).
    const bool isAboutToken = code == "Bearer"_L1 || (asksForToken && code != "invalid_request"_L1);
    return isAboutToken ? ApiError::Kind::Auth : ApiError::Kind::BadRequest;
}

/// "Insufficient scope, expected any of: read:users,read:user_idp_tokens" names them; else the request's own list.
QStringList missingScopes(const WireRequest &request, const QString &message)
{
    static const QRegularExpression list(u"expected any of:\\s*([a-z0-9_:, -]+)"_s);
    static const QRegularExpression separator(u"[,\\s]+"_s);
    const QRegularExpressionMatch match = list.match(message);
    if (match.hasMatch())
        return match.captured(1).split(separator, Qt::SkipEmptyParts);
    QStringList all;
    for (const QStringList &group : request.scopes)
        all += group;
    return all;
}

} // namespace

ApiError errorFor(const WireRequest &request, ApiError::Kind kind, const QString &message)
{
    ApiError error;
    error.kind = kind;
    error.message = message;
    error.verb = request.verb;
    error.path = request.pathTemplate;
    return error;
}

ApiError errorFrom(const WireRequest &request, const WireReply &reply)
{
    ApiError error = errorFor(request, ApiError::Kind::Unknown);
    error.httpStatus = reply.status;
    if (const auto body = Json::parse(reply.body); body && body->is_object()) {
        const bool isOAuth = body->contains("error_description") || request.surface == Surface::Authentication;
        error.errorCode = Json::stringAt(*body, isOAuth ? "error" : "errorCode");
        const bool isDescribed = isOAuth && !body->contains("error_description"); // as dbconnections/... says it
        error.message = redacted(Json::stringAt(*body,
                                                isDescribed   ? "description"
                                                    : isOAuth ? "error_description"
                                                              : "message"));
    }
    error.kind = kindOf(request, reply.status, error.errorCode);
    if (error.kind == ApiError::Kind::Scope)
        error.missingScopes = missingScopes(request, error.message);
    if (reply.status == 429)
        error.retryAfter = RetryPolicy::askedWait(reply);
    // The server may have done it before it failed.
    error.unknownOutcome = error.kind == ApiError::Kind::Server && goesOnce(request);
    return error;
}

} // namespace Api
