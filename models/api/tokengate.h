#pragma once

#include "api/clock.h"
#include "api/tokensource.h"

#include <memory>

namespace Api {

/// Holds the token of one client and renews it: one fetch at a time, at 80 % of its life and once after a 401. Owned by
/// the client, which sends nothing to the Management API while there is no token.
class TokenGate : public QObject
{
    Q_OBJECT
public:
    TokenGate(TokenSource &source, ManagementClient &client, std::shared_ptr<Clock> clock);

    /// The token to send with now, or nullptr: then call request() and wait for ready() or failed().
    const AccessToken *usable() const;
    /// Rises with each token; tells which one a request was sent with.
    quint64 generation() const { return m_generation; }
    void request();
    /// Auth0 has refused the token of that generation. False where no other can be had.
    bool reject(quint64 generation);
    /// Drops the token, as after its secret was replaced.
    void forget();
    /// Of the last token that was had, whatever became of it.
    const QString &clientId() const { return m_clientId; }

Q_SIGNALS:
    void ready();
    void failed(const Api::ApiError &error);

private:
    bool isDue() const;
    void accept(Outcome<AccessToken> outcome);

    TokenSource &m_source;
    ManagementClient &m_client;
    std::shared_ptr<Clock> m_clock;
    std::optional<AccessToken> m_token;
    QString m_clientId;
    Milliseconds m_fetchedAt{0};
    Milliseconds m_retryRenewalAt{0};
    quint64 m_generation = 0;
    bool m_isFetching = false;
    bool m_isOutdated = false; ///< what is being fetched was forgotten before it came
    bool m_isRejectedForGood = false;
};

} // namespace Api
