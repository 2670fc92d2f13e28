#include "api/apierror.h"
#include "api/sentence.h"
#include "api/translation.h"

#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace Api {
namespace {

struct Texts
{
    ApiError::Kind kind;
    const char *why;
    const char *advice;
};

#define N(text) QT_TRANSLATE_NOOP("Api::ApiError", text)

constexpr std::array texts = {
    Texts{ApiError::Kind::Unknown, N("The reason is not known."), N("Try again; if it stays, copy the details.")},
    Texts{ApiError::Kind::Network, N("The connection to Auth0 failed or broke off."),
          N("Check the network, the proxy and the tenant's domain, then try again.")},
    Texts{ApiError::Kind::Tls, N("The server's certificate was refused."),
          N("Check the domain. Where a company proxy inspects traffic, give its CA file in the tenant's settings.")},
    Texts{ApiError::Kind::Timeout, N("Auth0 did not answer in time."), N("Try again later, or ask for less at once.")},
    Texts{ApiError::Kind::Cancelled, N("It was cancelled."), N("Start it again when you want it.")},
    Texts{ApiError::Kind::Auth, N("Auth0 does not accept the token or the credentials."),
          N("Check client ID, secret and audience of this tenant, or paste a new token.")},
    Texts{ApiError::Kind::Scope, N("The token does not allow it."),
          N("Grant the application one of the named scopes for the Management API, then get a new token.")},
    Texts{ApiError::Kind::Forbidden, N("The tenant's plan or settings do not allow it."),
          N("Check the feature and the plan in the Auth0 Dashboard.")},
    Texts{ApiError::Kind::RateLimited, N("The tenant's rate limit is used up."),
          N("Wait a little, and let fewer tools work on this tenant at once.")},
    Texts{ApiError::Kind::Conflict, N("It conflicts with something that exists."),
          N("Refresh, look at the current state, and decide again.")},
    Texts{ApiError::Kind::NotFound, N("Auth0 does not know this object."),
          N("It may have been deleted. Refresh the list.")},
    Texts{ApiError::Kind::BadRequest, N("Auth0 does not accept the request."),
          N("Correct what Auth0 names; if nothing is named, copy the details.")},
    Texts{ApiError::Kind::Server, N("Auth0 had an error of its own."), N("Try again later; see Auth0's status page.")},
    Texts{ApiError::Kind::Redirect, N("The server pointed elsewhere. The token is never sent along."),
          N("Check that the domain is the tenant's own, and that no sign-in page of a network stands between.")},
    Texts{ApiError::Kind::BadResponse, N("The answer is not what the Management API sends."),
          N("Check the domain; if it is right, copy the details.")},
    Texts{ApiError::Kind::TooLarge, N("The answer is larger than is safe to read."),
          N("Ask for fewer objects or fields.")},
    Texts{ApiError::Kind::ReadOnly, N("Writing is locked for this tenant. Nothing was sent."),
          N("Unlock writing for this tenant first.")},
    Texts{ApiError::Kind::InvalidInput, N("A domain, token or ID is malformed. Nothing was sent."),
          N("Enter it again, without line breaks or blanks.")},
};

#undef N

const Texts &textsOf(ApiError::Kind kind)
{
    for (const Texts &row : texts) {
        if (row.kind == kind)
            return row;
    }
    return texts.front();
}

/// There was no token to send: a credential that could not be read, or a token that is none. Auth0 was not asked.
bool isWithoutToken(const ApiError &error)
{
    return error.kind == ApiError::Kind::Auth && error.httpStatus == 0 && !error.message.isEmpty();
}

} // namespace

QString ApiError::happened() const
{
    if (isWithoutToken(*this))
        return tr("There is no token to ask Auth0 with.");
    if (path.isEmpty())
        return tr("The request failed.");
    const QString request = QString::fromLatin1(verbName(verb)) + u' ' + path;
    return httpStatus > 0 ? tr("%1 failed with status %2.").arg(request).arg(httpStatus)
                          : tr("%1 failed.").arg(request);
}

QString ApiError::why() const
{
    if (isWithoutToken(*this))
        return message;
    QString reason = tr(textsOf(kind).why);
    if (kind == Kind::Scope && !missingScopes.isEmpty())
        reason += u' ' + tr("It lacks %1.").arg(QLocale().createSeparatedList(missingScopes));
    if (!message.isEmpty())
        reason += u' ' + (httpStatus > 0 ? tr("Auth0 says: %1") : tr("Details: %1")).arg(sentence(message));
    return reason;
}

QString ApiError::advice() const
{
    if (unknownOutcome)
        return tr("The change may have been made. Read the object again before you do anything else.");
    if (isWithoutToken(*this))
        return tr("Open the tenant's settings and give its credential again.");
    return tr(textsOf(kind).advice);
}

QString ApiError::text() const
{
    return QStringList{happened(), why(), advice()}.join(u' ');
}

} // namespace Api
