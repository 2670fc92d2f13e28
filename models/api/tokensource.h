#pragma once

#include "api/outcome.h"
#include "api/secret.h"

#include <QObject>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace Api {

class ManagementClient;

/// An access token for the Management API.
struct AccessToken
{
    Secret value;
    std::optional<std::chrono::seconds> lifetime; ///< from now on; nothing where it is not known
    std::optional<QStringList> scopes; ///< what it allows; nothing where the token does not say
    QString clientId; ///< the application it was given to; empty where it does not say
};

/// Where the client gets its tokens from. Sources only fetch: that many requests wait for one fetch, that a token is
/// renewed at 80 % of its life and once after a 401, is the client's business, so that no source can get it wrong.
class TokenSource : public QObject
{
    Q_OBJECT
public:
    using Callback = std::function<void(Outcome<AccessToken>)>;

    using QObject::QObject;

    /// Fetches a new token and calls back once, at once or later, on this thread. `client` sends the token request if
    /// there is one (it must be on the Authentication surface, which does not wait for a token). Never called again
    /// before it has called back. If the client goes first, the callback must not be called: use it as context.
    virtual void fetch(ManagementClient &client, Callback callback) = 0;

    /// False where fetch() can only return the same token again, as for a pasted one: then a 401 ends it.
    virtual bool canRenew() const = 0;
};

} // namespace Api
